// The indexer as a whole: store, model, embedding worker, snapshot builder and services, wired together and served.
//
// `serve` runs one with an address; a command without a running indexer opens one for itself and calls it through an
// in-process channel, so that both go the same way. Threads: safe. Ownership: env and clock outlive it; destroying it
// drains calls, ends the worker after its batch and closes the store, in this order. Errors: those of model_folder.h,
// CatalogStore::Open, RpcServer::Start; FAILED_PRECONDITION if the folder is served already. Cost: without the model
// some 50 ms.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/rpc/server.h"
#include "indexer/build/embedding_batch.h"
#include "indexer/build/embedding_worker.h"
#include "indexer/build/next_model.h"
#include "indexer/build/rebuild_runner.h"
#include "indexer/build/snapshot_builder.h"
#include "indexer/build/snapshot_keeper.h"
#include "indexer/duplicates/duplicate_finder.h"
#include "indexer/service/catalog_service.h"
#include "indexer/service/index_service.h"
#include "indexer/service/lazy_embedder.h"
#include "indexer/service/serving_file.h"

namespace meedoen::indexer {

struct IndexerOptions {
  std::string data_folder;  // /catalog, /snapshots and /reports are in it.
  std::string model_folder;
  // Of a model to change over to later: while it is served, the catalogue is embedded with it too. Empty: none.
  std::string next_model_folder;
  std::string settings_folder;  // Of the municipalities; only their ageing rules are used. Empty: the built-in ones.
  std::string listen;           // HOST:PORT; empty: only in process, and nothing is embedded in the background.
  absl::Duration heartbeat = absl::Seconds(5);
  bool allow_model_change =
      false;  // Else another model than the catalogue's is refused; with it, all is embedded anew.
  bool accept_lost_writes = false;  // Opens a damaged log up to the damage.
};

class Indexer {
 public:
  static absl::StatusOr<std::unique_ptr<Indexer>> Open(const IndexerOptions& options, Env& env, const Clock& clock);
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

  std::shared_ptr<grpc::Channel> InProcessChannel() { return server_->InProcessChannel(); }
  const Address& address() const { return server_->address(); }
  CatalogStore& store() { return *store_; }

  // Takes no new calls, ends streams, lets others end for `grace`.
  void Drain(absl::Duration grace);

 private:
  Indexer() = default;
  absl::Status Serve(const IndexerOptions& options);

  absl::Status PrepareNextModel(const IndexerOptions& options, Env& env);

  // In the order of being made; destroyed in the opposite one.
  StopFlag stop_;
  std::unique_ptr<LazyEmbedder> embedder_;
  std::unique_ptr<LazyEmbedder> next_embedder_;
  std::unique_ptr<CatalogStore> store_;
  std::unique_ptr<EmbeddingBatches> batches_;
  std::unique_ptr<SnapshotKeeper> keeper_;
  std::unique_ptr<DuplicateFinder> duplicates_;
  std::unique_ptr<SnapshotBuilder> builder_;
  std::unique_ptr<RebuildRunner> runner_;
  std::unique_ptr<EmbeddingWorker> worker_;
  std::unique_ptr<NextModel> next_model_;
  std::unique_ptr<CatalogServiceImpl> catalog_service_;
  std::unique_ptr<IndexServiceImpl> index_service_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<ServingFile> serving_file_;
};

}  // namespace meedoen::indexer
