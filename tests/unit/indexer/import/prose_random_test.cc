// Random words of the kind that stand in spreadsheets: whatever is understood of them is valid, the rest is refused.
#include <random>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "indexer/import/audience_text.h"
#include "indexer/import/contact_text.h"
#include "indexer/import/date_text.h"
#include "indexer/import/html_text.h"
#include "indexer/import/price_text.h"
#include "indexer/import/schedule_print.h"
#include "indexer/import/schedule_text.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

constexpr const char* kWords[] = {"elke",
                                  "ma",
                                  "di.",
                                  "dinsdag",
                                  "woensdagmiddag",
                                  "vr",
                                  "za",
                                  "van",
                                  "tot",
                                  "t/m",
                                  "-",
                                  "/",
                                  ",",
                                  ";",
                                  "en",
                                  "of",
                                  "10.00-12.00",
                                  "9-11",
                                  "14",
                                  "2",
                                  "10:30",
                                  "uur",
                                  "2e",
                                  "laatste",
                                  "1e",
                                  "van de maand",
                                  "om de week",
                                  "niet in",
                                  "juli",
                                  "augustus",
                                  "mei",
                                  "2026",
                                  "5-12-2026",
                                  "1/9/26",
                                  "31-2-2027",
                                  "vanaf",
                                  "op afspraak",
                                  "feestdagen",
                                  "schoolvakanties",
                                  "behalve",
                                  "\u20ac",
                                  "2,50",
                                  "3,-",
                                  "euro",
                                  "per keer",
                                  "p.k.",
                                  "per maand",
                                  "per jaar",
                                  "gratis",
                                  "eerste keer",
                                  "stadspas",
                                  "vrijwillige bijdrage",
                                  "voor 8 lessen",
                                  "55+",
                                  "18",
                                  "65",
                                  "jaar",
                                  "vrouwen",
                                  "mannen",
                                  "alle leeftijden",
                                  "99999",
                                  "\n",
                                  "(",
                                  ")",
                                  "<p>",
                                  "&amp;",
                                  "<b",
                                  "06-12345670",
                                  "a@b.nl",
                                  "\xF0\x9F\x98\x80",
                                  "\u0663"};

class Words {
 public:
  explicit Words(uint32_t seed) : random_(seed) {}
  std::string Next() {
    std::string text;
    for (uint32_t left = random_() % 8 + 1; left > 0; --left) {
      absl::StrAppend(&text, kWords[random_() % std::size(kWords)], random_() % 4 == 0 ? "" : " ");
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

TEST(ProseRandomTest, SchedulesThatAreUnderstoodAreValid) {
  Words words(20261122);
  int understood = 0;
  for (int i = 0; i < 60'000; ++i) {
    const std::string text = words.Next();
    const absl::StatusOr<ScheduleText> parsed = ParseScheduleText(text);
    if (!parsed.ok()) continue;
    ++understood;
    v1::Activity activity;
    *activity.mutable_schedule() = parsed->schedule;
    for (v1::Recurrence& rule : *activity.mutable_schedule()->mutable_recurrences()) {
      if (rule.start_date().empty()) rule.set_start_date("2026-09-03");
      EXPECT_OK(CheckRule(rule)) << text << ": " << rule.rrule();
    }
    EXPECT_OK(ExpandSchedule(activity, absl::CivilDay(2026, 11, 22), absl::CivilDay(2026, 12, 22))) << text;
    // It can be printed, and is read back as it was.
    const absl::StatusOr<std::string> printed = PrintSchedule(parsed->schedule);
    ASSERT_OK(printed) << text;
    const absl::StatusOr<ScheduleText> again = ParseScheduleText(*printed);
    ASSERT_OK(again) << text << " -> " << *printed;
    EXPECT_EQ(again->schedule.ShortDebugString(), parsed->schedule.ShortDebugString()) << text << " -> " << *printed;
  }
  EXPECT_GT(understood, 200);
}

TEST(ProseRandomTest, TheOthersNeverFail) {
  Words words(7);
  int prices = 0, ages = 0, dates = 0;
  for (int i = 0; i < 60'000; ++i) {
    const std::string text = words.Next();
    if (const auto price = ParsePriceText(text); price.ok()) {
      ++prices;
      EXPECT_GT(price->cost.ByteSizeLong(), 0u) << text;
    }
    if (const auto audience = ParseAudienceText(text); audience.ok()) ++ages;
    if (const auto date = ParseDateText(text, Edge::kLast); date.ok()) ++dates;
    if (const auto period = ParsePeriodText(text); period.ok()) ++dates;
    const std::string plain = TextOfHtml(text);
    EXPECT_EQ(plain.find("<p>"), std::string::npos);
    EXPECT_LE(ParseContactText(text).rest.size(), text.size());
  }
  EXPECT_GT(prices, 200);
  EXPECT_GT(ages, 200);
  EXPECT_GT(dates, 200);
}

}  // namespace
}  // namespace meedoen::indexer
