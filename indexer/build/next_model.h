// Embeds the catalogue with another model in the background, while it is still served with the one it has, so that
// changing over is a restart of seconds and not an hour without new texts.
//
// It only works while no text waits for the model in use, and goes on where it was after a restart: what is embedded
// stays. When all is done it waits for new texts. To change over: restart the indexer with that model and
// --allow-model-change, then rebuild.
//
// Threads: one of its own, from Start to Stop; progress() from any. Ownership: store and embedder outlive it.
// Errors: logged; it rests (up to 30 s) and tries again. Cost: as embedding, some 15 ms a text; idle, one look a second.
#pragma once

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/embedding/embedder.h"
#include "indexer/store/catalog_store.h"

namespace meedoen::indexer {

class NextModel {
 public:
  static constexpr int kBatchTexts = 16;  // So that a text for the model in use waits a quarter of a second at most.

  NextModel(CatalogStore& store, Embedder& embedder) : store_(store), embedder_(embedder) {}
  ~NextModel() { Stop(); }
  NextModel(const NextModel&) = delete;
  NextModel& operator=(const NextModel&) = delete;

  void Start();
  void Stop();

  struct Progress {
    uint64_t embedded = 0;  // By this run.
    uint64_t refused = 0;   // Texts that the model cannot embed; logged by name.
    bool complete = false;  // Nothing was left at the last look.
  };
  Progress progress() const;
  const std::string& model_id() const { return embedder_.info().id; }

  // One batch after the one before. OK and `complete`: there was none. For the thread, and for tests.
  absl::Status Step();

 private:
  void Run();
  bool RestOrStop(absl::Duration rest);
  absl::Status EmbedBatch(const std::vector<PendingText>& texts);

  CatalogStore& store_;
  Embedder& embedder_;
  std::string after_key_;      // How far this pass came. The thread's only.
  int64_t pass_revision_ = 0;  // The catalogue's when this pass began. Likewise.
  std::thread thread_;
  mutable absl::Mutex mutex_;
  Progress progress_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace meedoen::indexer
