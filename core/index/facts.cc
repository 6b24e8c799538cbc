#include "core/index/facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/activity/schedule.h"
#include "core/activity/taxonomy.h"
#include "core/base/checksum.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

constexpr std::array<std::string_view, 24> kLanguages = {"nl", "en", "tr", "ar", "pl", "uk", "ru", "de",
                                                         "fr", "es", "pt", "it", "fa", "so", "ti", "zh",
                                                         "ku", "ps", "bg", "ro", "hu", "vi", "am", "fy"};

uint64_t If(bool condition, uint64_t bit) { return condition ? bit : 0; }

uint64_t Yes(v1::Tristate answer, uint64_t bit) { return If(answer == v1::TRISTATE_YES, bit); }

uint64_t AccessBits(const v1::Accessibility& access) {
  const std::array<v1::Tristate, 5> answers = {access.wheelchair(), access.step_free_toilet(), access.hearing_loop(),
                                               access.low_stimulus(), access.seating()};
  uint64_t bits = 0;
  for (size_t i = 0; i < answers.size(); ++i) {
    bits |= Yes(answers[i], 1ull << (flag::kAccessYesShift + i));
    bits |= If(answers[i] == v1::TRISTATE_NO, 1ull << (flag::kAccessNoShift + i));
  }
  return bits;
}

uint64_t PlaceBits(const v1::Place& place) {
  return If(place.kind() == v1::VENUE && place.has_resolved_coordinates(), flag::kHasPlace) |
         If(place.kind() == v1::AT_HOME, flag::kAtHome) | If(place.kind() == v1::ONLINE, flag::kOnline) |
         If(place.kind() == v1::SERVICE_AREA, flag::kServiceArea);
}

uint64_t RoleBit(v1::Role role) {
  switch (role) {
    case v1::VOLUNTEER:
      return flag::kVolunteer;
    case v1::BUDDY:
      return flag::kBuddy;
    case v1::PROFESSIONAL_SUPPORT:
      return flag::kSupport;
    default:
      return flag::kParticipant;
  }
}

uint64_t FlagsOf(const v1::Activity& a) {
  return RoleBit(a.role()) | PlaceBits(a.place()) | AccessBits(a.accessibility()) |
         If(a.gender_group() == v1::WOMEN_ONLY, flag::kWomenOnly) |
         If(a.gender_group() == v1::MEN_ONLY, flag::kMenOnly) | If(a.status() == v1::PAUSED, flag::kPaused) |
         If(a.status() == v1::FULL, flag::kFull) | If(a.status() == v1::CANCELLED, flag::kCancelled) |
         Yes(a.capacity().waiting_list(), flag::kWaitingList) | Yes(a.transport().pick_up_offered(), flag::kPickUp) |
         If(a.schedule().by_appointment(), flag::kByAppointment) | If(HasTimes(a.schedule()), flag::kHasTimes) |
         Yes(a.welcome().met_by_somebody(), flag::kMet) | Yes(a.welcome().trial_visit(), flag::kTrial) |
         Yes(a.welcome().companion_welcome(), flag::kCompanion) | Yes(a.cost().first_visit_free(), flag::kFirstFree) |
         Yes(a.cost().city_pass_accepted(), flag::kCityPass) | If(a.attendance() == v1::DROP_IN, flag::kDropIn) |
         If(a.attendance() == v1::SIGN_UP, flag::kSignUp) | If(a.has_age_range(), flag::kAgeKnown) |
         Yes(a.vog_required(), flag::kVog) |
         (static_cast<uint64_t>(a.lowest_dutch_level() & 7) << flag::kDutchLevelShift) |
         (static_cast<uint64_t>(a.way_in() & 7) << flag::kWayInShift);
}

int32_t VisitCents(const v1::Cost& cost, const v1::Commitment& commitment) {
  if (cost.has_cents_per_visit()) return static_cast<int32_t>(cost.cents_per_visit());
  if (cost.has_cents_per_course() && commitment.sessions() > 0) {
    return static_cast<int32_t>((cost.cents_per_course() + commitment.sessions() - 1) / commitment.sessions());
  }
  if (cost.cents_per_month() > 0 || cost.cents_per_year() > 0 || cost.cents_per_course() > 0) return kNotFreeCents;
  const bool priced = cost.has_cents_per_month() || cost.has_cents_per_year() || cost.has_cents_per_course();
  return cost.voluntary_donation() && !priced ? 0 : kUnknownCents;
}

absl::StatusOr<int32_t> DayOr(const std::string& date, int32_t fallback) {
  if (date.empty()) return fallback;
  MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDate(date));
  return DayNumber(day);
}

std::vector<std::string> AreasOf(const v1::Activity& activity, const std::string& municipality) {
  std::vector<std::string> areas;
  const v1::Place& place = activity.place();
  const auto add_or_municipality = [&](const auto& codes) {
    areas.insert(areas.end(), codes.begin(), codes.end());
    if (codes.empty()) areas.push_back(municipality);
  };
  if (place.kind() == v1::ONLINE) areas.push_back("NL");
  if (place.kind() == v1::AT_HOME || place.kind() == v1::SERVICE_AREA) add_or_municipality(place.service_area_codes());
  if (place.kind() == v1::VENUE && activity.transport().pick_up_offered() == v1::TRISTATE_YES) {
    add_or_municipality(activity.transport().pick_up_area_codes());
  }
  std::sort(areas.begin(), areas.end());
  areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
  return areas;
}

