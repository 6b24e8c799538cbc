#include "core/embedding/openvino_embedder.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/embedding/openvino_model.h"
#include "core/embedding/prepare_text.h"
#include "core/embedding/slot_pool.h"

namespace meedoen {
namespace {

constexpr size_t kBatch = 8;  // Bigger ones are not quicker.
// The first text of a length costs 5-10 ms more; wishes of these lengths are tried out at the start.
constexpr int kLeastWarmTokens = 4;
constexpr int kMostWarmTokens = 24;
// A token that every vocabulary has, in the place of words: begin token, unknown token or a word, the model does not
// mind.
constexpr int64_t kAnyToken = 2;

struct QuerySlot {
  Tokenizer tokenizer;
  Encoder encoder;
};

// Cuts what the model has no positions for, and keeps the end token.
void CutToFit(TokenIds& ids, int most_tokens) {
  const size_t most = static_cast<size_t>(most_tokens);
  if (ids.size() <= most) return;
  ids[most - 1] = ids.back();
  ids.resize(most);
}

}  // namespace

struct OpenVinoEmbedder::Impl {
  explicit Impl(const ModelFolder& model_folder) : folder(model_folder) {}

  absl::Status Compile(const EmbedderOptions& options);
  absl::Status WarmUp();
  absl::StatusOr<TokenIds> IdsOf(Tokenizer& tokenizer, const std::string& prepared, TextKind kind) const;
  absl::StatusOr<std::vector<TokenIds>> IdsOfPassages(std::span<const std::string> texts);

  const ModelFolder folder;
  std::vector<QuerySlot> query_slots;  // Each used by the holder of its lease.
  std::optional<SlotPool> pool;        // None if there are no query slots.
  absl::Mutex tokenizer_mutex;
  std::optional<Tokenizer> tokenizer ABSL_GUARDED_BY(tokenizer_mutex);
  absl::Mutex passage_mutex;
  std::optional<Encoder> passage_encoder ABSL_GUARDED_BY(passage_mutex);
  bool has_passages = false;
};

absl::Status OpenVinoEmbedder::Impl::Compile(const EmbedderOptions& options) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<OpenVinoModel> model, OpenVinoModel::Load(folder));
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<Tokenizer> tokenizers, model->CompileTokenizers(options.query_requests + 1));
  if (options.query_requests > 0) {
    MEEDOEN_ASSIGN_OR_RETURN(
        std::vector<Encoder> encoders,
        model->CompileEncoders({.requests = options.query_requests, .threads = options.query_requests}));
    for (Encoder& encoder : encoders) {
      query_slots.push_back({std::move(tokenizers.back()), std::move(encoder)});
      tokenizers.pop_back();
    }
    pool.emplace(options.query_requests, kMaxQueuedEmbeddings);
  }
  if (options.passage_threads > 0) {
    MEEDOEN_ASSIGN_OR_RETURN(
        std::vector<Encoder> encoders,
        model->CompileEncoders({.requests = 1, .threads = options.passage_threads, .half_floats = true}));
    absl::MutexLock lock(&passage_mutex);
    passage_encoder.emplace(std::move(encoders.front()));
    has_passages = true;
  }
  absl::MutexLock lock(&tokenizer_mutex);
  tokenizer.emplace(std::move(tokenizers.front()));
  return absl::OkStatus();
}

// Runs every part once: what is wrong with a model shows now, and the first caller need not wait for it to set itself
// up.
absl::Status OpenVinoEmbedder::Impl::WarmUp() {
  {
    absl::MutexLock lock(&tokenizer_mutex);
    MEEDOEN_RETURN_IF_ERROR(tokenizer->Ids(folder.query_prefix + "warm").status());
  }
  const int most = std::min(kMostWarmTokens, folder.info.most_tokens);
  std::vector<absl::Status> results(query_slots.size());
  std::vector<std::jthread> threads;  // Side by side, so that each of the runtime's threads gets its share.
  for (size_t i = 0; i < query_slots.size(); ++i) {
    threads.emplace_back([this, most, i, &results] {
      results[i] = query_slots[i].tokenizer.Ids(folder.query_prefix + "warm").status();
      for (int length = std::min(kLeastWarmTokens, most); length <= most && results[i].ok(); ++length) {
        const TokenIds ids(static_cast<size_t>(length), kAnyToken);
        const TokenIds* const one[] = {&ids};
        results[i] = query_slots[i].encoder.Encode(one).status();
      }
    });
  }
  threads.clear();
  for (const absl::Status& result : results) MEEDOEN_RETURN_IF_ERROR(result);
  absl::MutexLock lock(&passage_mutex);
  if (!passage_encoder.has_value()) return absl::OkStatus();
  const TokenIds ids(static_cast<size_t>(most), kAnyToken);
  const TokenIds* const one[] = {&ids};
  return passage_encoder->Encode(one).status();
}

