#include "indexer/service/indexer.h"

#include "core/base/log.h"
#include "core/base/status.h"

namespace meedoen::indexer {

absl::StatusOr<std::unique_ptr<Indexer>> Indexer::Open(const IndexerOptions& options, Env& env, const Clock& clock) {
  std::unique_ptr<Indexer> indexer(new Indexer());
  MEEDOEN_ASSIGN_OR_RETURN(indexer->embedder_, LazyEmbedder::Open(env, options.model_folder, EmbedderOptions()));
  const ModelInfo& model = indexer->embedder_->info();
  StoreOptions store_options;
  store_options.folder = options.data_folder + "/catalog";
  store_options.model_id = model.id;
  store_options.dimension = model.dimension;
  store_options.allow_model_change = options.allow_model_change;
  store_options.accept_lost_writes = options.accept_lost_writes;
  MEEDOEN_ASSIGN_OR_RETURN(indexer->store_, CatalogStore::Open(store_options, clock));
  CatalogStore& store = *indexer->store_;
  indexer->batches_ = std::make_unique<EmbeddingBatches>(store, *indexer->embedder_, clock);

  SnapshotBuilderOptions builder_options;
  builder_options.snapshots_folder = options.data_folder + "/snapshots";
  indexer->builder_ = std::make_unique<SnapshotBuilder>(store, *indexer->batches_, env, clock, builder_options);

  indexer->catalog_service_ = std::make_unique<CatalogServiceImpl>(
      CatalogServiceImpl::Parts{store, clock, indexer->stop_, {model.id, options.heartbeat}});
  indexer->index_service_ = std::make_unique<IndexServiceImpl>(
      IndexServiceImpl::Parts{store, *indexer->builder_, env, indexer->stop_, builder_options.snapshots_folder});
  MEEDOEN_RETURN_IF_ERROR(indexer->Serve(options));
  return indexer;
}

absl::Status Indexer::Serve(const IndexerOptions& options) {
  if (!options.listen.empty()) MEEDOEN_RETURN_IF_ERROR(embedder_->Load());
  RpcServerOptions server_options;
  server_options.address = options.listen;
  server_options.services = {catalog_service_.get(), index_service_.get()};
  server_options.stop = &stop_;
  MEEDOEN_ASSIGN_OR_RETURN(server_, RpcServer::Start(server_options));
  if (options.listen.empty()) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(serving_file_, ServingFile::Write(options.data_folder, address().ToString()));
  worker_ = std::make_unique<EmbeddingWorker>(*store_, *batches_);
  worker_->Start();
  return absl::OkStatus();
}

void Indexer::Drain(absl::Duration grace) {
  serving_file_.reset();
  if (server_ != nullptr) server_->Drain(grace);
  if (worker_ != nullptr) worker_->Stop();
}

Indexer::~Indexer() { Drain(absl::Seconds(5)); }

}  // namespace meedoen::indexer
