#include "indexer/import/contact_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/activity/checker.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kFewestDigits = 10;  // Of a Dutch telephone number.

size_t CountDigits(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool IsTelephonePart(const std::string& piece) {
  return CountDigits(piece) > 0 && piece.find_first_not_of("0123456789+-()/.") == piece.npos;
}

std::string Trimmed(std::string piece) {
  while (!piece.empty() && std::string_view(",;:()<>|").find(piece.back()) != std::string_view::npos) piece.pop_back();
  while (!piece.empty() && std::string_view(",;:<>|").find(piece.front()) != std::string_view::npos) piece.erase(0, 1);
  if (CountDigits(piece) == 0 && !piece.empty() && piece.front() == '(') piece.erase(0, 1);
  return piece;
}

bool IsWebsite(const std::string& piece) {
  return absl::StartsWithIgnoreCase(piece, "http://") || absl::StartsWithIgnoreCase(piece, "https://") ||
         absl::StartsWithIgnoreCase(piece, "www.");
}

bool SaysNothing(const std::string& piece) {
  constexpr std::string_view kWords[] = {"tel", "telefoon", "mail", "email",   "e mail",    "via",
                                         "of",  "en",       "bel",  "website", "site",      "mobiel",
                                         "t",   "e",        "w",    "m",       "aanmelden", ""};
  return std::find(std::begin(kWords), std::end(kWords), FoldText(piece)) != std::end(kWords);
}

void Put(const std::string& piece, std::string* field, std::vector<std::string>* rest) {
  field->empty() ? static_cast<void>(*field = piece) : rest->push_back(piece);
}

}  // namespace

ContactText ParseContactText(const std::string& cell) {
  ContactText contact;
  std::vector<std::string> rest;
  std::string telephone;
  const auto end_telephone = [&] {
    if (telephone.empty()) return;
    CountDigits(telephone) >= kFewestDigits ? Put(telephone, &contact.telephone, &rest) : rest.push_back(telephone);
    telephone.clear();
  };
  for (absl::string_view raw : absl::StrSplit(cell, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    const std::string piece = Trimmed(std::string(raw));
    const bool listed = !raw.empty() && (raw.back() == ',' || raw.back() == ';');
    const bool dash = piece == "-" || piece == "/";
    if (IsTelephonePart(piece)) {
      if (CountDigits(telephone) >= kFewestDigits) end_telephone();
      absl::StrAppend(&telephone, telephone.empty() ? "" : " ", piece);
      if (listed) end_telephone();
      continue;
    }
    if (dash) continue;
    end_telephone();
    if (piece.find('@') != piece.npos) {
      Put(piece, &contact.email, &rest);
    } else if (IsWebsite(piece)) {
      Put(piece, &contact.website, &rest);
    } else if (!SaysNothing(piece)) {
      rest.push_back(piece);
    }
  }
  end_telephone();
  contact.rest = absl::StrJoin(rest, " ");
  return contact;
}

bool IsPrivateTelephone(const std::string& telephone) {
  std::string digits;
  for (char c : telephone) {
    if (c == '+' || (c >= '0' && c <= '9')) digits.push_back(c);
  }
  return absl::StartsWith(digits, "06") || absl::StartsWith(digits, "+316") || absl::StartsWith(digits, "+3106") ||
         absl::StartsWith(digits, "00316");
}

bool IsPrivateEmail(const std::string& email, const std::string& person) {
  constexpr std::string_view kHouseholds[] = {"gmail.",     "hotmail.", "outlook.", "live.",   "ziggo.",  "kpnmail.",
                                              "kpnplanet.", "planet.",  "xs4all.",  "icloud.", "yahoo.",  "hetnet.",
                                              "home.nl",    "upcmail.", "telfort.", "casema.", "chello.", "quicknet.",
                                              "me.com",     "msn.",     "solcon.",  "freeler."};
  const size_t at = email.rfind('@');
  const std::string local = FoldText(email.substr(0, at));
  const std::string host = at == email.npos ? "" : absl::AsciiStrToLower(email.substr(at + 1));
  for (const std::string_view household : kHouseholds) {
    if (host.starts_with(household)) return true;
  }
  for (absl::string_view word : absl::StrSplit(FoldText(person), ' ')) {
    if (word.size() >= 3 && absl::StrContains(local, word)) return true;
  }
  return false;
}

std::string DropPrivateContact(v1::Contact* contact) {
  if (contact->person_name().empty() || contact->person_consents()) return "";
  std::vector<std::string> dropped = {"the name of a person"};
  std::vector<std::string> numbers;
  const std::string telephone = contact->telephone();
  for (absl::string_view number : absl::StrSplit(telephone, absl::ByAnyChar(",;/|\n"))) {
    const std::string trimmed(absl::StripAsciiWhitespace(number));
    if (!IsPrivateTelephone(trimmed)) numbers.push_back(trimmed);
  }
  if (const std::string kept = absl::StrJoin(numbers, ", ");
      kept.size() < telephone.size() && CountDigits(kept) < CountDigits(telephone)) {
    contact->set_telephone(kept);
    dropped.push_back("a mobile number");
  }
  if (!contact->email().empty() && IsPrivateEmail(contact->email(), contact->person_name())) {
    contact->clear_email();
    dropped.push_back("a personal mail address");
  }
  contact->clear_person_name();
  return absl::StrJoin(dropped, ", ");
}

void DropPrivateTexts(const v1::Contact& before, v1::Activity* activity) {
  constexpr size_t kShortest = 4;  // Shorter ones stand in other words.
  const v1::Contact& after = activity->contact();
  std::vector<std::string> values;
  if (after.person_name().empty()) values.push_back(before.person_name());
  if (after.email().empty()) values.push_back(before.email());
  for (absl::string_view number : absl::StrSplit(before.telephone(), absl::ByAnyChar(",;/|\n"))) {
    std::string trimmed(absl::StripAsciiWhitespace(number));
    if (absl::StrContains(after.telephone(), trimmed)) continue;
    values.push_back(trimmed);
    std::erase_if(trimmed, [](char c) { return c == ' ' || c == '-'; });
    values.push_back(std::move(trimmed));
  }
  std::erase_if(values, [](const std::string& value) { return value.size() < kShortest; });
  ReplaceTexts(activity, [&](const std::string&, const std::string& text) {
    std::string left = text;
    for (const std::string& value : values) left = absl::StrReplaceAll(left, {{value, "(weggelaten)"}});
    return left;
  });
}

}  // namespace meedoen::indexer
