#include "matcher/cli/print.h"

#include "gmock/gmock.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

v1::SuggestResponse Answer() {
  v1::SuggestResponse response;
  v1::Suggestion* choir = response.add_suggestions();
  choir->set_group(v1::CONFIRMED);
  choir->mutable_activity()->set_title("Koor");
  choir->mutable_activity()->mutable_provider()->set_name("De IJssel");
  choir->set_score(0.756);
  choir->add_reasons()->set_text("Het is gratis.");
  choir->set_first_step("Kom langs.");
  v1::NextDate* next = choir->add_next_dates();
  next->mutable_start_time()->set_seconds(1'764'061'200);  // 2025-11-25 10:00 in the Netherlands.
  next->mutable_end_time()->set_seconds(1'764'068'400);
  v1::Suggestion* desk = response.add_suggestions();
  desk->set_group(v1::SUPPORT);
  desk->mutable_activity()->set_title("Schuldenspreekuur");
  response.add_unmet_wishes(1);
  v1::ExclusionCount* far = response.add_exclusions();
  far->set_reason(v1::TOO_FAR);
  far->set_activities(7);
  response.mutable_source()->set_catalog_revision(42);
  return response;
}

v1::SuggestRequest Request() {
  v1::SuggestRequest request;
  request.mutable_client()->add_wishes("zingen");
  request.mutable_client()->add_wishes("vissen");
  return request;
}

TEST(PrintAnswerTest, SaysAllThatACoachNeeds) {
  EXPECT_THAT(
      PrintAnswer(Request(), Answer()),
      AllOf(HasSubstr("Wensen: zingen / vissen"), HasSubstr("1. Koor  (De IJssel)  0.76"), HasSubstr("Het is gratis."),
            HasSubstr("dinsdag 25 november 10:00-12:00"), HasSubstr("Kom langs."),
            HasSubstr("-- Hulp van professionals --"), HasSubstr("2. Schuldenspreekuur"),
            HasSubstr("Geen activiteit gevonden voor: vissen"), HasSubstr("te ver 7"), HasSubstr("revision 42")));
}

TEST(PrintAnswerTest, NamesTheOtherListingsOfTheSameActivity) {
  v1::SuggestResponse answer = Answer();
  answer.mutable_suggestions(0)->add_also_listed_as("municipalities/GM0150/activities/koffie-2");
  EXPECT_THAT(PrintAnswer(Request(), answer), HasSubstr("Ook als  municipalities/GM0150/activities/koffie-2\n"));
}

TEST(PrintAnswerTest, SpeaksEnglishWhereAsked) {
  v1::SuggestRequest request = Request();
  request.set_language(v1::EN);
  EXPECT_THAT(PrintAnswer(request, Answer()),
              AllOf(HasSubstr("Tuesday 25 November"), HasSubstr("too far 7"), Not(HasSubstr("Wensen"))));
}

TEST(PrintAnswerTest, ANoticeComesFirstAndWhatNearlyFitsLast) {
  v1::SuggestResponse response = Answer();
  response.set_notice("Praat hier eerst over.");
  response.set_widened("Er is verder gezocht.");
  response.mutable_suggestions(1)->set_group(v1::WIDENED);
  v1::NearMiss* miss = response.add_near_misses();
  miss->mutable_activity()->set_title("Dansen");
  miss->set_change("Het kan als u ook tijd hebt op maandag.");
  const std::string text = PrintAnswer(Request(), response);
  EXPECT_EQ(text.find("!! Praat hier eerst over."), 0u);
  EXPECT_THAT(text, AllOf(HasSubstr("Er is verder gezocht."), HasSubstr("-- Gevonden door verder te zoeken --"),
                          HasSubstr("Past bijna: Dansen. Het kan als u ook tijd hebt op maandag.")));
}

TEST(PrintExplanationTest, SaysWhyOrWhyNot) {
  v1::ExplainActivityRequest request;
  v1::ExplainActivityResponse response;
  *response.mutable_suggestion() = Answer().suggestions(0);
  response.set_text("Deze activiteit staat op plaats 1 van de lijst.");
  EXPECT_THAT(PrintExplanation(request, response),
              AllOf(HasSubstr("Koor (De IJssel)"), HasSubstr("plaats 1"), HasSubstr("Het is gratis.")));
  v1::ExplainActivityResponse::Failure* failure = response.add_failures();
  failure->set_text("Het is te ver.");
  failure->set_change("Het kan als u langer reist.");
  EXPECT_THAT(PrintExplanation(request, response), HasSubstr("- Het is te ver. Het kan als u langer reist."));
}

TEST(PrintAnswerTest, SaysSoWhenNothingFits) { EXPECT_THAT(PrintAnswer(Request(), {}), HasSubstr("Niets gevonden")); }

// Every reason there is has words in both languages.
TEST(PrintAnswerTest, EveryExclusionHasWords) {
  for (int reason = 1; reason < v1::ExclusionReason_ARRAYSIZE; ++reason) {
    v1::SuggestResponse response;
    v1::ExclusionCount* count = response.add_exclusions();
    count->set_reason(static_cast<v1::ExclusionReason>(reason));
    count->set_activities(1);
    EXPECT_THAT(PrintAnswer(Request(), response), Not(HasSubstr("? 1"))) << reason;
  }
}

}  // namespace
}  // namespace meedoen::matcher
