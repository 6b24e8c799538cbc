// How a rule of the contract says what it found instead.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "indexer/store/catalog_log.h"

#define REQUIRE(condition, found)                                                                      \
  do {                                                                                                 \
    if (!(condition)) return absl::InternalError(absl::StrCat(#condition, " does not hold: ", found)); \
  } while (false)

namespace meedoen::indexer::testing {

inline absl::Status HasCode(const absl::Status& status, absl::StatusCode code) {
  if (status.code() == code) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("expected ", absl::StatusCodeToString(code), ", got ", status.ToString()));
}

}  // namespace meedoen::indexer::testing
