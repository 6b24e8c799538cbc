#include "tests/crash/crash_damage.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/snapshot/snapshot.h"

namespace meedoen::indexer::testing {
namespace {

namespace fs = std::filesystem;
using Outcome = CrashVerdict::Outcome;

void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string KindOf(const fs::path& path) {
  const std::string name = path.filename().string();
  if (absl::StrContains(path.string(), "/snapshots/")) return name == kCurrentFile ? "snapshots' CURRENT" : "snapshot";
  if (path.extension() == ".log") return "log";
  if (path.extension() == ".sst") return "table";
  if (absl::StartsWith(name, "MANIFEST")) return "MANIFEST";
  if (name == "CURRENT" || name == "acknowledged") return name;
  return "other";  // RocksDB's own journal, its identity, a copy of the options: nothing is read from them.
}

bool Named(const std::string& message) {
  static constexpr std::array<const char*, 6> kNames = {".log",    ".sst",         "MANIFEST",
                                                        "CURRENT", "acknowledged", " record "};
  return std::any_of(kNames.begin(), kNames.end(), [&](const char* name) { return absl::StrContains(message, name); });
}

CrashVerdict JudgeSnapshot(const std::string& folder, const CrashDamage& damage) {
  Env& env = *PosixEnv();
  CrashVerdict verdict;
  const fs::path file(damage.path);
  const std::string snapshots = CrashSnapshots(folder);
  std::string opened = file.parent_path().string();
  if (opened == snapshots) {
    if (file.filename() != kCurrentFile) return verdict;  // CURRENT.tmp: never read.
    const auto id = CurrentSnapshotId(env, snapshots);
    opened = id.ok() ? absl::StrCat(snapshots, "/", *id) : "";
  } else if (absl::EndsWith(opened, ".tmp")) {
    return verdict;  // Likewise.
  }
  const absl::Status status =
      opened.empty() ? CurrentSnapshotId(env, snapshots).status() : Snapshot::Open(env, opened).status();
  if (status.ok()) {
    verdict.outcome = Outcome::kOtherSnapshot;
    // A bit of CURRENT can make it the id of another snapshot, which is whole.
    if (file.filename() != kCurrentFile) verdict.wrong = "a damaged snapshot opens";
    return verdict;
  }
  verdict.outcome = Outcome::kRefused;
  verdict.named_the_file = absl::StrContains(std::string(status.message()), file.filename().string());
  if (!absl::IsDataLoss(status) && !absl::IsNotFound(status)) verdict.wrong = status.ToString();
  return verdict;
}

CrashVerdict JudgeCatalogue(const std::string& folder, const CrashDamage& damage, CrashLedger& ledger) {
  CrashVerdict verdict;
  const std::string name = fs::path(damage.path).filename().string();
  const RealClock clock;
  const auto store = CatalogStore::Open(CrashOptions(folder), clock);
  std::string said;
  Complaints complaints;
  if (!store.ok()) {
    verdict.outcome = Outcome::kRefused;
    said = store.status().ToString();
    if (!absl::IsDataLoss(store.status())) verdict.wrong = "not DATA_LOSS: " + said;
  } else {
    complaints = ledger.Check(**store);
    const auto problems = (*store)->Verify();
    said = problems.ok() ? absl::StrJoin(*problems, "\n") : problems.status().ToString();
    if (said.empty() && complaints.empty()) return verdict;
    verdict.outcome = Outcome::kNamedByVerify;
  }
  verdict.named_the_file = absl::StrContains(said, name);
  if (said.empty()) {
    verdict.wrong = "verify is content, but: " + complaints[0];
  } else if (!Named(said)) {
    verdict.wrong = "no file is named: " + said;
  }
  return verdict;
}

}  // namespace

std::string BytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

CrashDamage TearLog(const std::string& folder, std::mt19937& random) {
  CrashDamage damage;
  const fs::path database = CrashCatalogue(folder) + "/rocksdb";
  if (!fs::exists(database)) return damage;
  for (const auto& entry : fs::directory_iterator(database)) {
    const bool newer = entry.path().extension() == ".log" && entry.file_size() > 0 && entry.path() > damage.path;
    if (newer) damage.path = entry.path().string();
  }
  if (damage.path.empty()) return damage;
  std::string bytes = BytesOf(damage.path);
  // Near the end as often as anywhere.
  const size_t reach = random() % 2 == 0 ? bytes.size() : std::min<size_t>(bytes.size(), 2'000);
  const size_t lost = 1 + random() % reach;
  const bool cut = random() % 2 == 0;
  damage.kind = cut ? "log cut" : "log zeroed";
  damage.detail = absl::StrCat("the last ", lost, " of ", bytes.size(), " bytes");
  bytes.resize(bytes.size() - lost);
  if (!cut) bytes.append(lost, '\0');
  WriteBytes(damage.path, bytes);
  return damage;
}

CrashDamage FlipBit(const std::string& folder, std::mt19937& random) {
  CrashDamage damage;
  std::map<std::string, std::vector<std::string>> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.file_size() > 0) files[KindOf(entry.path())].push_back(entry.path().string());
  }
  if (files.empty()) return damage;
  auto& [kind, paths] = *std::next(files.begin(), static_cast<ptrdiff_t>(random() % files.size()));
  std::sort(paths.begin(), paths.end());
  damage.kind = kind + " flipped";
  damage.path = paths[random() % paths.size()];
  std::string bytes = BytesOf(damage.path);
  const size_t at = random() % bytes.size();
  const int mask = 1 << (random() % 8);
  bytes[at] = static_cast<char>(bytes[at] ^ mask);
  damage.detail = absl::StrCat("byte ", at, " of ", bytes.size(), ", mask ", mask);
  WriteBytes(damage.path, bytes);
  return damage;
}

CrashVerdict Judge(const std::string& folder, const CrashDamage& damage, CrashLedger ledger) {
  CrashVerdict verdict = absl::StartsWith(damage.kind, "snapshot") ? JudgeSnapshot(folder, damage)
                                                                   : JudgeCatalogue(folder, damage, ledger);
  if (!verdict.wrong.empty()) {
    verdict.wrong = absl::StrCat(damage.kind, ", ", damage.path, ", ", damage.detail, ": ", verdict.wrong);
  }
  return verdict;
}

}  // namespace meedoen::indexer::testing
