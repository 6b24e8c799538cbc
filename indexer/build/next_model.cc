#include "indexer/build/next_model.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

constexpr absl::Duration kIdle = absl::Seconds(1);
constexpr absl::Duration kLongestRest = absl::Seconds(30);

}  // namespace

void NextModel::Start() {
  thread_ = std::thread([this] { Run(); });
}

void NextModel::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

NextModel::Progress NextModel::progress() const {
  absl::MutexLock lock(&mutex_);
  return progress_;
}

bool NextModel::RestOrStop(absl::Duration rest) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), rest);
}

void NextModel::Run() {
  LogInfo("preparing model {} in the background", model_id());
  absl::Duration rest = absl::ZeroDuration();
  bool announced = false;
  while (!RestOrStop(rest)) {
    if (store_.PendingCount() > 0) {
      rest = absl::Milliseconds(200);  // The model in use goes first.
      continue;
    }
    const absl::Status status = Step();
    if (!status.ok()) {
      LogWarning("model {} is not prepared further for now: {}", model_id(), status.ToString());
      rest = std::clamp(rest * 2, kIdle, kLongestRest);
      continue;
    }
    const Progress now = progress();
    rest = now.complete ? kIdle : absl::ZeroDuration();
    if (now.complete && !announced) LogInfo("model {} is prepared: {} texts embedded", model_id(), now.embedded);
    announced = now.complete;
  }
}

absl::Status NextModel::Step() {
  if (after_key_.empty()) {
    const int64_t revision = store_.revision();
    if (revision == pass_revision_ && progress().complete) return absl::OkStatus();
    pass_revision_ = revision;
  }
  std::string last_key;
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<PendingText> texts,
                           store_.TextsWithout(model_id(), after_key_, kBatchTexts, &last_key));
  if (!texts.empty()) MEEDOEN_RETURN_IF_ERROR(EmbedBatch(texts));
  after_key_ = last_key;
  absl::MutexLock lock(&mutex_);
  progress_.complete = after_key_.empty();  // This pass came to the end.
  return absl::OkStatus();
}

absl::Status NextModel::EmbedBatch(const std::vector<PendingText>& texts) {
  std::vector<std::string> plain;
  for (const PendingText& text : texts) plain.push_back(text.text);
  std::vector<TextVector> done;
  uint64_t refused = 0;
  if (auto vectors = embedder_.EmbedPassages(plain); vectors.ok() && vectors->size() == texts.size()) {
    for (size_t i = 0; i < texts.size(); ++i) done.push_back({texts[i].text_hash, std::move((*vectors)[i])});
  } else {
    for (const PendingText& text : texts) {  // One of them is the cause; the others have their turn.
      auto vector = embedder_.EmbedPassages(std::vector<std::string>{text.text});
      if (vector.ok() && vector->size() == 1) {
        done.push_back({text.text_hash, std::move(vector->front())});
      } else if (absl::IsInvalidArgument(vector.status())) {
        LogWarning("{} cannot be embedded with model {}: {}", text.key, model_id(), vector.status().ToString());
        ++refused;
      } else {
        return vector.ok() ? absl::InternalError("the embedder gave another number of vectors") : vector.status();
      }
    }
  }
  MEEDOEN_RETURN_IF_ERROR(store_.PutVectors(model_id(), embedder_.info().dimension, done));
  absl::MutexLock lock(&mutex_);
  progress_.embedded += done.size();
  progress_.refused += refused;
  return absl::OkStatus();
}

}  // namespace meedoen::indexer
