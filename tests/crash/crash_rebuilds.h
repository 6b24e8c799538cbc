// The thread of store_crash_child that rebuilds over and over, and the embedder that it and the background share.
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "core/base/checksum.h"
#include "core/embedding/hashing_embedder.h"
#include "indexer/build/embedding_worker.h"
#include "indexer/build/snapshot_builder.h"
#include "tests/crash/crash_voice.h"

namespace meedoen::indexer::testing {

// Says which texts it gets; a text that comes twice is a mistake.
class RecordingEmbedder final : public Embedder {
 public:
  const ModelInfo& info() const override { return hashing_.info(); }
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) override {
    return hashing_.EmbedQuery(text, deadline);
  }
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override {
    absl::MutexLock lock(&mutex_);
    Say(CrashState::kVectors, 0);  // One batch at a time: those before this one are committed.
    for (const std::string& text : texts) {
      if (!seen_.insert(text).second) Fail("embedded twice: " + text);
      Say(CrashState::kEmbedding, CrashHash(Sha256Of(text)));
    }
    return hashing_.EmbedPassages(texts);
  }

 private:
  HashingEmbedder hashing_{ModelInfo{kCrashModel, kCrashDimension, 512}};
  absl::Mutex mutex_;
  std::set<std::string> seen_ ABSL_GUARDED_BY(mutex_);
};

class CrashRebuilder {
 public:
  CrashRebuilder(CatalogStore& store, Env& env, const Clock& clock, const CrashOrders& orders)
      : batches_(store, embedder_, clock),
        worker_(store, batches_),
        keeper_(env, CrashSnapshots(orders.folder)),
        builder_({store, batches_, keeper_, env, clock}, {/*keep=*/2}),
        random_(orders.seed) {}

  [[noreturn]] void Run() {
    worker_.Start();
    while (true) {
      ::usleep(random_() % 20'000);
      Say(CrashState::kRebuilding, 0);
      RebuildReport report;
      const absl::Status status = builder_.Rebuild(
          random_() % 4 != 0, [](const std::string&, uint32_t, uint32_t) { return true; }, &report);
      if (status.ok()) {
        if (report.faulty > 0) Fail("a row is left out as faulty");
        Say(CrashState::kPublished, report.snapshot.catalog_revision);
      } else if (absl::StrContains(std::string(status.message()), "gate \"counts\"")) {
        Say(CrashState::kRefused, 0);
      } else {
        FailUnless(status, "rebuilding");
      }
    }
  }

 private:
  RecordingEmbedder embedder_;
  EmbeddingBatches batches_;
  EmbeddingWorker worker_;
  SnapshotKeeper keeper_;
  SnapshotBuilder builder_;
  std::mt19937 random_;
};

}  // namespace meedoen::indexer::testing
