#include "indexer/duplicates/comparer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/index/kernels.h"
#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

// Points between these corners lie on the line that joins them; before the first and after the last they stay.
struct Corner {
  double at;
  double points;
};

template <size_t n>
double Along(const Corner (&corners)[n], double at) {
  if (at <= corners[0].at) return corners[0].points;
  for (size_t i = 1; i < n; ++i) {
    if (at > corners[i].at) continue;
    const double share = (at - corners[i - 1].at) / (corners[i].at - corners[i - 1].at);
    return corners[i - 1].points + share * (corners[i].points - corners[i - 1].points);
  }
  return corners[n - 1].points;
}

constexpr Corner kTitlePoints[] = {{0, -4}, {0.4, -1}, {0.6, 2}, {0.8, 4}, {1, 6}};
constexpr Corner kMeaningPoints[] = {{1, -2}, {1.75, 0}, {2.5, 2}, {4, 3.5}};
// A title of common words alone, which many could have, counts for half.
constexpr double kRareWord = 4.5, kLeastRarity = 0.5;
constexpr double kContrastPoints = -4;
constexpr double kSameSourcePoints = -1.5;  // One list keeps its own rows apart on purpose.

double PlacePoints(PlaceEvidence evidence) {
  switch (evidence) {
    case PlaceEvidence::kSameAddress:
      return 4;
    case PlaceEvidence::kSameVenue:
      return 3.5;
    case PlaceEvidence::kNear:
      return 2;
    case PlaceEvidence::kNextDoor:
      return 1.5;
    case PlaceEvidence::kSameArea:
    case PlaceEvidence::kBothOnline:
    case PlaceEvidence::kSamePostcode:
      return 1;
    default:
      return 0;
  }
}

double TimePoints(const TimeEvidence& evidence) {
  switch (evidence.kind) {
    case TimeEvidence::kSame:
      return evidence.same_start ? 4 : 3;
    case TimeEvidence::kContained:
      return evidence.same_start ? 3 : 2;
    case TimeEvidence::kSome:
      return 1;
    default:
      return 0;
  }
}

double ProviderPoints(ProviderEvidence evidence, bool same_source, bool place_is_sure) {
  switch (evidence) {
    case ProviderEvidence::kSame:
      return same_source ? 0 : 1.5;  // In one list most rows share it.
    case ProviderEvidence::kOther:
      return place_is_sure ? -1 : -3;  // At one address, lists name the organisation, the venue or themselves.
    case ProviderEvidence::kOtherNumber:
      return -4;
    default:
      return 0;
  }
}

bool AreTwo(const Print& a, const Print& b) {
  const bool sexes = (a.gender == v1::WOMEN_ONLY && b.gender == v1::MEN_ONLY) ||
                     (a.gender == v1::MEN_ONLY && b.gender == v1::WOMEN_ONLY);
  const bool ages = a.most_years < b.least_years || b.most_years < a.least_years;
  return a.role != b.role || sexes || ages || !MayOverlap(a.times, b.times) ||
         ContradictionOf(a.title, b.title) != kMarkKinds;
}

}  // namespace

Print ReadPrint(const v1::Activity& activity, absl::CivilDay today) {
  Print print;
  print.name = activity.name();
  print.source = activity.source();
  print.source_id = activity.source_id();
  print.role = activity.role() == v1::ROLE_UNSPECIFIED ? v1::PARTICIPANT : activity.role();
  print.gender = activity.gender_group();
  print.cancelled = activity.status() == v1::CANCELLED;
  if (activity.age_range().has_minimum_years()) print.least_years = activity.age_range().minimum_years();
  if (activity.age_range().has_maximum_years()) print.most_years = activity.age_range().maximum_years();
  print.title = ReadTitle(activity.title());
  print.place = ReadPlace(activity.place());
  print.times = ReadTimes(activity, today);
  print.provider = ReadProvider(activity);
  for (const std::string& text :
       {activity.place().venue_name(), activity.place().address(), activity.provider().name()}) {
    for (std::string& word : WordsOf(text)) print.context.push_back(std::move(word));
  }
  return print;
}

void SetBackground(size_t stride, std::vector<Print>* prints) {
  Background background;
  std::vector<const float*> vectors;
  for (const Print& print : *prints) {
    background.AddTitle(print.title.words);
    vectors.push_back(print.vector);
  }
  const std::vector<Chance> chances = Background::ChancesOf(vectors, stride);
  for (size_t i = 0; i < prints->size(); ++i) {
    (*prints)[i].chance = chances[i];
    Weigh([&background](const std::string& word) { return background.WeightOf(word); }, &(*prints)[i].title);
  }
}

Likeness Comparer::Compare(const Print& a, const Print& b) const {
  Likeness likeness;
  likeness.settled = true;
  if (AreTwo(a, b)) return likeness;
  likeness.place_evidence = ComparePlaces(a.place, b.place);
  if (likeness.place_evidence == PlaceEvidence::kOther) return likeness;
  likeness.time_evidence = CompareTimes(a.times, b.times);
  if (likeness.time_evidence.kind == TimeEvidence::kOther) return likeness;
  likeness.settled = false;
  likeness.place = PlacePoints(likeness.place_evidence);
  likeness.time = TimePoints(likeness.time_evidence);
  const bool same_source = !a.source.empty() && a.source == b.source;
  likeness.provider_evidence = CompareProviders(a.provider, b.provider);
  likeness.provider =
      ProviderPoints(likeness.provider_evidence, same_source, likeness.place_evidence >= PlaceEvidence::kSameVenue);
  likeness.has_meaning = a.vector != nullptr && b.vector != nullptr && a.chance.spread > 0 && b.chance.spread > 0;
  if (likeness.has_meaning) {
    const double product = BestKernel().inner_product(a.vector, b.vector, stride_);
    likeness.spreads =
        std::min((product - a.chance.mean) / a.chance.spread, (product - b.chance.mean) / b.chance.spread);
    likeness.meaning = Along(kMeaningPoints, likeness.spreads);
  }
  const TitleLikeness title = CompareTitles(a.title, a.context, b.title, b.context);
  likeness.title_value = title.value;
  likeness.title = Along(kTitlePoints, title.value);
  if (title.contrast) likeness.title += kContrastPoints;
  if (likeness.title > 0) likeness.title *= std::clamp(title.rarity / kRareWord, kLeastRarity, 1.0);
  likeness.points = likeness.title + likeness.place + likeness.time + likeness.meaning + likeness.provider +
                    (same_source ? kSameSourcePoints : 0);
  return likeness;
}

}  // namespace meedoen::indexer
