// Why two activities are alike, in plain Dutch.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "indexer/duplicates/comparer.h"

namespace meedoen::indexer {
namespace {

constexpr double kEqualTitle = 0.97, kNearlyEqualTitle = 0.75, kSomewhatEqualTitle = 0.5, kCloseTexts = 2.5;

const char* SayTitle(double value) {
  return value >= kEqualTitle           ? "titel gelijk"
         : value >= kNearlyEqualTitle   ? "titel bijna gelijk"
         : value >= kSomewhatEqualTitle ? "titel lijkt erop"
                                        : "andere titel";
}

const char* SayPlace(PlaceEvidence evidence) {
  switch (evidence) {
    case PlaceEvidence::kSameAddress:
      return "zelfde adres";
    case PlaceEvidence::kSameVenue:
      return "zelfde plek";
    case PlaceEvidence::kNextDoor:
      return "vlak naast elkaar";
    case PlaceEvidence::kNear:
      return "zelfde buurt";
    case PlaceEvidence::kSamePostcode:
      return "zelfde postcode of vlakbij";
    case PlaceEvidence::kSameArea:
      return "zelfde gebied";
    case PlaceEvidence::kBothOnline:
      return "allebei online";
    default:
      return "plek niet te vergelijken";
  }
}

std::string SayTime(const TimeEvidence& evidence, const Print& a, const Print& b) {
  if (evidence.kind == TimeEvidence::kUnknown) return "tijd niet te vergelijken";
  const std::string one = SayTimes(a.times), other = SayTimes(b.times);
  if (evidence.kind == TimeEvidence::kSame && one == other) return absl::StrCat("zelfde tijd (", one, ")");
  // The shorter one first, so that the order of the two says nothing.
  const bool swap = one.size() != other.size() ? one.size() > other.size() : one > other;
  const std::string both = absl::StrCat("(", swap ? other : one, " en ", swap ? one : other, ")");
  return absl::StrCat(evidence.kind == TimeEvidence::kSame ? "bijna dezelfde tijd " : "tijd overlapt ", both);
}

}  // namespace

std::string Comparer::ReasonOf(const Likeness& likeness, const Print& a, const Print& b) {
  std::vector<std::string> parts = {SayTitle(likeness.title_value), SayPlace(likeness.place_evidence),
                                    SayTime(likeness.time_evidence, a, b)};
  if (likeness.has_meaning && likeness.spreads >= kCloseTexts) parts.push_back("teksten lijken op elkaar");
  if (likeness.provider_evidence == ProviderEvidence::kSame) parts.push_back("zelfde aanbieder");
  if (likeness.provider_evidence == ProviderEvidence::kOther) parts.push_back("andere naam van de aanbieder");
  return absl::StrJoin(parts, ", ");
}

}  // namespace meedoen::indexer
