// Why one activity is, or is not, suggested: every reason in words.
#include "absl/strings/str_cat.h"
#include "tests/unit/matcher/near/near_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using Response = v1::ExplainActivityResponse;

class ExplainActivityTest : public NearTest {
 protected:
  void SetUp() override { Lies(500); }

  // The text of the one failure.
  std::string Why(v1::ExclusionReason reason) {
    const Response response = Explain();
    EXPECT_EQ(response.verdict(), Response::FALLS_OUT);
    EXPECT_THAT(response.failures(), SizeIs(1));
    if (response.failures_size() != 1) return "";
    EXPECT_EQ(response.failures(0).reason(), reason);
    EXPECT_EQ(response.has_merge(), !response.failures(0).change().empty());
    EXPECT_THAT(response.suggestion().parts(), IsEmpty());
    EXPECT_THAT(response.text(), HasSubstr("Deze activiteit past nu niet. " + response.failures(0).text()));
    return response.failures(0).text();
  }
};

TEST_F(ExplainActivityTest, SuggestedFitsOrFallsOut) {
  Response response = Explain();
  EXPECT_EQ(response.verdict(), Response::SUGGESTED);
  EXPECT_EQ(response.place(), 1u);
  EXPECT_EQ(response.text(), "Deze activiteit staat op plaats 1 van de lijst.");
  EXPECT_EQ(response.suggestion().activity().name(), activity_.name());
  EXPECT_FALSE(response.source().settings_id().empty());
  client_.set_maximum_cents_per_visit(100);
  activity_.mutable_cost()->set_cents_per_visit(200);
  response = Explain();
  EXPECT_EQ(response.verdict(), Response::FALLS_OUT);
  EXPECT_EQ(response.text(),
            "Deze activiteit past nu niet. Het kost € 2,00 per keer. U betaalt hooguit € 1,00. "
            "Het kan als u € 1,00 meer per keer betaalt (€ 2,00).");
}

