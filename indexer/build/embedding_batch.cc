#include "indexer/build/embedding_batch.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

// So many texts in a row that fail by no fault of their own: it is the embedder.
constexpr int kFailuresOfEmbedder = 3;

TextId IdOf(const PendingText& text) { return {text.key, text.text_hash}; }

void AddVector(const PendingText& text, std::vector<float> vector, Transaction* transaction) {
  Mutation mutation;
  mutation.kind = Mutation::Kind::kAttachVector;
  mutation.key = text.key;
  mutation.text_hash = text.text_hash;
  mutation.vector = std::move(vector);
  transaction->mutations.push_back(std::move(mutation));
}

}  // namespace

EmbeddingBatches::EmbeddingBatches(CatalogStore& store, Embedder& embedder, const Clock& clock)
    : store_(store), embedder_(embedder), clock_(clock) {}

EmbeddingBatches::Counts EmbeddingBatches::counts() const {
  absl::MutexLock lock(&mutex_);
  return counts_;
}

absl::StatusOr<BatchResult> EmbeddingBatches::RunNext() {
  absl::MutexLock batch(&batch_mutex_);
  std::set<TextId> resting;
  {
    absl::MutexLock lock(&mutex_);
    const absl::Time now = clock_.Now();
    for (const auto& [id, failure] : failures_) {
      if (failure.next_try > now) resting.insert(id);
    }
  }
  return RunWithout(INT64_MAX, resting);
}

absl::StatusOr<BatchResult> EmbeddingBatches::RunNextUntil(int64_t revision, const std::set<TextId>& skip) {
  absl::MutexLock batch(&batch_mutex_);
  return RunWithout(revision, skip);
}

absl::StatusOr<BatchResult> EmbeddingBatches::RunWithout(int64_t revision, const std::set<TextId>& skip) {
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<PendingText> texts,
                           store_.PendingUntil(revision, kBatchTexts + static_cast<int>(skip.size())));
  texts.erase(std::remove_if(texts.begin(), texts.end(),
                             [&skip](const PendingText& text) { return skip.count(IdOf(text)) > 0; }),
              texts.end());
  if (texts.size() > kBatchTexts) texts.resize(kBatchTexts);
  if (texts.empty()) return BatchResult{};
  return Run(texts);
}

absl::StatusOr<BatchResult> EmbeddingBatches::Run(const std::vector<PendingText>& texts) {
  BatchResult result;
  result.taken = static_cast<int>(texts.size());
  std::vector<std::string> plain;
  for (const PendingText& text : texts) plain.push_back(text.text);
  Transaction transaction;
  transaction.principal = "embedding";
  absl::Status embedder_status;
  if (auto vectors = Embed(plain); vectors.ok()) {
    for (size_t i = 0; i < texts.size(); ++i) AddVector(texts[i], std::move((*vectors)[i]), &transaction);
  } else {
    embedder_status = EmbedEach(texts, &transaction, &result);
  }
  result.embedded = static_cast<int>(transaction.mutations.size());
  if (result.embedded > 0) MEEDOEN_RETURN_IF_ERROR(store_.Commit(std::move(transaction)).status());
  {
    absl::MutexLock lock(&mutex_);
    counts_.embedded += result.embedded;
    for (const PendingText& text : texts) {
      if (std::find(result.failed.begin(), result.failed.end(), IdOf(text)) == result.failed.end()) {
        failures_.erase(IdOf(text));
      }
    }
  }
  MEEDOEN_RETURN_IF_ERROR(embedder_status);
  return result;
}

absl::StatusOr<std::vector<std::vector<float>>> EmbeddingBatches::Embed(const std::vector<std::string>& texts) {
  MEEDOEN_ASSIGN_OR_RETURN(auto vectors, embedder_.EmbedPassages(texts));
  if (vectors.size() != texts.size()) {
    return absl::InternalError(
        absl::StrCat("the embedder gave ", vectors.size(), " vectors for ", texts.size(), " texts"));
  }
  for (const std::vector<float>& vector : vectors) {
    const bool finite = std::all_of(vector.begin(), vector.end(), [](float value) { return std::isfinite(value); });
    if (!finite || static_cast<int>(vector.size()) != embedder_.info().dimension) {
      return absl::InternalError(absl::StrCat("the embedder gave a vector of ", vector.size(), " numbers",
                                              finite ? "" : ", not all finite", " where ", embedder_.info().dimension,
                                              " are expected"));
    }
  }
  return vectors;
}

absl::Status EmbeddingBatches::EmbedEach(const std::vector<PendingText>& texts, Transaction* transaction,
                                         BatchResult* result) {
  int in_a_row = 0;
  for (const PendingText& text : texts) {
    auto vectors = Embed({text.text});
    if (vectors.ok()) {
      AddVector(text, std::move(vectors->front()), transaction);
      in_a_row = 0;
      continue;
    }
    NoteFailure(text, vectors.status());
    result->failed.push_back(IdOf(text));
    in_a_row = absl::IsInvalidArgument(vectors.status()) ? 0 : in_a_row + 1;
    if (in_a_row == kFailuresOfEmbedder) {
      return absl::UnavailableError(
          absl::StrCat("the embedder fails, its last words: ", std::string(vectors.status().message())));
    }
  }
  return absl::OkStatus();
}

void EmbeddingBatches::NoteFailure(const PendingText& text, const absl::Status& status) {
  absl::MutexLock lock(&mutex_);
  ++counts_.failures;
  Failure& failure = failures_[IdOf(text)];
  const absl::Duration pause = std::min(kLongestPause, kFirstPause * std::exp2(std::min(failure.times, 20)));
  ++failure.times;
  failure.next_try = clock_.Now() + pause;
  LogWarning("{} cannot be embedded ({} times by now), next try in {}: {}", text.key, failure.times,
             absl::FormatDuration(pause), status.ToString());
}

}  // namespace meedoen::indexer
