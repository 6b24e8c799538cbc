#include "indexer/service/indexer.h"

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/settings/ageing.h"

namespace meedoen::indexer {

absl::StatusOr<std::unique_ptr<Indexer>> Indexer::Open(const IndexerOptions& options, Env& env, const Clock& clock) {
  std::unique_ptr<Indexer> indexer(new Indexer());
  MEEDOEN_RETURN_IF_ERROR(AgeingRules::Load(env, options.settings_folder).status());  // Wrong files are told at once.
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

  indexer->keeper_ = std::make_unique<SnapshotKeeper>(env, options.data_folder + "/snapshots");
  SnapshotKeeper& keeper = *indexer->keeper_;
  indexer->duplicates_ = std::make_unique<DuplicateFinder>(store, clock);
  indexer->builder_ = std::make_unique<SnapshotBuilder>(
      SnapshotBuilder::Parts{store, *indexer->batches_, keeper, env, clock, indexer->duplicates_.get()});
  indexer->runner_ = std::make_unique<RebuildRunner>(*indexer->builder_, env, clock, options.data_folder + "/reports");
  MEEDOEN_RETURN_IF_ERROR(indexer->PrepareNextModel(options, env));

  indexer->catalog_service_ = std::make_unique<CatalogServiceImpl>(CatalogServiceImpl::Parts{
      store, clock, indexer->stop_, {model.id, options.heartbeat}, env, keeper.folder(), options.settings_folder});
  indexer->index_service_ = std::make_unique<IndexServiceImpl>(
      IndexServiceImpl::Parts{store, *indexer->runner_, keeper, indexer->next_model_.get(), env, indexer->stop_});
  MEEDOEN_RETURN_IF_ERROR(indexer->Serve(options));
  return indexer;
}

absl::Status Indexer::PrepareNextModel(const IndexerOptions& options, Env& env) {
  if (options.next_model_folder.empty()) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(next_embedder_, LazyEmbedder::Open(env, options.next_model_folder, EmbedderOptions()));
  if (next_embedder_->info().id == store_->model_id()) {
    return absl::FailedPreconditionError(absl::StrCat("the next model, in ", options.next_model_folder, ", is ",
                                                      store_->model_id(),
                                                      ", which the catalogue uses already; leave "
                                                      "it out"));
  }
  MEEDOEN_RETURN_IF_ERROR(next_embedder_->Load());
  next_model_ = std::make_unique<NextModel>(*store_, *next_embedder_);
  return absl::OkStatus();
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
  if (next_model_ != nullptr) next_model_->Start();
  return absl::OkStatus();
}

void Indexer::Drain(absl::Duration grace) {
  serving_file_.reset();
  if (server_ != nullptr) server_->Drain(grace);
  if (next_model_ != nullptr) next_model_->Stop();
  if (worker_ != nullptr) worker_->Stop();
}

Indexer::~Indexer() { Drain(absl::Seconds(5)); }

}  // namespace meedoen::indexer
