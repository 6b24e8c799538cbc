#include "indexer/store/verify.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/store/acknowledged.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

const char* Advice(Remedy remedy) {
  switch (remedy) {
    case Remedy::kRestore:
      return "restore the catalogue from a backup (meedoen-indexer restore)";
    case Remedy::kWriteAgain:
      return "write the activity again, or restore an earlier version of it or the catalogue from a backup "
             "(meedoen-indexer restore)";
    case Remedy::kImportPlaces:
      return "import the table of places again (meedoen-indexer places import)";
    case Remedy::kTakeText:
      return "look whether it is right (meedoen-indexer show): if so meedoen-indexer verify --repair takes it as it "
             "is, "
             "else write it again or restore an earlier version";
    case Remedy::kTrimChanges:
      return "meedoen-indexer verify --repair lets the change log begin after it; then meedoen-indexer rebuild";
    default:
      return "meedoen-indexer verify --repair mends it";
  }
}

// While it is being written a slot can look damaged; then not again.
absl::StatusOr<std::unique_ptr<Acknowledged>> OpenMark(const std::string& path) {
  auto mark = Acknowledged::Open(path, /*create=*/false);
  for (int i = 0; i < 3 && mark.ok() && (*mark)->one_slot_damaged(); ++i) {
    mark = Acknowledged::Open(path, /*create=*/false);
  }
  return mark;
}

// The file beside the database must not claim more than the database has.
void CheckMark(const StoreState& state, int64_t acknowledged, std::vector<std::string>* problems) {
  const auto revision = GetMetaNumber(*state.database, kMetaRevision, 0);
  if (!revision.ok() || acknowledged <= *revision) return;
  problems->push_back(absl::StrCat(state.folder, "/acknowledged says that revision ", acknowledged,
                                   " is safe, the catalogue is at ", *revision,
                                   ": restore it from a backup (meedoen-indexer restore), or keep what is there with "
                                   "meedoen-indexer verify --accept-lost-writes"));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> VerifyStore(const StoreState& state) {
  // Read first: it may only grow behind the database.
  const auto mark = OpenMark(state.folder + "/acknowledged");
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::string> problems, state.database->CheckFiles());
  if (mark.ok()) {
    CheckMark(state, (*mark)->revision(), &problems);
    if ((*mark)->one_slot_damaged()) {
      problems.push_back(state.folder +
                         "/acknowledged: one of its two slots is damaged, as by a power cut while it was written; the "
                         "other one is used, and the next write mends it");
    }
  } else {
    problems.push_back(absl::StrCat(std::string(mark.status().message()),
                                    ": stop the indexer and run meedoen-indexer verify --accept-lost-writes, which "
                                    "writes it anew"));
  }
  const std::unique_ptr<Records> view = state.database->View();
  for (const Finding& finding : InspectRecords(*view, state.model, /*repairable_only=*/false)) {
    if (problems.size() >= kMaxReportedProblems) break;
    problems.push_back(absl::StrCat(Shown(finding), ": ", Advice(finding.remedy)));
  }
  return problems;
}

}  // namespace meedoen::indexer
