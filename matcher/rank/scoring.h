// The score of a feasible row: a weighted mean of parts in [0, 1], less what the client does not want.
//
//   closeness of a wish  c = 1 / (1 + exp(-(z - 1) / 1.2)), z = (inner product - expected) / spread; see
//                        core/index/calibration.h
//   wishes               0.8 x best c + 0.2 x mean of all c: the best-met wish counts most, the others add
//   travel               1 - minutes / limit, with the means for which that is most; 0.6 for a pick-up, and at least
//                        that where one is offered; 1 for what comes to the client, 0.4 online
//   role                 the share of its role: the request's or the municipality's mix; volunteering that the profile
//                        asks for by role or goal counts fully
//   neighbourhood        1 inside the own neighbourhood, for who prefers that
//   freshness            1 if verified within ask_after_days of the activity's municipality (docs/settings.md: 180),
//                        falling to 0 over the 550 days after that; 0.3 if never
//
//   score = sum(weight x part) / sum(weight) - penalty x c of the closest dislike that is closer than the best wish, or
//                        close enough to be met
//
// What the client does not want is the point of an activity if it is closer than every wish and above kPointOfIt: then
// it is no suggestion at all.
// A part that says nothing of this client (no goals given, no languages given) has weight 0. Rounded to 0.0001, so that
// the last digits of different kernels do not change the order.
// Threads: safe. Cost: some 400 ns with two wishes (bench/search).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/index/kernels.h"
#include "core/index/segment.h"
#include "matcher/query/area_fit.h"
#include "matcher/query/client_query.h"

namespace meedoen::matcher {

class Filter;
struct WayThere;

enum Part {
  kWishes,
  kGoals,
  kTravel,
  kSchedule,
  kThreshold,
  kLanguage,
  kFreshness,
  kCapacity,
  kGroup,
  kRole,
  kNeighbourhood,
  kParts
};
inline constexpr std::array<std::string_view, kParts> kPartNames = {"wishes",    "goals",    "travel",       "schedule",
                                                                    "threshold", "language", "freshness",    "capacity",
                                                                    "group",     "role",     "neighbourhood"};

// What a wish must reach to count as met by an activity: two spreads above chance.
inline constexpr float kMetWish = 0.69f;

// What something unwanted must reach to be the point of an activity: three spreads above chance.
inline constexpr float kPointOfIt = 0.84f;

struct Score {
  int32_t total = 0;  // In 0.0001, 0 to 10,000.
  std::array<float, kParts> parts{};
  std::array<float, 10> wishes{};  // c of each wish.
  float penalty = 0;
  int best_wish = -1;         // -1: no wishes.
  bool unwanted = false;      // Something the client does not want is the point of it:
  int unwanted_dislike = -1;  // this one.
};

class Scorer {
 public:
  Scorer(const ClientQuery& query, const SegmentView& segment, const Filter& filter, const Kernel& kernel);

  Score ScoreOf(uint32_t row, AreaFit in_area, const WayThere& way) const;

 private:
  float Closeness(const Wish& wish, uint32_t row) const;
  void ScoreWishes(uint32_t row, Score* score) const;
  float TravelPart(const WayThere& way) const;
  float ThresholdPart(uint32_t row) const;
  float LanguagePart(uint32_t row) const;
  float FreshnessPart(uint32_t row) const;
  float CapacityPart(uint32_t row) const;
  float GroupPart(uint32_t row) const;
  float RolePart(uint32_t row) const;

  const ClientQuery& query_;
  const SegmentView& segment_;
  const Filter& filter_;
  const Kernel& kernel_;
  const float dislike_penalty_;
  const std::array<float, kParts> weights_;
};

// The weights that apply to a client.
std::array<float, kParts> WeightsFor(const ClientQuery& query);

}  // namespace meedoen::matcher
