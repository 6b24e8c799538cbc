// Where a text goes that the field it was meant for cannot hold.
//
// Inside indexer/import only. Threads: safe. Errors: none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// The note of a field: "cost.note" of "cost.cents_per_visit"; eligibility_note of what has none of its own.
std::string_view NotePathOf(std::string_view path);

// Adds a text behind what the note holds. `note_path` is one that NotePathOf gives.
void AddNote(std::string_view note_path, const std::string& text, v1::Activity* activity);

// A note that was longer than kMaxNoteCharacters and was cut, with "..." at its end.
struct CutNote {
  std::string_view path;
  size_t characters = 0;  // That were left out.
};
std::vector<CutNote> CutLongNotes(v1::Activity* activity);

}  // namespace meedoen::indexer
