#include "indexer/service/rebuild_progress.h"

#include <algorithm>
#include <cmath>

namespace meedoen::indexer {

std::optional<v1::RebuildProgress> RebuildProgressMeter::Note(const std::string& stage, uint32_t done, uint32_t total,
                                                              absl::Time now) {
  const bool first = stage != stage_;
  if (first) {
    stage_ = stage;
    stage_start_ = now;
    done_at_start_ = done;
  } else if (now - last_message_ < kPause) {
    return std::nullopt;
  }
  last_message_ = now;
  v1::RebuildProgress message;
  message.set_stage(stage);
  message.set_done(done);
  message.set_total(total);
  if (done > done_at_start_ && total > done) {
    const double seconds_each = absl::ToDoubleSeconds(now - stage_start_) / (done - done_at_start_);
    message.set_seconds_left(static_cast<uint32_t>(std::ceil(std::min(seconds_each * (total - done), 1e9))));
  }
  return message;
}

}  // namespace meedoen::indexer
