#include "core/rpc/server.h"

#include <mutex>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "grpc/grpc.h"
#include "grpc/support/log.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/channel_arguments.h"

namespace meedoen {
namespace {

// gRPC's own lines ("Failed to add port to server") repeat what our errors say better, and go to our log, for
// developers.
void LogOfGrpc(gpr_log_func_args* line) { spdlog::debug("grpc: {}", line->message); }

// Once a process, before the first server.
void PrepareGrpc() {
  static std::once_flag once;
  std::call_once(once, [] {
    gpr_set_log_function(LogOfGrpc);
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<RpcServer>> RpcServer::Start(const RpcServerOptions& options) {
  PrepareGrpc();
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(static_cast<int>(kMaxMessageBytes));
  builder.SetMaxSendMessageSize(static_cast<int>(kMaxAnswerBytes));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // Else two servers share one port, and calls go to either.
  Address address;
  int bound_port = 0;
  if (!options.address.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(address, ParseLoopbackAddress(options.address));
    MEEDOEN_RETURN_IF_ERROR(CheckCanListen(address));
    builder.AddListeningPort(address.ToString(), grpc::InsecureServerCredentials(), &bound_port);
  }
  for (grpc::Service* service : options.services) builder.RegisterService(service);
  std::unique_ptr<RpcServer> server(new RpcServer(address, options.stop));
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || (!options.address.empty() && bound_port == 0)) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot listen at ", address.ToString(), "; choose another port"));
  }
  server->address_.port = bound_port;
  if (!options.address.empty()) LogInfo("serving on {}", server->address_.ToString());
  return server;
}

RpcServer::~RpcServer() { Drain(absl::Seconds(5)); }

std::shared_ptr<grpc::Channel> RpcServer::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(kMaxAnswerBytes));
  return server_->InProcessChannel(arguments);
}

void RpcServer::Drain(absl::Duration grace) {
  if (server_ == nullptr) return;
  if (stop_ != nullptr) stop_->Set();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  server_->Wait();
  server_.reset();
}

}  // namespace meedoen
