#include "indexer/service/catalog_importer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/import.h"
#include "indexer/plan/guard.h"
#include "indexer/plan/summary.h"
#include "indexer/plan/token.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/store/authorship.h"

namespace meedoen::indexer {
namespace {

using Format = v1::ImportActivitiesRequest::Format;

constexpr size_t kPlacesATransaction = 20'000;

absl::StatusOr<Format> FormatOf(const v1::ImportActivitiesRequest& request) {
  if (request.format() != v1::ImportActivitiesRequest::FORMAT_UNSPECIFIED) return request.format();
  const std::string& name = request.file_name();
  if (absl::EndsWithIgnoreCase(name, ".csv")) return v1::ImportActivitiesRequest::CSV;
  if (absl::EndsWithIgnoreCase(name, ".xlsx")) return v1::ImportActivitiesRequest::XLSX;
  for (const char* ending : {".jsonl", ".ndjson", ".json"}) {
    if (absl::EndsWithIgnoreCase(name, ending)) return v1::ImportActivitiesRequest::JSON_LINES;
  }
  return absl::InvalidArgumentError(
      "cannot be told from the file's name, which ends neither in .csv nor in .xlsx nor in .jsonl; "
      "state it (--format csv, xlsx or jsonl)");
}

// What is wrong with the request as a whole.
absl::Status CheckRequest(const v1::ImportActivitiesRequest& request) {
  Problems problems;
  const absl::StatusOr<Format> format = FormatOf(request);
  if (!format.ok()) problems.Add("format", std::string(format.status().message()));
  const std::string& municipality = request.municipality_code();
  if (!municipality.empty() && !IsMunicipalityCode(municipality)) {
    problems.Add("municipality_code", "is not the code of a municipality, as GM0150");
  }
  if (request.most_withdrawn_percent() > 100) problems.Add("most_withdrawn_percent", "is a share of 0 to 100");
  if (!request.language().empty() && request.language() != "nl" && request.language() != "en") {
    problems.Add("language", "is nl or en");
  }
  const absl::StatusOr<std::string> source = CleanText(request.source());
  if (!source.ok() || *source != request.source() || source->find('\n') != std::string::npos) {
    problems.Add("source", "has spaces at an end, line breaks or other signs that cannot be seen; leave them out");
  } else if (CountCharacters(request.source()) > kMaxSourceCharacters) {
    problems.Add("source", absl::StrCat("is longer than ", kMaxSourceCharacters, " characters"));
  } else if (ContainsCitizenNumber(request.source())) {
    problems.Add("source", "holds a number that can be a citizen service number (BSN); use another name");
  }
  return problems.ToStatus();
}

// The counts and the list of changes of a plan, as an answer.
void Describe(const ImportPlan& plan, v1::ImportActivitiesResponse* response) {
  response->set_created(plan.Count(v1::ImportChange::NEW) + plan.Count(v1::ImportChange::RETURNED));
  response->set_changed(plan.Count(v1::ImportChange::CHANGED));
  response->set_withdrawn(plan.Count(v1::ImportChange::GONE));
  response->set_stay_deleted(plan.Count(v1::ImportChange::STAYS_DELETED));
  response->set_unchanged(plan.unchanged);
  response->set_refused(plan.refused);
  size_t bytes = 0;
  for (const PlannedChange& planned : plan.changes) {
    v1::ImportChange change;
    change.set_kind(planned.kind);
    const absl::StatusOr<ActivityName> name = ParseActivityKey(planned.key);
    change.set_name(name.ok() ? name->ToString() : planned.key);
    change.set_title(planned.title);
    change.set_line(planned.line);
    change.mutable_fields()->Assign(planned.fields.begin(), planned.fields.end());
    bytes += change.ByteSizeLong();
    if (bytes > kMaxChangesBytes) {
      response->set_changes_left_out(response->changes_left_out() + 1);
    } else {
      *response->add_changes() = std::move(change);
    }
  }
}

// A revision goes to each watcher in one message, with the vectors of its activities.
absl::Status CheckSize(const ImportPlan& plan, int dimension) {
  constexpr size_t kBesides = 200;  // Names, tags, an etag.
  constexpr size_t kMost = kMaxAnswerBytes / 8 * 7;
  size_t bytes = 0;
  size_t activities = 0;
  for (const PlannedChange& change : plan.changes) {
    if (!change.activity.has_value()) continue;
    bytes += change.activity->ByteSizeLong() + static_cast<size_t>(dimension) * sizeof(float) + kBesides;
    ++activities;
  }
  if (bytes <= kMost) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "would write ", activities, " activities at once, ", bytes >> 20, " MiB with their vectors; at most ",
      kMost >> 20, " MiB fit in one revision: bring the rows in as several files with --partial first"));
}

Transaction ToTransaction(ImportPlan plan, const std::string& source) {
  Transaction transaction;
  transaction.principal = ImportPrincipal(source);
  for (PlannedChange& change : plan.changes) {
    if (change.kind != v1::ImportChange::GONE && !change.activity.has_value()) continue;
    Mutation& mutation = transaction.mutations.emplace_back();
    mutation.key = std::move(change.key);
    mutation.etag = std::move(change.etag);
    if (!change.activity.has_value()) {
      mutation.kind = Mutation::Kind::kDelete;
      continue;
    }
    mutation.author = Mutation::Author::kImport;
    mutation.must_be_new = mutation.etag.empty();
    mutation.activity = *std::move(change.activity);
  }
  return transaction;
}

}  // namespace

