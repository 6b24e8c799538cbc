#include "indexer/import/free_notes.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr std::string_view kSchedule = "schedule.note", kCost = "cost.note", kAccess = "accessibility.note",
                           kWelcome = "welcome.note", kTransport = "transport.note", kJoin = "contact.how_to_join",
                           kEligibility = "eligibility_note";

// The start of a path, and its note.
constexpr std::pair<std::string_view, std::string_view> kNotes[] = {
    {"schedule", kSchedule},     {"valid_", kSchedule},    {"cost", kCost},           {"accessibility", kAccess},
    {"welcome", kWelcome},       {"group_size", kWelcome}, {"transport", kTransport}, {"attendance", kJoin},
    {"sign_up_deadline", kJoin}, {"contact", kJoin},       {"capacity", kJoin},       {"commitment", kSchedule}};

constexpr std::string_view kAllNotes[] = {kSchedule, kCost, kAccess, kWelcome, kTransport, kJoin, kEligibility};

// Where the first `count` characters of UTF-8 end.
size_t EndOfCharacters(const std::string& text, size_t count) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (starts && count-- == 0) break;
  }
  return at;
}

// A message is made only where there is one: an empty one says what its absence says.
bool HasNote(std::string_view note_path, const v1::Activity& activity) {
  if (note_path == kSchedule) return activity.has_schedule();
  if (note_path == kCost) return activity.has_cost();
  if (note_path == kAccess) return activity.has_accessibility();
  if (note_path == kWelcome) return activity.has_welcome();
  if (note_path == kTransport) return activity.has_transport();
  return note_path != kJoin || activity.has_contact();
}

std::string* NoteOf(std::string_view note_path, v1::Activity* activity) {
  if (note_path == kSchedule) return activity->mutable_schedule()->mutable_note();
  if (note_path == kCost) return activity->mutable_cost()->mutable_note();
  if (note_path == kAccess) return activity->mutable_accessibility()->mutable_note();
  if (note_path == kWelcome) return activity->mutable_welcome()->mutable_note();
  if (note_path == kTransport) return activity->mutable_transport()->mutable_note();
  if (note_path == kJoin) return activity->mutable_contact()->mutable_how_to_join();
  return activity->mutable_eligibility_note();
}

}  // namespace

std::string_view NotePathOf(std::string_view path) {
  for (const auto& [start, note] : kNotes) {
    if (path.starts_with(start)) return note;
  }
  return kEligibility;
}

void AddNote(std::string_view note_path, const std::string& text, v1::Activity* activity) {
  std::string* note = NoteOf(note_path, activity);
  if (note->find(text) != note->npos) return;
  absl::StrAppend(note, note->empty() ? "" : "; ", text);
}

std::vector<CutNote> CutLongNotes(v1::Activity* activity) {
  std::vector<CutNote> cut;
  for (const std::string_view path : kAllNotes) {
    if (!HasNote(path, *activity)) continue;
    std::string* note = NoteOf(path, activity);
    const size_t characters = CountCharacters(*note);
    if (characters <= kMaxNoteCharacters) continue;
    constexpr std::string_view kMore = "...";
    const size_t kept = kMaxNoteCharacters - kMore.size();
    cut.push_back({path, characters - kept});
    note->replace(EndOfCharacters(*note, kept), note->npos, kMore);
  }
  return cut;
}

}  // namespace meedoen::indexer