TEST_F(ExplainActivityTest, OthersComeFirst) {
  std::vector<v1::Activity> all = {activity_};
  for (int i = 0; i < 4; ++i) all.push_back(VenueAt("dichtbij" + std::to_string(i), {52.2511 + i / 10'000.0, 6.158}));
  v1::ExplainActivityRequest request;
  *request.mutable_request() = request_;
  request.mutable_request()->set_k(2);
  request.set_name(activity_.name());
  const auto response = engine_.ExplainActivity(*world_.ViewOf(all), request, absl::InfiniteFuture());
  ASSERT_OK(response);
  EXPECT_EQ(response->verdict(), Response::FITS);
  EXPECT_EQ(response->place(), 5u);
  EXPECT_THAT(response->text(), HasSubstr("nummer 5 in de groep: zeker."));
}

TEST_F(ExplainActivityTest, EveryReasonThatIsAboutThePerson) {
  client_.set_age_years(40);
  activity_.mutable_age_range()->set_minimum_years(60);
  EXPECT_EQ(Why(v1::AGE), "Het is voor mensen vanaf 60 jaar.");
  activity_.mutable_age_range()->set_maximum_years(80);
  EXPECT_EQ(Why(v1::AGE), "Het is voor mensen van 60 tot en met 80 jaar.");
  activity_.mutable_age_range()->clear_minimum_years();
  activity_.mutable_age_range()->set_maximum_years(30);
  EXPECT_EQ(Why(v1::AGE), "Het is voor mensen tot en met 30 jaar.");
  activity_.clear_age_range();
  client_.set_gender(v1::MALE);
  activity_.set_gender_group(v1::WOMEN_ONLY);
  EXPECT_EQ(Why(v1::GENDER), "Alleen voor vrouwen.");
  activity_.clear_gender_group();
  client_.mutable_needs()->set_wheelchair(true);
  activity_.mutable_accessibility()->set_wheelchair(v1::TRISTATE_NO);
  EXPECT_EQ(Why(v1::STATED_INACCESSIBLE), "Dit is er niet: toegang met een rolstoel.");
  activity_.clear_accessibility();
  client_.mutable_needs()->set_unknown_accessibility(v1::CONFIRMED_ONLY);
  EXPECT_EQ(Why(v1::ACCESSIBILITY_UNKNOWN), "Dit is er misschien niet: toegang met een rolstoel.");
  client_.clear_needs();
  client_.add_excluded_activities(activity_.name());
  EXPECT_EQ(Why(v1::EXCLUDED_BY_REQUEST), "U hebt het al geprobeerd, of u wilt het niet.");
  client_.clear_excluded_activities();
  client_.add_roles(v1::VOLUNTEER);
  EXPECT_EQ(Why(v1::ROLE), "Het is meedoen met een groep. Dat zocht u niet.");
  client_.clear_roles();
  request_.add_excluded_categories("coffee_morning");
  EXPECT_EQ(Why(v1::CATEGORY), "Het is een ander soort activiteit.");
}

TEST_F(ExplainActivityTest, EveryReasonThatIsAboutTheActivity) {
  for (const auto& [status, text] :
       std::vector<std::pair<v1::ActivityStatus, std::string>>{{v1::CANCELLED, "Het gaat niet door."},
                                                               {v1::PAUSED, "Het ligt nu stil."},
                                                               {v1::FULL, "Het is vol. Er is geen wachtlijst."}}) {
    activity_.set_status(status);
    EXPECT_EQ(Why(v1::NOT_ACTIVE), text);
  }
  activity_.set_status(v1::ACTIVE);
  activity_.set_sign_up_deadline("2026-11-20");
  EXPECT_EQ(Why(v1::NOT_NOW), "Aanmelden kon tot en met 20 november 2026.");
  activity_.clear_sign_up_deadline();
  activity_.set_valid_from("2027-02-01");
  EXPECT_EQ(Why(v1::NOT_NOW), "Het begint pas op 1 februari 2027.");
  activity_.clear_valid_from();
  v1::SingleDate* date = activity_.mutable_schedule()->add_single_dates();
  date->set_date("2027-02-01");
  date->set_start_time("10:00");
  date->set_end_time("12:00");
  EXPECT_EQ(Why(v1::NOT_NOW), "Er is geen datum binnen 28 dagen.");
  date->set_date("2026-11-20");
  EXPECT_EQ(Why(v1::NOT_NOW), "Het is voorbij.");
  activity_.mutable_schedule()->Clear();
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  Meets(v1::FRIDAY, "13:00", "14:00");
  IsFree(v1::TUESDAY, "09:00", "13:00");
  EXPECT_EQ(Why(v1::TIME), "Het is op woensdag 10:00-12:00 en vrijdag 13:00-14:00. Dan hebt u geen tijd, of te kort.");
  client_.clear_availability();
  activity_.set_name("municipalities/GM0177/activities/koffie");
  EXPECT_EQ(Why(v1::OTHER_MUNICIPALITY), "Het is in een andere gemeente.");
}

TEST_F(ExplainActivityTest, EveryReasonThatIsAboutGettingThere) {
  Goes(v1::FOOT, 20);
  Lies(1500);
  EXPECT_EQ(Why(v1::TOO_FAR), "Het is te ver: 26 minuten lopen. U reist hooguit 20 minuten.");
  Goes(v1::TAXI, 30);
  client_.mutable_mobility()->set_taxi_budget_cents(500);
  EXPECT_EQ(Why(v1::TOO_FAR), "De taxi daarheen is te duur.");
  Goes(v1::CAR, 4);
  EXPECT_EQ(Explain().failures(0).text(), "Het is te ver: 9 minuten met de auto. U reist hooguit 4 minuten.");
  Goes(v1::PUBLIC_TRANSPORT, 40);
  Meets(v1::TUESDAY, "21:00", "24:00");
  EXPECT_EQ(Why(v1::NO_WAY_BACK), "Het is op dinsdag 21:00-00:00. U komt dan niet heen of niet terug.");
  activity_.clear_schedule();
  client_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_EQ(Why(v1::OUTSIDE_NEIGHBOURHOOD), "Het is niet in uw eigen buurt.");
  client_.clear_neighbourhood();
  client_.mutable_needs()->set_pick_up(true);
  EXPECT_EQ(Why(v1::NO_PICK_UP), "Er is niemand die u ophaalt.");
  client_.clear_needs();
  activity_.mutable_place()->set_kind(v1::SERVICE_AREA);
  activity_.mutable_place()->clear_resolved_coordinates();
  activity_.mutable_place()->add_service_area_codes("7415");
  EXPECT_EQ(Why(v1::TOO_FAR), "Het is alleen voor een andere buurt of gemeente.");
}

TEST_F(ExplainActivityTest, WhatTheClientDoesNotWant) {
  std::vector<v1::Activity> all;
  for (int i = 0; i < 60; ++i) {
    const std::string id = absl::StrCat("anders", i);
    all.push_back(VenueAt(id, kDeventer, absl::StrCat("iets", i, " anders", i * 7)));
    all.back().set_description(absl::StrCat("woord", i, " nog", i * 3, " een", i * 11, " regel", i * 13));
  }
  activity_.set_title("schaken schaken schaken");
  activity_.set_description("schaken");
  all.push_back(activity_);
  client_.add_dislikes("schaken");
  v1::ExplainActivityRequest request;
  *request.mutable_request() = request_;
  request.set_name(activity_.name());
  const ViewPtr view = world_.ViewOf(all);
  const auto response = engine_.ExplainActivity(*view, request, absl::InfiniteFuture());
  ASSERT_OK(response);
  ASSERT_THAT(response->failures(), SizeIs(1));
  EXPECT_EQ(response->failures(0).reason(), v1::NOT_WANTED);
  EXPECT_EQ(response->failures(0).text(), "Dit wilt u niet: \"schaken\".");
  EXPECT_FALSE(response->has_merge());
  const auto answer = engine_.Suggest(*view, request_, absl::InfiniteFuture());
  ASSERT_OK(answer);
  ASSERT_THAT(answer->exclusions(), SizeIs(1));
  EXPECT_EQ(answer->exclusions(0).reason(), v1::NOT_WANTED);
  client_.add_wishes("schaken");
  *request.mutable_request() = request_;
  EXPECT_THAT(engine_.ExplainActivity(*view, request, absl::InfiniteFuture())->failures(), IsEmpty())
      << "wanted as much as not wanted";
}

TEST_F(ExplainActivityTest, AllFailuresWithAllChangesAtOnce) {
  client_.set_maximum_cents_per_visit(100);
  activity_.mutable_cost()->set_cents_per_visit(200);
  Goes(v1::FOOT, 20);
  Lies(1500);
  Response response = Explain();
  ASSERT_THAT(response.failures(), SizeIs(2));
  ASSERT_TRUE(response.has_merge());
  request_.MergeFrom(response.merge());
  EXPECT_EQ(Explain().verdict(), Response::SUGGESTED);
}

TEST_F(ExplainActivityTest, AnUnknownOrImpossibleNameIsSaid) {
  v1::ExplainActivityRequest request;
  *request.mutable_request() = request_;
  request.set_name("municipalities/GM0150/activities/nergens");
  const ViewPtr view = world_.ViewOf({activity_});
  EXPECT_THAT(engine_.ExplainActivity(*view, request, absl::InfiniteFuture()),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("meedoen-indexer show")));
  request.set_name("koffie");
  EXPECT_THAT(engine_.ExplainActivity(*view, request, absl::InfiniteFuture()),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("name")));
  request.set_name(activity_.name());
  request.mutable_request()->clear_client();
  EXPECT_THAT(engine_.ExplainActivity(*view, request, absl::InfiniteFuture()),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("client")));
}

