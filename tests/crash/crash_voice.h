// How the threads of store_crash_child speak, and end when something is wrong. Threads: safe.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "tests/crash/store_crash_protocol.h"

namespace meedoen::indexer::testing {

// One write of up to PIPE_BUF bytes is whole or not at all, also among threads.
inline void Say(CrashState state, int64_t revision, uint32_t thread = 0, uint32_t slot = 0, uint32_t stamp = 0) {
  const CrashMessage message = {static_cast<uint8_t>(thread), static_cast<uint8_t>(state), static_cast<uint16_t>(slot),
                                stamp, revision};
  if (::write(STDOUT_FILENO, &message, sizeof(message)) != static_cast<ssize_t>(sizeof(message))) std::_Exit(3);
}

[[noreturn]] inline void Fail(const std::string& what) {
  std::fprintf(stderr, "store_crash_child: %s\n", what.c_str());
  std::_Exit(2);
}

inline void FailUnless(const absl::Status& status, const char* doing) {
  if (!status.ok()) Fail(absl::StrCat(doing, ": ", status.ToString()));
}

}  // namespace meedoen::indexer::testing
