#include "core/embedding/hashing_embedder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/status.h"
#include "core/embedding/prepare_text.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

// FNV-1a, 64 bits, with a final mix so that the high bits are good too.
uint64_t HashOf(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93u;
  return hash ^ (hash >> 32);
}

void AddFeature(std::string_view feature, double weight, std::vector<double>& sums) {
  const uint64_t hash = HashOf(feature);
  sums[hash % sums.size()] += (hash >> 63) != 0 ? -weight : weight;
}

void AddWord(std::string_view word, std::vector<double>& sums) {
  constexpr double kWordWeight = 1.0;
  constexpr double kPieceWeight = 0.4;
  constexpr size_t kPieceBytes = 3;
  AddFeature(word, kWordWeight, sums);
  const std::string framed = absl::StrCat("<", std::string(word), ">");
  for (size_t i = 0; i + kPieceBytes <= framed.size(); ++i) {
    AddFeature(std::string_view(framed).substr(i, kPieceBytes), kPieceWeight, sums);
  }
}

}  // namespace

HashingEmbedder::HashingEmbedder(ModelInfo info) : info_(std::move(info)) {}

absl::StatusOr<std::vector<float>> HashingEmbedder::EmbedQuery(std::string_view text, absl::Time deadline) {
  if (deadline <= absl::Now()) return absl::DeadlineExceededError("no time left to embed the text; allow more");
  return Embed(text);
}

absl::StatusOr<std::vector<std::vector<float>>> HashingEmbedder::EmbedPassages(std::span<const std::string> texts) {
  std::vector<std::vector<float>> vectors;
  for (size_t i = 0; i < texts.size(); ++i) {
    absl::StatusOr<std::vector<float>> vector = Embed(texts[i]);
    if (!vector.ok()) return Annotate(vector.status(), absl::StrCat("text ", i));
    vectors.push_back(*std::move(vector));
  }
  return vectors;
}

absl::StatusOr<std::vector<float>> HashingEmbedder::Embed(std::string_view text) const {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string clean, PrepareText(text));
  const std::string folded = FoldText(clean);
  std::vector<double> sums(static_cast<size_t>(info_.dimension), 0.0);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (!word.empty()) AddWord(word, sums);
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  double square = 0;
  for (const double sum : sums) square += sum * sum;
  if (square < 1e-12) {  // Only punctuation, or features that cancel out.
    sums[HashOf(clean) % sums.size()] = 1;
    square = 1;
  }
  std::vector<float> vector;
  vector.reserve(sums.size());
  for (const double sum : sums) vector.push_back(static_cast<float>(sum / std::sqrt(square)));
  return vector;
}

}  // namespace meedoen
