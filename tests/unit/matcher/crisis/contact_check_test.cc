#include <functional>

#include "core/base/limits.h"
#include "matcher/crisis/crisis_notice.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;

v1::CrisisContact Right() {
  v1::CrisisContact contact;
  contact.add_kinds(v1::VIOLENCE);
  contact.set_name("Wijkteam");
  contact.set_telephone("14 0570");
  return contact;
}

absl::Status Check(const std::function<void(v1::CrisisContact&)>& change) {
  v1::CrisisContact contact = Right();
  change(contact);
  Problems problems;
  CheckCrisisContact("GM0150.json: crisis_contacts[3]", contact, &problems);
  return problems.ToStatus();
}

auto Names(const std::string& field, const std::string& why) {
  return FailsWith(absl::StatusCode::kInvalidArgument,
                   AllOf(HasSubstr("GM0150.json: crisis_contacts[3]." + field), HasSubstr(why)));
}

TEST(ContactCheckTest, TheNationalContactsAndARightOnePass) {
  EXPECT_OK(Check([](auto&) {}));
  Problems problems;
  for (const v1::CrisisContact& contact : NationalContacts()) CheckCrisisContact("national", contact, &problems);
  EXPECT_OK(problems.ToStatus());
}

TEST(ContactCheckTest, EveryFieldIsChecked) {
  EXPECT_THAT(Check([](auto& c) { c.clear_kinds(); }), Names("kinds", "what it is for"));
  EXPECT_THAT(Check([](auto& c) { c.add_kinds(v1::CRISIS_KIND_UNSPECIFIED); }), Names("kinds", "0 is none of"));
  EXPECT_THAT(Check([](auto& c) { c.add_kinds(static_cast<v1::CrisisKind>(9)); }), Names("kinds", "9 is none of"));
  EXPECT_THAT(Check([](auto& c) { c.add_kinds(v1::VIOLENCE); }), Names("kinds", "VIOLENCE stands there twice"));
  EXPECT_THAT(Check([](auto& c) { c.clear_name(); }), Names("name", "whom"));
  EXPECT_THAT(Check([](auto& c) { c.clear_telephone(); }), Names("telephone", "or a website"));
  EXPECT_OK(Check([](auto& c) { c.clear_telephone(), c.set_website("deventer.nl/opvang"); }));
  EXPECT_THAT(Check([](auto& c) { c.set_website("deventer"); }), Names("website", "one web address"));
  EXPECT_THAT(Check([](auto& c) { c.set_website("a.nl b.nl"); }), Names("website", "one web address"));
  for (const char* number : {"12", "113 of 112", "bel ons"}) {
    EXPECT_THAT(Check([&](auto& c) { c.set_telephone(number); }), Names("telephone", "one number")) << number;
  }
  for (const char* number : {"112", "0800-2000", "+31 (0)570 12.34.56"}) {
    EXPECT_OK(Check([&](auto& c) { c.set_telephone(number); })) << number;
  }
  for (const char* text : {"twee\nregels", " ervoor", "on\u200bzichtbaar", "\x07"}) {
    EXPECT_THAT(Check([&](auto& c) { c.set_name(text); }), Names("name", "one line")) << text;
    EXPECT_THAT(Check([&](auto& c) { c.set_note(text); }), Names("note", "one line")) << text;
    EXPECT_THAT(Check([&](auto& c) { c.set_note_english(text); }), Names("note_english", "one line")) << text;
  }
}

TEST(ContactCheckTest, LengthsAtTheLimitAndAbove) {
  const auto long_text = [](size_t size) {
    std::string text;
    for (size_t i = 0; i < size; ++i) text += "é";
    return text;
  };
  EXPECT_OK(Check([&](auto& c) { c.set_name(long_text(kMaxTitleCharacters)); }));
  EXPECT_THAT(Check([&](auto& c) { c.set_name(long_text(kMaxTitleCharacters + 1)); }), Names("name", "at most 200"));
  EXPECT_OK(Check([&](auto& c) { c.set_note(long_text(kMaxContactNoteCharacters)); }));
  EXPECT_THAT(Check([&](auto& c) { c.set_note(long_text(kMaxContactNoteCharacters + 1)); }),
              Names("note", "at most 300"));
  EXPECT_THAT(Check([&](auto& c) { c.set_note_english(long_text(kMaxContactNoteCharacters + 1)); }),
              Names("note_english", "at most 300"));
  EXPECT_OK(Check([&](auto& c) { c.set_telephone(std::string(kMaxTelephoneCharacters, '1')); }));
  EXPECT_THAT(Check([&](auto& c) { c.set_telephone(std::string(kMaxTelephoneCharacters + 1, '1')); }),
              Names("telephone", "at most 30"));
  const std::string site = "a." + std::string(kMaxTitleCharacters - 2, 'n');
  EXPECT_OK(Check([&](auto& c) { c.set_website(site); }));
  EXPECT_THAT(Check([&](auto& c) { c.set_website(site + "l"); }), Names("website", "at most 200"));
}

}  // namespace
}  // namespace meedoen::matcher
