// The token of a dry run: names the file with its options, the catalogue's revision, and exactly what would change. So
// an import applies what somebody has seen, or nothing.
//
// The text: "<revision>-<16 hexadecimal digits of the file's SHA-256>-<16 of the plan's>". A revision that changed
// nothing of the plan (a text that was embedded, another municipality) does not spoil it.
// Threads: safe. Errors: ABORTED that says what is another. Cost: one SHA-256 of the file and of the plan.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "indexer/plan/import_plan.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// `request`: the first message of the import.
std::string MakeToken(const v1::ImportActivitiesRequest& request, const std::string& bytes, const ImportPlan& plan,
                      int64_t revision);

// OK: `token` is of this file and this plan.
absl::Status CheckToken(const std::string& token, const std::string& current);

}  // namespace meedoen::indexer
