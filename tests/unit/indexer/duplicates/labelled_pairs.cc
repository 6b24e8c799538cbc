#include "tests/unit/indexer/duplicates/labelled_pairs.h"

#include <cmath>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "core/activity/embedding_text.h"
#include "core/base/status.h"
#include "core/index/segment.h"
#include "google/protobuf/util/json_util.h"

namespace meedoen::indexer::testing {
namespace {

constexpr double kZ = 1.959964;  // Of the normal distribution, for 95 %.

double Wilson(const Share& share, double sign) {
  if (share.of == 0) return sign < 0 ? 0 : 1;
  const double n = share.of, p = share.hits / n, z2 = kZ * kZ;
  return (p + z2 / (2 * n) + sign * kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
}

absl::StatusOr<v1::Activity> ParseActivity(const std::string& json) {
  v1::Activity activity;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &activity);
  if (!status.ok()) return absl::InvalidArgumentError(std::string(status.message()));
  return activity;
}

absl::StatusOr<LabelledPair> ParsePair(const std::string& line) {
  const std::vector<std::string> cells = absl::StrSplit(line, '\t');
  if (cells.size() != 5) return absl::InvalidArgumentError(absl::StrCat(cells.size(), " columns where there are 5"));
  LabelledPair pair;
  pair.set = cells[0];
  if (pair.set != "develop" && pair.set != "held-out" && pair.set != "fresh") {
    return absl::InvalidArgumentError("no such set");
  }
  if (cells[1] != "same" && cells[1] != "different") return absl::InvalidArgumentError("no such verdict");
  pair.same = cells[1] == "same";
  pair.kind = cells[2];
  MEEDOEN_ASSIGN_OR_RETURN(pair.first, ParseActivity(cells[3]));
  MEEDOEN_ASSIGN_OR_RETURN(pair.second, ParseActivity(cells[4]));
  return pair;
}

struct PostcodePlace {
  double latitude = 0, longitude = 0;
  uint32_t doubt_metres = 0;
};

// By PC4.
std::map<std::string, PostcodePlace> LoadPlaces() {
  std::ifstream file("catalog-samples/places.csv");
  std::map<std::string, PostcodePlace> places;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    PostcodePlace place;
    if (cells.size() == 7 && absl::SimpleAtod(cells[1], &place.latitude) &&
        absl::SimpleAtod(cells[2], &place.longitude) && absl::SimpleAtoi(cells[6], &place.doubt_metres)) {
      places[cells[0]] = place;
    }
  }
  return places;
}

// As the service does.
void Resolve(const std::map<std::string, PostcodePlace>& places, v1::Place* place) {
  if (place->has_coordinates()) {
    *place->mutable_resolved_coordinates() = place->coordinates();
  } else if (const auto found = places.find(place->postcode().substr(0, 4)); found != places.end()) {
    place->mutable_resolved_coordinates()->set_latitude(found->second.latitude);
    place->mutable_resolved_coordinates()->set_longitude(found->second.longitude);
    place->set_doubt_metres(found->second.doubt_metres);
  }
}

std::string MunicipalityOf(const v1::Activity& activity) { return activity.name().substr(15, 6); }

}  // namespace

double Share::low() const { return Wilson(*this, -1); }
double Share::high() const { return Wilson(*this, 1); }

absl::StatusOr<std::vector<LabelledPair>> LoadPairs(const std::string& path) {
  std::ifstream file(path);
  std::vector<LabelledPair> pairs;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    if (++number == 1) continue;  // Headings.
    auto pair = ParsePair(line);
    if (!pair.ok()) return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": ", pair.status().ToString()));
    pair->where = absl::StrCat("pairs.tsv:", number);
    pairs.push_back(*std::move(pair));
  }
  return pairs;
}

absl::StatusOr<std::vector<v1::Activity>> LoadSamples(const std::string& path) {
  std::ifstream file(path);
  const std::map<std::string, PostcodePlace> places = LoadPlaces();
  std::vector<v1::Activity> samples;
  for (std::string line; std::getline(file, line);) {
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, ParseActivity(line));
    Resolve(places, activity.mutable_place());
    samples.push_back(std::move(activity));
  }
  return samples;
}

PrintedCatalogue::PrintedCatalogue(const std::vector<v1::Activity>& activities, Embedder* embedder) {
  std::vector<std::string> texts;
  for (const v1::Activity& activity : activities) {
    prints_.push_back(ReadPrint(activity, kPairsDay));
    texts.push_back(EmbeddingText(activity));
  }
  if (embedder != nullptr) {
    auto vectors = embedder->EmbedPassages(texts);
    if (vectors.ok()) vectors_ = *std::move(vectors);
    stride_ = StrideOf(embedder->info().dimension);
  }
  for (size_t i = 0; i < vectors_.size(); ++i) {
    vectors_[i].resize(stride_);
    prints_[i].vector = vectors_[i].data();
  }
  SetBackground(stride_, &prints_);
}

std::vector<JudgedPair> JudgePairs(const std::vector<LabelledPair>& pairs, const std::vector<v1::Activity>& samples,
                                   Embedder* embedder) {
  std::map<std::string, std::vector<v1::Activity>> of_municipality;
  for (const v1::Activity& sample : samples) of_municipality[MunicipalityOf(sample)].push_back(sample);
  std::map<std::string, std::pair<std::string, size_t>> place_of;
  for (const LabelledPair& pair : pairs) {
    for (const v1::Activity* one : {&pair.first, &pair.second}) {
      auto& all = of_municipality[MunicipalityOf(*one)];
      place_of[one->name()] = {MunicipalityOf(*one), all.size()};
      all.push_back(*one);
    }
  }
  std::map<std::string, std::unique_ptr<PrintedCatalogue>> printed;
  for (const auto& [code, all] : of_municipality) printed[code] = std::make_unique<PrintedCatalogue>(all, embedder);
  std::vector<JudgedPair> judged;
  for (const LabelledPair& pair : pairs) {
    const auto& [code, first] = place_of[pair.first.name()];
    const PrintedCatalogue& catalogue = *printed[code];
    const Print& a = catalogue.prints()[first];
    const Print& b = catalogue.prints()[place_of[pair.second.name()].second];
    const Likeness likeness = Comparer(catalogue.stride()).Compare(a, b);
    judged.push_back({&pair, likeness, Comparer::ReasonOf(likeness, a, b)});
  }
  return judged;
}

Measure MeasureOf(const std::vector<JudgedPair>& judged, const std::string& set) {
  Measure measure;
  for (const JudgedPair& one : judged) {
    if (one.pair->set != set) continue;
    const bool found = one.likeness.alike(), same = one.pair->same;
    measure.recall.of += same;
    measure.precision.of += found;
    measure.recall.hits += found && same;
    measure.precision.hits += found && same;
  }
  return measure;
}

std::string PrintMeasure(const std::string& set, int pairs, const Measure& measure) {
  const auto share = [](const Share& one) {
    return absl::StrFormat("%3d/%-3d = %.2f (%.2f-%.2f)", one.hits, one.of, one.value(), one.low(), one.high());
  };
  return absl::StrFormat("%-24s %4d pairs  precision %s  recall %s", set, pairs, share(measure.precision),
                         share(measure.recall));
}

}  // namespace meedoen::indexer::testing
