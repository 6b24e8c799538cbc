// What providers are asked, and the file in which they are.
#include "indexer/freshness/question.h"

#include "indexer/freshness/question_file.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const absl::CivilDay kToday(2026, 11, 22);

v1::Activity Coffee(const std::string& id, const std::string& title, const std::string& provider) {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_title(title);
  activity.mutable_provider()->set_name(provider);
  v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(v1::TUESDAY);
  slot->set_start_time("10:00");
  slot->set_end_time("12:00");
  return activity;
}

TEST(QuestionTest, OneSentenceForTheTelephone) {
  v1::Activity activity = Coffee("koffie-met-een-k", "Koffie met een K", "Buurthuis");
  activity.mutable_verification()->set_verified_on("2025-03-12");
  EXPECT_EQ(QuestionsByProvider({activity}, kToday)[0].questions[0].text,
            "Loopt 'Koffie met een K' nog, elke dinsdag 10.00-12.00? Laatst bevestigd 12-03-2025.");
  activity.clear_schedule();
  activity.clear_verification();
  EXPECT_EQ(QuestionsByProvider({activity}, kToday)[0].questions[0].text,
            "Loopt 'Koffie met een K' nog? Nog nooit bevestigd.");
}

TEST(QuestionTest, ByProviderInTheOrderOfNames) {
  const auto providers =
      QuestionsByProvider({Coffee("a", "Zingen", "Stichting Één"), Coffee("b", "Wandelen", "Buurthuis"),
                           Coffee("c", "Koken", "stichting een")},
                          kToday);
  ASSERT_THAT(providers, SizeIs(2));
  EXPECT_EQ(providers[0].provider, "Buurthuis");
  EXPECT_EQ(providers[1].provider, "Stichting Één") << "as it stands first";
  ASSERT_THAT(providers[1].questions, SizeIs(2));
  EXPECT_EQ(providers[1].questions[0].title, "Koken");
  EXPECT_EQ(providers[1].questions[1].id, "GM0150/a");
  EXPECT_THAT(QuestionsByProvider({}, kToday), IsEmpty());
}

TEST(QuestionTest, HowToReachTheOrganisation) {
  v1::Activity first = Coffee("a", "Zingen", "Buurthuis"), second = Coffee("b", "Koken", "Buurthuis");
  first.mutable_contact()->set_telephone("0570 555 001");
  second.mutable_contact()->set_telephone("0570 555 001");
  second.mutable_contact()->set_email("info@buurthuis.example");
  second.mutable_contact()->set_person_name("Riet Jansen");
  second.mutable_contact()->set_person_consents(true);
  const auto providers = QuestionsByProvider({first, second}, kToday);
  ASSERT_THAT(providers, SizeIs(1));
  EXPECT_THAT(providers[0].telephones, ElementsAre("0570 555 001"));
  EXPECT_THAT(providers[0].emails, ElementsAre("info@buurthuis.example"));
  EXPECT_THAT(providers[0].persons, ElementsAre("Riet Jansen"));
}

// Imports and the API do not let it in; but what is shown does not hang on that.
TEST(QuestionTest, APrivatePersonIsNeverShownWithoutConsent) {
  v1::Activity activity = Coffee("a", "Zingen", "Buurthuis");
  activity.mutable_contact()->set_person_name("Riet Jansen");
  activity.mutable_contact()->set_telephone("06 12345678");
  activity.mutable_contact()->set_email("riet.jansen@buurthuis.example");
  const auto providers = QuestionsByProvider({activity}, kToday);
  EXPECT_THAT(providers[0].telephones, IsEmpty());
  EXPECT_THAT(providers[0].emails, IsEmpty());
  EXPECT_THAT(providers[0].persons, IsEmpty());
}

TEST(QuestionFileTest, AsExcelOpensIt) {
  v1::Activity activity = Coffee("a", "Zingen; \"hardop\"", "=Buurthuis");
  activity.mutable_verification()->set_verified_on("2025-03-12");
  EXPECT_EQ(QuestionFile(QuestionsByProvider({activity, Coffee("b", "Koken", "Buurthuis")}, kToday)),
            "\xEF\xBB\xBFid;aanbieder;titel;wanneer;laatst bevestigd;loopt nog (ja/nee/anders);opmerking\r\n"
            "GM0150/b;'=Buurthuis;Koken;elke dinsdag 10.00-12.00;nooit;;\r\n"
            "GM0150/a;'=Buurthuis;\"Zingen; \"\"hardop\"\"\";elke dinsdag 10.00-12.00;12-03-2025;;\r\n");
}

TEST(QuestionFileTest, NobodysContactIsInIt) {
  v1::Activity activity = Coffee("a", "Zingen", "Buurthuis");
  activity.mutable_contact()->set_person_name("Riet Jansen");
  activity.mutable_contact()->set_person_consents(true);
  activity.mutable_contact()->set_telephone("0570 555 001");
  const std::string file = QuestionFile(QuestionsByProvider({activity}, kToday));
  EXPECT_THAT(file, Not(HasSubstr("Riet")));
  EXPECT_THAT(file, Not(HasSubstr("555")));
}

TEST(QuestionFileTest, NamesOfFiles) {
  ProviderQuestions provider;
  provider.provider = "Stichting \"De Brug\" / Oost";
  EXPECT_EQ(QuestionFileName(provider), "stichting-de-brug-oost.csv");
  provider.provider = "../../etc";
  EXPECT_EQ(QuestionFileName(provider), "etc.csv");
  provider.provider = "مركز";
  EXPECT_EQ(QuestionFileName(provider), "aanbieder.csv");
  provider.provider = std::string(200, 'x');
  EXPECT_EQ(QuestionFileName(provider), std::string(100, 'x') + ".csv");
}

}  // namespace
}  // namespace meedoen::indexer
