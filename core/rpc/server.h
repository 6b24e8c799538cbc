// A gRPC server with what both programs have in common: health, reflection, bounds, one address, an orderly end.
//
// Only services of the synchronous API: mixed with callback services every call stalls 100 ms now and then (gRPC 1.51).
// Threads: safe; gRPC calls the services from threads of its own. Ownership: services and the stop flag outlive the
// server; destroying the server drains it. Errors: INVALID_ARGUMENT and FAILED_PRECONDITION of core/rpc/address.h;
// FAILED_PRECONDITION for a port in use.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/rpc/address.h"
#include "core/rpc/signals.h"
#include "grpcpp/channel.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server.h"

namespace meedoen {

struct RpcServerOptions {
  std::string address;  // HOST:PORT; port 0 picks one. Empty: no port, only InProcessChannel().
  std::vector<grpc::Service*> services;
  StopFlag* stop = nullptr;  // Set when draining begins, for long calls to end.
};

class RpcServer {
 public:
  // Logs "serving on HOST:PORT" once calls are answered.
  static absl::StatusOr<std::unique_ptr<RpcServer>> Start(const RpcServerOptions& options);
  ~RpcServer();
  RpcServer(const RpcServer&) = delete;
  RpcServer& operator=(const RpcServer&) = delete;

  const Address& address() const { return address_; }  // With the port that was picked.

  // A client inside this program, without a socket. Must not be used after the server is destroyed.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Takes no new calls, sets the stop flag, lets calls end for `grace`, then cuts them off. Blocks; later calls do
  // nothing.
  void Drain(absl::Duration grace);

 private:
  RpcServer(Address address, StopFlag* stop) : address_(std::move(address)), stop_(stop) {}
  Address address_;
  StopFlag* const stop_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace meedoen
