// Where a server listens: "127.0.0.1:50151".
//
// Threads: safe. Errors: INVALID_ARGUMENT for what is not HOST:PORT; FAILED_PRECONDITION for a host that others can
// reach: there is no TLS and there are no tokens yet, so only this machine may call.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace meedoen {

struct Address {
  std::string host;  // A numeric loopback address, without brackets.
  int port = 0;      // 0: any free one.

  std::string ToString() const;  // With brackets around IPv6.
};

absl::StatusOr<Address> ParseLoopbackAddress(const std::string& text);

// OK if a server could listen there now; else why not (in use, not permitted), by name. For messages: what is free now
// can be taken in a moment.
absl::Status CheckCanListen(const Address& address);

}  // namespace meedoen
