#include "matcher/crisis/crisis_notice.h"

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using Kinds = std::vector<v1::CrisisKind>;

std::vector<Kinds> EveryCombination() {
  std::vector<Kinds> all;
  for (int mask = 1; mask < 8; ++mask) {
    Kinds kinds;
    for (int bit = 0; bit < 3; ++bit) {
      if ((mask >> bit) & 1) kinds.push_back(static_cast<v1::CrisisKind>(bit + 1));
    }
    all.push_back(kinds);
  }
  return all;
}

bool Has(const Kinds& kinds, v1::CrisisKind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

std::string Notice(Language language, const Kinds& kinds) {
  return CrisisNotice(language, kinds, ContactsFor(kinds, {}));
}

std::vector<std::string> Names(const std::vector<v1::CrisisContact>& contacts) {
  std::vector<std::string> names;
  for (const v1::CrisisContact& contact : contacts) names.push_back(contact.name());
  return names;
}

v1::CrisisContact Contact(std::vector<v1::CrisisKind> kinds, const std::string& name, const std::string& telephone) {
  v1::CrisisContact contact;
  for (const v1::CrisisKind kind : kinds) contact.add_kinds(kind);
  contact.set_name(name);
  contact.set_telephone(telephone);
  contact.set_note("In het Nederlands.");
  return contact;
}

TEST(CrisisNoticeTest, EachCombinationSaysWhatToDoFirstAndWhomToCall) {
  for (const Kinds& kinds : EveryCombination()) {
    const std::string dutch = Notice(Language::kDutch, kinds), english = Notice(Language::kEnglish, kinds);
    EXPECT_THAT(dutch, StartsWith("Lees dit eerst."));
    EXPECT_THAT(english, StartsWith("Read this first."));
    for (const std::string& notice : {dutch, english}) {
      EXPECT_THAT(notice, HasSubstr("112"));
      EXPECT_THAT(notice, Not(HasSubstr("{")));
      EXPECT_THAT(notice, Not(HasSubstr(": ,")));
      EXPECT_EQ(notice.find("- 113 Zelfmoordpreventie: 113, 113.nl.") != notice.npos, Has(kinds, v1::SUICIDE));
      EXPECT_EQ(notice.find("- Veilig Thuis: 0800-2000, veiligthuis.nl.") != notice.npos, Has(kinds, v1::VIOLENCE));
      EXPECT_EQ(notice.find("- De gemeente, maatschappelijke opvang: regelhulp.nl.") != notice.npos,
                Has(kinds, v1::NO_SHELTER));
    }
    EXPECT_EQ(dutch.find("aan zelfdoding denkt") != dutch.npos, Has(kinds, v1::SUICIDE));
    EXPECT_EQ(dutch.find("veilig is") != dutch.npos, Has(kinds, v1::VIOLENCE));
    EXPECT_EQ(dutch.find("vannacht slaapt") != dutch.npos, Has(kinds, v1::NO_SHELTER));
    EXPECT_EQ(english.find("thinking of suicide") != english.npos, Has(kinds, v1::SUICIDE));
    EXPECT_EQ(english.find("is safe") != english.npos, Has(kinds, v1::VIOLENCE));
    EXPECT_EQ(english.find("sleep tonight") != english.npos, Has(kinds, v1::NO_SHELTER));
  }
}

TEST(CrisisNoticeTest, TheWholeTextForOneKind) {
  EXPECT_EQ(Notice(Language::kDutch, {v1::NO_SHELTER}),
            "Lees dit eerst. In wat is opgeschreven staan woorden die kunnen wijzen op geen veilige plek om te slapen. "
            "Praat daar "
            "eerst over, nog vóór de activiteiten. Misschien is er iets anders bedoeld: vraag het na.\n"
            "Vraag waar deze persoon vannacht slaapt, en of er kinderen bij zijn. Is er geen veilige plek? Bel dan "
            "vandaag nog.\n"
            "Is er nu gevaar? Bel 112. Dit bericht komt van losse woorden. Het zegt niet wat er aan de hand is: u "
            "beslist samen met deze persoon wat nodig is.\n"
            "Wie u kunt bellen:\n"
            "- De gemeente, maatschappelijke opvang: regelhulp.nl. Bel de gemeente waar deze persoon nu is en vraag "
            "naar opvang voor vannacht.");
}

// Level B1: sentences of some fifteen words at most on average, none long.
TEST(CrisisNoticeTest, SentencesAreShort) {
  for (const Language language : {Language::kDutch, Language::kEnglish}) {
    const std::string notice = CrisisNotice(language, {v1::SUICIDE, v1::VIOLENCE, v1::NO_SHELTER}, {});
    int sentences = 0, words = 0;
    for (const auto& sentence : absl::StrSplit(notice, absl::ByAnyChar(".?\n:"), absl::SkipWhitespace())) {
      const std::vector<std::string> split = absl::StrSplit(sentence, ' ', absl::SkipEmpty());
      EXPECT_LE(split.size(), 24u) << sentence;
      words += static_cast<int>(split.size());
      ++sentences;
    }
    EXPECT_LE(words, 12 * sentences);
  }
}

TEST(CrisisNoticeTest, OrderAndRepeatsOfKindsDoNotMatter) {
  EXPECT_EQ(CrisisNotice(Language::kDutch, {v1::VIOLENCE, v1::SUICIDE, v1::VIOLENCE}, {}),
            CrisisNotice(Language::kDutch, {v1::SUICIDE, v1::VIOLENCE}, {}));
  EXPECT_EQ(CrisisNotice(Language::kDutch, {}, NationalContacts()), "");
  EXPECT_EQ(CrisisNotice(Language::kDutch, {v1::CRISIS_KIND_UNSPECIFIED}, {}), "");
}

TEST(CrisisNoticeTest, TheEnglishNoteIfThereIsOne) {
  v1::CrisisContact contact = Contact({v1::VIOLENCE}, "Wijkteam", "14 0570");
  EXPECT_THAT(CrisisNotice(Language::kEnglish, {v1::VIOLENCE}, {contact}),
              HasSubstr("- Wijkteam: 14 0570. In het Nederlands."));
  contact.set_note_english("In English.");
  EXPECT_THAT(CrisisNotice(Language::kEnglish, {v1::VIOLENCE}, {contact}),
              HasSubstr("- Wijkteam: 14 0570. In English."));
  EXPECT_THAT(CrisisNotice(Language::kDutch, {v1::VIOLENCE}, {contact}), HasSubstr("In het Nederlands."));
}

// The words may stand in a dislike, so neither is named.
TEST(CrisisNoticeTest, SpeaksOfWhatIsWrittenAndNotOfWishes) {
  for (const Kinds& kinds : EveryCombination()) {
    EXPECT_THAT(Notice(Language::kDutch, kinds), HasSubstr("In wat is opgeschreven staan woorden"));
    EXPECT_THAT(Notice(Language::kEnglish, kinds), HasSubstr("What was written down contains words"));
    EXPECT_THAT(Notice(Language::kDutch, kinds), Not(HasSubstr("wens")));
    EXPECT_THAT(Notice(Language::kEnglish, kinds), Not(HasSubstr("wish")));
  }
}

TEST(CrisisNoticeTest, ANumberThatIsTheNameStandsOnce) {
  EXPECT_THAT(Notice(Language::kDutch, {v1::VIOLENCE}), HasSubstr("\n- 112. Bij direct gevaar.\n"));
  EXPECT_THAT(Notice(Language::kEnglish, {v1::SUICIDE}), HasSubstr("\n- 112. In immediate danger.\n"));
  v1::CrisisContact contact = Contact({v1::VIOLENCE}, "14 0570", "14 0570");
  contact.set_website("deventer.nl");
  EXPECT_THAT(CrisisNotice(Language::kDutch, {v1::VIOLENCE}, {contact}),
              HasSubstr("\n- 14 0570: deventer.nl. In het Nederlands."));
  contact.set_name("deventer.nl");
  EXPECT_THAT(CrisisNotice(Language::kDutch, {v1::VIOLENCE}, {contact}),
              HasSubstr("\n- deventer.nl: 14 0570. In het Nederlands."));
  contact.clear_note();
  contact.set_name("14 0570");
  contact.clear_website();
  EXPECT_THAT(CrisisNotice(Language::kDutch, {v1::VIOLENCE}, {contact}), ::testing::EndsWith("\n- 14 0570"));
}

TEST(CrisisNoticeTest, NationalContactsWithoutSettings) {
  EXPECT_THAT(Names(ContactsFor({v1::SUICIDE}, {})), ElementsAre("112", "113 Zelfmoordpreventie"));
  EXPECT_THAT(Names(ContactsFor({v1::VIOLENCE}, {})), ElementsAre("112", "Veilig Thuis"));
  EXPECT_THAT(Names(ContactsFor({v1::NO_SHELTER}, {})), ElementsAre("De gemeente, maatschappelijke opvang"));
  EXPECT_THAT(Names(ContactsFor({v1::SUICIDE, v1::VIOLENCE, v1::NO_SHELTER}, {})),
              ElementsAre("112", "113 Zelfmoordpreventie", "Veilig Thuis", "De gemeente, maatschappelijke opvang"));
  EXPECT_THAT(ContactsFor({}, NationalContacts()), IsEmpty());
}

TEST(CrisisNoticeTest, SettingsComeFirstAndNationalOnesFillWhatTheyLeaveOut) {
  const std::vector<v1::CrisisContact> settings = {Contact({v1::VIOLENCE, v1::NO_SHELTER}, "Wijkteam", "14 0570"),
                                                   Contact({v1::NO_SHELTER}, "Opvang Deventer", "0570 123456")};
  EXPECT_THAT(Names(ContactsFor({v1::VIOLENCE}, settings)), ElementsAre("Wijkteam"));
  EXPECT_THAT(Names(ContactsFor({v1::VIOLENCE, v1::NO_SHELTER}, settings)), ElementsAre("Wijkteam", "Opvang Deventer"));
  EXPECT_THAT(Names(ContactsFor({v1::SUICIDE, v1::NO_SHELTER}, settings)),
              ElementsAre("Wijkteam", "Opvang Deventer", "112", "113 Zelfmoordpreventie"));
}

TEST(CrisisNoticeTest, NoTelephoneNumberTwice) {
  const std::vector<v1::CrisisContact> settings = {Contact({v1::VIOLENCE}, "Alarm", "112")};
  EXPECT_THAT(Names(ContactsFor({v1::SUICIDE, v1::VIOLENCE}, settings)),
              ElementsAre("Alarm", "113 Zelfmoordpreventie"));
}

}  // namespace
}  // namespace meedoen::matcher
