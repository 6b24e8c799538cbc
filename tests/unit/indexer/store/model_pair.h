// The store and the catalogue in memory side by side: every write goes to both, and what each answers is compared.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/embedding/hashing_embedder.h"
#include "tests/testing/forgetful_file_system.h"
#include "tests/testing/memory_catalog_log.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {

inline constexpr char kPairModel[] = "test-hashing";
inline constexpr int kPairDimension = 16;
inline constexpr int kPairIds = 100;

class ModelPair : public StoreFixture {
 protected:
  // The same request to both: only the etags differ, since each gives its own.
  struct Asked {
    Transaction store;
    Transaction model;

    void Add(const Mutation& mutation) {
      store.mutations.push_back(mutation);
      model.mutations.push_back(mutation);
    }
    template <typename Change>
    void Both(const Change& change) {
      change(store);
      change(model);
    }
  };

  ModelPair() {
    options_.model_id = kPairModel;
    options_.dimension = kPairDimension;
  }

  void SetUp() override { OpenAgain(); }

  // What was not synced is gone, as after a power cut.
  void OpenAgain() {
    Close();
    using meedoen::testing::ForgetfulFileSystem;
    options_.file_system =
        std::make_shared<ForgetfulFileSystem>(random_(), ForgetfulFileSystem::Habits{.spills = true});
    Open();
  }

  int Pick(int below) { return static_cast<int>(random_() % static_cast<uint32_t>(below)); }
  std::string PickKey() { return PairKey(PickId()); }
  void NewTexts() { ++texts_; }  // Else every text would have a vector sooner or later.
  int64_t retries() const { return retries_; }

  static std::string Comparable(v1::Activity activity) {
    activity.clear_etag();
    return activity.SerializeAsString();
  }

  void CommitRandom() {
    Asked asked;
    const int mutations = Pick(20) == 0 ? Pick(60) : Pick(3) + 1;
    for (int i = 0; i < mutations; ++i) AddMutation(asked);
    const bool with_place = Pick(15) == 0, skip_unchanged = Pick(5) != 0;
    const Place place = {absl::StrCat(1000 + Pick(5)), 52, 6, static_cast<uint32_t>(Pick(3)), "", ""};
    asked.Both([&](Transaction& transaction) {
      transaction.principal = "local";
      transaction.skip_unchanged = skip_unchanged;
      if (with_place) transaction.places.push_back(place);
    });
    if (Pick(4) == 0) {
      // Now and then an id that was used before, now with another body.
      const std::string id = absl::StrCat("r", Pick(300)), hash = absl::StrCat("hash of ", requests_++);
      asked.Both([&](Transaction& transaction) { transaction = WithRequest(transaction, id, hash); });
      asked_.push_back(asked);
      if (asked_.size() > 40) asked_.pop_front();
    }
    CommitBoth(asked);
  }

  // Something that was asked before: just now, before a restart, or more than a day ago.
  void Retry() {
    if (asked_.empty()) return;
    CommitBoth(asked_[static_cast<size_t>(Pick(static_cast<int>(asked_.size())))]);
    ++retries_;
  }

  // A few of the texts that wait, as the background does it.
  void EmbedSome() {
    auto pending = store_->Pending(1 + Pick(8));
    ASSERT_OK(pending);
    if (!pending->empty()) CommitBoth({VectorsFor(*pending), VectorsFor(*pending)});
  }

  // What a batch of the background commits.
  Transaction VectorsFor(const std::vector<PendingText>& texts) {
    Transaction transaction;
    transaction.principal = "embedding";
    for (const PendingText& text : texts) {
      Mutation& mutation = transaction.mutations.emplace_back();
      mutation.kind = Mutation::Kind::kAttachVector;
      mutation.key = text.key;
      mutation.text_hash = text.text_hash;
      mutation.vector = embedder_.EmbedPassages({&text.text, 1})->front();
    }
    return transaction;
  }

  void CommitBoth(const Asked& asked) {
    const auto of_store = store_->Commit(asked.store);
    CommitToModel(asked.model, &of_store);
  }

  // `of_store`: what the store answered to the same; null: it was asked by somebody else.
  void CommitToModel(const Transaction& transaction, const absl::StatusOr<Committed>* of_store) {
    const int64_t before = model_.revision();
    const auto of_model = model_.Commit(transaction);
    if (model_.revision() > before) NoteWaiting(transaction.mutations.size());
    if (of_store != nullptr) Compare(*of_store, of_model);
  }

