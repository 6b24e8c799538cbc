#include "indexer/duplicates/comparer.h"

#include "tests/testing/status.h"
#include "tests/unit/indexer/duplicates/prints.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Activity Other(const std::string& title, const std::string& source = "csv:twee") {
  return Listed("b", title, source);
}

TEST(ComparerTest, TheSameTitlePlaceAndTimeFromTwoListsAreOne) {
  const v1::Activity a = Listed("a", "Koffieochtend De Bron"), b = Other("Koffie-ochtend");
  EXPECT_TRUE(Compare(a, b).alike());
  EXPECT_EQ(Reason(a, b), "titel gelijk, zelfde adres, zelfde tijd (di 10.00), zelfde aanbieder");
}

TEST(ComparerTest, AnotherRoleIsAnotherActivity) {
  v1::Activity volunteer = Other("Koffieochtend De Bron");
  volunteer.set_role(v1::VOLUNTEER);
  EXPECT_TRUE(Compare(Listed("a", "Koffieochtend De Bron"), volunteer).settled);
  volunteer.clear_role();
  EXPECT_TRUE(Compare(Listed("a", "Koffieochtend De Bron"), volunteer).alike()) << "no role is that of a participant";
}

TEST(ComparerTest, MarksKeepGroupsApart) {
  const std::pair<const char*, const char*> pairs[] = {{"Yoga voor beginners", "Yoga voor gevorderden"},
                                                       {"Taalles A1", "Taalles A2"},
                                                       {"Wandelgroep A", "Wandelgroep B"},
                                                       {"Engels groep 1", "Engels groep 2"},
                                                       {"Spaans II", "Spaans III"},
                                                       {"Damesgym", "Herengym"},
                                                       {"Zwemmen voor vrouwen", "Mannenzwemmen"},
                                                       {"Jeugdtoneel", "Toneel voor volwassenen"},
                                                       {"Koffie op dinsdag", "Koffie op woensdag"},
                                                       {"Ochtendgym", "Avondgym"},
                                                       {"Cursus najaar", "Cursus voorjaar"},
                                                       {"Wandelen 5 km", "Wandelen 10 km"}};
  for (const auto& [one, other] : pairs) {
    EXPECT_TRUE(Compare(Listed("a", one), Other(other)).settled) << one << " / " << other;
  }
  const std::pair<const char*, const char*> same[] = {{"Yoga", "Yoga voor beginners"},
                                                      {"Gym 65+", "Gym 65 plus"},
                                                      {"Koffieochtend", "Koffie op dinsdagmorgen"},
                                                      {"AA-03 Sjoelen", "Sjoelen"}};
  for (const auto& [one, other] : same) {
    EXPECT_TRUE(Compare(Listed("a", one), Other(other)).alike()) << one << " / " << other;
  }
}

TEST(ComparerTest, AgesAndSexesThatHaveNothingInCommonAreTwoActivities) {
  v1::Activity young = Listed("a", "Toneel"), old = Other("Toneel");
  young.mutable_age_range()->set_maximum_years(15);
  old.mutable_age_range()->set_minimum_years(16);
  EXPECT_TRUE(Compare(young, old).settled);
  old.mutable_age_range()->set_minimum_years(15);
  EXPECT_TRUE(Compare(young, old).alike());
  young.set_gender_group(v1::WOMEN_ONLY);
  EXPECT_TRUE(Compare(young, old).alike());
  old.set_gender_group(v1::MEN_ONLY);
  EXPECT_TRUE(Compare(young, old).settled);
}

TEST(ComparerTest, TwoSlotsOfOneCourseAreTwo) {
  v1::Activity later = Other("Yoga");
  later.mutable_schedule()->mutable_weekly_slots(0)->set_start_time("12:00");
  later.mutable_schedule()->mutable_weekly_slots(0)->set_end_time("14:00");
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), later).settled) << "the one begins when the other ends";
  later.mutable_schedule()->mutable_weekly_slots(0)->set_start_time("10:45");
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), later).alike()) << "one of the lists rounds";
}

TEST(ComparerTest, AnUnknownTimeIsNoEvidenceEitherWay) {
  v1::Activity without = Other("Schilderclub De Bron");
  without.clear_schedule();
  const v1::Activity with = Listed("a", "Schilderclub De Bron");
  const Likeness likeness = Compare(with, without);
  EXPECT_TRUE(likeness.alike());
  EXPECT_EQ(likeness.time, 0);
  EXPECT_THAT(Reason(with, without), HasSubstr("tijd niet te vergelijken"));
}

