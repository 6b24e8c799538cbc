#include "indexer/service/snapshot_check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/rpc/status_mapping.h"
#include "core/snapshot/snapshot.h"
#include "core/snapshot/snapshot_id.h"
#include "core/snapshot/snapshot_writer.h"

namespace meedoen::indexer {
namespace {

constexpr char kRebuild[] = "make a new one with meedoen-indexer rebuild";
constexpr char kRepair[] = "meedoen-indexer verify --repair mends it";

// The snapshots in a folder, each whole or not.
struct Found {
  std::vector<std::string> whole;              // Of the right model, the newest first.
  std::map<std::string, std::string> damaged;  // With why.
  absl::StatusOr<std::string> current = absl::NotFoundError("");
  std::set<std::string> behind;  // Whole, but the changes after them are gone.
  bool Serves() const { return current.ok() && damaged.count(*current) + behind.count(*current) == 0 && is_there; }
  bool is_there = false;  // What CURRENT names.
  uint32_t snapshots = 0;
};

absl::StatusOr<Found> Look(const SnapshotCheck& check) {
  Env& env = check.env;
  const std::string& folder = check.keeper.folder();
  Found found;
  absl::StatusOr<std::vector<std::string>> names = env.ListDir(folder);
  if (!names.ok()) return names.status();
  std::sort(names->begin(), names->end(), [](const std::string& a, const std::string& b) {
    return IsSnapshotId(a) && IsSnapshotId(b) ? OlderSnapshot(b, a) : IsSnapshotId(a) > IsSnapshotId(b);
  });
  for (const std::string& name : *names) {
    if (!IsSnapshotId(name)) break;
    ++found.snapshots;
    const absl::StatusOr<std::unique_ptr<Snapshot>> opened = Snapshot::Open(env, absl::StrCat(folder, "/", name));
    if (!opened.ok()) {
      found.damaged[name] = std::string(opened.status().message());
    } else if (!CanBeFollowed((*opened)->manifest(), check.changes_kept_from)) {
      found.behind.insert(name);
    } else if ((*opened)->manifest().model_id == check.model_id) {
      found.whole.push_back(name);
    }
  }
  found.current = CurrentSnapshotId(env, folder);
  found.is_there = found.current.ok() && env.Exists(absl::StrCat(folder, "/", *found.current));
  return found;
}

// What is wrong with CURRENT; empty: nothing.
std::string WrongCurrent(const Found& found, const std::string& folder) {
  const std::string file = absl::StrCat(folder, "/", kCurrentFile);
  if (absl::IsNotFound(found.current.status())) {
    // Without any whole snapshot nothing was published yet, or that is told of the damaged ones.
    return found.whole.empty() ? "" : absl::StrCat(file, " is missing, so that no snapshot is served");
  }
  if (!found.current.ok()) return std::string(found.current.status().message());
  if (!found.is_there) return absl::StrCat(file, " names snapshot ", *found.current, ", which is not there");
  if (found.Serves()) return "";
  return absl::StrCat(file, " names snapshot ", *found.current,
                      found.behind.count(*found.current) > 0
                          ? ", after which changes are missing (the catalogue was restored), so that no matcher follows"
                          : ", which is damaged");
}

absl::Status Mend(const SnapshotCheck& check, Found* found, v1::VerifyResponse* response) {
  const std::string& folder = check.keeper.folder();
  const std::string wrong = WrongCurrent(*found, folder);
  if (!wrong.empty() && !found->whole.empty()) {
    const std::string& newest = found->whole.front();
    if (const absl::Status published = PublishSnapshot(check.env, folder, newest); !published.ok()) return published;
    response->add_repaired(absl::StrCat(wrong, ": snapshot ", newest, " is published"));
    found->current = newest;
    found->is_there = true;
  }
  if (!found->Serves()) return absl::OkStatus();  // Damaged ones stay: they are all there is.
  for (const auto& [id, why] : found->damaged) {
    if (const absl::Status removed = RemoveSnapshot(check.env, folder, id); !removed.ok()) return removed;
    response->add_repaired(absl::StrCat("snapshot ", id, ": ", why, ": it was removed"));
  }
  found->damaged.clear();
  return absl::OkStatus();
}

void Report(const Found& found, const std::string& folder, v1::VerifyResponse* response) {
  const bool another = !found.whole.empty();
  for (const auto& [id, why] : found.damaged) {
    response->add_problems(absl::StrCat("snapshot ", id, ": ", why, "; ", another ? kRepair : kRebuild,
                                        another ? ", which removes it" : ""));
  }
  const bool said = found.is_there && found.damaged.count(*found.current) > 0;
  if (const std::string wrong = WrongCurrent(found, folder); !wrong.empty() && !said) {
    response->add_problems(absl::StrCat(wrong, "; ", another ? kRepair : kRebuild));
  }
}

}  // namespace

void SnapshotCheck::Run(v1::VerifyResponse* response) const {
  const std::string& folder = keeper.folder();
  if (!env.Exists(folder)) return;
  absl::StatusOr<std::unique_ptr<SnapshotKeeper::Turn>> turn = std::unique_ptr<SnapshotKeeper::Turn>();
  if (repair) turn = keeper.TakeTurn();
  absl::StatusOr<Found> found = Look(*this);
  if (!found.ok()) {
    response->add_problems(absl::StrCat("the snapshots cannot be looked at: ", DescribeError(found.status())));
    return;
  }
  response->set_snapshots(found->snapshots);
  absl::Status mended = turn.status();
  if (repair && mended.ok()) mended = Mend(*this, &*found, response);
  if (!mended.ok()) response->add_problems(absl::StrCat("the snapshots are not mended: ", DescribeError(mended)));
  Report(*found, folder, response);
}

}  // namespace meedoen::indexer
