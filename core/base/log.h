// Logging for both programs: one line an event to standard error, with ids, counts and times, never a client's text.
//
// Threads: safe. Use: LogInfo("snapshot {} loaded, {} activities", id, count), with fmt's format strings.
#pragma once

#include <string>
#include <utility>

#include "spdlog/spdlog.h"

namespace meedoen {

// Once, in main. `level` is one of debug, info, warning, error.
void StartLogging(const std::string& program, const std::string& level);

template <typename... Args>
void LogInfo(fmt::format_string<Args...> format, Args&&... args) {
  spdlog::info(format, std::forward<Args>(args)...);
}

template <typename... Args>
void LogWarning(fmt::format_string<Args...> format, Args&&... args) {
  spdlog::warn(format, std::forward<Args>(args)...);
}

template <typename... Args>
void LogError(fmt::format_string<Args...> format, Args&&... args) {
  spdlog::error(format, std::forward<Args>(args)...);
}

}  // namespace meedoen
