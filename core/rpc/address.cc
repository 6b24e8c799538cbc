#include "core/rpc/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace meedoen {
namespace {

bool IsLoopback(const std::string& host) {
  in_addr four;
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  in6_addr six;
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

int Bind(const Address& address, int listener) {
  if (address.host.find(':') == std::string::npos) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<uint16_t>(address.port));
    inet_pton(AF_INET, address.host.c_str(), &four.sin_addr);
    return ::bind(listener, reinterpret_cast<const sockaddr*>(&four), sizeof(four));
  }
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(static_cast<uint16_t>(address.port));
  inet_pton(AF_INET6, address.host.c_str(), &six.sin6_addr);
  return ::bind(listener, reinterpret_cast<const sockaddr*>(&six), sizeof(six));
}

}  // namespace

std::string Address::ToString() const {
  const bool six = host.find(':') != std::string::npos;
  return absl::StrCat(six ? "[" : "", host, six ? "]:" : ":", port);
}

absl::StatusOr<Address> ParseLoopbackAddress(const std::string& text) {
  const size_t colon = text.rfind(':');
  Address address;
  if (colon == std::string::npos || !absl::SimpleAtoi(text.substr(colon + 1), &address.port) || address.port < 0 ||
      address.port > 65535) {
    return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is not HOST:PORT; example: 127.0.0.1:50151"));
  }
  address.host = text.substr(0, colon);
  if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (!IsLoopback(address.host)) {
    return absl::FailedPreconditionError(
        absl::StrCat("\"", text,
                     "\" is not an address of this machine alone, and without TLS and tokens nobody else may "
                     "call; use 127.0.0.1, [::1] or localhost"));
  }
  return address;
}

absl::Status CheckCanListen(const Address& address) {
  const bool six = address.host.find(':') != std::string::npos;
  const int listener = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0)
    return absl::InternalError(absl::StrCat("no socket for ", address.ToString(), ": ", strerror(errno)));
  const int reuse = 1;  // As gRPC does: connections that are being closed do not count.
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof(reuse));
  const bool can = Bind(address, listener) == 0 && ::listen(listener, 1) == 0;
  const int why = errno;
  ::close(listener);
  if (can) return absl::OkStatus();
  if (why == EADDRINUSE) {
    return absl::FailedPreconditionError(
        absl::StrCat("another program listens at ", address.ToString(), " already; stop it, or choose another port"));
  }
  return absl::FailedPreconditionError(absl::StrCat("cannot listen at ", address.ToString(), ": ", strerror(why)));
}

}  // namespace meedoen
