// A catalogue and an embedder in memory, with the faults that a test asks for.
#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/base/checksum.h"
#include "core/embedding/embedder.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/segments.h"

namespace meedoen::indexer::testing {

inline constexpr int kDimension = 16;

// Of an activity at a place by the number.
inline v1::Activity NumberedActivity(int number) {
  return meedoen::testing::ActivityAt(absl::StrCat("a", number), {52.2 + number % 10 * 0.01, 6.1 + number % 7 * 0.01});
}

// Keeps activities with their text; a text waits until a vector is attached. Texts are their own hashes.
class FakeStore final : public CatalogStore {
 public:
  void Put(const std::string& key, const v1::Activity& activity, const std::string& text) {
    absl::MutexLock lock(&mutex_);
    rows_[key] = {key, activity, text, {}};
    pending_.push_back({key, text, text});
    queued_[key] = ++revision_;
  }
  // `count` activities at places, all waiting.
  void PutMany(int count) {
    for (int i = 0; i < count; ++i) Put(absl::StrCat("GM0150/a", i), NumberedActivity(i), absl::StrCat("text ", i));
  }
  void SetVector(const std::string& key, std::vector<float> vector) {
    absl::MutexLock lock(&mutex_);
    rows_[key].vector = std::move(vector);
    std::erase_if(pending_, [&key](const PendingText& text) { return text.key == key; });
  }
  void Remove(const std::string& key) {
    absl::MutexLock lock(&mutex_);
    rows_.erase(key);
    std::erase_if(pending_, [&key](const PendingText& text) { return text.key == key; });
    ++revision_;
  }
  std::vector<float> VectorOf(const std::string& key) const {
    absl::MutexLock lock(&mutex_);
    return rows_.at(key).vector;
  }
  void Close() {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  void SetPlaces(std::vector<Place> places) { places_ = std::move(places); }
  void FailCommits(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    commit_status_ = std::move(status);
  }
  int commits() const { return commits_; }
  int waits() const { return waits_; }
  int attached_twice() const { return attached_twice_; }

  absl::StatusOr<Committed> Commit(Transaction transaction) override {
    absl::MutexLock lock(&mutex_);
    if (!commit_status_.ok()) return commit_status_;
    ++commits_;
    for (Mutation& mutation : transaction.mutations) {
      const auto row = rows_.find(mutation.key);
      if (row == rows_.end() || row->second.text_hash != mutation.text_hash) continue;
      attached_twice_ += row->second.vector.empty() ? 0 : 1;
      row->second.vector = std::move(mutation.vector);
      std::erase_if(pending_, [&](const PendingText& text) {
        return text.key == mutation.key && text.text_hash == mutation.text_hash;
      });
    }
    return Committed{++revision_, {}, {}, {}};
  }
  absl::Status Scan(const std::string& prefix, const std::string& after_key, bool, int64_t* revision,
                    const std::function<bool(CatalogRow)>& visit) const override {
    std::map<std::string, CatalogRow> rows;
    {
      absl::MutexLock lock(&mutex_);
      rows = rows_;
      if (revision != nullptr) *revision = revision_;
    }
    for (const auto& [key, row] : rows) {
      if (key <= after_key || !key.starts_with(prefix)) continue;
      if (!visit(row)) break;
    }
    return absl::OkStatus();
  }
  absl::StatusOr<std::vector<PendingText>> PendingUntil(int64_t revision, int most) const override {
    absl::MutexLock lock(&mutex_);
    std::vector<PendingText> texts;
    for (const PendingText& text : pending_) {
      if (texts.size() == static_cast<size_t>(most)) break;
      if (queued_.at(text.key) <= revision) texts.push_back(text);
    }
    return texts;
  }
  int64_t PendingCount() const override {
    absl::MutexLock lock(&mutex_);
    return static_cast<int64_t>(pending_.size());
  }
  bool WaitForPending(absl::Time deadline) const override {
    absl::MutexLock lock(&mutex_);
    ++waits_;
    const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return closing_ || !pending_.empty(); };
    mutex_.AwaitWithDeadline(absl::Condition(&ready), deadline);
    return !closing_ && !pending_.empty();
  }
  absl::StatusOr<std::vector<Place>> Places() const override { return places_; }
  const std::string& model_id() const override { return model_id_; }
  int dimension() const override { return kDimension; }
  int64_t revision() const override {
    absl::MutexLock lock(&mutex_);
    return revision_;
  }

