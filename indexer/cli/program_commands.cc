#include "indexer/cli/program_commands.h"

#include <iostream>

#include "core/base/log.h"
#include "core/embedding/model_check.h"
#include "core/rpc/signals.h"

namespace meedoen::indexer {
namespace {

constexpr absl::Duration kDrain = absl::Seconds(10);

}  // namespace

int RunServe(const GlobalOptions& options, const std::string& listen) {
  BlockStopSignals();
  RealClock clock;
  IndexerOptions own = ToIndexerOptions(options);
  own.listen = listen;
  LogInfo("opening {} with the model in {}", options.data_folder, options.model_folder);
  auto indexer = Indexer::Open(own, *PosixEnv(), clock);
  if (!indexer.ok()) return Failed(indexer.status());
  const std::string signal = WaitForStopSignal();
  LogInfo("{}: ending calls, at most {} s", signal, absl::ToInt64Seconds(kDrain));
  (*indexer)->Drain(kDrain);
  indexer->reset();
  LogInfo("stopped");
  return 0;
}

int RunModelCheck(const std::string& folder) {
  const absl::StatusOr<ModelCheck> check = CheckModel(*PosixEnv(), folder, EmbedderOptions());
  if (!check.ok()) return Failed(check.status());
  std::cout << check->ToString() << std::endl;
  return 0;
}

}  // namespace meedoen::indexer
