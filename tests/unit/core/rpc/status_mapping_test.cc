#include "core/rpc/status_mapping.h"

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/text/clean.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

google::rpc::BadRequest FieldsOf(const absl::Status& status) {
  google::rpc::BadRequest fields;
  const auto payload = status.GetPayload(kBadRequestUrl);
  EXPECT_TRUE(payload && fields.ParseFromString(std::string(*payload)));
  return fields;
}

TEST(StatusMappingTest, GoesThereAndBackForEveryCode) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_OK(FromGrpcStatus(grpc::Status::OK));
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), absl::StrCat("message ", code));
    const grpc::Status mapped = ToGrpcStatus(status);
    EXPECT_EQ(static_cast<int>(mapped.error_code()), code);
    EXPECT_EQ(FromGrpcStatus(mapped), status);
  }
  EXPECT_EQ(FromGrpcStatus(grpc::Status(static_cast<grpc::StatusCode>(77), "?")).code(), absl::StatusCode::kUnknown);
}

TEST(StatusMappingTest, CarriesFieldProblemsAsStandardDetails) {
  Problems problems;
  problems.Add("title", "is empty");
  problems.Add("schedule.weekly_slots[0].start_time", "\"25:00\" is not a time");
  problems.Warn("cost", "is not known");
  const grpc::Status mapped = ToGrpcStatus(problems.ToStatus());
  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(mapped.error_details()));
  EXPECT_EQ(details.code(), 3);
  ASSERT_EQ(details.details_size(), 1);
  EXPECT_TRUE(details.details(0).Is<google::rpc::BadRequest>());

  const google::rpc::BadRequest fields = FieldsOf(FromGrpcStatus(mapped));
  ASSERT_EQ(fields.field_violations_size(), 2);
  EXPECT_EQ(fields.field_violations(1).field(), "schedule.weekly_slots[0].start_time");
  EXPECT_EQ(DescribeError(FromGrpcStatus(mapped)),
            "INVALID_ARGUMENT:\n  title: is empty\n  schedule.weekly_slots[0].start_time: \"25:00\" is not a time");
}

TEST(StatusMappingTest, DescribesAnErrorWithoutFields) {
  EXPECT_EQ(DescribeError(absl::AbortedError("etag")), "ABORTED: etag");
}

TEST(StatusMappingTest, CutsALongMessageBetweenCharacters) {
  const std::string longest(kMaxErrorMessageBytes, 'a');
  EXPECT_EQ(ToGrpcStatus(absl::InternalError(longest)).error_message(), longest);
  for (const char* tail : {"b", "\xC3\xA9", "\xE2\x82\xAC"}) {
    std::string text = "x";
    while (text.size() <= kMaxErrorMessageBytes) text += tail;
    const std::string cut = ToGrpcStatus(absl::InternalError(text)).error_message();
    EXPECT_LE(cut.size(), kMaxErrorMessageBytes);
    EXPECT_GT(cut.size(), kMaxErrorMessageBytes - 8);
    EXPECT_THAT(cut, EndsWith("..."));
    EXPECT_TRUE(IsValidUtf8(cut));
  }
}

TEST(StatusMappingTest, KeepsAsManyFieldProblemsAsFit) {
  Problems problems;
  int fitting = 0;
  for (google::rpc::BadRequest size; size.ByteSizeLong() + 100 < kMaxErrorDetailBytes; ++fitting) {
    problems.Add(absl::StrCat("field_", fitting), std::string(60, 'x'));
    *size.add_field_violations() = FieldsOf(problems.ToStatus()).field_violations(fitting);
  }
  EXPECT_EQ(FieldsOf(FromGrpcStatus(ToGrpcStatus(problems.ToStatus()))).field_violations_size(), fitting);

  for (int more = 0; more < 500; ++more) problems.Add(absl::StrCat("more_", more), std::string(60, 'x'));
  const google::rpc::BadRequest cut = FieldsOf(FromGrpcStatus(ToGrpcStatus(problems.ToStatus())));
  EXPECT_LE(cut.ByteSizeLong(), kMaxErrorDetailBytes);
  EXPECT_EQ(cut.field_violations(0).field(), "field_0");
  const int kept = cut.field_violations_size() - 1;
  EXPECT_EQ(cut.field_violations(kept).description(), absl::StrCat("and ", fitting + 500 - kept, " more problems"));
}

}  // namespace
}  // namespace meedoen
