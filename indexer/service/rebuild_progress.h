// Turns the progress of a rebuild into messages: not more of them than people can read, with the time left.
//
// Threads: one. Units: seconds. Cost: nothing.
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

class RebuildProgressMeter {
 public:
  static constexpr absl::Duration kPause = absl::Milliseconds(200);  // Between two messages of one stage.

  // The message to send now, if any: the first of a stage always.
  std::optional<v1::RebuildProgress> Note(const std::string& stage, uint32_t done, uint32_t total, absl::Time now);

 private:
  std::string stage_;
  uint32_t done_at_start_ = 0;
  absl::Time stage_start_;
  absl::Time last_message_;
};

}  // namespace meedoen::indexer
