// The one wrapper around every handler: maps the Status, times the call, and lets no exception reach gRPC, which would
// end the program.
//
// Logged of a call: method, code, milliseconds. Never anything of what was asked or answered.
// Threads: safe. Errors: INTERNAL for an exception, by its type only (its text can quote the request).
#pragma once

#include <exception>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "core/rpc/status_mapping.h"
#include "grpcpp/server_context.h"

namespace meedoen {

absl::Status ExceptionStatus(const char* method, const std::exception* exception);
void LogCall(const char* method, absl::StatusCode code, absl::Duration took);

// return HandleCall("GetActivity", [&]() -> absl::Status { ... });
template <typename Work>
grpc::Status HandleCall(const char* method, Work&& work) {
  const absl::Time start = absl::Now();
  absl::Status status;
  try {
    status = work();
  } catch (const std::exception& exception) {
    status = ExceptionStatus(method, &exception);
  } catch (...) {
    status = ExceptionStatus(method, nullptr);
  }
  LogCall(method, status.code(), absl::Now() - start);
  return ToGrpcStatus(status);
}

// When the caller stops waiting; far ahead if never.
absl::Time DeadlineOf(const grpc::ServerContext& context);

}  // namespace meedoen
