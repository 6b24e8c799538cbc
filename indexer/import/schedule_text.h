// When something takes place, as people write it: "ma/wo/vr 9.30 - 11.30", "2e dinsdag van de maand 14:00-16:00", "om
// de week op donderdag van 10 tot 12", "laatste vrijdag v/d maand 20-22 uur, niet in juli en augustus", "op afspraak".
//
// All of the text is understood or none of it: half of "dinsdag 10-12, wisselende locatie" could be wrong. What the
// model has no field for and takes no session away that is not known anyway (a summer break without dates) is
// `remarks`: keep the text as a note. A month left out is BYMONTH in the rule, weeks with an even number are BYWEEKNO.
// Hours below 7 need a part of the day, or they are not understood: "2 tot 4" is not at night. A rule of RFC 5545 can
// stand as it is, between | or on a line of its own. docs/schedules.md has examples; schedule_print.h is the other way.
// Threads: safe. Errors: INVALID_ARGUMENT that says why, without the text. Cost: some 20 microseconds.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

struct ScheduleText {
  // A rule with INTERVAL or COUNT has a start_date only where the text says one.
  v1::Schedule schedule;
  std::string from, until;  // "vanaf 1 september 2026", "t/m 30 juni 2027"; empty: not said.
  bool remarks = false;     // The text says more than the fields hold.
};

absl::StatusOr<ScheduleText> ParseScheduleText(const std::string& cell);

}  // namespace meedoen::indexer
