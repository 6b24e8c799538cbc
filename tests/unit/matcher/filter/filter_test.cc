// The limits that are about the person and the place: what excludes, what does not, and what unknown means.
#include "tests/unit/matcher/filter/filter_fixture.h"

namespace meedoen::matcher {
namespace {

TEST_F(FilterTest, WithoutLimitsNothingFails) { EXPECT_THAT(Fails(activity_, request_), IsEmpty()); }

TEST_F(FilterTest, Age) {
  activity_.mutable_age_range()->set_minimum_years(50);
  activity_.mutable_age_range()->set_maximum_years(65);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "an age that is not stated excludes nothing";
  for (const auto& [age, fits] :
       std::vector<std::pair<uint32_t, bool>>{{49, false}, {50, true}, {65, true}, {66, false}}) {
    client_.set_age_years(age);
    EXPECT_EQ(Fails(activity_, request_).empty(), fits) << age;
  }
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::AGE));
  client_.mutable_age_band()->set_minimum_years(40);
  client_.mutable_age_band()->set_maximum_years(50);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "one age of the band is enough";
  client_.mutable_age_band()->set_maximum_years(49);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::AGE));
  activity_.clear_age_range();
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "unknown ages exclude nobody";
}

TEST_F(FilterTest, Gender) {
  activity_.set_gender_group(v1::WOMEN_ONLY);
  for (const v1::Gender gender : {v1::GENDER_UNSPECIFIED, v1::FEMALE, v1::NON_BINARY}) {
    client_.set_gender(gender);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  }
  client_.set_gender(v1::MALE);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::GENDER));
  activity_.set_gender_group(v1::MEN_ONLY);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.set_gender(v1::FEMALE);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::GENDER));
}

TEST_F(FilterTest, NotActive) {
  for (const v1::ActivityStatus status : {v1::PAUSED, v1::CANCELLED, v1::FULL}) {
    activity_.set_status(status);
    EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_ACTIVE)) << status;
  }
  activity_.mutable_capacity()->set_waiting_list(v1::TRISTATE_YES);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "full with a waiting list is a suggestion";
  activity_.set_status(v1::CANCELLED);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_ACTIVE)) << "a waiting list does not revive it";
}

TEST_F(FilterTest, AccessibilityNoUnknownAndYes) {
  struct Case {
    void (*need)(v1::Needs*);
    void (*state)(v1::Accessibility*, v1::Tristate);
  };
  const Case cases[] = {
      {[](v1::Needs* n) { n->set_wheelchair(true); },
       [](v1::Accessibility* a, v1::Tristate t) { a->set_wheelchair(t); }},
      {[](v1::Needs* n) { n->set_step_free_toilet(true); },
       [](v1::Accessibility* a, v1::Tristate t) { a->set_step_free_toilet(t); }},
      {[](v1::Needs* n) { n->set_hearing_loop(true); },
       [](v1::Accessibility* a, v1::Tristate t) { a->set_hearing_loop(t); }},
      {[](v1::Needs* n) { n->set_low_stimulus(true); },
       [](v1::Accessibility* a, v1::Tristate t) { a->set_low_stimulus(t); }},
      {[](v1::Needs* n) { n->set_seating(true); }, [](v1::Accessibility* a, v1::Tristate t) { a->set_seating(t); }}};
  for (const Case& c : cases) {
    client_.clear_needs();
    activity_.clear_accessibility();
    c.state(activity_.mutable_accessibility(), v1::TRISTATE_NO);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "who does not need it is not kept out";
    c.need(client_.mutable_needs());
    EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::STATED_INACCESSIBLE));
    c.state(activity_.mutable_accessibility(), v1::TRISTATE_UNKNOWN);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "unknown is asked first";
    EXPECT_NE(PairOf(activity_, request_)->filter->UnknownNeeds(0), 0u);
    client_.mutable_needs()->set_unknown_accessibility(v1::CONFIRMED_ONLY);
    EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::ACCESSIBILITY_UNKNOWN));
    c.state(activity_.mutable_accessibility(), v1::TRISTATE_YES);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty());
    EXPECT_EQ(PairOf(activity_, request_)->filter->UnknownNeeds(0), 0u);
  }
}

