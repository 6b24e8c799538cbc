// Watchers beside the model: what each must be told next is known, and what one has put together from a snapshot or a
// reading and the changes after it must be the catalogue.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "tests/unit/indexer/store/model_pair.h"

namespace meedoen::indexer::testing {

class ModelFollowers : public ModelPair {
 protected:
  struct Row {
    std::string activity;  // Comparable bytes.
    std::vector<float> vector;
  };
  // What somebody loads to follow from.
  struct Picture {
    int64_t revision = 0;
    bool only_embedded = false;  // As in a snapshot.
    std::map<std::string, Row> rows;
  };
  struct FollowerCounts {
    int64_t told = 0, too_slow = 0, trimmed = 0, died = 0, loaded = 0, loaded_snapshots = 0;
  };

  // One of them does what is in its nature.
  void FollowSome() {
    Follower& follower = followers_[static_cast<size_t>(Pick(kFollowers))];
    switch (follower.habit) {
      case Habit::kKeepsUp:
        return ReadToTheEnd(follower);
      case Habit::kSlow:
        return Read(follower, 1 + Pick(6));
      case Habit::kDies:
        Read(follower, 1 + Pick(20));
        follower.watcher.reset();
        ++counts_.died;
        return;
      case Habit::kSleeps:
        if (model_.revision() < follower.wakes_at) return;
        ReadToTheEnd(follower);
        follower.wakes_at = model_.revision() + kMaxWatcherLag + follower.sleeps_more;
        follower.sleeps_more = Pick(200) - 100;
    }
  }

  // A restart ends all of them; each comes back where it was.
  void EndWatchers() {
    for (Follower& follower : followers_) {
      follower.watcher.reset();
      follower.wakes_at = 0;
    }
  }

  void FinishFollowing() {
    for (Follower& follower : followers_) ReadToTheEnd(follower);
  }

  void OfferSnapshot(Picture picture) { snapshot_ = std::move(picture); }
  const FollowerCounts& follower_counts() const { return counts_; }

  // What there is now, as the model has it.
  Picture Expected(bool only_embedded) const {
    return model_.Look([&](const MemoryCatalogLog::State& state) {
      Picture picture = {state.revision, only_embedded, {}};
      for (const auto& [key, activity] : state.living.activities) {
        const auto vector = state.living.vectors.find(EmbeddingTextHash(activity));
        const bool embedded = vector != state.living.vectors.end();
        if (!embedded && only_embedded) continue;
        picture.rows[key] = {Comparable(activity), embedded ? vector->second : std::vector<float>()};
      }
      return picture;
    });
  }

  static void ExpectSameRows(const Picture& got, const Picture& expected) {
    size_t count = 0;
    for (const auto& [key, row] : got.rows) {
      if (got.only_embedded && row.vector.empty()) continue;
      ++count;
      const auto found = expected.rows.find(key);
      ASSERT_TRUE(found != expected.rows.end()) << key << " is not in the catalogue";
      ASSERT_EQ(row.activity, found->second.activity) << key;
      ASSERT_EQ(row.vector, found->second.vector) << key;
    }
    ASSERT_EQ(count, expected.rows.size());
  }

 private:
  static constexpr int kFollowers = 6;
  enum class Habit { kKeepsUp, kSlow, kDies, kSleeps };
  struct Follower {
    Habit habit = Habit::kKeepsUp;
    std::unique_ptr<Watcher> watcher;
    Picture picture;          // As of the last revision it was told of.
    bool live = false;        // This watcher has been at the end.
    int64_t sleeps_more = 0;  // Than the longest lag; below 0: less.
    int64_t wakes_at = 0;     // A revision.
  };

  // A watcher after the last revision that it knows, if the log still has what comes then; else everything anew.
  void Begin(Follower& follower) {
    const bool there = model_.Look(
        [&](const MemoryCatalogLog::State& state) { return follower.picture.revision + 1 >= state.trimmed; });
    auto watcher = store_->Watch(follower.picture.revision);
    ASSERT_EQ(watcher.status().code(), there ? absl::StatusCode::kOk : absl::StatusCode::kOutOfRange);
    follower.live = false;
    if (there) {
      follower.watcher = *std::move(watcher);
    } else {
      Load(follower);
    }
  }

