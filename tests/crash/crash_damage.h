// Breaking one file of a copy of a data folder, and judging what is made of it: every acknowledged write is there, or
// what is damaged is named.
//
// Threads: one. Errors: Verdict::wrong.
#pragma once

#include <random>
#include <string>

#include "tests/crash/crash_ledger.h"

namespace meedoen::indexer::testing {

std::string BytesOf(const std::string& path);

struct CrashDamage {
  std::string kind;    // "log cut", "table flipped"; empty: there was nothing to damage.
  std::string path;    // The file.
  std::string detail;  // "byte 17 of 400, mask 4".
};

// Cuts the newest write-ahead log anywhere, or overwrites its last bytes with zeros.
CrashDamage TearLog(const std::string& folder, std::mt19937& random);

// Flips one bit of one file: first a kind of file is drawn, then one of that kind.
CrashDamage FlipBit(const std::string& folder, std::mt19937& random);

struct CrashVerdict {
  enum class Outcome { kWhole, kRefused, kNamedByVerify, kOtherSnapshot };
  Outcome outcome = Outcome::kWhole;
  bool named_the_file = false;  // Not only the folder or another file that lacks something.
  std::string wrong;            // Not empty: something acknowledged is missing and nobody said so.
};

// `ledger` is a copy: what an unacknowledged write left in this folder stays unknown elsewhere.
CrashVerdict Judge(const std::string& folder, const CrashDamage& damage, CrashLedger ledger);

}  // namespace meedoen::indexer::testing
