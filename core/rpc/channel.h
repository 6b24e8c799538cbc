// The client side: a channel to a program of ours on this machine.
//
// Threads: safe. Errors: UNAVAILABLE if nobody answers within the time, by address.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"

namespace meedoen {

// Does not connect yet. Never goes through an HTTP proxy.
std::shared_ptr<grpc::Channel> NewChannel(const std::string& address);

// A channel that is connected. Fails at once if the connection is refused.
absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect(const std::string& address, absl::Duration timeout);

}  // namespace meedoen
