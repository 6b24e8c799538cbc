// What an import would change: every row set against the catalogue as it is, before anything is written.
//
// Threads: one planner, one thread. Ownership: store, resolver and report outlive the planner. Errors: those of the
// store, and of the resolver; what is wrong with a row goes to the report. Cost: some 100 microseconds a row; the rows
// are held in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "core/base/problems.h"
#include "indexer/import/import.h"
#include "indexer/plan/identify.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

struct PlanOptions {
  std::string source;             // Of the whole file; empty: nothing is withdrawn.
  std::string municipality_code;  // Of rows that name none; only here something is withdrawn. Empty: where rows are.
  bool partial = false;           // Nothing is withdrawn.
  bool force = false;             // Withdraws although rows could not be told apart.
  absl::CivilDay today;           // Nothing was verified after it.
};

struct PlannedChange {
  v1::ImportChange::Kind kind = v1::ImportChange::KIND_UNSPECIFIED;
  std::string key;
  std::string title;
  uint32_t line = 0;  // 0: not of the file.
  std::string etag;   // Of what is there; empty: nothing is.
  std::vector<v1::FieldChange> fields;
  std::optional<v1::Activity> activity;  // What is to be written: NEW, CHANGED, RETURNED.
};

struct ImportPlan {
  std::vector<PlannedChange> changes;  // In the order of keys.
  uint32_t unchanged = 0;              // KEPT too.
  uint32_t refused = 0;
  std::map<std::string, uint32_t> of_source;  // By municipality: activities that the source has in the catalogue now.
  uint32_t Count(v1::ImportChange::Kind kind) const;
};

class ImportPlanner {
 public:
  // Works out where a normalised activity with a name lies; problems by field path.
  using Resolver = std::function<absl::Status(v1::Activity*, Problems*)>;
  using Report = std::function<void(uint32_t line, const Problem& problem)>;

  ImportPlanner(const CatalogStore& store, PlanOptions options, Resolver resolve, Report report)
      : store_(store), options_(std::move(options)), resolve_(std::move(resolve)), report_(std::move(report)) {}

  void Take(ImportedRow row) { rows_.push_back(std::move(row)); }
  // Once, after the last row. CANCELLED.
  absl::StatusOr<ImportPlan> Finish(const std::function<bool()>& is_cancelled);

 private:
  absl::StatusOr<KnownActivities> ReadKnown() const;
  absl::StatusOr<v1::Activity> Look(const KnownActivity& known) const;
  void CheckVerification(ImportedRow* row);
  void TellOfOtherSource(const std::vector<Identified>& identified, const KnownActivities& known);
  absl::Status Plan(ImportedRow row, const Identified& identified);
  absl::Status PlanNew(ImportedRow row, const Identified& identified);
  absl::Status PlanDeleted(ImportedRow row, const Identified& identified);
  absl::Status PlanExisting(ImportedRow row, const Identified& identified, v1::Activity stored);
  absl::Status PlanGone(const KnownActivities& known);
  // False: refused, and reported.
  absl::StatusOr<bool> Complete(uint32_t line, const std::vector<std::string>& kept, v1::Activity* activity);
  void Refuse(uint32_t line, const Problem& problem);

  const CatalogStore& store_;
  const PlanOptions options_;
  const Resolver resolve_;
  const Report report_;
  std::vector<ImportedRow> rows_;
  std::set<std::string> codes_;  // Of rows that were taken.
  uint32_t unidentified_ = 0;    // Rows that were refused and are no activity that there is.
  ImportPlan plan_;
};

}  // namespace meedoen::indexer
