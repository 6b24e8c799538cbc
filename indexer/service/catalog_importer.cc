#include "indexer/service/catalog_importer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "indexer/import/import.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/service/problem_report.h"
#include "indexer/service/row_column.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {
namespace {

using Format = v1::ImportActivitiesRequest::Format;

// One transaction, and so one message to each watcher: with vectors well below kMaxAnswerBytes.
constexpr size_t kRowsATransaction = 500;
constexpr size_t kBytesATransaction = 4 << 20;
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

// One file on its way in.
class ActivityImport {
 public:
  ActivityImport(CatalogStore& store, const PlaceResolver& places, Format format,
                 const v1::ImportActivitiesRequest& request)
      : store_(store), places_(places), format_(format), dry_run_(request.dry_run()), file_name_(request.file_name()) {}

  absl::Status Take(ImportedRow row) {
    bool refused = !row.activity.has_value();
    for (v1::RowProblem& problem : row.problems) report_.Add(std::move(problem));
    if (!refused) {
      Problems problems;
      MEEDOEN_RETURN_IF_ERROR(places_.Resolve(&*row.activity, &problems));
      MEEDOEN_RETURN_IF_ERROR(CheckEtag(*row.activity, &problems));
      refused = problems.HasErrors();
      for (const Problem& problem : problems.all()) Report(row.line, problem);
    }
    if (refused) {
      response_.set_refused(response_.refused() + 1);
      return absl::OkStatus();
    }
    bytes_ += row.activity->ByteSizeLong();
    rows_.push_back(*std::move(row.activity));
    return rows_.size() < kRowsATransaction && bytes_ < kBytesATransaction ? absl::OkStatus() : Flush();
  }

  absl::StatusOr<v1::ImportActivitiesResponse> Finish(ImportSummary summary) {
    MEEDOEN_RETURN_IF_ERROR(Flush());
    for (v1::RowProblem& problem : summary.problems) report_.Add(std::move(problem));
    response_.set_problems_left_out(report_.left_out());
    response_.set_catalog_revision(store_.revision());
    return std::move(response_);
  }

 private:
  void Report(uint32_t line, const Problem& problem) {
    v1::RowProblem row;
    row.set_file_name(file_name_);
    row.set_line(line);
    row.set_column(RowColumn(format_, problem.field));
    row.set_message(problem.message);
    row.set_warning(problem.warning);
    report_.Add(std::move(row));
  }

  // Of files made from what was read before: nobody's change since then is overwritten.
  absl::Status CheckEtag(const v1::Activity& activity, Problems* problems) const {
    if (activity.etag().empty()) return absl::OkStatus();
    MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(activity.name()));
    const absl::StatusOr<v1::Activity> current = store_.Get(name.Key());
    if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
    if (current.ok() && current->etag() == activity.etag()) return absl::OkStatus();
    problems->Add("etag",
                  "the activity was changed or deleted since this file was made; read it again, or leave the etag "
                  "out to overwrite it");
    return absl::OkStatus();
  }

  absl::Status Flush() {
    if (rows_.empty()) return absl::OkStatus();
    const absl::Status status = dry_run_ ? CountOnly() : CommitRows();
    rows_.clear();
    bytes_ = 0;
    if (status.ok()) return status;
    const uint32_t stored = response_.created() + response_.changed() + response_.unchanged();
    return Annotate(status, absl::StrCat("stopped after ", stored, " rows were stored"));
  }

  absl::Status CommitRows() {
    Transaction transaction;
    transaction.principal = kLocalPrincipal;
    for (v1::Activity& activity : rows_) {
      MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(activity.name()));
      Mutation& mutation = transaction.mutations.emplace_back();
      mutation.key = name.Key();
      mutation.etag = activity.etag();
      mutation.activity = std::move(activity);
    }
    MEEDOEN_ASSIGN_OR_RETURN(const Committed committed, store_.Commit(std::move(transaction)));
    for (size_t i = 0; i < committed.activities.size(); ++i) Count(committed.created[i], committed.changed[i]);
    return absl::OkStatus();
  }

  absl::Status CountOnly() {
    for (const v1::Activity& activity : rows_) {
      MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(activity.name()));
      const absl::StatusOr<v1::Activity> current = store_.Get(name.Key());
      if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
      Count(!current.ok(), current.ok() && ComparableBytes(*current) != ComparableBytes(activity));
    }
    return absl::OkStatus();
  }

  void Count(bool created, bool changed) {
    if (created) {
      response_.set_created(response_.created() + 1);
    } else if (changed) {
      response_.set_changed(response_.changed() + 1);
    } else {
      response_.set_unchanged(response_.unchanged() + 1);
    }
  }

  CatalogStore& store_;
  const PlaceResolver& places_;
  const Format format_;
  const bool dry_run_;
  const std::string file_name_;
  v1::ImportActivitiesResponse response_;
  ProblemReport report_{response_.mutable_problems()};
  std::vector<v1::Activity> rows_;  // Right, and not committed yet.
  size_t bytes_ = 0;
};

}  // namespace

absl::StatusOr<v1::ImportActivitiesResponse> CatalogImporter::ImportActivities(
    const v1::ImportActivitiesRequest& request, const std::string& bytes, const std::function<bool()>& is_cancelled) {
  const absl::StatusOr<Format> format = FormatOf(request);
  if (!format.ok()) return FieldError("format", format.status());
  const std::string& municipality = request.municipality_code();
  if (!municipality.empty() && !IsMunicipalityCode(municipality)) {
    return FieldError("municipality_code", absl::InvalidArgumentError("is not the code of a municipality, as GM0150"));
  }
  ActivityImport import(store_, places_, *format, request);
  const ImportOptions options = {request.file_name(), municipality, request.source(), request.mapping(),
                                 request.sheet()};
  MEEDOEN_ASSIGN_OR_RETURN(ImportSummary summary,
                           ReadActivities(*format, bytes, options, [&](ImportedRow row) -> absl::Status {
                             if (is_cancelled()) return absl::CancelledError("the caller went away");
                             return import.Take(std::move(row));
                           }));
  return import.Finish(std::move(summary));
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
