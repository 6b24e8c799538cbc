// Looks at everything on disk: the database by its own means, and every snapshot by its checksums; mends what can be
// made anew, if asked to.
//
// Threads: safe beside writes, which wait while something is mended. Errors: none but problems in the response, each
// naming the record or file and what to do. Cost: one reading of everything.
#pragma once

#include "core/base/env.h"
#include "indexer/build/snapshot_keeper.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

v1::VerifyResponse VerifyAll(Env& env, CatalogStore& store, SnapshotKeeper& keeper, bool repair);

}  // namespace meedoen::indexer