  // Key and text hash, in the order of work: what the store should say.
  std::vector<std::pair<std::string, std::string>> ExpectedPending() const {
    std::vector<std::tuple<int, int64_t, std::string, std::string>> sorted;
    for (const auto& [key, waiting] : waiting_) {
      sorted.emplace_back(waiting.urgency, waiting.revision, key, waiting.text_hash);
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::pair<std::string, std::string>> pending;
    for (const auto& [urgency, revision, key, text_hash] : sorted) pending.emplace_back(key, text_hash);
    return pending;
  }

  static void ExpectSame(const std::vector<ChangeSet>& a, const std::vector<ChangeSet>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
      ASSERT_EQ(a[i].revision, b[i].revision);
      ASSERT_EQ(a[i].commit_time, b[i].commit_time);
      ASSERT_EQ(a[i].changes.size(), b[i].changes.size()) << "revision " << a[i].revision;
      std::map<std::string, const ChangedActivity*> by_key;
      for (const ChangedActivity& change : b[i].changes) by_key[change.key] = &change;
      for (const ChangedActivity& change : a[i].changes) {
        ASSERT_EQ(by_key.count(change.key), 1U) << change.key;
        ASSERT_EQ(change.deleted, by_key[change.key]->deleted) << change.key;
        ASSERT_EQ(Comparable(change.activity), Comparable(by_key[change.key]->activity)) << change.key;
        ASSERT_EQ(change.vector, by_key[change.key]->vector) << change.key;
      }
    }
  }

  std::mt19937 random_;
  MemoryCatalogLog model_{clock_};
  HashingEmbedder embedder_{ModelInfo{kPairModel, kPairDimension, 512}};

 private:
  struct Waiting {
    int urgency = 0;
    int64_t revision = 0;
    std::string text_hash;
  };

  std::string PickId() { return absl::StrCat("a", Pick(kPairIds)); }
  std::string PickText() { return absl::StrCat("tekst ", texts_ + Pick(6)); }

  // Two municipalities, so that keys have two prefixes.
  static std::string PairKey(const std::string& id) {
    return absl::StrCat(id.back() % 3 == 0 ? "GM0344/" : "GM0150/", id);
  }

  void AddMutation(Asked& asked) {
    const std::string id = PickId();
    const int kind = Pick(40);
    if (kind < 8) {
      Mutation attach = AttachTo(id, HashOf(id, PickText()));
      attach.vector.assign(kPairDimension, 0.0F);
      attach.vector[static_cast<size_t>(Pick(kPairDimension))] = 1;
      return asked.Add(attach);
    }
    Mutation mutation = kind < 31 ? UpsertOf(id, PickText()) : kind < 39 ? DeleteOf(id) : RedactionOf(id, {});
    mutation.key = PairKey(id);
    if (kind < 31) {
      mutation.activity.set_name(absl::StrCat("municipalities/", mutation.key.substr(0, 6), "/activities/", id));
    }
    if (kind == 39) {
      mutation.redacted_fields = {"description"};
      mutation.earlier_versions_only = Pick(2) == 0;
    }
    // A key twice is refused; that is tried too, but not often.
    const auto same_key = [&](const Mutation& other) {
      return other.kind != Mutation::Kind::kAttachVector && other.key == mutation.key;
    };
    const auto& others = asked.store.mutations;
    if (std::any_of(others.begin(), others.end(), same_key) && Pick(20) != 0) return;
    Mutation for_model = mutation;
    if (Pick(8) < 3) GiveEtag(mutation, for_model);
    asked.store.mutations.push_back(mutation);
    asked.model.mutations.push_back(for_model);
  }

  // The etag that each of the two gave to the version that is now current, or one that neither did.
  void GiveEtag(Mutation& for_store, Mutation& for_model) {
    const auto found = model_.Find(for_model.key);
    const auto stored = store_->Get(for_store.key);
    const bool current = Pick(3) < 2 && found.has_value() && stored.ok();
    for_model.etag = current ? found->etag() : "stale";
    for_store.etag = current ? stored->etag() : "stale";
  }

  // Which texts wait after the last revision: one keeps its place for as long as it is the text of its activity.
  void NoteWaiting(size_t mutations) {
    const auto sets = model_.ReadFrom(model_.revision() - 1, 1);
    ASSERT_OK(sets);
    for (const ChangedActivity& changed : sets->front().changes) {
      if (changed.deleted || !changed.vector.empty()) {
        waiting_.erase(changed.key);
        continue;
      }
      Waiting& waiting = waiting_[changed.key];
      const std::string text_hash = EmbeddingTextHash(changed.activity);
      if (waiting.text_hash != text_hash) waiting = {mutations > 16 ? 1 : 0, sets->front().revision, text_hash};
    }
  }

  void Compare(const absl::StatusOr<Committed>& of_store, const absl::StatusOr<Committed>& of_model) {
    ASSERT_EQ(of_store.status().code(), of_model.status().code()) << of_store.status() << of_model.status();
    ASSERT_EQ(store_->revision(), model_.revision());
    if (!of_store.ok()) return;
    ASSERT_EQ(of_store->revision, of_model->revision);
    ASSERT_EQ(of_store->created, of_model->created);
    ASSERT_EQ(of_store->changed, of_model->changed);
    ASSERT_EQ(of_store->redacted_versions, of_model->redacted_versions);
    ASSERT_EQ(of_store->activities.size(), of_model->activities.size());
    for (size_t i = 0; i < of_store->activities.size(); ++i) {
      ASSERT_EQ(Comparable(of_store->activities[i]), Comparable(of_model->activities[i]));
    }
  }

  std::map<std::string, Waiting> waiting_;  // By key.
  std::deque<Asked> asked_;                 // With a request id, the last ones.
  int requests_ = 0;
  int texts_ = 0;
  int64_t retries_ = 0;
};

}  // namespace meedoen::indexer::testing
