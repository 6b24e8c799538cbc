// Fields of an Activity by path ("title", "schedule.note"): which differ, taking some over, clearing some. What an
// update mask, the history and a redaction have in common.
//
// A path goes down through single messages only; a list is one field. `name`, `etag`, `revision` and `update_time` are
// no field that anybody changes, and are left out everywhere; `edited_fields` and `duplicates` have calls of their own.
//
// Threads: safe. Errors: INVALID_ARGUMENT naming the path. Cost: some microseconds.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

absl::Status CheckFieldPath(const std::string& path);

// Makes the field of `to` what it is in `from`, also where that is nothing. The path was checked.
void CopyField(const v1::Activity& from, const std::string& path, v1::Activity* to);

// False: there was nothing to clear. The path was checked.
bool ClearField(const std::string& path, v1::Activity* activity);

// Paths of at most two names ("cost.cents_per_visit"), sorted; a list is named whole.
std::vector<std::string> ChangedFields(const v1::Activity& before, const v1::Activity& after);

// Whether a change of this field by an editor is kept from later imports. Not so: where the activity came from, what is
// worked out from it, and its verification, of which the latest counts.
bool IsEditable(const std::string& path);

}  // namespace meedoen
