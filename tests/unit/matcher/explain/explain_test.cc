#include <functional>
#include <optional>

#include "tests/unit/matcher/explain/explain_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

TEST_F(ExplainTest, APlainOneHasItsTravelCostAndDates) {
  EXPECT_THAT(CodesNow(), ElementsAre("travel", "free"));
  EXPECT_THAT(Texts(), ElementsAre("2 minuten fietsen.", "Het is gratis."));
  EXPECT_EQ(suggestion_.travel().kind(), v1::Travel::OWN);
  EXPECT_EQ(suggestion_.travel().means(), v1::BICYCLE);
  EXPECT_NEAR(suggestion_.travel().metres(), 605, 10);
  EXPECT_FALSE(suggestion_.travel().estimate());
  ASSERT_EQ(suggestion_.next_dates_size(), 3);
  EXPECT_EQ(suggestion_.next_dates(0).start_time().seconds(),
            absl::ToUnixSeconds(FromLocal(meedoen::testing::kWorldDay + 1, 600)));
  EXPECT_EQ(suggestion_.group(), v1::CONFIRMED);
  double sum = 0, weight = 0;
  for (const v1::ScorePart& part : suggestion_.parts()) {
    sum += part.value() * part.weight();
    weight += part.weight();
  }
  EXPECT_NEAR(suggestion_.score(), sum / weight, 1e-4) << "the parts make the score";
}

TEST_F(ExplainTest, AWheelchairIsConfirmedOrAskedFirstInBothLanguages) {
  client_.mutable_needs()->set_wheelchair(true);
  EXPECT_THAT(CodesNow(), Contains("!ask_wheelchair"));
  EXPECT_EQ(suggestion_.group(), v1::TO_ASK_FIRST);
  EXPECT_THAT(Texts(), Contains("Niet zeker of u er met een rolstoel in kunt: bel eerst."));
  request_.set_language(v1::EN);
  Explained();
  EXPECT_THAT(Texts(), Contains("Wheelchair access not confirmed: call first."));
  activity_.mutable_accessibility()->set_wheelchair(v1::TRISTATE_YES);
  EXPECT_THAT(CodesNow(), AllOf(Contains("wheelchair"), Not(Contains("!ask_wheelchair"))));
  EXPECT_EQ(suggestion_.group(), v1::CONFIRMED);
  EXPECT_THAT(Texts(), Contains("Wheelchair accessible."));
}

TEST_F(ExplainTest, WhoReceivesYouIsNamedOnlyWithConsent) {
  activity_.mutable_welcome()->set_met_by_somebody(v1::TRISTATE_YES);
  EXPECT_THAT(CodesNow(), Contains("met"));
  activity_.mutable_contact()->set_person_name("Riet");
  EXPECT_THAT(CodesNow(), Contains("met"));
  activity_.mutable_contact()->set_person_consents(true);
  EXPECT_THAT(CodesNow(), AllOf(Contains("met_by"), Not(Contains("met"))));
  EXPECT_THAT(Texts(), Contains("Riet vangt u op als u voor het eerst komt."));
  activity_.mutable_welcome()->set_note("Henny zit bij de deur.");
  EXPECT_THAT(CodesNow(), Not(Contains("welcome_note")));
  client_.set_nervous_about_first_visit(true);
  EXPECT_THAT(CodesNow(), Contains("welcome_note"));
}

TEST_F(ExplainTest, WhoBringsSomebodyHearsThatTheyMayComeIn) {
  activity_.mutable_welcome()->set_companion_welcome(v1::TRISTATE_YES);
  EXPECT_THAT(CodesNow(), Not(Contains("companion")));
  client_.mutable_mobility()->set_companion(true);
  EXPECT_THAT(CodesNow(), Contains("companion"));
}

TEST_F(ExplainTest, WhatTheTaxiCosts) {
  client_.mutable_mobility()->clear_means();
  client_.mutable_mobility()->add_means(v1::TAXI);
  EXPECT_THAT(CodesNow(), Contains("taxi_cost"));
  EXPECT_THAT(Texts(), Contains("De taxi kost ongeveer € 5,70 voor een enkele reis."));
}

TEST_F(ExplainTest, TheOwnNeighbourhoodForWhoPrefersIt) {
  EXPECT_THAT(CodesNow(), Not(Contains("in_neighbourhood")));
  client_.set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
  EXPECT_THAT(CodesNow(), Contains("in_neighbourhood"));
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_THAT(CodesNow(), Not(Contains("in_neighbourhood")));
}

