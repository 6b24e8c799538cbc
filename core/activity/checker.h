// What the rules of validation share: problems by field path, and a walk over every text of a message.
//
// For rules about activities, here and in the import. Threads: one thread at a time. Cost: reflection, some
// microseconds an activity.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/time/civil_time.h"
#include "core/base/problems.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

// Collects problems, but says nothing more about a field that must not be quoted: one with broken UTF-8 or with a
// citizen service number.
class Checker {
 public:
  explicit Checker(Problems* problems) : problems_(problems) {}

  void Add(const std::string& path, const std::string& message);
  void Warn(const std::string& path, const std::string& message);
  void AddAndSilence(const std::string& path, const std::string& message);

  // The date; nothing if the text is empty or is no date, which is a problem.
  std::optional<absl::CivilDay> Date(const std::string& path, const std::string& text);
  // Adds a problem unless both are times and the second is later.
  void Times(const std::string& path, const std::string& start, const std::string& end);
  void AtMost(const std::string& path, uint64_t value, uint64_t most, const char* unit);

 private:
  Problems* problems_;
  absl::flat_hash_set<std::string> silenced_;
};

// Calls `visit` for every text set in the message and what it holds, with its path ("schedule.exception_dates[2]").
void ForEachText(const google::protobuf::Message& message,
                 const std::function<void(const std::string& path, const std::string& text)>& visit);
// The same; what `visit` returns takes the text's place.
void ReplaceTexts(google::protobuf::Message* message,
                  const std::function<std::string(const std::string& name, const std::string& text)>& visit);

// Rules that hold for every text, list and choice: UTF-8, citizen numbers, lengths, counts, known values of enums.
void CheckEveryField(const v1::Activity& activity, Checker* checker);
void CheckSchedule(const v1::Activity& activity, Checker* checker);

}  // namespace meedoen
