// Random operations, restarts, trims, watchers and snapshots on the store and on the catalogue in memory: both must say
// the same all the time. MEEDOEN_MODEL_OPS sets how many, MEEDOEN_MODEL_SEED repeats a run.
#include <algorithm>
#include <cstdlib>

#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/names.h"
#include "core/index/segment.h"
#include "core/snapshot/snapshot.h"
#include "indexer/build/snapshot_builder.h"
#include "indexer/service/catalog_reader.h"
#include "tests/testing/unsynced_env.h"
#include "tests/unit/indexer/store/model_followers.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::IsEmpty;

int64_t FromEnv(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

class StoreModelTest : public ModelFollowers {
 protected:
  void Step() {
    const int kind = Pick(10'000);
    if (kind < 7'200) return CommitRandom();
    if (kind < 7'700) return Retry();
    if (kind < 8'300) return EmbedSome();
    if (kind < 9'000) return FollowSome();
    if (kind < 9'300) return CompareChanges();
    if (kind < 9'500) return ComparePending();
    if (kind < 9'700) return ComparePage();
    if (kind < 9'850) return CompareListing();
    if (kind < 9'880) return CompareHistory(PickKey());
    if (kind < 9'940) return clock_.Set(clock_.Now() + absl::Minutes(Pick(300)));
    if (kind < 9'957) return NewTexts();
    if (kind < 9'963) return TrimBoth();
    if (kind < 9'985) return Restart();
    if (kind < 9'998) return RebuildBoth();
    CompareAll();
  }

  void TrimBoth() {
    const bool far_back = calm_ || Pick(5) != 0;
    const int64_t below = model_.revision() - Pick(2'000) - (far_back ? 2 * kMaxWatcherLag : 0);
    ASSERT_OK(store_->TrimBelow(below));
    ASSERT_OK(model_.TrimBelow(below));
  }

  void Restart() {
    if (calm_) return;
    ++restarts_;
    EndWatchers();
    OpenAgain();
  }

  void CompareChanges() {
    const int64_t back = Pick(5) == 0 ? model_.revision() : 50;
    const int64_t after = model_.revision() + 1 - Pick(static_cast<int>(back) + 2);
    const auto of_store = store_->ReadFrom(after, 20);
    const auto of_model = model_.ReadFrom(after, 20);
    ASSERT_EQ(of_store.status().code(), of_model.status().code()) << of_store.status();
    if (of_store.ok()) ExpectSame(*of_store, *of_model);
  }

  void ComparePending() {
    auto expected = ExpectedPending();
    ASSERT_EQ(store_->PendingCount(), static_cast<int64_t>(expected.size()));
    const int most = Pick(40);
    const auto pending = store_->Pending(most);
    ASSERT_OK(pending);
    expected.resize(std::min(expected.size(), static_cast<size_t>(most)));
    ASSERT_EQ(pending->size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ((*pending)[i].key, expected[i].first);
      ASSERT_EQ((*pending)[i].text_hash, expected[i].second);
    }
  }

  // Rows after any key, of one municipality or all.
  void ComparePage() {
    const std::string prefix = std::vector<std::string>{"", "GM0150/", "GM0344/", "GM9999/"}[Pick(4)];
    const std::string after = Pick(3) == 0 ? "" : PickKey();
    const auto most = static_cast<size_t>(1 + Pick(30));
    std::vector<std::string> got, expected;
    ASSERT_OK(store_->Scan(prefix, after, false, nullptr, [&](const CatalogRow& row) {
      got.push_back(Comparable(row.activity));
      return got.size() < most;
    }));
    model_.Look([&](const MemoryCatalogLog::State& state) {
      for (const auto& [key, activity] : state.living.activities) {
        if (key <= after || !key.starts_with(prefix) || expected.size() == most) continue;
        expected.push_back(Comparable(activity));
      }
    });
    ASSERT_EQ(got, expected);
  }

  // The next page of a list that somebody reads while others write; its token outlives restarts.
  void CompareListing() {
    v1::ListActivitiesRequest request;
    request.set_parent("municipalities/-");
    request.set_page_size(9);
    request.set_page_token(page_token_);
    const auto page = CatalogReader({*store_, clock_, *PosixEnv(), ""}).List(request, [] { return false; });
    ASSERT_OK(page);
    ASSERT_EQ(page->catalog_revision(), model_.revision());
    const bool more = model_.Look([&](const MemoryCatalogLog::State& state) {
      auto next = state.living.activities.upper_bound(listed_);
      for (const v1::Activity& activity : page->activities()) {
        if (next == state.living.activities.end() || Comparable(activity) != Comparable(next->second)) {
          ADD_FAILURE() << "the page after " << listed_ << " has " << activity.name();
          return false;
        }
        listed_ = next->first;
        ++next;
      }
      return next != state.living.activities.end();
    });
    // A token at the very end is allowed: whether more comes is known only by looking.
    if (more) {
      ASSERT_FALSE(page->next_page_token().empty()) << "after " << listed_;
    }
    page_token_ = page->next_page_token();
    if (page_token_.empty()) listed_.clear();
  }

  void CompareHistory(const std::string& key) {
    const auto versions = store_->History(key);
    model_.Look([&](const MemoryCatalogLog::State& state) {
      const auto revisions = state.versions.find(key);
      ASSERT_EQ(versions.ok(), revisions != state.versions.end()) << key << versions.status();
      if (!versions.ok()) return;
      ASSERT_EQ(versions->size(), revisions->second.size()) << key;
      std::vector<v1::Activity> written;
      if (const auto earlier = state.earlier.find(key); earlier != state.earlier.end()) written = earlier->second;
      const auto now = state.living.activities.find(key);
      if (now != state.living.activities.end()) written.push_back(now->second);
      auto expected = written.rbegin();
      for (size_t i = 0; i < versions->size(); ++i) {
        const ActivityVersion& version = (*versions)[i];
        ASSERT_EQ(version.revision, revisions->second[versions->size() - 1 - i]) << key;
        if (version.deleted) continue;
        ASSERT_TRUE(expected != written.rend()) << key;
        ASSERT_EQ(Comparable(version.activity), Comparable(*expected++)) << key;
      }
      ASSERT_TRUE(expected == written.rend()) << key;
    });
  }

  // The real rebuild, which embeds what waits; the model gets the same vectors in the same batches.
  void RebuildBoth() {
    ++rebuilds_;
    std::vector<PendingText> pending = store_->Pending(1 << 20).value();
    EmbeddingBatches batches(*store_, embedder_, clock_);
    SnapshotKeeper keeper(env_, folder_.File("snapshots"));
    SnapshotBuilder builder({*store_, batches, keeper, env_, clock_}, {/*keep=*/2, kChangesKept});
    RebuildReport report;
    const auto go_on = [](const std::string&, uint32_t, uint32_t) { return true; };
    ASSERT_OK(builder.Rebuild(/*force=*/true, go_on, &report));
    ASSERT_EQ(report.embedded, pending.size());
    for (size_t i = 0; i < pending.size(); i += EmbeddingBatches::kBatchTexts) {
      const auto end =
          pending.begin() + static_cast<ptrdiff_t>(std::min(pending.size(), i + size_t{EmbeddingBatches::kBatchTexts}));
      CommitToModel(VectorsFor({pending.begin() + static_cast<ptrdiff_t>(i), end}), nullptr);
    }
    ASSERT_EQ(store_->revision(), model_.revision());
    ASSERT_OK(model_.TrimBelow(report.changes_kept_from));
    const auto id = CurrentSnapshotId(env_, folder_.File("snapshots"));
    ASSERT_OK(id);
    const auto snapshot = Snapshot::Open(env_, folder_.File("snapshots/" + *id));
    ASSERT_OK(snapshot);
    ASSERT_EQ((*snapshot)->manifest().catalog_revision, model_.revision());
    const SegmentView& segment = (*snapshot)->segment();
    Picture picture = {(*snapshot)->manifest().catalog_revision, /*only_embedded=*/true, {}};
    for (uint32_t row = 0; row < segment.rows; ++row) {
      const auto activity = segment.Record(row);
      ASSERT_OK(activity);
      ASSERT_EQ(segment.FindRow(NameHash(activity->name())), row);
      const float* vector = segment.Vector(row);
      picture.rows[ParseActivityName(activity->name())->Key()] = {Comparable(*activity),
                                                                  {vector, vector + kPairDimension}};
    }
    ExpectSameRows(picture, Expected(/*only_embedded=*/true));
    OfferSnapshot(std::move(picture));
  }

  void CompareAll() {
    Picture picture;
    ASSERT_OK(store_->Scan("", "", true, &picture.revision, [&](const CatalogRow& row) {
      picture.rows[row.key] = {Comparable(row.activity), row.vector};
      return true;
    }));
    ExpectSameRows(picture, Expected(/*only_embedded=*/false));
    ComparePending();
    const auto places = store_->Places();
    ASSERT_OK(places);
    std::vector<std::string> keys;
    model_.Look([&](const MemoryCatalogLog::State& state) {
      ASSERT_EQ(places->size(), state.living.places.size());
      for (const Place& place : *places) ASSERT_EQ(place, state.living.places.at(place.code));
      for (const auto& [key, revisions] : state.versions) keys.push_back(key);
    });
    for (const std::string& key : keys) CompareHistory(key);
    ASSERT_THAT(*store_->Verify(), IsEmpty());
  }

  // By a rebuild: so many that a watcher can fall too far behind first.
  static constexpr int64_t kChangesKept = 4 * kMaxWatcherLag;

  meedoen::testing::UnsyncedEnv env_;
  // For a third of the operations nothing else comes between a watcher that sleeps and its falling too far behind.
  bool calm_ = false;
  std::string page_token_;
  std::string listed_;  // The last key of the list so far.
  int64_t restarts_ = 0;
  int64_t rebuilds_ = 0;
};

TEST_F(StoreModelTest, AgreesWithTheCatalogueInMemory) {
  const int64_t operations = FromEnv("MEEDOEN_MODEL_OPS", 100'000);
  const auto seed = static_cast<uint32_t>(FromEnv("MEEDOEN_MODEL_SEED", std::random_device()()));
  const auto number = [](int64_t value) { return static_cast<long long>(value); };
  std::printf("%lld operations, MEEDOEN_MODEL_SEED=%u\n", number(operations), seed);
  StartLogging("model_store", "error");
  random_.seed(seed);
  for (int64_t i = 0; i < operations; ++i) {
    calm_ = 100 * i > 15 * operations && 2 * i < operations;
    Step();
    ASSERT_FALSE(HasFailure()) << "operation " << i << ", MEEDOEN_MODEL_SEED=" << seed;
  }
  // A watcher that sleeps long enough comes by some twice in so many operations, by chance not at all: then it goes on.
  calm_ = operations >= 100'000;
  for (int64_t i = 0; calm_ && i < 2 * operations && follower_counts().too_slow == 0; ++i) {
    Step();
    ASSERT_FALSE(HasFailure()) << "operation " << operations + i << ", MEEDOEN_MODEL_SEED=" << seed;
  }
  FinishFollowing();
  CompareAll();
  const FollowerCounts& counts = follower_counts();
  std::printf(
      "%lld revisions, %lld retries, %lld restarts, %lld rebuilds; watchers: %lld revisions told, %lld cut off as too "
      "slow, %lld trimmed away, %lld died, %lld loads of which %lld of snapshots\n",
      number(model_.revision()), number(retries()), number(restarts_), number(rebuilds_), number(counts.told),
      number(counts.too_slow), number(counts.trimmed), number(counts.died), number(counts.loaded),
      number(counts.loaded_snapshots));
  if (operations < 100'000) return;  // Too few for all of it to have come by.
  EXPECT_GT(counts.too_slow, 0);
  EXPECT_GT(counts.trimmed, 0);
  EXPECT_GT(counts.died, 0);
  EXPECT_GT(counts.loaded_snapshots, 0);
}

}  // namespace
}  // namespace meedoen::indexer::testing
