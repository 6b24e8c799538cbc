// The words of a text about times, as the items that schedule_text.cc puts together.
//
// Inside indexer/import only. Threads: safe. Errors: an item kUnknown. Cost: some 10 microseconds a text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/import/words.h"

namespace meedoen::indexer {

enum class Item : uint8_t {
  kUnknown,
  kFiller,    // "elke", "op", "uur": says nothing.
  kDay,       // `value` 0 to 6.
  kWorkdays,  // Monday to Friday.
  kWeekend,
  kEveryDay,
  kOrdinal,   // 1 to 5, -1 for the last.
  kInterval,  // Every so many weeks.
  kParity,    // `value` 0: weeks with an even number, 1: odd.
  kOfTheMonth,
  kMonth,  // 1 to 12.
  kExcept,
  kTo,  // "t/m", or a dash.
  kDash,
  kAnd,
  kOr,
  kBreak,  // A sign between clauses.
  kFrom,   // "vanaf"
  kAppointment,
  kHolidays,        // Public ones.
  kSchoolHolidays,  // `value` 1: exactly these; 0: others that the table does not know.
  kAlso,            // It goes on in: `value` 1 public holidays, 2 school holidays, 3 both.
  kPart,            // Of the day; `value` 0 morning, 1 afternoon, 2 evening, 3 night.
  kTime,            // From start to end, in minutes; hours below 7 may be in the afternoon.
  kDate,            // `date`
};

struct ScheduleItem {
  Item item = Item::kUnknown;
  int value = 0;
  int start = 0, end = 0;
  DateInWords date;
};

std::vector<ScheduleItem> ScheduleItems(std::string_view text);

}  // namespace meedoen::indexer
