// What it costs, as people write it: "€ 2,50 p.k.", "gratis", "vrijwillige bijdrage", "€ 45 voor 8 lessen", "5,- per
// keer, eerste keer gratis", "gratis met stadspas".
//
// All of the text is understood or none of it: "€ 5 per keer voor leden" says nothing of the others. An amount without
// per what ("€ 5") is not understood, unless the column says it. Threads: safe. Errors: INVALID_ARGUMENT that says why,
// without the text. Cost: some 10 microseconds.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

enum class PriceUnit : uint8_t { kNone, kVisit, kMonth, kYear, kCourse };

struct PriceText {
  v1::Cost cost;         // Without a note.
  bool remarks = false;  // The text says more than the fields hold ("inclusief koffie"): keep it as a note.
};

// `unit`: of amounts that do not say it.
absl::StatusOr<PriceText> ParsePriceText(const std::string& cell, PriceUnit unit = PriceUnit::kNone);

}  // namespace meedoen::indexer