TEST_F(FilterTest, AtHomeTheWheelchairFitsButAHearingLoopIsNotPromised) {
  activity_.mutable_place()->set_kind(v1::AT_HOME);
  activity_.mutable_place()->clear_resolved_coordinates();
  activity_.mutable_accessibility()->set_wheelchair(v1::TRISTATE_NO);
  client_.mutable_needs()->set_wheelchair(true);
  client_.mutable_needs()->set_unknown_accessibility(v1::CONFIRMED_ONLY);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.mutable_needs()->set_hearing_loop(true);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::ACCESSIBILITY_UNKNOWN));
}

TEST_F(FilterTest, MoneyKnownUnknownAndPaidByThePass) {
  activity_.mutable_cost()->set_cents_per_visit(500);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.set_maximum_cents_per_visit(500);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.set_maximum_cents_per_visit(499);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_EXPENSIVE));
  client_.set_has_city_pass(true);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_EXPENSIVE)) << "a pass that is not known to be taken";
  activity_.mutable_cost()->set_city_pass_accepted(v1::TRISTATE_YES);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.set_has_city_pass(false);
  activity_.clear_cost();
  client_.set_maximum_cents_per_visit(0);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "an unknown cost excludes nobody";
  activity_.mutable_cost()->set_cents_per_course(1000);
  activity_.mutable_commitment()->set_sessions(10);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_EXPENSIVE)) << "EUR 1.00 a session";
}

TEST_F(FilterTest, Role) {
  activity_.set_role(v1::VOLUNTEER);
  client_.add_roles(v1::PARTICIPANT);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::ROLE));
  client_.add_roles(v1::VOLUNTEER);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.clear_roles();
  for (const v1::Role role : {v1::PARTICIPANT, v1::VOLUNTEER, v1::BUDDY, v1::PROFESSIONAL_SUPPORT}) {
    activity_.set_role(role);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << role;
  }
}

TEST_F(FilterTest, Category) {
  activity_.clear_categories();
  activity_.add_categories("walking");
  activity_.add_categories("nature");
  request_.add_categories("nature");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  request_.add_excluded_categories("walking");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::CATEGORY));
  request_.clear_excluded_categories();
  request_.set_categories(0, "games");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::CATEGORY));
}

TEST_F(FilterTest, ExcludedByRequest) {
  client_.add_excluded_activities("municipalities/GM0150/activities/another");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.add_excluded_activities(activity_.name());
  client_.add_excluded_activities("municipalities/GM0150/activities/a-third");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::EXCLUDED_BY_REQUEST));
}

TEST_F(FilterTest, OutsideNeighbourhood) {
  client_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  activity_.mutable_place()->set_postcode("7412AB");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::OUTSIDE_NEIGHBOURHOOD));
  client_.set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  client_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  client_.mutable_home()->set_area_code("BU01500101");
  activity_.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.258);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::OUTSIDE_NEIGHBOURHOOD))
      << "further than 400 metres from its middle";
  activity_.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.253);
  activity_.mutable_place()->mutable_resolved_coordinates()->set_longitude(6.157);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  activity_.mutable_place()->set_kind(v1::ONLINE);
  activity_.mutable_place()->clear_resolved_coordinates();
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "online is in every neighbourhood";
}

TEST_F(FilterTest, OneActivityCanFailSeveralLimits) {
  activity_.set_gender_group(v1::WOMEN_ONLY);
  activity_.set_status(v1::PAUSED);
  client_.set_gender(v1::MALE);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::GENDER, v1::NOT_ACTIVE));
}

}  // namespace
}  // namespace meedoen::matcher
