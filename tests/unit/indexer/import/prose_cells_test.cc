// The smaller parsers of what people write in cells: dates, answers, ages, languages, categories, contacts, HTML.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "indexer/import/answer_text.h"
#include "indexer/import/audience_text.h"
#include "indexer/import/contact_text.h"
#include "indexer/import/date_text.h"
#include "indexer/import/html_text.h"
#include "indexer/import/list_text.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(DateTextTest, Dates) {
  for (const char* text : {"2026-12-01", "1-12-2026", "01-12-26", "1/12/26", "1/12/2026", "1.12.2026",
                           "1 december 2026", "di 1 dec 2026", "Dinsdag 1 dec. 2026", "vanaf 1 december 2026"}) {
    EXPECT_EQ(ParseDateText(text, Edge::kFirst).value_or("?"), "2026-12-01") << text;
  }
  EXPECT_EQ(*ParseDateText("december 2026", Edge::kFirst), "2026-12-01");
  EXPECT_EQ(*ParseDateText("december 2026", Edge::kLast), "2026-12-31");
  EXPECT_EQ(*ParseDateText("t/m eind februari 2028", Edge::kLast), "2028-02-29");
  for (const char* text :
       {"t/m eind juni", "vanaf september", "31-4-2026", "12/25/2026", "wo 1 december 2026", "voorjaar 2026",
        "1 december", "2026", "tot 1 juli 2026", "1-12-2026 of later", "begin 2027", ""}) {
    EXPECT_FALSE(ParseDateText(text, Edge::kLast).ok()) << text;
  }
  EXPECT_FALSE(ParseDateText("eind juni 2026", Edge::kFirst).ok());
}

TEST(DateTextTest, Periods) {
  const auto told = [](const char* text) {
    const auto period = ParsePeriodText(text);
    return period.ok() ? absl::StrCat(period->from, "..", period->until) : "!";
  };
  EXPECT_EQ(told("1 september 2026 t/m 30 juni 2027"), "2026-09-01..2027-06-30");
  EXPECT_EQ(told("van 1-9-2026 tot en met juni 2027"), "2026-09-01..2027-06-30");
  EXPECT_EQ(told("1/9/26 - 30/6/27"), "2026-09-01..2027-06-30");
  EXPECT_EQ(told("vanaf september 2026"), "2026-09-01..");
  EXPECT_EQ(told("t/m eind juni 2027"), "..2027-06-30");
  EXPECT_EQ(told("1 september 2027 t/m 30 juni 2027"), "!");  // Found by fuzzing: it cost the row.
  EXPECT_EQ(told("doorlopend"), "..");
  EXPECT_EQ(told("Het hele jaar door"), "..");
  for (const char* text : {"september t/m juni", "t/m eind juni", "1 september 2026", "schooljaar 2026-2027",
                           "10 weken", "", "1-9-2026 tot 1-7-2027"}) {
    EXPECT_EQ(told(text), "!") << text;
  }
  // One end says the year of the other.
  EXPECT_EQ(told("1 t/m 30 september 2026"), "2026-09-01..2026-09-30");
  EXPECT_EQ(told("1 september t/m 30 juni 2027"), "2026-09-01..2027-06-30");
  EXPECT_EQ(told("september t/m december 2026"), "2026-09-01..2026-12-31");
  EXPECT_EQ(told("van 1 september 2026 t/m eind juni"), "2026-09-01..2027-06-30");
  EXPECT_EQ(told("1-9-2026 t/m 1 sept."), "2026-09-01..2026-09-01");
  EXPECT_EQ(told("29 februari t/m 1 maart 2027"), "2024-02-29..2027-03-01");
  for (const char* text : {"31 september t/m 31 december 2026", "eind juni t/m december 2026", "0 t/m 3 mei 2026",
                           "1 september t/m 30 juni", "1 september 2026 t/m 31 juni", "32 t/m 33 mei 2026",
                           "1 september 2026 t/m juni of juli"}) {
    EXPECT_EQ(told(text), "!") << text;
  }
}

TEST(DateTextTest, WithoutAYearBesideAnother) {
  EXPECT_EQ(ParseDateBeside("t/m eind juni", Edge::kLast, "2026-09-01").value_or("!"), "2027-06-30");
  EXPECT_EQ(ParseDateBeside("30 september", Edge::kLast, "2026-09-01").value_or("!"), "2026-09-30");
  EXPECT_EQ(ParseDateBeside("1 september", Edge::kLast, "2026-09-01").value_or("!"), "2026-09-01");
  EXPECT_EQ(ParseDateBeside("vanaf september", Edge::kFirst, "2027-06-30").value_or("!"), "2026-09-01");
  EXPECT_EQ(ParseDateBeside("30 juni", Edge::kFirst, "2027-06-30").value_or("!"), "2027-06-30");
  for (const char* text : {"eind juni", "t/m juni", "voorjaar", "31 juni", "", "30 juni of later"}) {
    EXPECT_FALSE(ParseDateBeside(text, Edge::kFirst, "2027-06-30").ok()) << text;
  }
  EXPECT_FALSE(ParseDateBeside("juni", Edge::kLast, "").ok());
}

