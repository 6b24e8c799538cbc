// Prints random activities and their sessions, a line of JSON each, until so many rules are among them.
// usage: print_occurrences SEED RULES
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "google/protobuf/util/json_util.h"
#include "tests/testing/random_schedules.h"

namespace meedoen {
namespace {

// A week around one of the changes of the clock, or any window.
std::pair<absl::CivilDay, absl::CivilDay> Window(testing::RandomSchedules* random) {
  static constexpr int kLengths[] = {0, 6, 30, 122, 400, 800};
  const absl::CivilDay any = random->Day();
  if (random->Chance(70)) return {any, any + kLengths[static_cast<size_t>(random->Below(6))]};
  absl::CivilDay sunday(any.year(), random->Chance(50) ? 3 : 10, 31);
  sunday -= (WeekdayIndex(sunday) + 1) % 7;
  return {sunday - 3, sunday + 3};
}

int Print(uint32_t seed, int rules) {
  testing::RandomSchedules random(seed);
  for (int printed = 0; printed < rules;) {
    v1::Activity activity = random.Next();
    NormalizeActivity(&activity);
    const auto [first, last] = Window(&random);
    const auto sessions = ExpandSchedule(activity, first, last);
    if (!sessions.ok()) {
      std::cerr << sessions.status().ToString() << ": " << activity.ShortDebugString() << std::endl;
      return 1;
    }
    std::vector<std::string> pairs;
    for (const Occurrence& session : *sessions) {
      pairs.push_back(
          absl::StrCat("[", absl::ToUnixSeconds(session.start), ",", absl::ToUnixSeconds(session.end), "]"));
    }
    std::string json;
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    if (!google::protobuf::util::MessageToJsonString(activity, &json, options).ok()) return 1;
    std::cout << "{\"activity\": " << json << ", \"first\": \"" << FormatDate(first) << "\", \"last\": \""
              << FormatDate(last) << "\", \"sessions\": [" << absl::StrJoin(pairs, ",") << "]}\n";
    printed += activity.schedule().recurrences_size();
  }
  return 0;
}

}  // namespace
}  // namespace meedoen

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: print_occurrences SEED RULES" << std::endl;
    return 2;
  }
  return meedoen::Print(static_cast<uint32_t>(std::strtoul(arguments[1], nullptr, 10)), std::atoi(arguments[2]));
}
