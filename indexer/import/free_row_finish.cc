// What several columns of a spreadsheet say together: contacts, times, how many.
#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "indexer/import/cells.h"
#include "indexer/import/contact_text.h"
#include "indexer/import/free_notes.h"
#include "indexer/import/free_row.h"
#include "indexer/import/schedule_text.h"
#include "indexer/import/words.h"

namespace meedoen::indexer {
namespace {

bool IsOneMailAddress(const std::string& text) {
  const size_t at = text.find('@');
  return at != text.npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.find_first_of(",; \n") == text.npos;
}

}  // namespace

void FreeRow::TakeContact(const CsvColumn& column, const std::string& header, const std::string& cell) {
  v1::Contact* contact = row_.activity.mutable_contact();
  const bool letters =
      std::any_of(cell.begin(), cell.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)); });
  const bool one = cell.find_first_of(" \n") == cell.npos;
  if (column.path == "contact.telephone" && !letters) return contact->set_telephone(cell);
  if (column.path == "contact.website" && one) return contact->set_website(cell);
  ContactText found = ParseContactText(cell);
  if (!found.email.empty() && !IsOneMailAddress(found.email)) {
    row_.problems.Warn(header, "is not one mail address, as info@example.org; it was left out");
    found.email.clear();
  }
  const bool both = (!found.telephone.empty() && !contact->telephone().empty()) ||
                    (!found.email.empty() && !contact->email().empty());
  if (contact->telephone().empty()) contact->set_telephone(found.telephone);
  if (contact->email().empty()) contact->set_email(found.email);
  if (contact->website().empty()) contact->set_website(found.website);
  // What else stands there may be a name: it goes the way of names, which needs consent.
  std::string more = found.rest;
  if (both) more = cell;
  if (!more.empty()) absl::StrAppend(contact->mutable_person_name(), contact->person_name().empty() ? "" : " ", more);
}

FreeRow::Uncounted FreeRow::CountRules() {
  v1::Schedule* schedule = row_.activity.mutable_schedule();
  Uncounted uncounted;
  for (int i = schedule->recurrences_size(); i-- > 0;) {
    v1::Recurrence* rule = schedule->mutable_recurrences(i);
    if (rule->start_date() == kNoStartDate) rule->clear_start_date();
    if (rule->rrule().find("INTERVAL=") == std::string::npos && rule->rrule().find("COUNT=") == std::string::npos)
      continue;
    if (rule->start_date().empty()) rule->set_start_date(row_.activity.valid_from());
    if (!rule->start_date().empty()) continue;
    if (WeeksUnknown(*rule)) {
      uncounted.weeks_unknown = true;
      continue;
    }
    schedule->mutable_recurrences()->DeleteSubrange(i, 1);
    uncounted.dropped = true;
  }
  return uncounted;
}

void FreeRow::FinishSchedule() {
  if (times_.empty()) return;
  // A column with days goes before one with times; a start and an end are one.
  std::vector<std::string> texts;
  std::string start, end;
  for (const Piece& piece : times_) {
    if (piece.column->kind == CellKind::kStartTime) start = piece.text;
    if (piece.column->kind == CellKind::kEndTime) end = piece.text;
  }
  for (const bool times : {false, true}) {
    for (const Piece& piece : times_) {
      const bool edge = piece.column->kind == CellKind::kStartTime || piece.column->kind == CellKind::kEndTime;
      if (!edge && (piece.column->kind == CellKind::kTimes) == times) texts.push_back(piece.text);
    }
  }
  if (!start.empty() || !end.empty()) texts.push_back(end.empty() ? start : absl::StrCat(start, "-", end));
  MergeSchedule(absl::StrJoin(texts, " "));
}

void FreeRow::MergeSchedule(const std::string& text) {
  const Piece& piece = times_.front();
  static constexpr CsvColumn kWhenColumn{"wanneer", "schedule", CellKind::kWhen};
  const absl::StatusOr<ScheduleText> parsed = ParseScheduleText(text);
  if (!parsed.ok()) return Keep(kWhenColumn, piece.header, text, std::string(parsed.status().message()));
  v1::Activity& activity = row_.activity;
  const bool other_from =
      !parsed->from.empty() && !activity.valid_from().empty() && parsed->from != activity.valid_from();
  const bool other_until =
      !parsed->until.empty() && !activity.valid_until().empty() && parsed->until != activity.valid_until();
  if (other_from || other_until) return Keep(kWhenColumn, piece.header, text, "another column has other dates");
  if (!parsed->from.empty()) activity.set_valid_from(parsed->from);
  if (!parsed->until.empty()) activity.set_valid_until(parsed->until);
  activity.mutable_schedule()->MergeFrom(parsed->schedule);
  const Uncounted uncounted = CountRules();
  if (uncounted.dropped) {
    return Keep(kWhenColumn, piece.header, text,
                "it is not known from when it counts; fill in the date of the first time in startdatum");
  }
  if (uncounted.weeks_unknown) {
    weeks_unknown_ = true;
    row_.problems.Warn(piece.header, absl::StrCat(Shown(text), ": ", kWeeksUnknownWarning));
  }
  if (parsed->remarks) Keep(kWhenColumn, piece.header, text, "not all that it says of holidays is taken into account");
}

// How many are free and who waits is worth something only with the day it was true on.
void FreeRow::FinishCapacity() {
  if (!row_.activity.has_capacity() || !row_.activity.capacity().as_of_date().empty()) return;
  v1::Capacity* capacity = row_.activity.mutable_capacity();
  std::vector<std::string> parts;
  if (capacity->has_free_places()) parts.push_back(absl::StrCat("vrij: ", capacity->free_places()));
  if (capacity->waiting_list() == v1::TRISTATE_YES) parts.push_back("wachtlijst: ja");
  if (capacity->waiting_list() == v1::TRISTATE_NO) parts.push_back("wachtlijst: nee");
  if (capacity->has_waiting_list_length())
    parts.push_back(absl::StrCat("wachtenden: ", capacity->waiting_list_length()));
  if (parts.empty()) return;
  capacity->clear_free_places();
  capacity->clear_waiting_list();
  capacity->clear_waiting_list_length();
  AddNote("contact.how_to_join", absl::StrJoin(parts, ", "), &row_.activity);
  row_.problems.Warn("peildatum", absl::StrCat("is not known, so this was kept as a note in zo_meedoen: ",
                                               absl::StrJoin(parts, ", ")));
}

void FreeRow::Finish() {
  FinishCapacity();
  FinishAddress();
  FinishCoordinates();
  FinishDates();
  FinishSchedule();
  if (!row_.activity.has_schedule()) return;
  const Uncounted uncounted = CountRules();
  if (uncounted.dropped) {
    row_.problems.Warn("herhaling", "was left out: the date of the first time is needed in startdatum");
  }
  if (uncounted.weeks_unknown && !weeks_unknown_) row_.problems.Warn("herhaling", kWeeksUnknownWarning);
}

}  // namespace meedoen::indexer
