// Whether two activities seem to be the same one, from two lists or two rows of one list.
//
// Each thing that can be known of both is evidence for or against, in points: the logarithm (base 2) of how much more
// often that is seen with two listings of one activity than with two activities (Fellegi and Sunter, 1969). Points add
// up; from kAlikePoints on two activities are alike. What is not known has no points. Some things settle it: another
// role, another place, other times, other marks in the titles (title.h), other ages or sexes are never the same
// activity, whatever else they share. The points are in comparer.cc, in words in docs/duplicates.md.
//
// Threads: safe; everything is constant. Ownership: prints must outlive the comparing. Errors: none. Cost: some 50 ns
// for a pair that cannot be alike, 2 microseconds for one that can (bench/duplicates).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/duplicates/background.h"
#include "indexer/duplicates/place_print.h"
#include "indexer/duplicates/provider_print.h"
#include "indexer/duplicates/time_print.h"
#include "indexer/duplicates/title.h"

namespace meedoen::indexer {

// What is compared of one activity.
struct Print {
  std::string name;
  std::string source, source_id;
  v1::Role role = v1::PARTICIPANT;
  v1::GenderGroup gender = v1::GENDER_GROUP_UNSPECIFIED;
  uint32_t least_years = 0, most_years = UINT32_MAX;
  bool cancelled = false;
  Title title;
  std::vector<std::string> context;  // Words of the venue, address and provider.
  PlacePrint place;
  TimePrint times;
  ProviderPrint provider;
  const float* vector = nullptr;  // `stride` floats of length 1; null: its text is not embedded.
  Chance chance;
};

// Without weights, vector and chance, which SetBackground sets. Cost: some 20 microseconds, most of it the schedule.
Print ReadPrint(const v1::Activity& activity, absl::CivilDay today);

// Holds all prints of a municipality against each other, so that evidence counts only beyond what is common there.
// Their vectors are set.
void SetBackground(size_t stride, std::vector<Print>* prints);

inline constexpr double kAlikePoints = 7.5;
// Of the third in a bond: A is alike to B and B to C, so that A and C need less.
inline constexpr double kThirdPoints = 5;

struct Likeness {
  bool settled = false;  // Something settles that they are two; points are not worked out then.
  double points = 0;
  double title = 0;  // What the points come from.
  double place = 0;
  double time = 0;
  double meaning = 0;
  double provider = 0;
  double title_value = 0;  // TitleLikeness.
  double spreads = 0;      // How far above chance the texts are alike, the lower of the two sides.
  bool has_meaning = false;
  PlaceEvidence place_evidence = PlaceEvidence::kUnknown;
  TimeEvidence time_evidence;
  ProviderEvidence provider_evidence = ProviderEvidence::kUnknown;

  bool alike() const { return !settled && points >= kAlikePoints; }
};

class Comparer {
 public:
  // `stride`: floats from one vector to the next.
  explicit Comparer(size_t stride) : stride_(stride) {}

  // The same whichever comes first. Both are prints that SetBackground was given together.
  Likeness Compare(const Print& a, const Print& b) const;

  // "titel gelijk, zelfde adres, zelfde tijd (di 10.00)", for an editor.
  static std::string ReasonOf(const Likeness& likeness, const Print& a, const Print& b);

 private:
  const size_t stride_;
};

}  // namespace meedoen::indexer
