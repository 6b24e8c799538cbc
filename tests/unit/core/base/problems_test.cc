#include "core/base/problems.h"

#include "core/base/clock.h"
#include "core/base/status.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::HasSubstr;

TEST(ProblemsTest, WarningsAloneAreOk) {
  Problems problems;
  problems.Warn("title", "is short");
  EXPECT_OK(problems.ToStatus());
  EXPECT_EQ(problems.all().size(), 1u);
}

TEST(ProblemsTest, ListsEveryErrorAlsoInTheDetails) {
  Problems problems;
  problems.Add("title", "is empty");
  problems.Warn("description", "is short");
  problems.Add("schedule.weekly_slots[0].start_time", "is not a time");
  const absl::Status status = Annotate(problems.ToStatus(), "row 3");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("row 3: title: is empty; schedule.weekly_slots[0].start_time"));
  google::rpc::BadRequest details;
  const auto payload = status.GetPayload(kBadRequestUrl);
  ASSERT_TRUE(payload.has_value());
  ASSERT_TRUE(details.ParseFromString(std::string(*payload)));
  ASSERT_EQ(details.field_violations_size(), 2);
  EXPECT_EQ(details.field_violations(1).field(), "schedule.weekly_slots[0].start_time");
}

absl::StatusOr<int> Half(int number) {
  if (number % 2 != 0) return absl::InvalidArgumentError("odd");
  return number / 2;
}

absl::StatusOr<int> Quarter(int number) {
  MEEDOEN_ASSIGN_OR_RETURN(const int half, Half(number));
  return Half(half);
}

TEST(StatusTest, ReturnsEarly) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_FALSE(Quarter(6).ok());
  EXPECT_FALSE(Quarter(1).ok());
  EXPECT_OK(Annotate(absl::OkStatus(), "nothing"));
}

TEST(ClockTest, FixedClockStandsStillUntilSet) {
  FixedClock clock(absl::FromUnixSeconds(10));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(10));
  clock.Set(absl::FromUnixSeconds(20));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(20));
  EXPECT_GT(RealClock().Now(), absl::FromUnixSeconds(1'700'000'000));
}

}  // namespace
}  // namespace meedoen