// The bus goes by day only, so the evening is no date to tell.
TEST_F(ExplainTest, OnlyDatesThatOneCanComeTo) {
  client_.mutable_mobility()->clear_means();
  client_.mutable_mobility()->add_means(v1::PUBLIC_TRANSPORT);
  *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::MONDAY, "22:00", "24:00");
  Explained();
  ASSERT_GT(suggestion_.next_dates_size(), 0);
  for (const v1::NextDate& date : suggestion_.next_dates()) {
    EXPECT_EQ(WeekdayIndex(LocalDay(absl::FromUnixSeconds(date.start_time().seconds()))), 1);
  }
}

TEST_F(ExplainTest, APickUp) {
  client_.mutable_needs()->set_pick_up(true);
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  EXPECT_THAT(CodesNow(), Contains("pick_up"));
  EXPECT_THAT(Texts(), Contains("U kunt worden opgehaald."));
  EXPECT_EQ(suggestion_.travel().kind(), v1::Travel::PICK_UP);
  EXPECT_EQ(suggestion_.travel().minutes_most(), 0u) << "nobody knows how the driver goes";
  request_.set_language(v1::EN);
  Explained();
  EXPECT_THAT(Texts(), Contains("You can be picked up."));
}

TEST_F(ExplainTest, AStaleOneAndOneNeverVerified) {
  activity_.mutable_verification()->set_verified_on("2026-05-26");
  EXPECT_THAT(CodesNow(), Contains("!stale"));
  EXPECT_THAT(Texts(), Contains("Al lang niet bevestigd (26 mei 2026): bel eerst."));
  activity_.mutable_verification()->set_verified_on("2026-05-27");
  EXPECT_THAT(CodesNow(), Not(Contains("!stale"))) << "180 days are not long yet";
  activity_.clear_verification();
  request_.set_language(v1::EN);
  EXPECT_THAT(CodesNow(), Contains("!never_verified"));
  EXPECT_THAT(Texts(), Contains("Never checked: ask whether it runs."));
}

TEST_F(ExplainTest, AWaitingListWithAndWithoutItsDate) {
  activity_.set_status(v1::FULL);
  activity_.mutable_capacity()->set_waiting_list(v1::TRISTATE_YES);
  EXPECT_THAT(CodesNow(), Contains("!waiting_list"));
  activity_.mutable_capacity()->set_as_of_date("2026-11-20");
  EXPECT_THAT(CodesNow(), Contains("!waiting_list_date"));
  EXPECT_THAT(Texts(), Contains("Het is nu vol. Er is een wachtlijst (gemeld op 20 november 2026)."));
}

TEST_F(ExplainTest, MoneyIsToldAsItIsKnown) {
  activity_.clear_cost();
  EXPECT_THAT(CodesNow(), Contains("!cost_unknown"));
  v1::Cost* cost = activity_.mutable_cost();
  cost->set_cents_per_visit(300);
  cost->set_cents_per_course(0);
  EXPECT_THAT(CodesNow(), AllOf(Contains("cost_visit"), Not(Contains("free")))) << "EUR 3.00 is not free";
  EXPECT_THAT(Texts(), Contains("€ 3,00 per keer."));
  cost->set_first_visit_free(v1::TRISTATE_YES);
  cost->set_city_pass_accepted(v1::TRISTATE_YES);
  client_.set_has_city_pass(true);
  client_.set_maximum_cents_per_visit(200);
  EXPECT_THAT(CodesNow(), IsSupersetOf({"cost_visit", "first_free", "free_with_pass", "!over_budget_pass"}));
  activity_.clear_cost();
  activity_.mutable_cost()->set_cents_per_month(1250);
  EXPECT_THAT(CodesNow(), AllOf(Contains("cost_month"), Not(Contains("free"))));
  activity_.clear_cost();
  activity_.mutable_cost()->set_voluntary_donation(true);
  EXPECT_THAT(CodesNow(), AllOf(Contains("donation"), Not(Contains("!cost_unknown")), Not(Contains("free"))));
}

TEST_F(ExplainTest, MinutesAreARangeWhereThePlaceIsKnownByPostcode) {
  client_.mutable_mobility()->set_means(0, v1::FOOT);
  activity_.mutable_place()->set_doubt_metres(400);
  EXPECT_THAT(CodesNow(), Contains("travel_range"));
  EXPECT_THAT(Texts(), Contains("1 tot 15 minuten lopen."));
  EXPECT_LT(suggestion_.travel().minutes_least(), suggestion_.travel().minutes_most());
  activity_.mutable_place()->set_doubt_metres(2000);
  EXPECT_THAT(CodesNow(), Contains("!ask_distance"));
  EXPECT_EQ(suggestion_.group(), v1::TO_ASK_FIRST);
}