TEST(AnswerTextTest, Answers) {
  for (const char* text : {"ja", "Ja", "J", "x", "X", "\u2713", "Ja.", "waar"})
    EXPECT_EQ(ParseAnswer(text), v1::TRISTATE_YES) << text;
  for (const char* text : {"nee", "N", "NEE", "onwaar"}) EXPECT_EQ(ParseAnswer(text), v1::TRISTATE_NO) << text;
  for (const char* text : {"?", "onbekend", "-", "n.v.t.", "nvt", "\u2013", "??"}) {
    EXPECT_EQ(ParseAnswer(text), v1::TRISTATE_UNKNOWN) << text;
    EXPECT_TRUE(IsPlaceholder(text)) << text;
  }
  for (const char* text : {"deels", "ja, met hulp", "alleen beneden", "1", "misschien", "nee, wel een lift"}) {
    EXPECT_EQ(ParseAnswer(text), std::nullopt) << text;
    EXPECT_FALSE(IsPlaceholder(text)) << text;
  }
}

std::string Audience(const char* text) {
  const auto audience = ParseAudienceText(text);
  if (!audience.ok()) return "!";
  std::string told = audience->gender == v1::WOMEN_ONLY ? "v" : audience->gender == v1::MEN_ONLY ? "m" : "";
  if (audience->gender == v1::MIXED) told = "mv";
  if (!audience->ages.has_value()) return told;
  const v1::AgeRange& ages = *audience->ages;
  return absl::StrCat(told, told.empty() ? "" : " ", ages.has_minimum_years() ? absl::StrCat(ages.minimum_years()) : "",
                      "..", ages.has_maximum_years() ? absl::StrCat(ages.maximum_years()) : "");
}

TEST(AudienceTextTest, Ages) {
  for (const char* text :
       {"55+", "55 +", "55 plus", "55-plussers", "vanaf 55 jaar", "55 jaar en ouder", "v.a. 55", "55+ jaar"}) {
    EXPECT_EQ(Audience(text), "55..") << text;
  }
  for (const char* text :
       {"18 t/m 65", "18-65 jaar", "18 tot en met 65 jaar", "van 18 t/m 65 jaar", "18 jaar t/m 65 jaar"}) {
    EXPECT_EQ(Audience(text), "18..65") << text;
  }
  EXPECT_EQ(Audience("alle leeftijden"), "..");
  EXPECT_EQ(Audience("t/m 12 jaar"), "..12");
  EXPECT_EQ(Audience("120+"), "120..");
  for (const char* text : {"onder de 18", "jonger dan 18 jaar", "< 18", "tot 18 jaar"})
    EXPECT_EQ(Audience(text), "..17");
  EXPECT_EQ(Audience("18 tot 65"), "18..64");
  EXPECT_EQ(Audience("van 18 tot 65 jaar"), "18..64");
  EXPECT_EQ(Audience("vrouwen tot 65"), "v ..64");
  EXPECT_TRUE(ParseAudienceText("18 tot 65")->up_to) << "some mean those of 65 too";
  EXPECT_FALSE(ParseAudienceText("onder de 18")->up_to);
  for (const char* text :
       {"121+", "tot 0", "tot", "18 tot", "65 tot 18", "tot 122", "65-18", "ouderen", "volwassenen", "55",
        "55+ en 18-30", "55+ of met een beperking", "ouder dan 55", "groep 7 en 8", "2x55+", "vanaf", ""}) {
    EXPECT_EQ(Audience(text), "!") << text;
  }
}

TEST(AudienceTextTest, Gender) {
  for (const char* text : {"alleen vrouwen", "Vrouwen", "dames", "uitsluitend voor vrouwen"})
    EXPECT_EQ(Audience(text), "v") << text;
  for (const char* text : {"mannen en vrouwen", "m/v", "gemengd", "iedereen"}) EXPECT_EQ(Audience(text), "mv") << text;
  EXPECT_EQ(Audience("alleen mannen"), "m");
  EXPECT_EQ(Audience("vrouwen, 55+"), "v 55..");
  EXPECT_EQ(Audience("Mannen vanaf 60 jaar"), "m 60..");
  for (const char* text : {"moeders", "vrouwen en hun kinderen", "vooral vrouwen", "vrouwen, mannen", "geen mannen"}) {
    EXPECT_EQ(Audience(text), "!") << text;
  }
}

