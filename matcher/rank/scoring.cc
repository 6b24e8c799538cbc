#include "matcher/rank/scoring.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/limits.h"
#include "core/index/facts.h"
#include "matcher/filter/filter.h"

namespace meedoen::matcher {
namespace {

// The curve from spreads above chance to closeness.
constexpr double kMiddle = 1.0, kSlope = 1.2;
constexpr float kBestWishShare = 0.8f;
constexpr int kSumBits = 30;
constexpr float kPickUpPart = 0.6f, kOnlinePart = 0.4f;
constexpr float kFadingDays = 550;  // From "ask whether it still runs" to worth nothing: two years by default.
constexpr float kNeverVerified = 0.3f;

float Bit(uint64_t flags, uint64_t bit, float value) { return (flags & bit) != 0 ? value : 0.0f; }

}  // namespace

std::array<float, kParts> WeightsFor(const ClientQuery& query) {
  const Weights& weights = query.rules->weights;
  std::array<float, kParts> effective{};
  const auto set = [&effective](Part part, double weight) { effective[part] = static_cast<float>(weight); };
  set(kWishes, query.wishes.empty() ? 0 : weights.wishes);
  set(kGoals, query.goals == 0 ? 0 : weights.goals);
  set(kTravel, weights.travel);
  set(kSchedule, query.has_windows ? weights.schedule : 0);
  set(kThreshold, query.nervous ? weights.threshold_nervous : weights.threshold);
  set(kLanguage, query.languages == 0 ? 0 : weights.language);
  set(kFreshness, weights.freshness);
  set(kCapacity, weights.capacity);
  set(kGroup, query.prefers_small_group ? weights.group_small : weights.group);
  set(kRole, weights.role);
  set(kNeighbourhood, query.neighbourhood == v1::PREFER_OWN_NEIGHBOURHOOD ? weights.neighbourhood : 0);
  return effective;
}

Scorer::Scorer(const ClientQuery& query, const SegmentView& segment, const Filter& filter, const Kernel& kernel)
    : query_(query),
      segment_(segment),
      filter_(filter),
      kernel_(kernel),
      dislike_penalty_(static_cast<float>(query.rules->weights.dislike_penalty)),
      weights_(WeightsFor(query)) {
  static_assert(std::tuple_size_v<decltype(Score::wishes)> == kMaxWishes);
}

float Scorer::Closeness(const Wish& wish, uint32_t row) const {
  const double product = kernel_.inner_product(wish.vector.data(), segment_.Vector(row), segment_.stride);
  const double spreads = (product - wish.expected.mean) / wish.expected.spread;
  return static_cast<float>(1 / (1 + std::exp(-(spreads - kMiddle) / kSlope)));
}

void Scorer::ScoreWishes(uint32_t row, Score* score) const {
  float best = 0;
  int64_t sum = 0;  // In 2^-30: the same in whichever order the wishes come.
  for (size_t i = 0; i < query_.wishes.size(); ++i) {
    const float closeness = score->wishes[i] = Closeness(query_.wishes[i], row);
    sum += std::llround(std::ldexp(closeness, kSumBits));
    if (score->best_wish < 0 || closeness > best) {
      best = closeness;
      score->best_wish = static_cast<int>(i);
    }
  }
  if (!query_.wishes.empty()) {
    const double mean = std::ldexp(static_cast<double>(sum), -kSumBits) / static_cast<double>(query_.wishes.size());
    score->parts[kWishes] = kBestWishShare * best + (1 - kBestWishShare) * static_cast<float>(mean);
  }
  float closest = 0;
  for (size_t i = 0; i < query_.dislikes.size(); ++i) {
    const float closeness = Closeness(query_.dislikes[i], row);
    if (closeness <= closest || (closeness <= best && closeness < kMetWish)) continue;
    closest = closeness;
    score->penalty = dislike_penalty_ * closeness;
    score->unwanted = closeness >= kPointOfIt && closeness > best;
    score->unwanted_dislike = static_cast<int>(i);
  }
}

Score Scorer::ScoreOf(uint32_t row, AreaFit in_area, const WayThere& way) const {
  Score score;
  ScoreWishes(row, &score);
  if (query_.goals != 0) {
    score.parts[kGoals] = static_cast<float>(std::popcount(query_.goals & segment_.goals[row])) /
                          static_cast<float>(std::popcount(query_.goals));
  }
  score.parts[kTravel] = TravelPart(way);
  score.parts[kSchedule] = static_cast<float>(filter_.ScheduleFit(row));
  score.parts[kThreshold] = ThresholdPart(row);
  score.parts[kLanguage] = LanguagePart(row);
  score.parts[kFreshness] = FreshnessPart(row);
  score.parts[kCapacity] = CapacityPart(row);
  score.parts[kGroup] = GroupPart(row);
  score.parts[kRole] = RolePart(row);
  score.parts[kNeighbourhood] = filter_.InNeighbourhood(row, in_area) ? 1.0f : 0.0f;
  float sum = 0, weight = 0;
  for (int part = 0; part < kParts; ++part) {
    sum += weights_[part] * score.parts[part];
    weight += weights_[part];
  }
  const float total = std::clamp(sum / weight - score.penalty, 0.0f, 1.0f);
  score.total = static_cast<int32_t>(std::lround(total * 10'000));
  return score;
}

float Scorer::TravelPart(const WayThere& way) const {
  switch (way.kind) {
    case v1::Travel::OWN:
      return std::max(way.fetched_too ? kPickUpPart : 0.0f,
                      static_cast<float>(std::clamp(1 - way.least_share, 0.0, 1.0)));
    case v1::Travel::PICK_UP:
      return kPickUpPart;
    case v1::Travel::COMES_TO_CLIENT:
      return 1;
    case v1::Travel::NONE:
      return kOnlinePart;
    default:
      return 0;  // Out of reach: rated only as a near-miss.
  }
}

float Scorer::ThresholdPart(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  return std::min(1.0f, Bit(flags, flag::kMet, 0.5f) + Bit(flags, flag::kTrial, 0.25f) +
                            Bit(flags, flag::kCompanion, 0.25f) + Bit(flags, flag::kDropIn, 0.2f));
}

float Scorer::LanguagePart(uint32_t row) const {
  const uint32_t spoken = segment_.languages[row];
  const auto level = static_cast<int>((segment_.flags[row] >> flag::kDutchLevelShift) & 7);
  const bool too_hard = query_.dutch_level != v1::DUTCH_LEVEL_UNKNOWN && level > query_.dutch_level;
  if ((spoken & query_.languages & ~1u) != 0) return 1;  // A language besides Dutch in common.
  if (too_hard) return 0;
  if ((spoken & query_.languages) != 0) return 0.9f;
  return spoken == 0 ? 0.6f : 0.3f;
}

float Scorer::FreshnessPart(uint32_t row) const {
  const int32_t verified = segment_.verified_day[row];
  if (verified == kNoDay) return kNeverVerified;
  const auto fresh = static_cast<int32_t>(query_.ageing->Of(segment_.municipality[row]).ask_after_days);
  const auto beyond = static_cast<float>(query_.today - verified - fresh);
  return std::clamp(1 - beyond / kFadingDays, 0.0f, 1.0f);
}

float Scorer::CapacityPart(uint32_t row) const {
  if ((segment_.flags[row] & flag::kFull) != 0) return 0;
  const uint16_t places = segment_.free_places[row];
  if (places == kUnknownPlaces) return 0.7f;
  return places > 0 ? 1.0f : 0.0f;
}

float Scorer::GroupPart(uint32_t row) const {
  const uint16_t most = segment_.group_maximum[row];
  if (most == 0) return 0.4f;
  return most <= 8 ? 1.0f : most <= 15 ? 0.6f : 0.0f;
}

float Scorer::RolePart(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  const v1::Role role = (flags & flag::kVolunteer) != 0 ? v1::VOLUNTEER
                        : (flags & flag::kBuddy) != 0   ? v1::BUDDY
                        : (flags & flag::kSupport) != 0 ? v1::PROFESSIONAL_SUPPORT
                                                        : v1::PARTICIPANT;
  return static_cast<float>(query_.role_shares[static_cast<size_t>(role)]);
}

}  // namespace meedoen::matcher