absl::StatusOr<ImportPlan> CatalogImporter::Plan(const v1::ImportActivitiesRequest& request, const std::string& bytes,
                                                 const std::function<bool()>& is_cancelled, ProblemReport* report) {
  MEEDOEN_ASSIGN_OR_RETURN(const Format format, FormatOf(request));
  ImportSummary summary;  // Problems are told when all rows are read.
  const auto tell = [&](uint32_t line, const Problem& problem) {
    v1::RowProblem row;
    row.set_file_name(request.file_name());
    row.set_line(line);
    row.set_column(summary.column_of(problem.field));
    row.set_message(problem.message);
    row.set_warning(problem.warning);
    report->Add(std::move(row));
  };
  ImportPlanner planner(
      store_,
      {request.source(), request.municipality_code(), request.partial(), request.force(), LocalDay(clock_.Now())},
      [this](v1::Activity* activity, Problems* problems) { return places_.Resolve(activity, problems); }, tell);
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<const PlaceIndex> places, places_.Index());
  const ImportOptions options = {request.file_name(), request.municipality_code(),
                                 request.source(),    request.mapping(),
                                 request.sheet(),     places.get()};
  MEEDOEN_ASSIGN_OR_RETURN(summary, ReadActivities(format, bytes, options, [&](ImportedRow row) -> absl::Status {
                             if (is_cancelled()) return absl::CancelledError("the caller went away");
                             for (v1::RowProblem& problem : row.problems) report->Add(std::move(problem));
                             planner.Take(std::move(row));
                             return absl::OkStatus();
                           }));
  for (v1::RowProblem& problem : summary.problems) report->Add(std::move(problem));
  return planner.Finish(is_cancelled);
}

absl::StatusOr<v1::ImportActivitiesResponse> CatalogImporter::ImportActivities(
    const v1::ImportActivitiesRequest& request, const std::string& bytes, const std::function<bool()>& is_cancelled) {
  MEEDOEN_RETURN_IF_ERROR(CheckRequest(request));
  v1::ImportActivitiesResponse response;
  ProblemReport report(response.mutable_problems());
  const int64_t revision = store_.revision();
  MEEDOEN_ASSIGN_OR_RETURN(ImportPlan plan, Plan(request, bytes, is_cancelled, &report));
  MEEDOEN_RETURN_IF_ERROR(CheckSize(plan, store_.dimension()));
  Describe(plan, &response);
  response.set_problems_left_out(report.left_out());
  response.set_guard(GuardPlan(
      plan, request.has_most_withdrawn_percent() ? request.most_withdrawn_percent() : kUsualMostWithdrawnPercent));
  const std::string token = MakeToken(request, bytes, plan, revision);
  if (request.dry_run()) {
    response.set_token(token);
    response.set_catalog_revision(revision);
  } else {
    MEEDOEN_RETURN_IF_ERROR(Annotate(CheckToken(request.token(), token), "nothing was stored"));
    if (!response.guard().empty() && !request.force()) {
      return absl::FailedPreconditionError(absl::StrCat("nothing was stored: the import ", response.guard()));
    }
    const absl::StatusOr<Committed> committed = store_.Commit(ToTransaction(std::move(plan), request.source()));
    MEEDOEN_RETURN_IF_ERROR(Annotate(committed.status(), "nothing was stored"));
    response.set_catalog_revision(committed->revision);
  }
  response.set_summary(ImportSummaryText(response, request.language(), !request.dry_run()));
  return response;
}

absl::StatusOr<v1::ImportPlacesResponse> CatalogImporter::ImportPlaces(const v1::ImportPlacesRequest& request,
                                                                       const std::string& bytes,
                                                                       const std::function<bool()>& is_cancelled) {
  MEEDOEN_ASSIGN_OR_RETURN(PlacesFile file, ReadPlaces(bytes, request.file_name()));
  v1::ImportPlacesResponse response;
  ProblemReport report(response.mutable_problems());
  for (v1::RowProblem& problem : file.problems) report.Add(std::move(problem));
  response.set_refused(file.refused);
  response.set_places(static_cast<uint32_t>(file.places.size()));
  for (size_t start = 0; start < file.places.size(); start += kPlacesATransaction) {
    if (is_cancelled()) return absl::CancelledError("the caller went away");
    const size_t end = std::min(start + kPlacesATransaction, file.places.size());
    Transaction transaction;
    transaction.principal = kLocalPrincipal;
    transaction.places.assign(file.places.begin() + static_cast<ptrdiff_t>(start),
                              file.places.begin() + static_cast<ptrdiff_t>(end));
    MEEDOEN_RETURN_IF_ERROR(
        Annotate(store_.Commit(std::move(transaction)).status(), absl::StrCat("stopped after ", start, " places")));
  }
  response.set_catalog_revision(store_.revision());
  return response;
}

}  // namespace meedoen::indexer
