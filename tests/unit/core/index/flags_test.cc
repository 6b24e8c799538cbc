// Each bit of the column `flags` comes from the one thing it stands for, and from nothing else.
#include <functional>
#include <string>
#include <vector>

#include "core/index/facts.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

struct FlagCase {
  std::string what;
  std::function<void(v1::Activity&)> set;
  uint64_t bits;         // That come up ...
  uint64_t instead = 0;  // ... and the one of the plain activity that goes.
};

v1::Activity Plain() { return testing::ActivityAt("plain", {52.25, 6.16}); }

uint64_t FlagsOf(const v1::Activity& activity) {
  const auto facts = FactsOf(activity, testing::kSegmentDay);
  EXPECT_OK(facts);
  return facts.ok() ? facts->flags : 0;
}

uint64_t Access(bool yes, int need) { return 1ull << ((yes ? flag::kAccessYesShift : flag::kAccessNoShift) + need); }

void SetAccess(v1::Activity& a, int need, v1::Tristate answer) {
  v1::Accessibility& access = *a.mutable_accessibility();
  switch (need) {
    case 0:
      return access.set_wheelchair(answer);
    case 1:
      return access.set_step_free_toilet(answer);
    case 2:
      return access.set_hearing_loop(answer);
    case 3:
      return access.set_low_stimulus(answer);
    default:
      return access.set_seating(answer);
  }
}

// Everything with an answer of three kinds sets its bit on yes only.
std::vector<std::pair<std::function<void(v1::Activity&, v1::Tristate)>, uint64_t>> YesFlags() {
  return {
      {[](auto& a, auto v) { a.mutable_capacity()->set_waiting_list(v); }, flag::kWaitingList},
      {[](auto& a, auto v) { a.mutable_transport()->set_pick_up_offered(v); }, flag::kPickUp},
      {[](auto& a, auto v) { a.mutable_welcome()->set_met_by_somebody(v); }, flag::kMet},
      {[](auto& a, auto v) { a.mutable_welcome()->set_trial_visit(v); }, flag::kTrial},
      {[](auto& a, auto v) { a.mutable_welcome()->set_companion_welcome(v); }, flag::kCompanion},
      {[](auto& a, auto v) { a.mutable_cost()->set_first_visit_free(v); }, flag::kFirstFree},
      {[](auto& a, auto v) { a.mutable_cost()->set_city_pass_accepted(v); }, flag::kCityPass},
      {[](auto& a, auto v) { a.set_vog_required(v); }, flag::kVog},
  };
}

std::vector<FlagCase> OtherFlags() {
  using flag::kParticipant;
  return {
      {"volunteer", [](auto& a) { a.set_role(v1::VOLUNTEER); }, flag::kVolunteer, kParticipant},
      {"buddy", [](auto& a) { a.set_role(v1::BUDDY); }, flag::kBuddy, kParticipant},
      {"support", [](auto& a) { a.set_role(v1::PROFESSIONAL_SUPPORT); }, flag::kSupport, kParticipant},
      {"women", [](auto& a) { a.set_gender_group(v1::WOMEN_ONLY); }, flag::kWomenOnly},
      {"men", [](auto& a) { a.set_gender_group(v1::MEN_ONLY); }, flag::kMenOnly},
      {"mixed", [](auto& a) { a.set_gender_group(v1::MIXED); }, 0},
      {"active", [](auto& a) { a.set_status(v1::ACTIVE); }, 0},
      {"paused", [](auto& a) { a.set_status(v1::PAUSED); }, flag::kPaused},
      {"full", [](auto& a) { a.set_status(v1::FULL); }, flag::kFull},
      {"cancelled", [](auto& a) { a.set_status(v1::CANCELLED); }, flag::kCancelled},
      {"at home", [](auto& a) { a.mutable_place()->set_kind(v1::AT_HOME); }, flag::kAtHome, flag::kHasPlace},
      {"online", [](auto& a) { a.mutable_place()->set_kind(v1::ONLINE); }, flag::kOnline, flag::kHasPlace},
      {"area", [](auto& a) { a.mutable_place()->set_kind(v1::SERVICE_AREA); }, flag::kServiceArea, flag::kHasPlace},
      {"not resolved", [](auto& a) { a.mutable_place()->clear_resolved_coordinates(); }, 0, flag::kHasPlace},
      {"appointment", [](auto& a) { a.mutable_schedule()->set_by_appointment(true); }, flag::kByAppointment},
      {"times",
       [](auto& a) {
         v1::WeeklySlot* slot = a.mutable_schedule()->add_weekly_slots();
         slot->set_day(v1::MONDAY);
         slot->set_start_time("10:00");
         slot->set_end_time("11:00");
       },
       flag::kHasTimes},
      {"a note is no time", [](auto& a) { a.mutable_schedule()->set_note("wisselend"); }, 0},
      {"drop in", [](auto& a) { a.set_attendance(v1::DROP_IN); }, flag::kDropIn},
      {"sign up", [](auto& a) { a.set_attendance(v1::SIGN_UP); }, flag::kSignUp},
      {"all ages", [](auto& a) { a.mutable_age_range(); }, flag::kAgeKnown},
      {"B1", [](auto& a) { a.set_lowest_dutch_level(v1::DUTCH_B1); }, uint64_t{v1::DUTCH_B1} << flag::kDutchLevelShift},
      {"C1", [](auto& a) { a.set_lowest_dutch_level(v1::DUTCH_C1); }, uint64_t{v1::DUTCH_C1} << flag::kDutchLevelShift},
      {"open", [](auto& a) { a.set_way_in(v1::OPEN); }, uint64_t{v1::OPEN} << flag::kWayInShift},
      {"wmo", [](auto& a) { a.set_way_in(v1::WMO_INDICATION); }, uint64_t{v1::WMO_INDICATION} << flag::kWayInShift},
  };
}

