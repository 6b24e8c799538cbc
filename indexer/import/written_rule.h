// A rule of RFC 5545 in a cell of words: "FREQ=MONTHLY;BYDAY=2TU 10:00-12:00", with "vanaf 2026-09-01" before its times
// or without.
//
// Threads: safe. Errors: INVALID_ARGUMENT that says why, without the text.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

bool IsWrittenRule(std::string_view text);

// In normal form, valid but for a start_date that may be missing.
absl::StatusOr<v1::Recurrence> ParseWrittenRule(const std::string& text);

}  // namespace meedoen::indexer