  // From the last snapshot, or from the catalogue itself.
  void Load(Follower& follower) {
    ++counts_.loaded;
    const bool usable = snapshot_.has_value() && model_.Look([&](const MemoryCatalogLog::State& state) {
      return snapshot_->revision + 1 >= state.trimmed;
    });
    if (usable && Pick(2) == 0) {
      ++counts_.loaded_snapshots;
      follower.picture = *snapshot_;
    } else {
      follower.picture = Picture();
      ASSERT_OK(store_->Scan("", "", true, &follower.picture.revision, [&](const CatalogRow& row) {
        follower.picture.rows[row.key] = {Comparable(row.activity), row.vector};
        return true;
      }));
      ASSERT_EQ(follower.picture.revision, model_.revision());
    }
    Begin(follower);
  }

  // What the contract says that the next call must give.
  absl::StatusCode NextCode(const Follower& follower) const {
    return model_.Look([&](const MemoryCatalogLog::State& state) {
      const int64_t position = follower.picture.revision;
      if (state.revision <= position) return absl::StatusCode::kDeadlineExceeded;
      if (position + 1 < state.trimmed) return absl::StatusCode::kOutOfRange;
      if (follower.live && state.revision - position > kMaxWatcherLag) return absl::StatusCode::kResourceExhausted;
      return absl::StatusCode::kOk;
    });
  }

  void Read(Follower& follower, int most) {
    if (follower.watcher == nullptr) Begin(follower);
    for (; most > 0 && !HasFatalFailure(); --most) {
      const absl::StatusCode expected = NextCode(follower);
      auto next = follower.watcher->Next(absl::InfinitePast());
      ASSERT_EQ(next.status().code(), expected) << next.status();
      if (expected == absl::StatusCode::kDeadlineExceeded) return CompareNow(follower);
      if (expected != absl::StatusCode::kOk) {
        ++(expected == absl::StatusCode::kOutOfRange ? counts_.trimmed : counts_.too_slow);
        ASSERT_EQ(follower.watcher->Next(absl::InfinitePast()).status().code(), expected) << "it goes on";
        return Load(follower);
      }
      const auto of_model = model_.ReadFrom(follower.picture.revision, 1);
      ASSERT_OK(of_model);
      ExpectSame({*next}, *of_model);
      Take(*next, follower);
    }
  }

  void Take(const ChangeSet& set, Follower& follower) {
    ++counts_.told;
    for (const ChangedActivity& change : set.changes) {
      if (change.deleted) {
        follower.picture.rows.erase(change.key);
      } else {
        follower.picture.rows[change.key] = {Comparable(change.activity), change.vector};
      }
    }
    follower.picture.revision = set.revision;
    follower.live = follower.live || set.revision == model_.revision();
  }

  void ReadToTheEnd(Follower& follower) {
    if (follower.watcher == nullptr) Begin(follower);
    while (!HasFatalFailure() && follower.picture.revision < model_.revision()) Read(follower, 1'000);
    if (!HasFatalFailure()) CompareNow(follower);
  }

  void CompareNow(const Follower& follower) const {
    ExpectSameRows(follower.picture, Expected(follower.picture.only_embedded));
  }

  std::vector<Follower> followers_ = [] {
    std::vector<Follower> followers(kFollowers);
    followers[1].habit = Habit::kSlow;
    followers[2].habit = followers[3].habit = Habit::kDies;
    followers[4].habit = followers[5].habit = Habit::kSleeps;
    followers[5].sleeps_more = 1;  // Too long by one, the first time.
    return followers;
  }();
  std::optional<Picture> snapshot_;
  FollowerCounts counts_;
};

}  // namespace meedoen::indexer::testing
