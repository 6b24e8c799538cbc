// Collects everything that is wrong with one input, so that its sender hears all of it at once.
//
// Threads: one thread at a time. Cost: one allocation a problem.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace meedoen {

struct Problem {
  std::string field;     // The field's path as the sender knows it: "schedule.weekly_slots[0].start_time".
  std::string message;   // What is wrong and what is expected.
  bool warning = false;  // The input was taken all the same.
};

class Problems {
 public:
  void Add(std::string field, std::string message);
  void Warn(std::string field, std::string message);

  bool HasErrors() const { return errors_ > 0; }
  const std::vector<Problem>& all() const { return all_; }

  // OK without errors (warnings do not count). Else INVALID_ARGUMENT that lists every error, with
  // a google.rpc.BadRequest of them as payload, which the gRPC edge passes on to the caller.
  absl::Status ToStatus() const;

 private:
  std::vector<Problem> all_;
  int errors_ = 0;
};

// The payload's type URL.
inline constexpr char kBadRequestUrl[] = "type.googleapis.com/google.rpc.BadRequest";

}  // namespace meedoen
