// For each limit that something can be done about: exactly what, and that it helps.
#include "tests/unit/matcher/near/near_fixture.h"

namespace meedoen::matcher {
namespace {

class ChangeTest : public NearTest {};

// 1,500 m are 26 minutes on foot.
TEST_F(ChangeTest, ALittleLongerUnderWay) {
  Goes(v1::FOOT, 20);
  Lies(1500);
  EXPECT_EQ(TheChange(v1::TOO_FAR), "Het kan als u 6 minuten langer reist (26 minuten lopen).");
  request_.set_language(v1::EN);
  EXPECT_EQ(TheChange(v1::TOO_FAR), "Possible if you travel 6 minutes longer (26 minutes on foot).");
}

TEST_F(ChangeTest, TheLimitOfThatMeansIsTheOneThatMoves) {
  Goes(v1::FOOT, 60);
  v1::MeansLimit* limit = client_.mutable_mobility()->add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(20);
  Lies(1500);
  EXPECT_EQ(TheChange(v1::TOO_FAR), "Het kan als u 6 minuten langer reist (26 minuten lopen).");
  EXPECT_EQ(Ask().near_misses(0).merge().client().mobility().limits(0).maximum_minutes(), 26u);
}

TEST_F(ChangeTest, MuchTooFarOnFootIsNearByCar) {
  Goes(v1::FOOT, 90);
  Lies(8000);  // 139 minutes on foot, within 1.5 x reach; 26 by car.
  EXPECT_EQ(TheChange(v1::TOO_FAR), "Het kan als iemand u met de auto brengt en haalt (26 minuten).");
}

TEST_F(ChangeTest, ATaxiThatCostsMore) {
  Goes(v1::TAXI, 30);
  client_.mutable_mobility()->set_taxi_budget_cents(1000);
  Lies(2000);  // EUR 4.00 and 2.6 km at EUR 2.80.
  EXPECT_EQ(TheChange(v1::TOO_FAR), "Het kan als de taxi € 1,28 meer mag kosten (€ 11,28).");
}

TEST_F(ChangeTest, NobodyFetches) {
  client_.mutable_needs()->set_pick_up(true);
  Lies(1500);
  EXPECT_EQ(TheChange(v1::NO_PICK_UP), "Het kan als iemand u met de auto brengt en haalt (9 minuten).");
}

TEST_F(ChangeTest, NoBusAtThatHour) {
  Goes(v1::PUBLIC_TRANSPORT, 40);
  Lies(3000);
  Meets(v1::TUESDAY, "21:00", "24:00");
  EXPECT_EQ(TheChange(v1::NO_WAY_BACK), "Het kan als iemand u met de auto brengt en haalt (13 minuten).");
}

TEST_F(ChangeTest, AnotherDay) {
  Lies(500);
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  IsFree(v1::TUESDAY, "09:00", "13:00");
  EXPECT_EQ(TheChange(v1::TIME), "Het kan als u ook tijd hebt op woensdag 10:00-12:00.");
}

TEST_F(ChangeTest, ADateAfterTheHorizon) {
  Lies(500);
  v1::SingleDate* date = activity_.mutable_schedule()->add_single_dates();
  date->set_date("2027-01-20");
  date->set_start_time("10:00");
  date->set_end_time("12:00");
  EXPECT_EQ(TheChange(v1::NOT_NOW), "Het kan als u langer wilt wachten, tot 20 januari 2027.");
  activity_.mutable_schedule()->Clear();
  activity_.set_valid_from("2027-01-20");
  EXPECT_EQ(TheChange(v1::NOT_NOW), "Het kan als u langer wilt wachten, tot 20 januari 2027.");
}

TEST_F(ChangeTest, MoreMoney) {
  Lies(500);
  activity_.mutable_cost()->set_cents_per_visit(450);
  client_.set_maximum_cents_per_visit(250);
  EXPECT_EQ(TheChange(v1::TOO_EXPENSIVE), "Het kan als u € 2,00 meer per keer betaalt (€ 4,50).");
}

TEST_F(ChangeTest, AskingFirst) {
  Lies(500);
  client_.mutable_needs()->set_wheelchair(true);
  client_.mutable_needs()->set_hearing_loop(true);
  client_.mutable_needs()->set_unknown_accessibility(v1::CONFIRMED_ONLY);
  EXPECT_EQ(TheChange(v1::ACCESSIBILITY_UNKNOWN),
            "Het kan als u eerst vraagt of dit er is: toegang met een rolstoel en een ringleiding.");
}

TEST_F(ChangeTest, AnotherRoleKindOrNeighbourhood) {
  Lies(500);
  client_.add_roles(v1::VOLUNTEER);
  EXPECT_EQ(TheChange(v1::ROLE), "Het kan als u dit ook goed vindt: meedoen met een groep.");
  client_.clear_roles();
  request_.add_categories("walking");
  EXPECT_EQ(TheChange(v1::CATEGORY), "Het kan als u dit ook wilt: koffie-inloop.");
  request_.clear_categories();
  client_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_EQ(TheChange(v1::OUTSIDE_NEIGHBOURHOOD), "Het kan als het ook buiten uw buurt mag.");
}

// Nobody can change these, or two things would have to change.
TEST_F(ChangeTest, WhatIsNoNearMiss) {
  Lies(500);
  const v1::Activity plain = activity_;
  const auto none = [&](const char* why) {
    request_.set_near_misses(5);
    EXPECT_THAT(Ask().near_misses(), IsEmpty()) << why;
    activity_ = plain;
  };
  client_.set_age_years(70);
  client_.set_gender(v1::FEMALE);
  activity_.mutable_age_range()->set_maximum_years(60);
  none("age");
  activity_.set_gender_group(v1::MEN_ONLY);
  none("gender");
  activity_.set_status(v1::CANCELLED);
  none("cancelled");
  activity_.set_valid_until("2026-11-20");
  none("over");
  client_.mutable_needs()->set_wheelchair(true);
  activity_.mutable_accessibility()->set_wheelchair(v1::TRISTATE_NO);
  none("stated inaccessible");
  client_.clear_needs();
  client_.add_excluded_activities(activity_.name());
  none("tried before");
  client_.clear_excluded_activities();
  activity_.set_name("municipalities/GM0177/activities/koffie");
  none("another municipality");
  client_.set_maximum_cents_per_visit(100);
  activity_.mutable_cost()->set_cents_per_visit(200);
  activity_.set_valid_from("2027-01-20");
  none("two limits");
}

TEST_F(ChangeTest, NearMissesComeUnaskedOnlyIfFewFit) {
  Lies(500);
  activity_.mutable_cost()->set_cents_per_visit(450);
  client_.set_maximum_cents_per_visit(250);
  std::vector<v1::Activity> fitting;
  for (int i = 0; i < 5; ++i) fitting.push_back(VenueAt("past" + std::to_string(i), kDeventer));
  EXPECT_THAT(Ask(fitting).near_misses(), IsEmpty());
  fitting.pop_back();
  EXPECT_THAT(Ask(fitting).near_misses(), SizeIs(1));
  request_.set_k(4);
  EXPECT_THAT(Ask(fitting).near_misses(), IsEmpty());
  request_.set_near_misses(3);
  EXPECT_THAT(Ask(fitting).near_misses(), SizeIs(1));
}

TEST_F(ChangeTest, AtMostAsManyAsAskedAndWhatMeetsAnUnmetWishFirst) {
  Lies(500);
  client_.set_maximum_cents_per_visit(250);
  client_.add_wishes("schaken");
  std::vector<v1::Activity> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back(VenueAt("duur" + std::to_string(i), kDeventer, "Nog iets nummer " + std::to_string(i)));
    all.back().mutable_cost()->set_cents_per_visit(300);
    all.back().mutable_welcome()->set_met_by_somebody(v1::TRISTATE_YES);
  }
  all.push_back(VenueAt("schaken", kDeventer, "schaken schaken schaken"));
  all.back().mutable_cost()->set_cents_per_visit(300);
  request_.set_near_misses(kMaxNearMisses);
  const v1::SuggestResponse response = Ask(all);
  ASSERT_THAT(response.near_misses(), SizeIs(kMaxNearMisses));
  EXPECT_EQ(response.near_misses(0).activity().title(), "schaken schaken schaken");
  for (int i = 2; i < response.near_misses_size(); ++i) {
    EXPECT_LE(response.near_misses(i).score(), response.near_misses(i - 1).score());
  }
}

// More windows than a request may have cannot be merged into it.
TEST_F(ChangeTest, AChangeThatTheRequestCannotTakeIsNotOffered) {
  Lies(500);
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  for (int i = 0; i < kMaxAvailabilityWindows; ++i) IsFree(v1::TUESDAY, "09:00", "13:00");
  EXPECT_THAT(Ask().near_misses(), IsEmpty());
  client_.mutable_availability()->RemoveLast();
  EXPECT_THAT(Ask().near_misses(), SizeIs(1));
}

// More rows than are tried: the best are.
TEST_F(ChangeTest, OnlySoManyRowsAreTried) {
  Lies(500);
  client_.set_maximum_cents_per_visit(250);
  request_.set_near_misses(kMaxNearMisses);
  request_.set_debug(true);
  std::vector<v1::Activity> all;
  for (size_t i = 0; i < kMaxNearRows + 20; ++i) {
    all.push_back(VenueAt("duur" + std::to_string(i), kDeventer));
    all.back().mutable_cost()->set_cents_per_visit(300);
  }
  const v1::SuggestResponse response = Ask(all);
  EXPECT_EQ(response.debug().near_rows(), kMaxNearRows + 20);
  EXPECT_THAT(response.near_misses(), SizeIs(kMaxNearMisses));
}

// Who goes five minutes only can sit in a car for longer; that is part of the change.
TEST_F(ChangeTest, WhoWalksLittleCanBeBrought) {
  client_.mutable_needs()->set_pick_up(true);
  client_.mutable_mobility()->set_maximum_minutes(5);
  Lies(400);
  EXPECT_EQ(TheChange(v1::NO_PICK_UP), "Het kan als iemand u met de auto brengt en haalt (7 minuten).");
}

TEST_F(ChangeTest, ALaterDateOnADayThatTheClientIsFree) {
  Lies(500);
  request_.set_horizon_days(1);
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  Meets(v1::SATURDAY, "10:00", "12:00");
  IsFree(v1::SATURDAY, "09:00", "13:00");
  EXPECT_EQ(TheChange(v1::NOT_NOW), "Het kan als u langer wilt wachten, tot 28 november 2026.");
}

// Not the client but the provider has to say something; the request stays as it is.
TEST_F(ChangeTest, TheProviderSaysThatItStillRuns) {
  Rules rules;
  rules.ageing.leave_out_after_days = 400;
  settings_.Set(Settings::Of(rules));
  Lies(500);
  activity_.mutable_verification()->set_verified_on("2025-01-02");
  v1::SuggestResponse answer = Ask();
  EXPECT_THAT(answer.suggestions(), IsEmpty());
  ASSERT_THAT(answer.near_misses(), SizeIs(1));
  EXPECT_EQ(answer.near_misses(0).reason(), v1::NOT_CONFIRMED);
  EXPECT_EQ(answer.near_misses(0).merge().ByteSizeLong(), 0u);
  EXPECT_GT(answer.near_misses(0).score(), 0);
  EXPECT_EQ(answer.near_misses(0).change(), "Het kan als het nog doorgaat. Vraag dat eerst aan de aanbieder.");
  ASSERT_THAT(answer.exclusions(), SizeIs(1));
  EXPECT_EQ(answer.exclusions(0).reason(), v1::NOT_CONFIRMED);
  EXPECT_EQ(answer.exclusions(0).only_reason(), 1u);
  activity_.mutable_contact()->set_email("info@buurthuis.example");
  EXPECT_THAT(Ask().near_misses(0).change(), HasSubstr("Bel of mail eerst de aanbieder (info@buurthuis.example)"));
  activity_.mutable_contact()->set_telephone("0570 555 001");
  EXPECT_THAT(Ask().near_misses(0).change(), HasSubstr("Bel of mail eerst de aanbieder (0570 555 001)"));
  request_.set_language(v1::EN);
  EXPECT_EQ(Ask().near_misses(0).change(),
            "Possible if it still runs. Call or mail the provider first (0570 555 001).");
  request_.set_widen(true);
  EXPECT_THAT(Ask().suggestions(), IsEmpty()) << "the wider search does not go past it";
  activity_.mutable_verification()->set_verified_on("2026-11-01");
  EXPECT_THAT(Ask().suggestions(), SizeIs(1));
}

// By the month or the year: what a visit costs is not known, but free it is not.
TEST_F(ChangeTest, PaidByTheYearIsNotFree) {
  Lies(500);
  activity_.mutable_cost()->set_cents_per_year(12000);
  client_.set_maximum_cents_per_visit(0);
  EXPECT_THAT(Ask().suggestions(), IsEmpty());
  EXPECT_EQ(Explain().failures(0).text(), "Het is niet gratis. U wilt niets betalen.");
  EXPECT_EQ(Explain().failures(0).change(), "");
  client_.set_maximum_cents_per_visit(100);
  const v1::SuggestResponse answer = Ask();
  ASSERT_THAT(answer.suggestions(), SizeIs(1));
  EXPECT_THAT(answer.suggestions(0).client_text(), HasSubstr("U betaalt per maand, jaar of cursus."));
  client_.set_maximum_cents_per_visit(0);
  client_.set_has_city_pass(true);
  activity_.mutable_cost()->set_city_pass_accepted(v1::TRISTATE_YES);
  EXPECT_THAT(Ask().suggestions(), SizeIs(1));
}

}  // namespace
}  // namespace meedoen::matcher
