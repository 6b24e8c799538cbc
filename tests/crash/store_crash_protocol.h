// What store_crash_child writes, and how it says so to store_crash_test.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"

namespace meedoen::indexer::testing {

inline constexpr uint32_t kCrashThreads = 4;
inline constexpr uint32_t kCrashSlots = 12;        // Activities of each thread.
inline constexpr uint32_t kCrashImportRows = 300;  // And of its imports.

enum class CrashState : uint8_t { kOpened, kUpserted, kDeleted, kEmbedded, kImported };

struct CrashMessage {
  uint8_t thread;
  uint8_t state;
  uint16_t slot;
  uint32_t round;
  int64_t revision;
};
static_assert(sizeof(CrashMessage) == 16);

inline std::string CrashId(uint32_t thread, uint32_t slot) { return absl::StrCat("t", thread, "-", slot); }
inline std::string CrashImportId(uint32_t thread, uint32_t row) { return absl::StrCat("import", thread, "-", row); }
inline std::string CrashText(uint32_t round) { return absl::StrCat("ronde ", round); }
inline float CrashVectorValue(uint32_t round) { return static_cast<float>(round % 1000) / 1024; }

inline StoreOptions CrashOptions(const std::string& folder) {
  StoreOptions options;
  options.folder = folder;
  options.model_id = "model-a";
  options.dimension = kTestDimension;
  return options;
}

}  // namespace meedoen::indexer::testing
