// What a catalogue accepts: every rule for one activity, whoever delivers it (API, CSV, JSON lines).
//
// Threads: safe. Errors: collected in Problems by field path of the proto, all at once, never the first only.
// A text with a citizen service number (BSN) is refused without repeating it.
#pragma once

#include <string>

#include "core/base/problems.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

// Brings an activity into the one form that is stored: texts cleaned (core/text), codes upper case without spaces,
// defaults filled in (status ACTIVE, role PARTICIPANT, place kind VENUE), output-only fields cleared, messages without
// anything in them left out (but an age range, which says "all ages" then), repeated
// values sorted and made unique where order says nothing (categories keep their order).
// Broken UTF-8 and other faults stay as they are, for ValidateActivity to find.
void NormalizeActivity(v1::Activity* activity);

// Whether it is a code of ISO 639-1, in small letters.
bool IsLanguageCode(const std::string& code);

// Adds a problem for each rule that a normalised activity breaks. Does not look into the table of places.
void ValidateActivity(const v1::Activity& activity, Problems* problems);

}  // namespace meedoen
