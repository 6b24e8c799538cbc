// Resource names (municipalities/GM0150/activities/koor-de-ijssel) and the codes of Statistics Netherlands (CBS).
//
// Threads: safe. Errors: INVALID_ARGUMENT that says what a name looks like.
// Source: https://www.cbs.nl codering gebieden: GM + 4, WK + 6, BU + 8 digits, hierarchical.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace meedoen {

struct ActivityName {
  std::string municipality_code;  // "GM0150"
  std::string activity_id;        // "koor-de-ijssel"

  std::string ToString() const;
  std::string Key() const { return municipality_code + "/" + activity_id; }
};

absl::StatusOr<ActivityName> ParseActivityName(std::string_view name);
absl::StatusOr<ActivityName> ParseActivityKey(std::string_view key);  // "GM0150/koor-de-ijssel"

bool IsActivityId(std::string_view id);          // 1 to 63 of a-z 0-9 -, letter or digit at both ends.
bool IsMunicipalityCode(std::string_view code);  // GM0150

enum class AreaKind { kNone, kMunicipality, kDistrict, kNeighbourhood, kPostcode4, kPostcode6 };

// What kind of area a code names by its form: GM0150, WK015001, BU01500101, 7415, 7415AB (upper case, no space).
AreaKind AreaKindOf(std::string_view code);

// "7415 ab" as "7415AB": upper case, without spaces.
std::string NormalizeAreaCode(std::string_view code);

}  // namespace meedoen