absl::StatusOr<TokenIds> OpenVinoEmbedder::Impl::IdsOf(Tokenizer& with, const std::string& prepared,
                                                       TextKind kind) const {
  const std::string& prefix = kind == TextKind::kQuery ? folder.query_prefix : folder.passage_prefix;
  MEEDOEN_ASSIGN_OR_RETURN(TokenIds ids, with.Ids(prefix + prepared));
  if (ids.empty()) return absl::InternalError("the tokenizer gave no ids");
  CutToFit(ids, folder.info.most_tokens);
  return ids;
}

absl::StatusOr<std::vector<TokenIds>> OpenVinoEmbedder::Impl::IdsOfPassages(std::span<const std::string> texts) {
  std::vector<TokenIds> all;
  all.reserve(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    const absl::StatusOr<std::string> prepared = PrepareText(texts[i]);
    if (!prepared.ok()) return Annotate(prepared.status(), absl::StrCat("text ", i));
    absl::MutexLock lock(&tokenizer_mutex);
    MEEDOEN_ASSIGN_OR_RETURN(TokenIds ids, IdsOf(*tokenizer, *prepared, TextKind::kPassage));
    all.push_back(std::move(ids));
  }
  return all;
}

OpenVinoEmbedder::OpenVinoEmbedder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

OpenVinoEmbedder::~OpenVinoEmbedder() = default;

const ModelInfo& OpenVinoEmbedder::info() const { return impl_->folder.info; }

absl::StatusOr<std::unique_ptr<OpenVinoEmbedder>> OpenVinoEmbedder::Load(const ModelFolder& folder,
                                                                         const EmbedderOptions& options) {
  auto impl = std::make_unique<Impl>(folder);
  MEEDOEN_RETURN_IF_ERROR(impl->Compile(options));
  if (absl::Status warm = impl->WarmUp(); !warm.ok()) return Annotate(warm, folder.path);
  return std::unique_ptr<OpenVinoEmbedder>(new OpenVinoEmbedder(std::move(impl)));
}

absl::StatusOr<std::vector<float>> OpenVinoEmbedder::EmbedQuery(std::string_view text, absl::Time deadline) {
  if (!impl_->pool.has_value()) {
    return absl::FailedPreconditionError("this embedder was loaded without query_requests; it embeds passages only");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::string prepared, PrepareText(text));
  MEEDOEN_ASSIGN_OR_RETURN(const SlotPool::Lease lease, impl_->pool->Take(deadline));
  QuerySlot& slot = impl_->query_slots[static_cast<size_t>(lease.slot())];
  MEEDOEN_ASSIGN_OR_RETURN(const TokenIds ids, impl_->IdsOf(slot.tokenizer, prepared, TextKind::kQuery));
  const TokenIds* const one[] = {&ids};
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::vector<float>> vectors, slot.encoder.Encode(one));
  return std::move(vectors.front());
}

absl::StatusOr<std::vector<std::vector<float>>> OpenVinoEmbedder::EmbedPassages(std::span<const std::string> texts) {
  if (!impl_->has_passages) {
    return absl::FailedPreconditionError("this embedder was loaded without passage_threads; it embeds wishes only");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<TokenIds> ids, impl_->IdsOfPassages(texts));
  std::vector<size_t> order(ids.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&ids](size_t a, size_t b) { return ids[a].size() < ids[b].size(); });
  std::vector<std::vector<float>> vectors(ids.size());
  for (size_t first = 0; first < order.size(); first += kBatch) {
    const size_t count = std::min(kBatch, order.size() - first);
    std::vector<const TokenIds*> batch;
    for (size_t i = 0; i < count; ++i) batch.push_back(&ids[order[first + i]]);
    absl::MutexLock lock(&impl_->passage_mutex);
    MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::vector<float>> some, impl_->passage_encoder->Encode(batch));
    for (size_t i = 0; i < count; ++i) vectors[order[first + i]] = std::move(some[i]);
  }
  return vectors;
}

absl::StatusOr<std::vector<int64_t>> OpenVinoEmbedder::TokenIdsOf(std::string_view text, TextKind kind) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string prepared, PrepareText(text));
  absl::MutexLock lock(&impl_->tokenizer_mutex);
  return impl_->IdsOf(*impl_->tokenizer, prepared, kind);
}

}  // namespace meedoen