// A change that helps against one limit only is no way out.
TEST_F(ExplainActivityTest, HalfAWayOutIsNotOffered) {
  client_.set_age_years(40);
  activity_.mutable_age_range()->set_minimum_years(60);
  client_.set_maximum_cents_per_visit(100);
  activity_.mutable_cost()->set_cents_per_visit(200);
  const Response response = Explain();
  ASSERT_THAT(response.failures(), SizeIs(2));
  for (const Response::Failure& failure : response.failures()) EXPECT_EQ(failure.change(), "");
  EXPECT_FALSE(response.has_merge());
  EXPECT_EQ(response.suggestion().client_text(), "");
}

TEST_F(ExplainActivityTest, TooLongNotConfirmed) {
  Rules rules;
  rules.ageing.leave_out_after_days = 400;
  settings_.Set(Settings::Of(rules));
  activity_.mutable_verification()->set_verified_on("2025-01-02");
  Response response = Explain();
  ASSERT_THAT(response.failures(), SizeIs(1));
  EXPECT_EQ(response.failures(0).reason(), v1::NOT_CONFIRMED);
  EXPECT_EQ(response.failures(0).text(), "Voor het laatst bevestigd op 2 januari 2025. Dat is te lang geleden.");
  EXPECT_THAT(response.failures(0).change(), HasSubstr("Vraag dat eerst"));
  EXPECT_FALSE(response.has_merge()) << "no change of the request";
  client_.set_maximum_cents_per_visit(100);
  activity_.mutable_cost()->set_cents_per_visit(200);
  response = Explain();
  ASSERT_THAT(response.failures(), SizeIs(2));
  EXPECT_FALSE(response.failures(0).change().empty()) << "both together make it fit";
  EXPECT_FALSE(response.failures(1).change().empty());
  EXPECT_FALSE(response.has_merge());
  client_.set_gender(v1::MALE);
  activity_.set_gender_group(v1::WOMEN_ONLY);
  response = Explain();
  ASSERT_THAT(response.failures(), SizeIs(3));
  for (const Response::Failure& failure : response.failures()) EXPECT_EQ(failure.change(), "");
}

// The last session of a course, and of what ends today.
TEST_F(ExplainActivityTest, OverFromTheMinuteThatTheLastSessionEnds) {
  v1::Recurrence* course = activity_.mutable_schedule()->add_recurrences();
  course->set_rrule("FREQ=WEEKLY;COUNT=3");
  course->set_start_date("2026-11-09");
  course->set_start_time("10:00");
  course->set_end_time("12:00");
  clock_.Set(FromLocal(meedoen::testing::kWorldDay, 12 * 60) - absl::Seconds(1));
  EXPECT_EQ(Explain().verdict(), Response::SUGGESTED);
  clock_.Set(FromLocal(meedoen::testing::kWorldDay, 12 * 60));
  EXPECT_EQ(Why(v1::NOT_NOW), "Het is voorbij.");
}

}  // namespace
}  // namespace meedoen::matcher
