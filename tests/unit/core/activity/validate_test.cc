#include "core/activity/validate.h"

#include "core/base/limits.h"
#include "gmock/gmock.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ProblemsOf;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::ValidActivity;

// Exactly one problem, of the field, with a word of the message.
void ExpectOne(const v1::Activity& activity, const std::string& field, const std::string& word) {
  EXPECT_THAT(ProblemsOf(activity), ElementsAre(AllOf(StartsWith(field + ": "), HasSubstr(word))));
}
void ExpectOne(const std::string& more, const std::string& field, const std::string& word) {
  SCOPED_TRACE(more);
  ExpectOne(ValidActivity(more), field, word);
}
void ExpectFine(const std::string& more) { EXPECT_THAT(ProblemsOf(ValidActivity(more)), IsEmpty()) << more; }

TEST(ValidateTest, AValidOneHasNoProblems) { ExpectFine(""); }

TEST(ValidateTest, NamesEverythingThatIsMissingAtOnce) {
  v1::Activity activity;
  NormalizeActivity(&activity);
  EXPECT_THAT(ProblemsOf(activity),
              ElementsAre(StartsWith("name: "), StartsWith("title: "), StartsWith("description: "),
                          StartsWith("provider.name: "), StartsWith("categories: "), StartsWith("place.postcode: ")));
}

TEST(ValidateTest, Identity) {
  ExpectOne(R"(name: "municipalities/0150/activities/koor")", "name", "looks like");
  ExpectOne(R"(name: "municipalities/GM0150/activities/Koor_1")", "name", "looks like");
  ExpectOne(R"(provider { kvk_number: "1234567" })", "provider.kvk_number", "8 digits");
  ExpectOne(R"(provider { kvk_number: "1234567a" })", "provider.kvk_number", "8 digits");
  ExpectFine(R"(provider { kvk_number: "12345678" })");
}

TEST(ValidateTest, LengthsAtAndAboveTheirLimits) {
  struct Case {
    const char* field;
    size_t most;
    std::function<void(v1::Activity*, std::string)> set;
  };
  const Case cases[] = {
      {"title", kMaxTitleCharacters, [](v1::Activity* a, std::string text) { a->set_title(text); }},
      {"provider.name", kMaxTitleCharacters,
       [](v1::Activity* a, std::string text) { a->mutable_provider()->set_name(text); }},
      {"description", kMaxDescriptionCharacters, [](v1::Activity* a, std::string text) { a->set_description(text); }},
      {"source", kMaxSourceCharacters, [](v1::Activity* a, std::string text) { a->set_source(text); }},
      {"schedule.note", kMaxNoteCharacters,
       [](v1::Activity* a, std::string text) { a->mutable_schedule()->set_note(text); }},
      {"contact.how_to_join", kMaxNoteCharacters,
       [](v1::Activity* a, std::string text) { a->mutable_contact()->set_how_to_join(text); }},
  };
  for (const Case& c : cases) {
    std::string text;
    for (size_t i = 0; i < c.most; ++i) text += "\u00e9";  // Two bytes each: characters count, not bytes.
    v1::Activity activity = ValidActivity();
    c.set(&activity, text);
    EXPECT_THAT(ProblemsOf(activity), IsEmpty()) << c.field;
    c.set(&activity, text + "e");
    ExpectOne(activity, c.field, absl::StrCat("has ", c.most + 1, " characters; at most ", c.most));
  }
}