absl::Status SetDays(const v1::Activity& activity, RowFacts* facts) {
  MEEDOEN_ASSIGN_OR_RETURN(facts->valid_from_day, DayOr(activity.valid_from(), kNoDay));
  MEEDOEN_ASSIGN_OR_RETURN(facts->last_day, DayOr(activity.valid_until(), kNever));
  MEEDOEN_ASSIGN_OR_RETURN(facts->sign_up_day, DayOr(activity.sign_up_deadline(), kNever));
  MEEDOEN_ASSIGN_OR_RETURN(facts->verified_day, DayOr(activity.verification().verified_on(), kNoDay));
  return absl::OkStatus();
}

// Sessions within the horizon, and the minute after which nothing comes any more if that is known.
absl::Status SetSessions(const v1::Activity& activity, absl::CivilDay today, RowFacts* facts) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Occurrence> occurrences,
                           ExpandSchedule(activity, today - 1, today + kMaxHorizonDays));
  for (const Occurrence& occurrence : occurrences) {
    const int64_t length = absl::ToInt64Minutes(occurrence.end - occurrence.start);
    facts->sessions.push_back({static_cast<int32_t>(absl::ToUnixSeconds(occurrence.start) / 60),
                               static_cast<uint16_t>(std::clamp<int64_t>(length, 0, 0xFFFF))});
  }
  facts->ends_minute = kNever;
  const v1::Schedule& schedule = activity.schedule();
  const bool only_dates = !schedule.single_dates().empty() && schedule.weekly_slots().empty() &&
                          schedule.recurrences().empty() && !schedule.by_appointment();
  if (only_dates) {
    facts->ends_minute = std::numeric_limits<int32_t>::min();
    for (const v1::SingleDate& single : schedule.single_dates()) {
      MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDate(single.date()));
      MEEDOEN_ASSIGN_OR_RETURN(const int end, ParseTimeOfDay(single.end_time()));
      const int64_t minute = absl::ToUnixSeconds(FromLocal(day, end)) / 60;
      facts->ends_minute = std::max(facts->ends_minute, static_cast<int32_t>(minute));
    }
  }
  return absl::OkStatus();
}

}  // namespace

uint32_t NeedsOf(const v1::Needs& needs) {
  return (needs.wheelchair() ? kWheelchair : 0u) | (needs.step_free_toilet() ? kStepFreeToilet : 0u) |
         (needs.hearing_loop() ? kHearingLoop : 0u) | (needs.low_stimulus() ? kLowStimulus : 0u) |
         (needs.seating() ? kSeating : 0u);
}

uint32_t LanguageMask(const google::protobuf::RepeatedPtrField<std::string>& languages) {
  uint32_t mask = 0;
  for (const std::string& language : languages) {
    const auto found = std::find(kLanguages.begin(), kLanguages.end(), language);
    mask |= found == kLanguages.end() ? 1u << 31 : 1u << (found - kLanguages.begin());
  }
  return mask;
}

uint32_t GoalMask(const google::protobuf::RepeatedField<int>& goals) {
  uint32_t mask = 0;
  for (const int goal : goals) {
    if (goal > 0 && goal < 16) mask |= 1u << goal;
  }
  return mask;
}

uint64_t CategoryMask(const google::protobuf::RepeatedPtrField<std::string>& categories) {
  uint64_t mask = 0;
  for (const std::string& id : categories) {
    if (const Category* category = FindCategory(id)) mask |= 1ull << category->number;
  }
  return mask;
}

uint64_t NameHash(std::string_view name) {
  const std::string digest = Sha256Of(name);
  uint64_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof(hash));
  return hash;
}

absl::StatusOr<RowFacts> FactsOf(const v1::Activity& activity, absl::CivilDay today) {
  MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(activity.name()));
  RowFacts facts;
  facts.flags = FlagsOf(activity);
  const bool placed = (facts.flags & flag::kHasPlace) != 0;
  const v1::LatLng& point = activity.place().resolved_coordinates();
  facts.latitude = placed ? static_cast<float>(point.latitude()) : std::numeric_limits<float>::quiet_NaN();
  facts.longitude = placed ? static_cast<float>(point.longitude()) : std::numeric_limits<float>::quiet_NaN();
  facts.doubt_metres = static_cast<uint16_t>(std::min<uint32_t>(activity.place().doubt_metres(), 0xFFFF));
  if (AreaKindOf(activity.place().postcode().substr(0, 4)) == AreaKind::kPostcode4) {
    facts.postcode4 = static_cast<uint16_t>(std::stoul(activity.place().postcode().substr(0, 4)));
  }
  const v1::AgeRange& age = activity.age_range();
  facts.age_minimum = static_cast<uint8_t>(std::min(age.minimum_years(), 255u));
  facts.age_maximum = age.has_maximum_years() ? static_cast<uint8_t>(std::min(age.maximum_years(), 255u)) : 255;
  facts.visit_cents = VisitCents(activity.cost(), activity.commitment());
  facts.categories = CategoryMask(activity.categories());
  facts.goals = static_cast<uint16_t>(GoalMask(activity.goals()));
  facts.languages = LanguageMask(activity.languages());
  facts.group_maximum = static_cast<uint16_t>(std::min(activity.group_size().maximum_people(), 0xFFFFu));
  facts.free_places = activity.capacity().has_free_places()
                          ? static_cast<uint16_t>(std::min(activity.capacity().free_places(), 0xFFFEu))
                          : kUnknownPlaces;
  MEEDOEN_RETURN_IF_ERROR(SetDays(activity, &facts));
  MEEDOEN_RETURN_IF_ERROR(SetSessions(activity, today, &facts));
  facts.municipality = static_cast<uint32_t>(std::stoul(name.municipality_code.substr(2)));
  facts.provider = static_cast<uint32_t>(NameHash(FoldText(activity.provider().name())));
  facts.name_hash = NameHash(activity.name());
  facts.areas = AreasOf(activity, name.municipality_code);
  return facts;
}

}  // namespace meedoen
