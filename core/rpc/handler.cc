#include "core/rpc/handler.h"

#include <typeinfo>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"

namespace meedoen {

absl::Status ExceptionStatus(const char* method, const std::exception* exception) {
  const char* type = exception == nullptr ? "unknown" : typeid(*exception).name();
  LogError("{} threw an exception of type {}", method, type);
  return absl::InternalError(absl::StrCat(method, " failed unexpectedly (", type, ")"));
}

void LogCall(const char* method, absl::StatusCode code, absl::Duration took) {
  const double milliseconds = absl::ToDoubleMilliseconds(took);
  const std::string name = absl::StatusCodeToString(code);
  switch (code) {
    case absl::StatusCode::kOk:
      spdlog::debug("{} {} {:.1f} ms", method, name, milliseconds);
      return;
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnknown:
      LogError("{} {} {:.1f} ms", method, name, milliseconds);
      return;
    default:
      LogInfo("{} {} {:.1f} ms", method, name, milliseconds);
  }
}

absl::Time DeadlineOf(const grpc::ServerContext& context) {
  const auto deadline = context.deadline();
  return deadline == std::chrono::system_clock::time_point::max() ? absl::InfiniteFuture() : absl::FromChrono(deadline);
}

}  // namespace meedoen
