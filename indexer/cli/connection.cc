#include "indexer/cli/connection.h"

#include <iostream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"
#include "indexer/service/serving_file.h"

namespace meedoen::indexer {

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const GlobalOptions& options) {
  auto connection = std::make_unique<Connection>();
  std::optional<std::string> address = FindServing(options.data_folder);
  if (!options.address.empty()) address = options.address;
  if (address && !options.settings_folder.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("--settings belongs to the indexer that answers at ", *address,
                                                   ", which has its own; leave it out here"));
  }
  if (address) {
    absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = Connect(*address, absl::Seconds(5));
    if (!channel.ok()) {
      return absl::UnavailableError(absl::StrCat(
          "no indexer answers at ", *address, "; start one with meedoen-indexer serve, or leave out --address to open ",
          options.data_folder, " without one"));
    }
    connection->channel_ = *std::move(channel);
    return connection;
  }
  MEEDOEN_ASSIGN_OR_RETURN(connection->indexer_,
                           Indexer::Open(ToIndexerOptions(options), *PosixEnv(), connection->clock_));
  connection->channel_ = connection->indexer_->InProcessChannel();
  return connection;
}

IndexerOptions ToIndexerOptions(const GlobalOptions& options) {
  IndexerOptions own;
  own.data_folder = options.data_folder;
  own.model_folder = options.model_folder;
  own.next_model_folder = options.next_model_folder;
  own.settings_folder = options.settings_folder;
  own.allow_model_change = options.allow_model_change;
  own.accept_lost_writes = options.accept_lost_writes;
  return own;
}

int Failed(const absl::Status& status) {
  std::cerr << "meedoen-indexer: " << DescribeError(status) << std::endl;
  return 1;
}

}  // namespace meedoen::indexer
