#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/text/clean.h"
#include "matcher/crisis/crisis_notice.h"

namespace meedoen::matcher {
namespace {

constexpr int kLeastDigits = 3;  // "112"

void CheckLine(const std::string& path, const std::string& text, size_t most, Problems* problems) {
  if (const size_t size = CountCharacters(text); size > most) {
    problems->Add(path, absl::StrCat(size, " characters, at most ", most, " are allowed"));
    return;
  }
  const absl::StatusOr<std::string> clean = CleanText(text);
  if (!clean.ok() || *clean != text || text.find('\n') != std::string::npos) {
    problems->Add(path, "write it on one line, without spaces at the ends and without characters that cannot be seen");
  }
}

bool IsTelephone(const std::string& text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= kLeastDigits && text.find_first_not_of("0123456789 +-().") == std::string::npos;
}

bool IsWebsite(const std::string& text) {
  return text.find_first_of(" \"<>") == std::string::npos && text.find('.') != std::string::npos;
}

}  // namespace

void CheckCrisisContact(const std::string& path, const v1::CrisisContact& contact, Problems* problems) {
  std::set<int> kinds;
  for (const int kind : contact.kinds()) {
    if (kind == v1::CRISIS_KIND_UNSPECIFIED || !v1::CrisisKind_IsValid(kind)) {
      problems->Add(path + ".kinds", absl::StrCat(kind, " is none of SUICIDE, VIOLENCE and NO_SHELTER"));
    } else if (!kinds.insert(kind).second) {
      problems->Add(path + ".kinds", v1::CrisisKind_Name(kind) + " stands there twice: name it once");
    }
  }
  if (contact.kinds().empty()) {
    problems->Add(path + ".kinds", "say what it is for: one or more of SUICIDE, VIOLENCE and NO_SHELTER");
  }
  if (contact.name().empty()) problems->Add(path + ".name", "say whom one calls, e.g. \"Veilig Thuis\"");
  if (contact.telephone().empty() && contact.website().empty()) {
    problems->Add(path + ".telephone", "give a telephone number or a website, or both");
  }
  CheckLine(path + ".name", contact.name(), kMaxTitleCharacters, problems);
  CheckLine(path + ".telephone", contact.telephone(), kMaxTelephoneCharacters, problems);
  CheckLine(path + ".website", contact.website(), kMaxTitleCharacters, problems);
  CheckLine(path + ".note", contact.note(), kMaxContactNoteCharacters, problems);
  CheckLine(path + ".note_english", contact.note_english(), kMaxContactNoteCharacters, problems);
  if (!contact.telephone().empty() && !IsTelephone(contact.telephone())) {
    problems->Add(path + ".telephone", "give one number, of digits, spaces and +-().; a second one goes into the note");
  }
  if (!contact.website().empty() && !IsWebsite(contact.website())) {
    problems->Add(path + ".website", "give one web address, e.g. \"veiligthuis.nl\"");
  }
}

}  // namespace meedoen::matcher
