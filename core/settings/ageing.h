// How long an entry of the catalogue is believed after somebody confirmed it: by municipality, from the settings files.
//
// Threads: plain data, constant once made. Errors: INVALID_ARGUMENT with everything that is wrong in any of the files,
// by file and field; those of reading. Units: days since the last verification. Cost: a look-up is a search in a small
// table; loading, some milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/base/problems.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen {

struct Ageing {
  uint32_t ask_after_days = 180;      // Then the provider should be asked, and answers advise to call first.
  uint32_t leave_out_after_days = 0;  // Then it is no longer suggested. 0: never.

  // `age_days`: since the last verification. On the last day itself it is not old yet.
  bool Ask(int64_t age_days) const { return age_days > int64_t{ask_after_days}; }
  bool LeavesOut(int64_t age_days) const {
    return leave_out_after_days > 0 && age_days > int64_t{leave_out_after_days};
  }
};

// Puts what the settings say in place of what `ageing` has. `where` names the file in `problems`.
void ApplyAgeing(const v1::AgeingSettings& settings, const std::string& where, Ageing* ageing, Problems* problems);

// Of all municipalities.
class AgeingRules {
 public:
  AgeingRules() = default;  // The built-in ones for everybody.
  explicit AgeingRules(const Ageing& common) : common_(common), leaves_out_(common.leave_out_after_days > 0) {}

  // From a folder; an empty name: the built-in ones.
  static absl::StatusOr<AgeingRules> Load(Env& env, const std::string& folder);

  // In the order of the codes ("GM0150"), which are rising.
  void Add(std::string_view municipality_code, const Ageing& ageing);

  const Ageing& Of(uint32_t municipality) const;               // By the number of the code: 150.
  const Ageing& Of(std::string_view municipality_code) const;  // By the code.
  bool leaves_out() const { return leaves_out_; }              // Whether any of them leaves anything out.

 private:
  Ageing common_;
  std::vector<std::pair<uint32_t, Ageing>> own_;  // Rising.
  bool leaves_out_ = false;
};

}  // namespace meedoen
