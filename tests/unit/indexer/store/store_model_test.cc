// Random operations and restarts on the store and on the catalogue in memory: both must say the same all the time.
// MEEDOEN_MODEL_OPS sets how many, MEEDOEN_MODEL_SEED repeats a run.
#include <algorithm>
#include <cstdlib>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/testing/memory_catalog_log.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::IsEmpty;

int64_t FromEnv(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

class StoreModelTest : public StoreFixture {
 protected:
  int Pick(int below) { return static_cast<int>(random_() % static_cast<uint32_t>(below)); }
  std::string PickId() { return absl::StrCat("a", Pick(40)); }
  std::string PickText() { return absl::StrCat("tekst ", Pick(6)); }

  // The etag that each of the two gave to the version that is now current, or one that neither did.
  void GiveEtag(Mutation& for_store, Mutation& for_model) {
    const auto kind = Pick(8);
    if (kind > 2) return;
    const auto found = model_.Find(for_model.key);
    const auto stored = store_->Get(for_store.key);
    const bool current = kind < 2 && found.has_value() && stored.ok();
    for_model.etag = current ? found->etag() : "stale";
    for_store.etag = current ? stored->etag() : "stale";
  }

  void AddMutation(Transaction& for_store, Transaction& for_model) {
    Mutation mutation;
    const int kind = Pick(10);
    if (kind < 6) mutation = UpsertOf(PickId(), PickText());
    if (kind == 6 || kind == 7) mutation = DeleteOf(PickId());
    // A key twice is refused; that is tried too, but not often.
    const auto same_key = [&](const Mutation& m) {
      return m.kind != Mutation::Kind::kAttachVector && m.key == mutation.key;
    };
    const auto& others = for_store.mutations;
    if (kind < 8 && std::any_of(others.begin(), others.end(), same_key) && Pick(20) != 0) return;
    if (kind < 8) {
      Mutation other = mutation;
      GiveEtag(mutation, other);
      for_store.mutations.push_back(mutation);
      for_model.mutations.push_back(other);
      return;
    }
    const std::string id = PickId();
    mutation = AttachTo(id, HashOf(id, PickText()), static_cast<float>(Pick(100)) / 128);
    for_store.mutations.push_back(mutation);
    for_model.mutations.push_back(mutation);
  }

  void CommitBoth() {
    Transaction for_store;
    Transaction for_model;
    const int mutations = Pick(20) == 0 ? Pick(60) : Pick(3) + 1;
    for (int i = 0; i < mutations; ++i) AddMutation(for_store, for_model);
    if (Pick(15) == 0)
      for_store.places.push_back({absl::StrCat(1000 + Pick(5)), 52, 6, static_cast<uint32_t>(Pick(3)), "", ""});
    for_model.places = for_store.places;
    for (Transaction* transaction : {&for_store, &for_model}) transaction->principal = "local";
    if (Pick(4) == 0) {
      // Now and then an id that was used before, now with another body.
      const std::string id = absl::StrCat("r", Pick(50));
      for (Transaction* transaction : {&for_store, &for_model}) {
        transaction->request_id = id;
        transaction->request_hash = absl::StrCat("hash of ", requests_);
      }
      ++requests_;
    }
    for_store.skip_unchanged = for_model.skip_unchanged = Pick(5) != 0;
    Compare(store_->Commit(for_store), model_.Commit(for_model));
    if (for_store.request_id.empty() || Pick(3) != 0) return;
    Compare(store_->Commit(for_store), model_.Commit(for_model));  // A retry.
  }

  static std::string Comparable(v1::Activity activity) {
    activity.clear_etag();  // Each gives its own.
    return activity.SerializeAsString();
  }

  void Compare(const absl::StatusOr<Committed>& of_store, const absl::StatusOr<Committed>& of_model) {
    ASSERT_EQ(of_store.status().code(), of_model.status().code()) << of_store.status() << of_model.status();
    ASSERT_EQ(store_->revision(), model_.revision());
    if (!of_store.ok()) return;
    ASSERT_EQ(of_store->revision, of_model->revision);
    ASSERT_EQ(of_store->created, of_model->created);
    ASSERT_EQ(of_store->changed, of_model->changed);
    ASSERT_EQ(of_store->activities.size(), of_model->activities.size());
    for (size_t i = 0; i < of_store->activities.size(); ++i) {
      ASSERT_EQ(Comparable(of_store->activities[i]), Comparable(of_model->activities[i]));
    }
  }

  void CompareChanges() {
    const int64_t after = Pick(static_cast<int>(model_.revision()) + 2);
    const auto of_store = store_->ReadFrom(after, 20);
    const auto of_model = model_.ReadFrom(after, 20);
    ASSERT_EQ(of_store.status().code(), of_model.status().code());
    if (!of_store.ok()) return;
    ASSERT_EQ(of_store->size(), of_model->size());
    for (size_t i = 0; i < of_store->size(); ++i) {
      const ChangeSet& a = (*of_store)[i];
      const ChangeSet& b = (*of_model)[i];
      ASSERT_EQ(a.revision, b.revision);
      ASSERT_EQ(a.commit_time, b.commit_time);
      ASSERT_EQ(a.changes.size(), b.changes.size());
      std::map<std::string, const ChangedActivity*> by_key;
      for (const ChangedActivity& change : b.changes) by_key[change.key] = &change;
      for (const ChangedActivity& change : a.changes) {
        ASSERT_EQ(by_key.count(change.key), 1U);
        ASSERT_EQ(change.deleted, by_key[change.key]->deleted);
        ASSERT_EQ(Comparable(change.activity), Comparable(by_key[change.key]->activity));
        ASSERT_EQ(change.vector, by_key[change.key]->vector);
      }
    }
  }

  void CompareAll() {
    const auto state = model_.state();
    auto expected = state.living.activities.begin();
    int64_t pending = 0;
    ASSERT_OK(store_->Scan("", "", true, nullptr, [&](CatalogRow row) {
      if (expected == state.living.activities.end() || expected->first != row.key) return false;
      const auto vector = state.living.vectors.find(row.text_hash);
      const bool same = Comparable(row.activity) == Comparable(expected->second) &&
                        row.vector == (vector == state.living.vectors.end() ? std::vector<float>() : vector->second);
      pending += row.vector.empty() ? 1 : 0;
      if (same) ++expected;
      return same;
    }));
    ASSERT_TRUE(expected == state.living.activities.end()) << expected->first;
    ASSERT_EQ(store_->PendingCount(), pending);
    ASSERT_EQ(static_cast<int64_t>(store_->Pending(1000)->size()), pending);
    ASSERT_EQ(store_->Places()->size(), state.living.places.size());
    for (const auto& [code, place] : state.living.places) ASSERT_EQ(*store_->FindPlace(code), place);
    for (const auto& [key, revisions] : state.versions) {
      const auto versions = store_->History(key);
      ASSERT_OK(versions);
      ASSERT_EQ(versions->size(), revisions.size()) << key;
      for (size_t i = 0; i < revisions.size(); ++i) {
        ASSERT_EQ((*versions)[i].revision, revisions[revisions.size() - 1 - i]) << key;
      }
    }
    ASSERT_THAT(*store_->Verify(), IsEmpty());
  }

  void Step() {
    const int kind = Pick(1000);
    if (kind < 850) return CommitBoth();
    if (kind < 950) return CompareChanges();
    if (kind < 980) return clock_.Set(clock_.Now() + absl::Minutes(Pick(300)));
    if (kind < 990) {
      const int64_t below = Pick(static_cast<int>(model_.revision()) + 1);
      ASSERT_OK(store_->TrimBelow(below));
      ASSERT_OK(model_.TrimBelow(below));
      return;
    }
    if (kind < 995) return Open();
    CompareAll();
  }

  std::mt19937 random_;
  MemoryCatalogLog model_{clock_};
  int requests_ = 0;
};

TEST_F(StoreModelTest, AgreesWithTheCatalogueInMemory) {
  const int64_t operations = FromEnv("MEEDOEN_MODEL_OPS", 4000);
  const auto seed = static_cast<uint32_t>(FromEnv("MEEDOEN_MODEL_SEED", std::random_device()()));
  std::printf("%lld operations, MEEDOEN_MODEL_SEED=%u\n", static_cast<long long>(operations), seed);
  random_.seed(seed);
  for (int64_t i = 0; i < operations; ++i) {
    Step();
    ASSERT_FALSE(HasFatalFailure()) << "operation " << i << ", MEEDOEN_MODEL_SEED=" << seed;
  }
  CompareAll();
}

}  // namespace
}  // namespace meedoen::indexer::testing