TEST_F(ExplainTest, WhatServesAnAreaThatTheClientMayLiveInIsAskedFirst) {
  activity_.mutable_place()->set_kind(v1::SERVICE_AREA);
  activity_.mutable_place()->clear_resolved_coordinates();
  activity_.mutable_place()->add_service_area_codes("BU01500101");  // The home is the postcode 7411, which is larger.
  EXPECT_THAT(CodesNow(), AllOf(Contains("!ask_area"), Not(Contains("in_your_area")), Not(Contains("!ask_distance"))));
  EXPECT_EQ(suggestion_.group(), v1::TO_ASK_FIRST);
  EXPECT_EQ(suggestion_.travel().kind(), v1::Travel::COMES_TO_CLIENT);
  EXPECT_THAT(Texts(), Contains("Het is niet zeker of u woont waar dit voor is. Vraag dat eerst."));
  activity_.mutable_place()->set_service_area_codes(0, "7411");
  EXPECT_THAT(CodesNow(), AllOf(Contains("in_your_area"), Not(Contains("!ask_area"))));
  EXPECT_EQ(suggestion_.group(), v1::CONFIRMED);
}

TEST_F(ExplainTest, PublicTransportSaysItIsAnEstimate) {
  client_.mutable_mobility()->set_means(0, v1::PUBLIC_TRANSPORT);
  EXPECT_THAT(CodesNow(), Contains("!estimate"));
  EXPECT_TRUE(suggestion_.travel().estimate());
}

TEST_F(ExplainTest, WishesAndGoalsThatAreMet) {
  // Something to stand out from.
  client_.add_wishes("samen koken");
  client_.add_goals(v1::MEET_PEOPLE);
  client_.add_goals(v1::LEARN);
  activity_.add_goals(v1::MEET_PEOPLE);
  activity_.add_goals(v1::LEARN);
  Explained();
  EXPECT_THAT(Texts(), Contains("Helpt bij: mensen ontmoeten en iets leren."));
}

TEST_F(ExplainTest, TheCoachIsToldWhatToKnow) {
  using Change = std::function<void(v1::Activity*)>;
  const std::pair<const char*, Change> cautions[] = {
      {"!few_places", [](auto* a) { a->mutable_capacity()->set_free_places(2); }},
      {"!by_appointment", [](auto* a) { a->mutable_schedule()->set_by_appointment(true); }},
      {"!time_unknown", [](auto* a) { a->clear_schedule(); }},
      {"!schedule_note", [](auto* a) { a->mutable_schedule()->set_note("niet in de vakantie"); }},
      {"!sign_up_by", [](auto* a) { a->set_sign_up_deadline("2026-12-01"); }},
      {"!starts_on", [](auto* a) { a->set_valid_from("2026-12-01"); }},
      {"!women_only", [](auto* a) { a->set_gender_group(v1::WOMEN_ONLY); }},
      {"!men_only", [](auto* a) { a->set_gender_group(v1::MEN_ONLY); }},
      {"!age_unknown", [](auto* a) { a->clear_age_range(); }},
      {"!eligibility", [](auto* a) { a->set_eligibility_note("alleen voor buurtbewoners"); }},
      {"!intake", [](auto* a) { a->set_way_in(v1::INTAKE); }},
      {"!referral", [](auto* a) { a->set_way_in(v1::REFERRAL); }},
      {"!wmo", [](auto* a) { a->set_way_in(v1::WMO_INDICATION); }},
      {"!vog", [](auto* a) { a->set_vog_required(v1::TRISTATE_YES); }},
      {"!dutch_level", [](auto* a) { a->set_lowest_dutch_level(v1::DUTCH_B2); }},
      {"!other_language", [](auto* a) { a->add_languages("pl"); }}};
  client_.set_age_years(50);
  client_.set_dutch_level(v1::DUTCH_A2);
  client_.add_languages("tr");
  const v1::Activity plain = activity_;
  for (const v1::ExplanationLanguage language : {v1::NL, v1::EN}) {
    request_.set_language(language);
    for (const auto& [code, change] : cautions) {
      activity_ = plain;
      EXPECT_THAT(CodesNow(), Not(Contains(code)));
      change(&activity_);
      EXPECT_THAT(CodesNow(), Contains(code));
    }
  }
}

TEST_F(ExplainTest, HelpOverTheThresholdIsToldToTheNervous) {
  activity_.mutable_welcome()->set_met_by_somebody(v1::TRISTATE_YES);
  activity_.mutable_welcome()->set_trial_visit(v1::TRISTATE_YES);
  activity_.mutable_welcome()->set_companion_welcome(v1::TRISTATE_YES);
  activity_.set_attendance(v1::DROP_IN);
  activity_.mutable_group_size()->set_maximum_people(8);
  activity_.add_languages("tr");
  client_.add_languages("tr");
  EXPECT_THAT(CodesNow(), AllOf(Contains("met"), Contains("language"), Not(Contains("trial"))));
  client_.set_nervous_about_first_visit(true);
  client_.set_prefers_small_group(true);
  EXPECT_THAT(CodesNow(), IsSupersetOf({"met", "trial", "companion", "drop_in", "small_group"}));
}

