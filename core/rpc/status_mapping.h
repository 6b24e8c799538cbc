// Between our Status and gRPC's: done here once, at the edge, and nowhere else.
//
// A status goes out with its code, its message and, if it has field problems (core/base/problems.h), a
// google.rpc.Status with google.rpc.BadRequest in the details, as the public API Improvement Proposals ask. Threads:
// safe. Bounds: the message and the details are cut so that both fit the 8 KiB of headers that clients of every
// language accept; what was cut is said ("and 12 more").
#pragma once

#include <string>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace meedoen {

grpc::Status ToGrpcStatus(const absl::Status& status);

// The same way back: the payload is there again.
absl::Status FromGrpcStatus(const grpc::Status& status);

// For a person at a terminal: "INVALID_ARGUMENT: ..." and each field problem on a line of its own.
std::string DescribeError(const absl::Status& status);

}  // namespace meedoen
