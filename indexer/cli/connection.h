// Whom a command talks to: the indexer that serves the data folder, or one of its own, opened for this command only.
//
// Threads: one. Ownership: an indexer opened here lives as long as the connection; stubs must not outlive it.
// Errors: UNAVAILABLE (nobody answers at an address that was asked for), and those of Indexer::Open.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "grpcpp/grpcpp.h"
#include "indexer/service/indexer.h"

namespace meedoen::indexer {

struct GlobalOptions {
  std::string data_folder = "var/data";
  std::string model_folder = "var/models/multilingual-e5-small";
  std::string next_model_folder;  // serve only.
  std::string settings_folder;
  std::string address;  // Empty: found by the data folder.
  std::string log_level;
  bool allow_model_change = false;  // These two only where the command opens the folder itself.
  bool accept_lost_writes = false;
};

class Connection {
 public:
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const GlobalOptions& options);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  RealClock clock_;
  std::unique_ptr<Indexer> indexer_;        // Null: somebody else's answers.
  std::shared_ptr<grpc::Channel> channel_;  // Goes before the indexer does.
};

// One call to whoever answers for these options: Call(options, &v1::IndexService::Stub::Verify, request).
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(const GlobalOptions& options,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Connection> connection, Connection::Open(options));
  Stub stub(connection->channel());
  grpc::ClientContext context;
  Response response;
  MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus((stub.*method)(&context, request, &response)));
  return response;
}

IndexerOptions ToIndexerOptions(const GlobalOptions& options);

// Prints the error for people and returns the exit code of a command that failed.
int Failed(const absl::Status& status);

}  // namespace meedoen::indexer
