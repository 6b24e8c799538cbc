// Schedules as text: the cells of our own template, and Dutch that ParseScheduleText reads back as the same schedule.
//
// Threads: safe. Errors: FAILED_PRECONDITION for what no text says. Cost: some 50 microseconds; most is reading back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// The columns dagen_tijden, herhaling and data.
std::string PrintSlots(const v1::Schedule& schedule);
// A rule that begins on `valid_from` does not say so: that is what no start means in a cell.
std::string PrintRules(const v1::Schedule& schedule, const std::string& valid_from);
std::string PrintDates(const v1::Schedule& schedule);

// All but the note: "ma, wo en vr 10.00-12.00 uur; 2e di van de maand 14.00-16.00 uur; niet op feestdagen". Rules that
// these words do not say stand as they are, after " | ". FAILED_PRECONDITION: without any time or appointment there is
// nothing that the rest could be about; or a time, date or rule is not valid.
absl::StatusOr<std::string> PrintSchedule(const v1::Schedule& schedule);

}  // namespace meedoen::indexer
