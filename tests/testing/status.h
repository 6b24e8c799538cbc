// Matchers and shorthands for absl::Status in tests.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& value) {
  return value.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).ok();
}

// EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kNotFound, HasSubstr("model.json")));
MATCHER_P2(FailsWith, code, message, "fails with a code and a message") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(message, std::string(StatusOf(arg).message()), result_listener);
}

}  // namespace meedoen::testing

#define ASSERT_OK(expr) ASSERT_THAT(expr, ::meedoen::testing::IsOk())
#define EXPECT_OK(expr) EXPECT_THAT(expr, ::meedoen::testing::IsOk())