TEST(ValidateTest, AVeryLongTextIsNamedAndNotRepeated) {
  v1::Activity activity = ValidActivity();
  activity.set_description(std::string(100'000, 'x'));
  EXPECT_THAT(ProblemsOf(activity), ElementsAre(AllOf(HasSubstr("100000 characters"), Not(HasSubstr("xxxx")))));
}

TEST(ValidateTest, BrokenUtf8InAnyTextIsNamed) {
  v1::Activity activity = ValidActivity();
  activity.set_title("geheim\xc3(");
  activity.mutable_schedule()->add_exception_dates("2026-12-\xff");
  activity.add_categories("\xff");
  EXPECT_THAT(ProblemsOf(activity),
              ElementsAre(AllOf(StartsWith("title: "), HasSubstr("UTF-8"), Not(HasSubstr("geheim"))),
                          AllOf(StartsWith("categories[1]: "), HasSubstr("UTF-8")),
                          AllOf(StartsWith("schedule.exception_dates[0]: "), HasSubstr("UTF-8"))));
}

TEST(ValidateTest, ACitizenNumberInAnyTextIsRefusedAndNotRepeated) {
  for (const char* more :
       {R"(description: "Vraag naar 123456782")", R"(contact { person_name: "J 1234.56.782" })",
        R"(source_id: "123456782")", R"(name: "municipalities/GM0150/activities/a-123456782")",
        R"(categories: "123456782")", R"(languages: "123456782")", R"(place { postcode: "123456782" })",
        R"(schedule { exception_dates: "123456782" })",
        R"(schedule { recurrences { rrule: "123456782" start_time: "10:00" end_time: "11:00" } })",
        R"(schedule { single_dates { date: "123456782" start_time: "10:00" end_time: "11:00" } })",
        R"(capacity { as_of_date: "123456782" })", R"(transport { pick_up_area_codes: "123456782" })"}) {
    EXPECT_THAT(ProblemsOf(ValidActivity(more)), ElementsAre(AllOf(HasSubstr("BSN"), Not(HasSubstr("456"))))) << more;
  }
  ExpectFine(R"(etag: "123456782")");
}

// Found by fuzzing: a longer number that is cut off after nine digits.
TEST(ValidateTest, CuttingATextOffMakesNoCitizenNumber) {
  const std::string website = std::string(31, 'x') + "1234567823 x";
  ExpectOne("contact { website: \"" + website + "\" }", "contact.website", "is not valid; it is not shown");
}

TEST(ValidateTest, Categories) {
  ExpectOne(R"(categories: "wandelen")", "categories[1]", "did you mean \"walking\"");
  v1::Activity activity = ValidActivity();
  activity.clear_categories();
  ExpectOne(activity, "categories", "is empty");
  for (const char* id : {"walking", "nature", "games", "sport", "care"}) activity.add_categories(id);
  ASSERT_EQ(activity.categories_size(), kMaxCategories);
  EXPECT_THAT(ProblemsOf(activity), IsEmpty());
  activity.add_categories("work");
  ExpectOne(activity, "categories", "has 6 items; at most 5");
}

TEST(ValidateTest, ListsAtAndAboveTheirLimits) {
  v1::Activity activity = ValidActivity();
  for (int goal = 1; goal <= kMaxGoals; ++goal) activity.add_goals(static_cast<v1::Goal>(goal));
  for (int i = 0; i < kMaxLanguages; ++i) activity.add_languages("nl");
  for (int i = 0; i < kMaxAreaCodes; ++i) activity.mutable_place()->add_service_area_codes("GM0150");
  for (int i = 0; i < kMaxAreaCodes; ++i) activity.mutable_transport()->add_pick_up_area_codes("7411");
  EXPECT_THAT(ProblemsOf(activity), IsEmpty());
  activity.add_goals(v1::MOVE);
  activity.add_languages("nl");
  activity.mutable_place()->add_service_area_codes("GM0150");
  activity.mutable_transport()->add_pick_up_area_codes("7411");
  EXPECT_THAT(
      ProblemsOf(activity),
      ElementsAre(StartsWith("goals: has 10 items"), StartsWith("place.service_area_codes: has 101 items"),
                  StartsWith("languages: has 21 items"), StartsWith("transport.pick_up_area_codes: has 101 items")));
}

TEST(ValidateTest, Languages) {
  ExpectFine(R"(languages: "nl" languages: "tr" languages: "uk" languages: "zu" languages: "aa")");
  for (const char* code : {"", "n", "ua", "nld", "NL", "l ", " n", "xx"}) {
    ExpectOne(absl::StrCat("languages: \"", code, "\""), "languages[0]", "ISO 639-1");
  }
}

TEST(ValidateTest, UnknownValuesOfChoices) {
  v1::Activity activity = ValidActivity();
  activity.set_role(static_cast<v1::Role>(77));
  activity.add_goals(static_cast<v1::Goal>(99));
  activity.add_goals(v1::GOAL_UNSPECIFIED);
  activity.mutable_accessibility()->set_wheelchair(static_cast<v1::Tristate>(3));
  activity.mutable_schedule()->set_pauses_on_public_holidays(static_cast<v1::Tristate>(-1));
  EXPECT_THAT(ProblemsOf(activity),
              ElementsAre(StartsWith("role: 77 is no value of Role"), StartsWith("goals[0]: 99"),
                          StartsWith("schedule.pauses_on_public_holidays: -1"),
                          StartsWith("accessibility.wheelchair: 3 is no value of Tristate"), StartsWith("goals[1]: ")));
}

TEST(ValidateTest, Postcodes) {
  for (const char* good : {"7411", "7411AB"}) ExpectFine(absl::StrCat("place { postcode: \"", good, "\" }"));
  for (const char* bad : {"741", "74111", "0411AB", "7411A", "7411ABC", "AB7411", "7411 AB", "GM0150"}) {
    ExpectOne(absl::StrCat("place { postcode: \"", bad, "\" }"), "place.postcode", "7415AB");
  }
}

TEST(ValidateTest, WhereItIs) {
  v1::Activity activity = ValidActivity();
  activity.mutable_place()->clear_postcode();
  activity.mutable_place()->clear_venue_name();
  activity.mutable_place()->clear_address();
  ExpectOne(activity, "place.postcode", "needs one of these");
  activity.mutable_place()->set_address("Dorpsstraat 5, Kantens");
  EXPECT_THAT(ProblemsOf(activity), IsEmpty()) << "the table of places says where that is";
  activity.mutable_place()->clear_address();
  activity.mutable_place()->set_kind(v1::SERVICE_AREA);
  ExpectOne(activity, "place.service_area_codes", "is empty");
  for (const v1::PlaceKind kind : {v1::ONLINE, v1::AT_HOME}) {
    activity.mutable_place()->set_kind(kind);
    EXPECT_THAT(ProblemsOf(activity), IsEmpty());
  }
  ExpectFine(R"(place { service_area_codes: ["GM0150", "WK015001", "BU01500101", "7411"] })");
  for (const char* bad : {"", "7411AB", "GM150", "Deventer", "gm0150"}) {
    ExpectOne(absl::StrCat("place { service_area_codes: \"", bad, "\" }"), "place.service_area_codes[0]", "area");
    ExpectOne(absl::StrCat("transport { pick_up_area_codes: \"", bad, "\" }"), "transport.pick_up_area_codes[0]",
              "area");
  }
}

TEST(ValidateTest, CoordinatesAtAndOutsideTheBorders) {
  const auto at = [](double latitude, double longitude) {
    v1::Activity activity = ValidActivity();
    activity.mutable_place()->clear_postcode();
    activity.mutable_place()->mutable_coordinates()->set_latitude(latitude);
    activity.mutable_place()->mutable_coordinates()->set_longitude(longitude);
    return activity;
  };
  EXPECT_THAT(ProblemsOf(at(kMinLatitude, kMinLongitude)), IsEmpty());
  EXPECT_THAT(ProblemsOf(at(kMaxLatitude, kMaxLongitude)), IsEmpty());
  for (const auto& [latitude, longitude] : std::vector<std::pair<double, double>>{{kMinLatitude - 0.001, 6},
                                                                                  {kMaxLatitude + 0.001, 6},
                                                                                  {52, kMinLongitude - 0.001},
                                                                                  {52, kMaxLongitude + 0.001},
                                                                                  {0, 0},
                                                                                  {6.16, 52.25},
                                                                                  {NAN, 6},
                                                                                  {52, INFINITY}}) {
    ExpectOne(at(latitude, longitude), "place.coordinates", "not in the Netherlands");
  }
  ExpectOne(at(6.16, 52.25), "place.coordinates", "changed places");
  ExpectOne(at(207'123, 474'456), "place.coordinates", "Rijksdriehoek");
  ExpectOne(at(474'456, 207'123), "place.coordinates", "Rijksdriehoek");
}

TEST(ValidateTest, NumbersAtAndAboveTheirLimits) {
  const auto with = [](const char* message, const char* field, uint32_t value) {
    return absl::StrCat(message, " { ", field, ": ", value, " }");
  };
  const struct {
    const char* message;
    const char* field;
    uint32_t most;
  } cases[] = {{"cost", "cents_per_visit", kMaxCents},        {"cost", "cents_per_month", kMaxCents},
               {"cost", "cents_per_year", kMaxCents},         {"cost", "cents_per_course", kMaxCents},
               {"age_range", "minimum_years", kMaxAgeYears},  {"age_range", "maximum_years", kMaxAgeYears},
               {"group_size", "minimum_people", kMaxPeople},  {"group_size", "maximum_people", kMaxPeople},
               {"capacity", "maximum_people", kMaxPeople},    {"commitment", "sessions", kMaxCourseSessions},
               {"commitment", "months", kMaxCommitmentMonths}};
  for (const auto& c : cases) {
    ExpectFine(with(c.message, c.field, 0));
    ExpectFine(with(c.message, c.field, c.most));
    ExpectOne(with(c.message, c.field, c.most + 1), absl::StrCat(c.message, ".", c.field), "more than");
  }
}

TEST(ValidateTest, LeastIsNotAboveMost) {
  ExpectFine("age_range { minimum_years: 55 maximum_years: 55 } group_size { minimum_people: 4 maximum_people: 4 }");
  ExpectOne("age_range { minimum_years: 56 maximum_years: 55 }", "age_range.maximum_years", "below the minimum, 56");
  ExpectOne("group_size { minimum_people: 5 maximum_people: 4 }", "group_size.maximum_people", "below the minimum, 5");
}

TEST(ValidateTest, Capacity) {
  ExpectFine(R"(capacity { maximum_people: 12 })");
  ExpectFine(R"(capacity { maximum_people: 12 free_places: 12 as_of_date: "2026-11-22" })");
  for (const char* figure : {"free_places: 0", "waiting_list: TRISTATE_NO", "waiting_list_length: 3"}) {
    ExpectOne(absl::StrCat("capacity { ", figure, " }"), "capacity.as_of_date", "is empty");
  }
  ExpectOne(R"(capacity { free_places: 3 as_of_date: "22-11-2026" })", "capacity.as_of_date", "2026-11-22");
  ExpectOne(R"(capacity { maximum_people: 12 free_places: 13 as_of_date: "2026-11-22" })", "capacity.free_places",
            "room for, 12");
  ExpectOne(absl::StrCat("capacity { as_of_date: \"2026-11-22\" waiting_list_length: ", kMaxPeople + 1, " }"),
            "capacity.waiting_list_length", "more than");
  ExpectOne(absl::StrCat("capacity { as_of_date: \"2026-11-22\" free_places: ", kMaxPeople + 1, " }"),
            "capacity.free_places", "more than");
}

TEST(ValidateTest, PrivatePersonsOnlyWithConsent) {
  ExpectFine(R"(contact { person_name: "Riet" person_consents: true })");
  const std::vector<std::string> problems = ProblemsOf(ValidActivity(R"(contact { person_name: "Riet" })"));
  EXPECT_THAT(problems,
              ElementsAre(AllOf(StartsWith("contact.person_name: "), HasSubstr("consent"), Not(HasSubstr("Riet")))));
}

TEST(ValidateTest, Contact) {
  ExpectFine(R"(contact { email: "info@example.org" website: "https://example.org/koor" })");
  for (const char* bad : {"info", "@example.org", "info@", "a@b@c", "a@example.org, b@example.org"}) {
    ExpectOne(absl::StrCat("contact { email: \"", bad, "\" }"), "contact.email", "mail address");
  }
  ExpectOne(R"(contact { website: "zie onze site" })", "contact.website", "web address");
}

TEST(ValidateTest, VerificationDate) {
  ExpectFine(R"(verification { verified_on: "2026-02-28" })");
  ExpectOne(R"(verification { verified_on: "2026-02-29" })", "verification.verified_on", "is not a date");
}

TEST(ValidateTest, AllProblemsTravelInOneStatus) {
  Problems problems;
  ValidateActivity(ValidActivity(R"(languages: "xx" provider { kvk_number: "1" })"), &problems);
  EXPECT_THAT(problems.all(), SizeIs(2));
  EXPECT_TRUE(problems.HasErrors());
  EXPECT_THAT(std::string(problems.ToStatus().message()),
              AllOf(HasSubstr("provider.kvk_number"), HasSubstr("languages[0]")));
}

}  // namespace
}  // namespace meedoen
