// For whom, as people write it: "55+", "18 t/m 65", "vanaf 16 jaar", "alle leeftijden", "alleen vrouwen", "vrouwen
// 55+".
//
// All of the text is understood or none of it: "55+ of met een beperking" is not only for people of 55. "tot 65" is
// read as up to and including 64, as it is meant mostly, and says so in `up_to`. Threads: safe. Errors:
// INVALID_ARGUMENT that says why, without the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

struct AudienceText {
  std::optional<v1::AgeRange> ages;  // Empty of bounds: all ages.
  v1::GenderGroup gender = v1::GENDER_GROUP_UNSPECIFIED;
  bool up_to = false;  // "tot 65": some mean those of 65 too.
};

absl::StatusOr<AudienceText> ParseAudienceText(const std::string& cell);

}  // namespace meedoen::indexer