TEST(Flags, APlainActivityHasAPlaceAndARole) { EXPECT_EQ(FlagsOf(Plain()), flag::kParticipant | flag::kHasPlace); }

TEST(Flags, ARoleThatIsNotStatedIsParticipant) {
  v1::Activity activity = Plain();
  activity.clear_role();
  EXPECT_EQ(FlagsOf(activity), flag::kParticipant | flag::kHasPlace);
}

TEST(Flags, EachComesFromItsOwnField) {
  for (const FlagCase& test : OtherFlags()) {
    v1::Activity activity = Plain();
    test.set(activity);
    EXPECT_EQ(FlagsOf(activity), (FlagsOf(Plain()) & ~test.instead) | test.bits) << test.what;
  }
}

TEST(Flags, UnknownAndNoAreNeverYes) {
  for (const auto& [set, bit] : YesFlags()) {
    for (const v1::Tristate answer : {v1::TRISTATE_UNKNOWN, v1::TRISTATE_YES, v1::TRISTATE_NO}) {
      v1::Activity activity = Plain();
      set(activity, answer);
      EXPECT_EQ(FlagsOf(activity), FlagsOf(Plain()) | (answer == v1::TRISTATE_YES ? bit : 0)) << bit << " " << answer;
    }
  }
}

TEST(Flags, AccessibilityTellsYesNoAndUnknownApart) {
  for (int need = 0; need < 5; ++need) {
    v1::Activity activity = Plain();
    SetAccess(activity, need, v1::TRISTATE_YES);
    EXPECT_EQ(FlagsOf(activity), FlagsOf(Plain()) | Access(true, need));
    EXPECT_EQ(AccessYes(FlagsOf(activity)), 1u << need);
    EXPECT_EQ(AccessNo(FlagsOf(activity)), 0u);
    SetAccess(activity, need, v1::TRISTATE_NO);
    EXPECT_EQ(FlagsOf(activity), FlagsOf(Plain()) | Access(false, need));
    EXPECT_EQ(AccessYes(FlagsOf(activity)), 0u);
    EXPECT_EQ(AccessNo(FlagsOf(activity)), 1u << need);
    SetAccess(activity, need, v1::TRISTATE_UNKNOWN);
    EXPECT_EQ(FlagsOf(activity), FlagsOf(Plain()));
  }
}

TEST(Flags, NeedsOfAClientAreTheSameBits) {
  v1::Needs needs;
  EXPECT_EQ(NeedsOf(needs), 0u);
  needs.set_wheelchair(true);
  EXPECT_EQ(NeedsOf(needs), kWheelchair);
  needs.set_step_free_toilet(true);
  needs.set_hearing_loop(true);
  needs.set_low_stimulus(true);
  needs.set_seating(true);
  EXPECT_EQ(NeedsOf(needs), 31u);
}

}  // namespace
}  // namespace meedoen
