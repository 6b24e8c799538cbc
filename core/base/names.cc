#include "core/base/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/shortened.h"

namespace meedoen {
namespace {

constexpr std::string_view kParent = "municipalities/";
constexpr std::string_view kCollection = "/activities/";

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::Status BadName(std::string_view name) {
  return absl::InvalidArgumentError(absl::StrCat("\"", Shortened(name, 100),
                                                 "\" is not the name of an activity; it looks like "
                                                 "municipalities/GM0150/activities/koor-de-ijssel"));
}

}  // namespace

std::string ActivityName::ToString() const {
  return absl::StrCat(std::string(kParent), municipality_code, std::string(kCollection), activity_id);
}

bool IsActivityId(std::string_view id) {
  const auto word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (id.empty() || id.size() > 63 || !word(id.front()) || !word(id.back())) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) { return word(c) || c == '-'; });
}

bool IsMunicipalityCode(std::string_view code) { return AreaKindOf(code) == AreaKind::kMunicipality; }

absl::StatusOr<ActivityName> ParseActivityName(std::string_view name) {
  const size_t code_at = kParent.size(), collection_at = code_at + 6, id_at = collection_at + kCollection.size();
  if (name.size() <= id_at || name.substr(0, code_at) != kParent ||
      name.substr(collection_at, kCollection.size()) != kCollection) {
    return BadName(name);
  }
  ActivityName parsed{std::string(name.substr(code_at, 6)), std::string(name.substr(id_at))};
  if (!IsMunicipalityCode(parsed.municipality_code) || !IsActivityId(parsed.activity_id)) return BadName(name);
  return parsed;
}

absl::StatusOr<ActivityName> ParseActivityKey(std::string_view key) {
  if (key.size() < 8 || key[6] != '/') return BadName(key);
  ActivityName parsed{std::string(key.substr(0, 6)), std::string(key.substr(7))};
  if (!IsMunicipalityCode(parsed.municipality_code) || !IsActivityId(parsed.activity_id)) return BadName(key);
  return parsed;
}

AreaKind AreaKindOf(std::string_view code) {
  const auto letters = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  if (code.size() == 6 && code.substr(0, 2) == "GM" && AllDigits(code.substr(2))) return AreaKind::kMunicipality;
  if (code.size() == 8 && code.substr(0, 2) == "WK" && AllDigits(code.substr(2))) return AreaKind::kDistrict;
  if (code.size() == 10 && code.substr(0, 2) == "BU" && AllDigits(code.substr(2))) return AreaKind::kNeighbourhood;
  const bool postcode = code.size() >= 4 && AllDigits(code.substr(0, 4)) && code[0] != '0';
  if (postcode && code.size() == 4) return AreaKind::kPostcode4;
  if (postcode && code.size() == 6 && letters(code.substr(4))) return AreaKind::kPostcode6;
  return AreaKind::kNone;
}

std::string NormalizeAreaCode(std::string_view code) {
  std::string normal;
  for (char c : code) {
    if (c != ' ') normal.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return normal;
}

}  // namespace meedoen