  absl::StatusOr<v1::Activity> Get(const std::string&) const override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<std::vector<ActivityVersion>> History(const std::string&) const override {
    return absl::UnimplementedError("fake");
  }
  int64_t places_version() const override { return 0; }
  absl::StatusOr<Place> FindPlace(const std::string&) const override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<std::vector<std::string>> Verify() const override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<std::vector<std::string>> Repair() override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<BackupInfo> Backup(const std::string&, uint32_t) override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<std::vector<ChangeSet>> ReadFrom(int64_t, int) override { return absl::UnimplementedError("fake"); }
  absl::StatusOr<std::unique_ptr<Watcher>> Watch(int64_t) override { return absl::UnimplementedError("fake"); }
  absl::Status TrimBelow(int64_t revision) override {
    absl::MutexLock lock(&mutex_);
    trimmed_ = revision;
    return absl::OkStatus();
  }
  int64_t trimmed() const override {
    absl::MutexLock lock(&mutex_);
    return trimmed_;
  }
  int watchers() const override { return 0; }
  absl::StatusOr<std::vector<DeletedActivity>> Deletions(const std::string&) const override {
    return absl::UnimplementedError("fake");
  }
  absl::StatusOr<std::optional<Committed>> Answered(const Transaction&) const override {
    return absl::UnimplementedError("fake");
  }
  absl::StatusOr<std::vector<PendingText>> TextsWithout(const std::string&, const std::string&, int,
                                                        std::string*) const override {
    return absl::UnimplementedError("fake");
  }
  absl::Status PutVectors(const std::string&, int, const std::vector<TextVector>&) override {
    return absl::UnimplementedError("fake");
  }
  absl::Status EraseOverwritten(const std::string&) override { return absl::UnimplementedError("fake"); }

 private:
  const std::string model_id_ = "fake-model";
  mutable absl::Mutex mutex_;
  std::map<std::string, CatalogRow> rows_ ABSL_GUARDED_BY(mutex_);
  std::vector<PendingText> pending_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int64_t> queued_ ABSL_GUARDED_BY(mutex_);  // At which revision a text came.
  int64_t revision_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t trimmed_ ABSL_GUARDED_BY(mutex_) = 1;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status commit_status_ ABSL_GUARDED_BY(mutex_);
  std::vector<Place> places_;
  std::atomic<int> commits_ = 0;
  mutable std::atomic<int> waits_ = 0;
  std::atomic<int> attached_twice_ = 0;
};

// A vector of length 1 out of the text's hash. Fails on texts that hold "bad" or, with INTERNAL, "poison"; counts what
// it is given.
class FakeEmbedder final : public Embedder {
 public:
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view, absl::Time) override {
    return absl::UnimplementedError("fake");
  }
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override {
    ++calls_;
    const int running = ++running_;
    most_running_ = std::max<int>(most_running_, running);
    absl::SleepFor(delay_);
    auto vectors = Vectors(texts);
    --running_;
    return vectors;
  }

  void SetDelay(absl::Duration delay) { delay_ = delay; }
  void Break(bool broken) { broken_ = broken; }
  void GiveShortVectors() { short_ = true; }
  int calls() const { return calls_; }
  int most_running() const { return most_running_; }

 private:
  absl::StatusOr<std::vector<std::vector<float>>> Vectors(std::span<const std::string> texts) {
    if (broken_) return absl::InternalError("the runtime failed");
    std::vector<std::vector<float>> vectors;
    for (const std::string& text : texts) {
      if (text.find("bad") != std::string::npos) return absl::InvalidArgumentError("this text cannot be embedded");
      if (text.find("poison") != std::string::npos) return absl::InternalError("the runtime fell over this text");
      std::mt19937 random(static_cast<uint32_t>(std::hash<std::string>()(text)));
      vectors.push_back(meedoen::testing::RandomUnitVector(random, short_ ? kDimension - 1 : kDimension));
    }
    return vectors;
  }

  const ModelInfo info_{"fake-model", kDimension, 512};
  absl::Duration delay_ = absl::ZeroDuration();
  std::atomic<bool> broken_ = false;
  std::atomic<bool> short_ = false;
  std::atomic<int> calls_ = 0, running_ = 0, most_running_ = 0;
};

}  // namespace meedoen::indexer::testing