TEST(ComparerTest, TwoPlacesOfOneCourseAreTwo) {
  v1::Activity elsewhere = Other("Yoga");
  v1::Place* place = elsewhere.mutable_place();
  place->set_venue_name("De Dreef");
  place->set_address("Dreef 10, Deventer");
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), elsewhere).alike()) << "the same door has two names";
  place->mutable_resolved_coordinates()->set_latitude(52.2740);
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), elsewhere).settled);
  place->set_doubt_metres(700);
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), elsewhere).settled) << "its address is another";
  place->clear_address();
  place->clear_venue_name();
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), elsewhere).alike()) << "within what is not certain";
  place->set_postcode("7416");
  EXPECT_TRUE(Compare(Listed("a", "Yoga"), elsewhere).settled) << "it states another postcode";
}

TEST(ComparerTest, TwoGroupsInOneHallAtOneTimeAreTwo) {
  for (const char* source : {"csv:een", "csv:twee"}) {
    EXPECT_FALSE(Compare(Listed("a", "Schaken"), Other("Bridge", source)).alike()) << source;
    EXPECT_FALSE(Compare(Listed("a", "Wandelen met c"), Other("Wandelen met d", source)).alike()) << source;
    EXPECT_FALSE(Compare(Listed("a", "Zwemgroep artrose"), Other("Zwemgroep hartpatiënten", source)).alike());
  }
}

TEST(ComparerTest, OneListNeedsMoreThanTwo) {
  const v1::Activity a = Listed("a", "Schilderclub");
  EXPECT_GT(Compare(a, Other("Schilderclub")).points, Compare(a, Other("Schilderclub", "csv:een")).points);
  EXPECT_TRUE(Compare(a, Other("Schilderclub", "csv:een")).alike()) << "a row that stands there twice";
}

TEST(ComparerTest, TwoChamberOfCommerceNumbersAreTwoProviders) {
  v1::Activity a = Listed("a", "Inloop"), b = Other("Inloop");
  const double same = Compare(a, b).points;
  a.mutable_provider()->set_kvk_number("12345678");
  b.mutable_provider()->set_kvk_number("87654321");
  EXPECT_LT(Compare(a, b).points, same - 3);
}

TEST(ComparerTest, ARowOfOneDayIsPartOfTheRowOfTheWeek) {
  v1::Activity week = Other("Inloop De Bron");
  for (const v1::DayOfWeek day : {v1::MONDAY, v1::WEDNESDAY}) {
    v1::WeeklySlot* slot = week.mutable_schedule()->add_weekly_slots();
    *slot = week.schedule().weekly_slots(0);
    slot->set_day(day);
  }
  const v1::Activity tuesday = Listed("a", "Inloop De Bron");
  EXPECT_TRUE(Compare(tuesday, week).alike());
  EXPECT_EQ(Compare(tuesday, week).time_evidence.kind, TimeEvidence::kContained);
  EXPECT_THAT(Reason(tuesday, week), HasSubstr("tijd overlapt (di 10.00 en ma, di, wo 10.00)"));
}

TEST(ComparerTest, OnlineIsNotTheSameAsInPerson) {
  v1::Activity online = Other("Mindfulness");
  online.mutable_place()->Clear();
  online.mutable_place()->set_kind(v1::ONLINE);
  EXPECT_TRUE(Compare(Listed("a", "Mindfulness"), online).settled);
}

TEST(ComparerTest, AreasThatOverlapMayBeOne) {
  v1::Activity a = Listed("a", "Klussen aan huis"), b = Other("Klussen aan huis");
  for (v1::Activity* one : {&a, &b}) {
    one->clear_schedule();
    one->mutable_place()->Clear();
    one->mutable_place()->set_kind(v1::AT_HOME);
  }
  a.mutable_place()->add_service_area_codes("WK015001");
  b.mutable_place()->add_service_area_codes("BU01500101");
  EXPECT_TRUE(Compare(a, b).alike());
  b.mutable_place()->set_service_area_codes(0, "BU01500201");
  EXPECT_TRUE(Compare(a, b).settled);
  b.mutable_place()->set_service_area_codes(0, "7415");
  EXPECT_FALSE(Compare(a, b).settled) << "a postcode and a neighbourhood cannot be compared";
}

}  // namespace
}  // namespace meedoen::indexer::testing
