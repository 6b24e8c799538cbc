// Reads every snapshot against its checksums, and mends what can be mended of the folder: which one is served.
//
// Threads: safe; a repair takes the keeper's turn, so that no rebuild publishes meanwhile. Errors: none but problems in
// the response, each naming the file and what to do. Cost: one reading of every snapshot.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/env.h"
#include "indexer/build/snapshot_keeper.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

// With `repair`: if CURRENT is missing, or names a snapshot that is damaged or not there, the newest whole one of
// `model_id` is published; damaged ones are removed once a whole one is served.
struct SnapshotCheck {
  Env& env;
  SnapshotKeeper& keeper;
  std::string model_id;
  bool repair = false;
  int64_t changes_kept_from = 1;  // A snapshot of before that is not served: nobody could go on from it.

  void Run(v1::VerifyResponse* response) const;
};

}  // namespace meedoen::indexer
