#include "core/embedding/model_check.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "core/base/status.h"
#include "core/embedding/model_folder.h"

namespace meedoen {
namespace {

constexpr char kWish[] = "ik wil graag samen wandelen in buurt";
constexpr char kActivity[] =
    "Wandelgroep De Ijsselstappers. Samen wandelen. Elke dinsdagochtend wandelen we met een groep van acht tot twaalf "
    "mensen een rondje van vier kilometer langs de rivier. Het tempo is rustig en niemand blijft achter. Na afloop "
    "drinken we koffie in het buurthuis. Een vrijwilliger wacht nieuwe deelnemers op bij de ingang. Meedoen is gratis.";
constexpr int kWishes = 31;
constexpr size_t kTexts = 32;

absl::Status CheckVector(const std::vector<float>& vector, const ModelInfo& info) {
  double square = 0;
  for (const float x : vector) square += double{x} * x;
  if (vector.size() == static_cast<size_t>(info.dimension) && std::abs(std::sqrt(square) - 1) <= 1e-4) {
    return absl::OkStatus();
  }
  return absl::InternalError(absl::StrFormat("the model gives %d numbers of length %.4f, expected %d of length 1",
                                             vector.size(), std::sqrt(square), info.dimension));
}

absl::StatusOr<double> MeasureWish(Embedder& embedder) {
  std::vector<double> times;
  for (int i = 0; i < kWishes; ++i) {
    const absl::Time start = absl::Now();
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<float> vector, embedder.EmbedQuery(kWish, absl::InfiniteFuture()));
    times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
    MEEDOEN_RETURN_IF_ERROR(CheckVector(vector, embedder.info()));
  }
  std::nth_element(times.begin(), times.begin() + kWishes / 2, times.end());
  return times[kWishes / 2];
}

absl::StatusOr<double> MeasureTexts(Embedder& embedder) {
  const std::vector<std::string> texts(kTexts, kActivity);
  const absl::Time start = absl::Now();
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::vector<float>> vectors, embedder.EmbedPassages(texts));
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  for (const std::vector<float>& vector : vectors) MEEDOEN_RETURN_IF_ERROR(CheckVector(vector, embedder.info()));
  return kTexts / std::max(seconds, 1e-9);
}

}  // namespace

std::string ModelCheck::ToString() const {
  return absl::StrFormat(
      "model      %s\nlicence    %s\nsource     %s\ndimension  %d, at most %d tokens\nload       %.1f s\n"
      "a wish     %.1f ms on one thread\nactivities %.0f texts a second\n",
      info.id, licence, source, info.dimension, info.most_tokens, load_seconds, wish_milliseconds, texts_per_second);
}

absl::StatusOr<ModelCheck> CheckModel(Env& env, const std::string& folder, const EmbedderOptions& options) {
  MEEDOEN_ASSIGN_OR_RETURN(const ModelFolder model, ReadModelFolder(env, folder));
  const absl::Time start = absl::Now();
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Embedder> embedder, LoadEmbedder(env, folder, options));
  ModelCheck check{.info = model.info, .licence = model.licence, .source = model.source};
  check.load_seconds = absl::ToDoubleSeconds(absl::Now() - start);
  MEEDOEN_ASSIGN_OR_RETURN(check.wish_milliseconds, MeasureWish(*embedder));
  MEEDOEN_ASSIGN_OR_RETURN(check.texts_per_second, MeasureTexts(*embedder));
  return check;
}

}  // namespace meedoen
