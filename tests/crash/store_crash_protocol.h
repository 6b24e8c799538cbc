// What store_crash_child does, and how it says so to store_crash_test: 16-byte messages on standard output.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"

namespace meedoen::indexer::testing {

inline constexpr uint32_t kCrashThreads = 3;
inline constexpr uint32_t kCrashSlots = 12;        // Activities of each thread.
inline constexpr uint32_t kCrashImportRows = 40;   // And of its imports, each one transaction.
inline constexpr uint32_t kCrashSmallFile = 20;    // Rows of a file for the importer: one transaction.
inline constexpr uint32_t kCrashLargeFile = 520;   // Two.
inline constexpr uint32_t kCrashFileRows = 500;    // A transaction of the importer has at most so many.
inline constexpr uint32_t kCrashStamps = 100'000;  // Each child stamps its texts with numbers of its own.
inline constexpr uint32_t kCrashWatchers = 3;
inline constexpr int kCrashDimension = 16;
inline constexpr char kCrashModel[] = "test-hashing";

enum class CrashState : uint8_t {
  kOpened,      // At `revision`.
  kUpserted,    // `slot` of `thread`, with the text of `stamp`.
  kDeleted,     // Likewise.
  kAttached,    // A vector for that text.
  kImported,    // All kCrashImportRows rows of `thread`.
  kFile,        // A whole file with `slot` rows.
  kEmbedding,   // A text goes into the embedder; `revision` is the start of its hash.
  kVectors,     // The vectors of every text before this message are committed.
  kRebuilding,  // A rebuild begins,
  kPublished,   // has published a snapshot of `revision`,
  kRefused,     // or a gate refused it.
  kWatched,     // Watcher `thread` got `revision`,
  kReloaded,    // or went on from there, because what it wanted was trimmed.
  kTrimming,    // A trim below `revision` begins.
};

struct CrashMessage {
  uint8_t thread;
  uint8_t state;
  uint16_t slot;
  uint32_t stamp;
  int64_t revision;
};
static_assert(sizeof(CrashMessage) == 16);

enum class CrashDisk : uint8_t {
  kReal,
  kForgetful,  // Keeps only what was synced.
  kLying,      // Not even that, of the log.
};

// The child's arguments, in this order.
struct CrashOrders {
  std::string folder;
  uint32_t seed = 0;
  uint32_t first_stamp = 0;
  CrashDisk disk = CrashDisk::kReal;
  int64_t trimming = 0;  // The highest revision that a trim was ever asked for.
  std::array<int64_t, kCrashWatchers> watched = {};

  std::vector<std::string> ToArguments() const {
    std::vector<std::string> arguments = {folder, absl::StrCat(seed), absl::StrCat(first_stamp),
                                          absl::StrCat(static_cast<int>(disk)), absl::StrCat(trimming)};
    for (const int64_t revision : watched) arguments.push_back(absl::StrCat(revision));
    return arguments;
  }
  // False: that are not such arguments.
  bool FromArguments(const std::vector<std::string>& arguments) {
    if (arguments.size() != 5 + kCrashWatchers) return false;
    folder = arguments[0];
    seed = static_cast<uint32_t>(std::stoul(arguments[1]));
    first_stamp = static_cast<uint32_t>(std::stoul(arguments[2]));
    disk = static_cast<CrashDisk>(std::stoul(arguments[3]));
    trimming = std::stoll(arguments[4]);
    for (size_t i = 0; i < kCrashWatchers; ++i) watched[i] = std::stoll(arguments[5 + i]);
    return true;
  }
};

inline std::string CrashId(uint32_t thread, uint32_t slot) { return absl::StrCat("t", thread, "-", slot); }
inline std::string CrashImportId(uint32_t thread, uint32_t row) { return absl::StrCat("import", thread, "-", row); }
inline std::string CrashFileId(uint32_t rows, uint32_t row) { return absl::StrCat("file", rows, "-", row); }

// Each text is written once only, so that a second embedding of one shows.
inline std::string CrashText(uint32_t stamp) { return absl::StrCat("ronde ", stamp); }

// Of length 1, as the gates want it, and nothing that the embedder makes.
inline std::vector<float> CrashVector(uint32_t stamp) {
  std::vector<float> vector(kCrashDimension, 0.0F);
  vector[stamp % kCrashDimension] = 1;
  return vector;
}

// The start of a text's hash.
inline int64_t CrashHash(const std::string& text_hash) {
  int64_t start = 0;
  std::memcpy(&start, text_hash.data(), sizeof(start));
  return start;
}

inline std::string CrashCatalogue(const std::string& folder) { return folder + "/catalogue"; }
inline std::string CrashSnapshots(const std::string& folder) { return folder + "/snapshots"; }

inline StoreOptions CrashOptions(const std::string& folder) {
  StoreOptions options;
  options.folder = CrashCatalogue(folder);
  options.model_id = kCrashModel;
  options.dimension = kCrashDimension;
  return options;
}

}  // namespace meedoen::indexer::testing
