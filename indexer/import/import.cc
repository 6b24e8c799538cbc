#include "indexer/import/import.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/import/activity_id.h"
#include "indexer/import/contact_text.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {
namespace {

// The name of a refused row whose own name could not be made; keeps validation from naming that fault again.
constexpr char kNoName[] = "municipalities/GM0000/activities/none";

v1::RowProblem MakeProblem(const ImportOptions& options, uint32_t line, std::string column, std::string message,
                           bool warning) {
  v1::RowProblem problem;
  problem.set_file_name(options.file_name);
  problem.set_line(line);
  problem.set_column(std::move(column));
  problem.set_message(std::move(message));
  problem.set_warning(warning);
  return problem;
}

// Turns parsed rows into checked ones and remembers the names it has seen.
class RowChecker {
 public:
  RowChecker(const RowReader& reader, const ImportOptions& options) : reader_(reader), options_(options) {}

  ImportedRow Check(ParsedRow row) {
    ImportedRow imported{.line = row.line};
    absl::flat_hash_set<std::string> wrong;  // Columns that have been named, so that one fault is told once.
    bool refused = !row.readable;
    const auto take = [&](const Problem& problem, const std::string& column) {
      imported.problems.push_back(MakeProblem(options_, row.line, column, problem.message, problem.warning));
      refused = refused || !problem.warning;
    };
    for (const Problem& problem : row.problems.all()) {
      take(problem, problem.field);
      if (!problem.warning) wrong.insert(problem.field);
    }
    if (!row.readable) return imported;

    Problems problems;
    DropPrivate(&row, &problems);
    Complete(&row, &problems);
    NormalizeActivity(&row.activity);
    ValidateActivity(row.activity, &problems);
    CheckTwice(row, &problems);
    for (const Problem& problem : problems.all()) {
      const std::string column = reader_.ColumnOf(problem.field);
      if (!wrong.contains(column)) take(problem, column);
    }
    if (!refused) imported.activity = std::move(row.activity);
    return imported;
  }

 private:
  // What an import leaves out rather than refuse a row for.
  static void DropPrivate(ParsedRow* row, Problems* problems) {
    if (!row->activity.has_contact()) return;
    const std::string dropped = DropPrivateContact(row->activity.mutable_contact());
    if (dropped.empty()) return;
    problems->Warn("contact.person_name",
                   absl::StrCat("there is no consent of the person, so this was left out: ", dropped,
                                "; with consent, fill in contactpersoon_akkoord with ja"));
  }

  // The name, the source, and the sender's own id.
  void Complete(ParsedRow* row, Problems* problems) {
    v1::Activity& activity = row->activity;
    if (!options_.source.empty()) activity.set_source(options_.source);
    if (!row->id.empty() && !row->states_source_id) activity.set_source_id(row->id);
    if (!activity.name().empty()) return;
    const std::string code = row->municipality_code.empty() ? options_.municipality_code : row->municipality_code;
    const std::string id = row->id.empty() ? MadeUpId(activity) : Slug(row->id);
    if (IsMunicipalityCode(code) && IsActivityId(id)) {
      activity.set_name(ActivityName{code, id}.ToString());
      return;
    }
    if (!IsMunicipalityCode(code)) {
      problems->Add("municipality", code.empty() ? "is empty, and none was given for the whole file; write it as GM0150"
                                                 : "is not the code of a municipality; write it as GM0150");
    } else {
      problems->Add("name", "is no id: 1 to 63 letters, digits and hyphens are needed");
    }
    activity.set_name(kNoName);
  }

  void CheckTwice(const ParsedRow& row, Problems* problems) {
    if (row.activity.name() == kNoName || row.activity.name().empty()) return;
    const auto [seen, is_new] = lines_.try_emplace(row.activity.name(), row.line);
    if (is_new) return;
    problems->Add("name", absl::StrCat("line ", row.line, " has the same id as line ", seen->second,
                                       ", so it is left out; give each activity an id of its own"));
  }

  const RowReader& reader_;
  const ImportOptions& options_;
  absl::flat_hash_map<std::string, uint32_t> lines_;
};

absl::StatusOr<std::unique_ptr<RowReader>> Open(v1::ImportActivitiesRequest::Format format, std::string_view text,
                                                const ImportOptions& options) {
  const bool table = format == v1::ImportActivitiesRequest::CSV || format == v1::ImportActivitiesRequest::XLSX;
  if (!options.mapping.empty() && !table) {
    return absl::InvalidArgumentError(absl::StrCat(options.file_name, ": a mapping is for CSV and .xlsx only"));
  }
  if (!options.sheet.empty() && format != v1::ImportActivitiesRequest::XLSX) {
    return absl::InvalidArgumentError(absl::StrCat(options.file_name, ": a sheet can be named for .xlsx only"));
  }
  switch (format) {
    case v1::ImportActivitiesRequest::CSV:
      return OpenCsv(text, options);
    case v1::ImportActivitiesRequest::XLSX:
      return OpenXlsx(text, options);
    case v1::ImportActivitiesRequest::JSON_LINES: {
      MEEDOEN_ASSIGN_OR_RETURN(const std::string_view lines, TextOf(text, options.file_name));
      return OpenJsonLines(lines, options.file_name);
    }
    default:
      return absl::InvalidArgumentError(
          absl::StrCat(options.file_name, ": the format is not stated; choose CSV, XLSX or JSON_LINES"));
  }
}

}  // namespace

absl::StatusOr<std::string_view> TextOf(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > kMaxImportBytes) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": has ", bytes.size(), " bytes; at most ",
                                                   kMaxImportBytes, " are taken, so split the file"));
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": is in UTF-16; save it as CSV UTF-8"));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find_first_not_of(" \t\r\n") == bytes.npos) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": the file is empty"));
  }
  return bytes;
}

absl::Status TooManyRows(const std::string& file_name) {
  return absl::InvalidArgumentError(
      absl::StrCat(file_name, ": has more than ", kMaxImportRows, " rows; split the file"));
}

absl::StatusOr<ImportSummary> ReadActivities(v1::ImportActivitiesRequest::Format format, std::string_view bytes,
                                             const ImportOptions& options,
                                             const std::function<absl::Status(ImportedRow)>& take) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<RowReader> reader, Open(format, bytes, options));
  ImportSummary summary;
  for (const Problem& problem : reader->file_problems()) {
    summary.problems.push_back(
        MakeProblem(options, reader->header_line(), problem.field, problem.message, problem.warning));
  }
  RowChecker checker(*reader, options);
  for (ParsedRow row; reader->Next(&row);) {
    if (row.skipped) {
      for (const Problem& problem : row.problems.all()) {
        summary.problems.push_back(MakeProblem(options, row.line, problem.field, problem.message, problem.warning));
      }
      continue;
    }
    ImportedRow imported = checker.Check(std::move(row));
    ++summary.rows;
    summary.refused += imported.activity.has_value() ? 0 : 1;
    MEEDOEN_RETURN_IF_ERROR(take(std::move(imported)));
  }
  return summary;
}

std::string FormatProblem(const v1::RowProblem& problem) {
  const std::string column = problem.column().empty() ? "" : absl::StrCat("kolom \"", problem.column(), "\": ");
  return absl::StrCat(problem.file_name(), ":", problem.line(), ": ", problem.warning() ? "let op: " : "", column,
                      problem.message());
}

}  // namespace meedoen::indexer
