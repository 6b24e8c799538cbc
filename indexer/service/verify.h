// Looks at everything on disk: the database by its own means, and every snapshot by its checksums.
//
// Threads: safe beside writes. Errors: none but problems in the response, each naming the record or file and what to
// do. Cost: one reading of everything.
#pragma once

#include <string>

#include "core/base/env.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

v1::VerifyResponse VerifyAll(Env& env, const CatalogStore& store, const std::string& snapshots_folder);

}  // namespace meedoen::indexer