TEST(ListTextTest, Languages) {
  EXPECT_THAT(ParseLanguages("Nederlands, Turks").known, ElementsAre("nl", "tr"));
  EXPECT_THAT(ParseLanguages("NL/EN").known, ElementsAre("nl", "en"));
  EXPECT_THAT(ParseLanguages("Nederlands en Oekra\u00efens").known, ElementsAre("nl", "uk"));
  const ListText berber = ParseLanguages("Arabisch & Berbers");
  EXPECT_THAT(berber.known, ElementsAre("ar"));
  EXPECT_THAT(berber.unknown, ElementsAre("Berbers"));
}

TEST(ListTextTest, Categories) {
  EXPECT_THAT(ParseCategories("Bewegen").known, ElementsAre("gentle_exercise"));
  EXPECT_THAT(ParseCategories("muziek en zingen").known, ElementsAre("music_singing"));
  EXPECT_THAT(ParseCategories("koffie en ontmoeten; walking").known,
              ElementsAre("coffee_morning", "community", "walking"));
  EXPECT_THAT(ParseCategories("Vitaal ouder worden").unknown, ElementsAre("Vitaal ouder worden"));
}

TEST(ContactTextTest, TakesApart) {
  const ContactText all = ParseContactText("Riet, tel. 0570-555 001, riet@example.org of www.example.org");
  EXPECT_EQ(all.telephone, "0570-555 001");
  EXPECT_EQ(all.email, "riet@example.org");
  EXPECT_EQ(all.website, "www.example.org");
  EXPECT_EQ(all.rest, "Riet");
  EXPECT_EQ(ParseContactText("06 12 34 56 70").telephone, "06 12 34 56 70");
  EXPECT_EQ(ParseContactText("info@example.org").rest, "");
  EXPECT_EQ(ParseContactText("Balie (dagelijks)").rest, "Balie dagelijks");
  EXPECT_EQ(ParseContactText("0570-555001 / 0570-555002").rest, "0570-555002");
}

TEST(ContactTextTest, DropsWhatIsPrivate) {
  v1::Contact contact;
  contact.set_telephone("06-12345670");
  contact.set_email("h.jansen@example.org");
  EXPECT_EQ(DropPrivateContact(&contact), "");  // Nobody is named: it is the organisation's.
  contact.set_person_name("Henny Jansen");
  EXPECT_EQ(DropPrivateContact(&contact), "the name of a person, a mobile number, a personal mail address");
  EXPECT_EQ(contact.ByteSizeLong(), 0u);
  contact.set_person_name("Henny Jansen");
  contact.set_telephone("0570-555001");
  contact.set_email("info@example.org");
  EXPECT_EQ(DropPrivateContact(&contact), "the name of a person");
  EXPECT_EQ(contact.telephone(), "0570-555001");
  contact.set_person_name("Henny Jansen");
  contact.set_person_consents(true);
  EXPECT_EQ(DropPrivateContact(&contact), "");
  EXPECT_EQ(contact.person_name(), "Henny Jansen");
  contact.set_person_consents(false);
  contact.set_telephone("06-12345670 / 0570-555 001, +31612345670");
  EXPECT_EQ(DropPrivateContact(&contact), "the name of a person, a mobile number");
  EXPECT_EQ(contact.telephone(), "0570-555 001");
  EXPECT_TRUE(IsPrivateEmail("koor@gmail.com", "Henny"));
  EXPECT_TRUE(IsPrivateTelephone("+31 6 12345670"));
  EXPECT_FALSE(IsPrivateTelephone("0570-606060"));
}

TEST(HtmlTextTest, BecomesText) {
  EXPECT_EQ(TextOfHtml("<p>Samen <b>zingen</b></p><p>Kom langs</p>"), "\nSamen zingen\n\nKom langs\n");
  EXPECT_EQ(TextOfHtml("koffie &amp; thee&nbsp;&euro; 2"), "koffie & thee\u00a0\u20ac 2");
  EXPECT_EQ(TextOfHtml("&lt;p&gt;Kom&lt;/p&gt;"), "\nKom\n");
  EXPECT_EQ(TextOfHtml("<script>alert(1)</script>Hoi<!-- weg --><style>p {}</style>"), "Hoi");
  EXPECT_EQ(TextOfHtml("<a href=\"https://example.org\">site</a>&#233;&#xE9;"), "site\u00e9\u00e9");
  for (const char* text :
       {"leeftijd < 30", "<naam> invullen", "a & b", "1 < 2 > 0", "<", "&", "&;", "&onzin;", "&#0;", "<p", "<b"}) {
    EXPECT_EQ(TextOfHtml(text), text);
  }
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "<b";
  EXPECT_EQ(TextOfHtml(many), many);
  EXPECT_EQ(TextOfHtml("<script>nooit dicht"), "nooit dicht");
}

}  // namespace
}  // namespace meedoen::indexer