TEST_F(ExplainTest, TheFirstStepIsTheEasiestThatIsKnown) {
  const auto step = [this] { return Explained().first_step(); };
  EXPECT_EQ(step(), "Vraag uw welzijnscoach hoe u mee kunt doen.");
  activity_.mutable_contact()->set_website("www.voorbeeld.example");
  EXPECT_EQ(step(), "Kijk op www.voorbeeld.example.");
  activity_.mutable_contact()->set_email("info@voorbeeld.example");
  EXPECT_EQ(step(), "Mail naar info@voorbeeld.example.");
  activity_.mutable_contact()->set_telephone("0570 000 000");
  EXPECT_EQ(step(), "Bel 0570 000 000.");
  activity_.set_attendance(v1::DROP_IN);
  EXPECT_EQ(step(), "U kunt gewoon komen.");
  activity_.mutable_contact()->set_how_to_join("Riet haalt u bij de deur op.");
  EXPECT_EQ(step(), "Riet haalt u bij de deur op. Telefoon: 0570 000 000. E-mail: info@voorbeeld.example.");
  activity_.mutable_contact()->set_how_to_join("Bel 0570 000 000 of mail info@voorbeeld.example.");
  EXPECT_EQ(step(), "Bel 0570 000 000 of mail info@voorbeeld.example.") << "nothing twice";
}

TEST_F(ExplainTest, TheClientsTextSaysWhatWhereAndWhenButNotWhy) {
  client_.add_wishes("samen koken");
  activity_.mutable_place()->set_venue_name("De Bron");
  activity_.mutable_place()->set_address("Brink 1, Deventer");
  EXPECT_EQ(Explained().client_text(),
            "Samen koken\nVan: Stichting koken.\nWaar: De Bron, Brink 1, Deventer.\n"
            "De eerste keer: dinsdag 24 november, 10:00-12:00.\n2 minuten fietsen.\nHet is gratis.\n"
            "Vraag uw welzijnscoach hoe u mee kunt doen.");
}

// What binds the client is in the text too, and nobody is sent to a first time that is not theirs yet.
TEST_F(ExplainTest, TheClientsTextHasTheCautions) {
  activity_.set_status(v1::FULL);
  activity_.mutable_capacity()->set_waiting_list(v1::TRISTATE_YES);
  activity_.set_sign_up_deadline("2026-12-18");
  const std::string full = Explained().client_text();
  EXPECT_THAT(full, AllOf(HasSubstr("Er is een wachtlijst."), HasSubstr("Aanmelden kan tot en met 18 december 2026."),
                          Not(HasSubstr("De eerste keer"))));
  activity_.set_status(v1::ACTIVE);
  activity_.set_way_in(v1::INTAKE);
  EXPECT_THAT(Explained().client_text(),
              AllOf(HasSubstr("Er is eerst een gesprek."), Not(HasSubstr("De eerste keer"))));
  activity_.set_way_in(v1::OPEN);
  EXPECT_THAT(Explained().client_text(), HasSubstr("De eerste keer"));
}

TEST_F(ExplainTest, DatesAreThoseTheClientIsFreeOn) {
  *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::FRIDAY, "10:00", "12:00");
  v1::AvailabilityWindow* window = client_.add_availability();
  window->set_day(v1::FRIDAY);
  window->set_start_time("09:00");
  window->set_end_time("13:00");
  Explained();
  ASSERT_EQ(suggestion_.next_dates_size(), 3);
  for (const v1::NextDate& date : suggestion_.next_dates()) {
    EXPECT_EQ(WeekdayIndex(LocalDay(absl::FromUnixSeconds(date.start_time().seconds()))), 4);
  }
}

TEST_F(ExplainTest, ASessionThatHasBegunIsToldOnlyIfNoOtherComes) {
  setting_.now = FromLocal(meedoen::testing::kWorldDay + 1, 11 * 60);
  Explained();
  ASSERT_GT(suggestion_.next_dates_size(), 0);
  EXPECT_EQ(LocalDay(absl::FromUnixSeconds(suggestion_.next_dates(0).start_time().seconds())),
            meedoen::testing::kWorldDay + 8);
  activity_.set_valid_until("2026-11-24");
  Explained();
  ASSERT_EQ(suggestion_.next_dates_size(), 1);
  EXPECT_EQ(LocalDay(absl::FromUnixSeconds(suggestion_.next_dates(0).start_time().seconds())),
            meedoen::testing::kWorldDay + 1);
}

}  // namespace
}  // namespace meedoen::matcher
