#include "matcher/crisis/crisis_notice.h"

#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace meedoen::matcher {
namespace {

struct Texts {
  const char* opening;  // {0}: what the words can point to.
  std::array<const char*, v1::CrisisKind_ARRAYSIZE> what;
  std::array<const char*, v1::CrisisKind_ARRAYSIZE> advice;
  const char* closing;
  const char* numbers;
};

// To the coach, about a client who may be sitting next to them: no blame, no diagnosis, nothing that was written.
constexpr Texts kDutch = {
    "Lees dit eerst. In wat is opgeschreven staan woorden die kunnen wijzen op {0}. Praat daar eerst over, nog vóór de "
    "activiteiten. Misschien is er iets anders bedoeld: vraag het na.",
    {"", "gedachten aan zelfdoding", "geweld of dreiging", "geen veilige plek om te slapen"},
    {"",
     "Vraag rustig en rechtstreeks of deze persoon aan zelfdoding denkt. Die vraag maakt het niet erger. Het kan ook "
     "om "
     "een ander gaan, bijvoorbeeld om iemand die door zelfdoding is overleden. Vraag dan hoe het nu gaat.",
     "Vraag of deze persoon veilig is, thuis en op andere plekken. Doe dat als niemand anders meeluistert. Vraag ook "
     "of "
     "er kinderen bij zijn.",
     "Vraag waar deze persoon vannacht slaapt, en of er kinderen bij zijn. Is er geen veilige plek? Bel dan vandaag "
     "nog."},
    "Is er nu gevaar? Bel 112. Dit bericht komt van losse woorden. Het zegt niet wat er aan de hand is: u beslist "
    "samen "
    "met deze persoon wat nodig is.",
    "Wie u kunt bellen:"};

constexpr Texts kEnglish = {
    "Read this first. What was written down contains words that can point to {0}. Talk about that first, before any "
    "activity. "
    "Something else may be meant: ask.",
    {"", "thoughts of suicide", "violence or threats", "no safe place to sleep"},
    {"",
     "Ask calmly and directly whether this person is thinking of suicide. Asking does not make it worse. It can also "
     "be "
     "about somebody else, for instance a person who died by suicide. Then ask how they are doing now.",
     "Ask whether this person is safe, at home and elsewhere. Do so when nobody else is listening. Also ask whether "
     "there are children.",
     "Ask where this person will sleep tonight, and whether there are children. No safe place? Then call today."},
    "Is there danger now? Call 112. This notice comes from single words. It does not say what is going on: you decide "
    "together with this person what is needed.",
    "Whom you can call:"};

bool Has(const std::vector<v1::CrisisKind>& kinds, int kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool IsFor(const v1::CrisisContact& contact, int kind) {
  return std::find(contact.kinds().begin(), contact.kinds().end(), kind) != contact.kinds().end();
}

// "- Veilig Thuis: 0800-2000, veiligthuis.nl. Dag en nacht, gratis."; a number that is the name stands once: "- 112."
std::string Line(Language language, const v1::CrisisContact& contact) {
  std::vector<std::string> ways;
  if (!contact.telephone().empty() && contact.telephone() != contact.name()) ways.push_back(contact.telephone());
  if (!contact.website().empty() && contact.website() != contact.name()) ways.push_back(contact.website());
  const bool english = language == Language::kEnglish && !contact.note_english().empty();
  const std::string& note = english ? contact.note_english() : contact.note();
  return absl::StrCat("- ", contact.name(), ways.empty() ? "" : ": ", absl::StrJoin(ways, ", "),
                      note.empty() ? "" : ". ", note);
}

v1::CrisisContact Contact(std::initializer_list<v1::CrisisKind> kinds, std::array<const char*, 5> texts) {
  v1::CrisisContact contact;
  for (const v1::CrisisKind kind : kinds) contact.add_kinds(kind);
  contact.set_name(texts[0]);
  contact.set_telephone(texts[1]);
  contact.set_website(texts[2]);
  contact.set_note(texts[3]);
  contact.set_note_english(texts[4]);
  return contact;
}

}  // namespace

const std::vector<v1::CrisisContact>& NationalContacts() {
  static const auto* const contacts = new std::vector<v1::CrisisContact>{
      Contact({v1::SUICIDE, v1::VIOLENCE}, {"112", "112", "", "Bij direct gevaar.", "In immediate danger."}),
      Contact({v1::SUICIDE},
              {"113 Zelfmoordpreventie", "113", "113.nl",
               "Of 0800-0113. Dag en nacht, gratis en anoniem, ook per chat. Ook voor naasten en "
               "nabestaanden.",
               "Or 0800-0113. Day and night, free and anonymous, by chat too. Also for relatives and the "
               "bereaved."}),
      Contact({v1::VIOLENCE}, {"Veilig Thuis", "0800-2000", "veiligthuis.nl",
                               "Dag en nacht, gratis. Ook om te overleggen zonder een naam te noemen.",
                               "Day and night, free. Also to talk it over without naming anybody."}),
      Contact(
          {v1::NO_SHELTER},
          {"De gemeente, maatschappelijke opvang", "", "regelhulp.nl",
           "Bel de gemeente waar deze persoon nu is en vraag naar opvang voor vannacht.",
           "Call the municipality where this person is now and ask for shelter (maatschappelijke opvang) tonight."}),
  };
  return *contacts;
}

std::vector<v1::CrisisContact> ContactsFor(const std::vector<v1::CrisisKind>& kinds,
                                           const std::vector<v1::CrisisContact>& contacts) {
  std::vector<v1::CrisisContact> chosen;
  std::set<std::string> telephones;
  std::vector<v1::CrisisKind> open;
  for (const v1::CrisisKind kind : kinds) {
    const bool named = std::any_of(contacts.begin(), contacts.end(), [&](const auto& one) { return IsFor(one, kind); });
    if (!named) open.push_back(kind);
  }
  const auto choose = [&](const std::vector<v1::CrisisContact>& from, const std::vector<v1::CrisisKind>& wanted) {
    for (const v1::CrisisContact& contact : from) {
      const bool fits = std::any_of(wanted.begin(), wanted.end(), [&](int kind) { return IsFor(contact, kind); });
      if (!fits || (!contact.telephone().empty() && !telephones.insert(contact.telephone()).second)) continue;
      chosen.push_back(contact);
    }
  };
  choose(contacts, kinds);
  choose(NationalContacts(), open);
  return chosen;
}

std::string CrisisNotice(Language language, const std::vector<v1::CrisisKind>& kinds,
                         const std::vector<v1::CrisisContact>& contacts) {
  const Texts& texts = language == Language::kEnglish ? kEnglish : kDutch;
  std::vector<std::string> what;
  std::string advice;
  for (int kind = v1::CRISIS_KIND_UNSPECIFIED + 1; kind < v1::CrisisKind_ARRAYSIZE; ++kind) {
    if (!Has(kinds, kind)) continue;
    what.push_back(texts.what[kind]);
    absl::StrAppend(&advice, texts.advice[kind], "\n");
  }
  if (what.empty()) return "";
  std::string notice = texts.opening;
  notice.replace(notice.find("{0}"), 3, Enumerate(language, what));
  absl::StrAppend(&notice, "\n", advice, texts.closing);
  if (!contacts.empty()) absl::StrAppend(&notice, "\n", texts.numbers);
  for (const v1::CrisisContact& contact : contacts) absl::StrAppend(&notice, "\n", Line(language, contact));
  return notice;
}

}  // namespace meedoen::matcher
