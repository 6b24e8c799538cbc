// Status helpers: early return, and adding where something went wrong on the way up.
//
// Threads: safe. Cost: none beyond the Status itself.
#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace meedoen {

// `context` + ": " + the message, with the same code and payloads. OK stays OK.
absl::Status Annotate(const absl::Status& status, const std::string& context);

}  // namespace meedoen

#define MEEDOEN_RETURN_IF_ERROR(expr)                                                      \
  do {                                                                                     \
    if (absl::Status meedoen_status = (expr); !meedoen_status.ok()) return meedoen_status; \
  } while (false)

#define MEEDOEN_CONCAT_INNER(a, b) a##b
#define MEEDOEN_CONCAT(a, b) MEEDOEN_CONCAT_INNER(a, b)

// MEEDOEN_ASSIGN_OR_RETURN(auto value, Compute());
#define MEEDOEN_ASSIGN_OR_RETURN(lhs, expr) MEEDOEN_ASSIGN_IMPL(MEEDOEN_CONCAT(meedoen_or_, __LINE__), lhs, expr)
#define MEEDOEN_ASSIGN_IMPL(tmp, lhs, expr) \
  auto tmp = (expr);                        \
  if (!tmp.ok()) return tmp.status();       \
  lhs = *std::move(tmp)
