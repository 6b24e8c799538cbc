// The threads of store_crash_child that watch: every revision in order, no hole, no repeat, and no half of an import.
// One keeps up, one is slow, one dies and comes back; after a kill all go on from what they last reported.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/match.h"
#include "tests/crash/crash_voice.h"

namespace meedoen::indexer::testing {

struct WatcherHabits {
  uint32_t longest_pause_us;  // Between two revisions.
  uint32_t revisions;         // Then it dies, and another begins where it was.
};
inline constexpr WatcherHabits kWatcherHabits[kCrashWatchers] = {{0, ~0U}, {4'000, ~0U}, {200, 7}};

class CrashWatcher {
 public:
  CrashWatcher(CatalogStore& store, uint32_t number, const CrashOrders& orders, std::atomic<int64_t>& trimming)
      : store_(store),
        number_(number),
        habits_(kWatcherHabits[number]),
        random_(orders.seed + number),
        trimming_(trimming),
        position_(orders.watched[number]) {}

  [[noreturn]] void Run() {
    while (true) {
      auto watcher = store_.Watch(position_);
      if (!watcher.ok()) {
        Reload(watcher.status());
      } else if (const absl::Status ended = Follow(**watcher); !ended.ok()) {
        Reload(ended);
      }
    }
  }

 private:
  absl::Status Follow(Watcher& watcher) {
    for (uint32_t seen = 0; seen < habits_.revisions;) {
      const auto set = watcher.Next(absl::Now() + absl::Milliseconds(50));
      if (absl::IsDeadlineExceeded(set.status())) continue;
      if (!set.ok()) return set.status();
      if (set->revision != position_ + 1) {
        Fail(absl::StrCat("watcher ", number_, " got revision ", set->revision, " after ", position_));
      }
      CheckWhole(*set);
      position_ = set->revision;
      Say(CrashState::kWatched, position_, number_);
      ++seen;
      if (habits_.longest_pause_us > 0) ::usleep(random_() % habits_.longest_pause_us);
    }
    return absl::OkStatus();
  }

  // The rows of an import that are still as this revision left them are all of them or none.
  void CheckWhole(const ChangeSet& set) const {
    std::map<std::string, uint32_t> rows;  // Of each import.
    for (const ChangedActivity& change : set.changes) {
      if (!absl::StartsWith(change.key, "GM0150/import") || change.activity.revision() != set.revision) continue;
      ++rows[change.key.substr(0, change.key.find('-'))];
    }
    for (const auto& [import, count] : rows) {
      if (count == kCrashImportRows) continue;
      Fail(absl::StrCat("watcher ", number_, ": revision ", set.revision, " has ", count, " rows of ", import));
    }
  }

  // As a matcher does: everything at once, then the changes after it.
  void Reload(const absl::Status& why) {
    if (!absl::IsOutOfRange(why) || position_ + 1 >= trimming_) {
      Fail(absl::StrCat("watcher ", number_, " at revision ", position_, ", trims up to ", trimming_.load(), ": ",
                        why.ToString()));
    }
    int64_t revision = 0;
    FailUnless(store_.Scan("", "", true, &revision, [](const CatalogRow&) { return true; }), "reloading");
    if (revision <= position_) Fail(absl::StrCat("watcher ", number_, " reloaded revision ", revision));
    position_ = revision;
    Say(CrashState::kReloaded, position_, number_);
  }

  CatalogStore& store_;
  const uint32_t number_;
  const WatcherHabits habits_;
  std::mt19937 random_;
  std::atomic<int64_t>& trimming_;
  int64_t position_;
};

}  // namespace meedoen::indexer::testing
