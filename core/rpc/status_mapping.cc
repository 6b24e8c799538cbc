#include "core/rpc/status_mapping.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/base/shortened.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace meedoen {
namespace {

// At most `most` bytes, and says that there was more.
std::string CutOff(std::string_view text, size_t most) {
  constexpr std::string_view kCut = "...";
  if (text.size() <= most) return std::string(text);
  return Shortened(text, most - kCut.size()).append(kCut);
}

// As many violations as fit; the last one then says how many more there are.
google::rpc::BadRequest Fitting(const google::rpc::BadRequest& all) {
  if (all.ByteSizeLong() <= kMaxErrorDetailBytes) return all;
  constexpr size_t kRoomForTheLast = 100;
  google::rpc::BadRequest kept;
  for (const auto& violation : all.field_violations()) {
    *kept.add_field_violations() = violation;
    if (kept.ByteSizeLong() > kMaxErrorDetailBytes - kRoomForTheLast) {
      kept.mutable_field_violations()->RemoveLast();
      break;
    }
  }
  const int left_out = all.field_violations_size() - kept.field_violations_size();
  kept.add_field_violations()->set_description(absl::StrCat("and ", left_out, " more problems"));
  return kept;
}

absl::StatusCode CodeOf(const grpc::Status& status) {
  const int code = status.error_code();
  const bool known = code >= 0 && code <= static_cast<int>(absl::StatusCode::kUnauthenticated);
  return known ? static_cast<absl::StatusCode>(code) : absl::StatusCode::kUnknown;
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());  // The numbers are the same by design.
  const std::string message = CutOff({status.message().data(), status.message().size()}, kMaxErrorMessageBytes);
  const absl::optional<absl::Cord> payload = status.GetPayload(kBadRequestUrl);
  google::rpc::BadRequest fields;
  if (!payload || !fields.ParseFromString(std::string(*payload))) return {code, message};
  google::rpc::Status details;
  details.set_code(status.raw_code());
  details.set_message(message);
  auto* any = details.add_details();
  any->set_type_url(kBadRequestUrl);
  any->set_value(Fitting(fields).SerializeAsString());
  return {code, message, details.SerializeAsString()};
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status mapped(CodeOf(status), status.error_message());
  google::rpc::Status details;
  if (!status.error_details().empty() && details.ParseFromString(status.error_details())) {
    for (const auto& any : details.details()) mapped.SetPayload(any.type_url(), absl::Cord(any.value()));
  }
  return mapped;
}

std::string DescribeError(const absl::Status& status) {
  const std::string code = absl::StatusCodeToString(status.code());
  const absl::optional<absl::Cord> payload = status.GetPayload(kBadRequestUrl);
  google::rpc::BadRequest fields;
  if (!payload || !fields.ParseFromString(std::string(*payload)) || fields.field_violations().empty()) {
    return absl::StrCat(code, ": ", status.message());
  }
  std::string text = absl::StrCat(code, ":");
  for (const auto& violation : fields.field_violations()) {
    absl::StrAppend(&text, "\n  ", violation.field(), violation.field().empty() ? "" : ": ", violation.description());
  }
  return text;
}

}  // namespace meedoen
