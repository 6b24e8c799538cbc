#include "tests/fuzz/checks.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/checker.h"
#include "core/activity/schedule.h"
#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/csv_writer.h"

namespace meedoen::fuzz {
namespace {

using indexer::ImportedRow;
using indexer::ImportOptions;
using indexer::ImportSummary;

constexpr absl::CivilDay kToday(2026, 11, 22);
constexpr size_t kTurns = 4;
constexpr size_t kMostExported = 3;  // Of one file: it costs more than reading it.

// Everything that was read, to compare.
std::string Told(const Read& read) {
  std::string told = read.summary.status().ToString();
  const auto tell = [&](const auto& problems) {
    for (const v1::RowProblem& problem : problems) absl::StrAppend(&told, "\n", indexer::FormatProblem(problem));
  };
  if (read.summary.ok()) tell(read.summary->problems);
  for (const ImportedRow& row : read.rows) {
    tell(row.problems);
    if (row.activity.has_value()) absl::StrAppend(&told, "\n", row.line, " ", row.activity->SerializeAsString());
  }
  return told;
}

absl::Status CheckProblem(const v1::RowProblem& problem, const ImportOptions& options, uint32_t line) {
  MEEDOEN_RETURN_IF_ERROR(CheckMessage(problem.message()));
  if (problem.file_name() != options.file_name) return Broken("a problem does not name the file");
  if (problem.line() == 0 || (line > 0 && problem.line() != line)) return Broken("a problem does not name its line");
  return CheckMessage(indexer::FormatProblem(problem));
}

absl::Status CheckRow(const ImportedRow& row, const ImportOptions& options) {
  bool refused = false;
  for (const v1::RowProblem& problem : row.problems) {
    MEEDOEN_RETURN_IF_ERROR(CheckProblem(problem, options, row.line));
    refused = refused || !problem.warning();
  }
  if (row.repeats && row.activity.has_value()) return Broken("a row that repeats another is taken");
  if (row.repeats) return row.problems.empty() ? Broken("a row is left out without a word") : absl::OkStatus();
  if (refused == row.activity.has_value()) return Broken("a row is neither taken nor refused with a reason");
  if (!row.activity.has_value()) return absl::OkStatus();
  if (row.activity->source() != options.source) return Broken("a row has another source than the file");
  return CheckActivity(*row.activity);
}

// What was read goes out as our own CSV, and no row of that is refused.
absl::Status CheckGoesOut(const std::vector<ImportedRow>& rows) {
  std::vector<v1::Activity> activities;
  for (const ImportedRow& row : rows) {
    if (row.activity.has_value() && activities.size() < kMostExported) activities.push_back(*row.activity);
  }
  for (const indexer::CsvLoss& loss : indexer::FindCsvLosses(activities)) {
    if (!loss.refusal.empty()) return Broken("an activity that was read cannot be exported: " + loss.refusal);
  }
  return absl::OkStatus();
}

absl::Status CheckSessions(const v1::Activity& activity) {
  const auto sessions = ExpandSchedule(activity, kToday, kToday + kMaxHorizonDays);
  if (!sessions.ok()) return Broken("its sessions are not known: " + std::string(sessions.status().message()));
  if (sessions->size() > static_cast<size_t>(kMaxOccurrences)) return Broken("it has too many sessions");
  const Occurrence* before = nullptr;
  for (const Occurrence& session : *sessions) {
    if (session.end <= session.start) return Broken("a session ends before it begins");
    if (before != nullptr && (session.start < before->start || session == *before)) return Broken("sessions unsorted");
    before = &session;
  }
  const auto end = LastEnd(activity);
  if (!end.ok()) return Broken("its end is not known: " + std::string(end.status().message()));
  const bool ends_before = end->has_value() && !sessions->empty() && sessions->back().end > **end;
  return ends_before ? Broken("it ends before its last session") : absl::OkStatus();
}

}  // namespace

absl::Status Broken(const std::string& what) { return absl::FailedPreconditionError(what); }

absl::Status CheckMessage(std::string_view text) {
  if (text.empty()) return Broken("a message is empty");
  if (!IsValidUtf8(text)) return Broken("a message is not UTF-8: " + std::string(text));
  if (ContainsCitizenNumber(text)) return Broken("a message holds a citizen service number: " + std::string(text));
  return absl::OkStatus();
}

absl::Status CheckRefusal(const absl::Status& status) {
  if (status.code() != absl::StatusCode::kInvalidArgument) return Broken("refused with " + status.ToString());
  return CheckMessage({status.message().data(), status.message().size()});
}

absl::Status CheckActivity(const v1::Activity& activity) {
  Problems problems;
  ValidateActivity(activity, &problems);
  if (problems.HasErrors()) return Broken("not valid: " + std::string(problems.ToStatus().message()));
  v1::Activity copy = activity;
  NormalizeActivity(&copy);
  if (copy.SerializeAsString() != activity.SerializeAsString()) {
    return Broken("not in normal form: " + activity.ShortDebugString() + " becomes " + copy.ShortDebugString());
  }
  absl::Status status;
  ReplaceTexts(&copy, [&](const std::string& field, const std::string& text) {
    const bool clean = IsValidUtf8(text) && !ContainsCitizenNumber(text);
    if (!clean && status.ok()) status = Broken(field + " holds what it must not");
    return text;
  });
  return status.ok() ? CheckSessions(activity) : status;
}

Read ReadAll(v1::ImportActivitiesRequest::Format format, std::string_view bytes, const ImportOptions& options) {
  Read read;
  read.summary = indexer::ReadActivities(format, bytes, options, [&](ImportedRow row) {
    read.rows.push_back(std::move(row));
    return absl::OkStatus();
  });
  return read;
}

absl::Status CheckRows(const Read& read, const ImportOptions& options) {
  if (!read.summary.ok()) return CheckRefusal(read.summary.status());
  for (const v1::RowProblem& problem : read.summary->problems) {
    MEEDOEN_RETURN_IF_ERROR(CheckProblem(problem, options, 0));
  }
  std::set<std::string> names;
  uint32_t refused = 0, line = 0;
  for (const ImportedRow& row : read.rows) {
    MEEDOEN_RETURN_IF_ERROR(Annotate(CheckRow(row, options), absl::StrCat("line ", row.line)));
    if (row.line <= line) return Broken("rows are not in the file's order");
    line = row.line;
    refused += row.activity.has_value() || row.repeats ? 0 : 1;
    if (row.activity.has_value() && !names.insert(row.activity->name()).second) return Broken("two rows, one name");
  }
  const bool counted = read.summary->rows == read.rows.size() && read.summary->refused == refused;
  return counted ? absl::OkStatus() : Broken("rows are miscounted");
}

absl::Status CheckFile(v1::ImportActivitiesRequest::Format format, std::string_view bytes,
                       const ImportOptions& options) {
  const Read read = ReadAll(format, bytes, options);
  MEEDOEN_RETURN_IF_ERROR(CheckRows(read, options));
  // Each costs as much again: a fuzzer does them for one size in four, which is to say for one change in four.
  if (bytes.size() % kTurns == 0 && Told(read) != Told(ReadAll(format, bytes, options))) {
    return Broken("the same bytes give another answer");
  }
  return bytes.size() % kTurns == 1 ? CheckGoesOut(read.rows) : absl::OkStatus();
}

}  // namespace meedoen::fuzz
