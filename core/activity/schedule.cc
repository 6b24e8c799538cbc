#include "core/activity/schedule.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "core/activity/rule_syntax.h"
#include "core/activity/schedule_rules.h"
#include "core/activity/school_holidays.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"

namespace meedoen {
namespace {

// A session in local time.
struct Session {
  absl::CivilDay day;
  int start_minutes = 0;
  int end_minutes = 0;
  auto Key() const { return std::tuple(day, start_minutes, end_minutes); }
};

struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};

constexpr absl::CivilDay kFirstDay(1900, 1, 1);
constexpr absl::CivilDay kLastDay(2199, 12, 31);

absl::Status InField(const absl::Status& status, const char* list, int index) {
  return Annotate(status, absl::StrCat("schedule.", list, "[", index, "]"));
}

// The times of anything that has start_time and end_time.
template <typename Timed>
absl::StatusOr<Session> TimesOf(const Timed& timed) {
  Session session;
  MEEDOEN_ASSIGN_OR_RETURN(session.start_minutes, ParseTimeOfDay(timed.start_time()));
  MEEDOEN_ASSIGN_OR_RETURN(session.end_minutes, ParseTimeOfDay(timed.end_time()));
  if (session.end_minutes <= session.start_minutes)
    return absl::InvalidArgumentError("end_time is not after start_time; what runs past midnight ends at 24:00");
  return session;
}

absl::Status AddSlot(const v1::WeeklySlot& slot, Days days, std::vector<Session>* sessions) {
  if (slot.day() < v1::MONDAY || slot.day() > v1::SUNDAY) return absl::InvalidArgumentError("day is missing");
  MEEDOEN_ASSIGN_OR_RETURN(Session session, TimesOf(slot));
  const int until_first = (slot.day() - v1::MONDAY - WeekdayIndex(days.first) + 7) % 7;
  for (session.day = days.first + until_first; session.day <= days.last; session.day += 7) sessions->push_back(session);
  return absl::OkStatus();
}

absl::Status AddRule(const v1::Recurrence& recurrence, Days days, std::vector<Session>* sessions) {
  MEEDOEN_ASSIGN_OR_RETURN(Session session, TimesOf(recurrence));
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<absl::CivilDay> dates, RuleDates(recurrence, days.first, days.last));
  for (absl::CivilDay date : dates) {
    session.day = date;
    sessions->push_back(session);
  }
  return absl::OkStatus();
}

absl::Status AddDate(const v1::SingleDate& date, Days days, std::vector<Session>* sessions) {
  MEEDOEN_ASSIGN_OR_RETURN(Session session, TimesOf(date));
  MEEDOEN_ASSIGN_OR_RETURN(session.day, ParseDate(date.date()));
  if (session.day >= days.first && session.day <= days.last) sessions->push_back(session);
  return absl::OkStatus();
}

// No region where the activity does not pause in the school holidays.
uint8_t PausingRegions(const v1::Activity& activity) {
  if (activity.schedule().pauses_in_school_holidays() != v1::TRISTATE_YES) return 0;
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity.name());
  return name.ok() ? SchoolRegionsOf(name->municipality_code) : kAllSchoolRegions;
}

absl::Status RemoveExceptions(const v1::Activity& activity, std::vector<Session>* sessions) {
  const v1::Schedule& schedule = activity.schedule();
  absl::flat_hash_set<absl::CivilDay> exceptions;
  for (int i = 0; i < schedule.exception_dates_size(); ++i) {
    const absl::StatusOr<absl::CivilDay> day = ParseDate(schedule.exception_dates(i));
    if (!day.ok()) return InField(day.status(), "exception_dates", i);
    exceptions.insert(*day);
  }
  const bool holidays = schedule.pauses_on_public_holidays() == v1::TRISTATE_YES;
  const uint8_t regions = PausingRegions(activity);
  std::erase_if(*sessions, [&](const Session& session) {
    return exceptions.contains(session.day) || (holidays && IsPublicHoliday(session.day)) ||
           (regions != 0 && IsSchoolHoliday(session.day, regions));
  });
  return absl::OkStatus();
}

// Every session in the range, sorted, no two alike.
absl::StatusOr<std::vector<Session>> LocalSessions(const v1::Activity& activity, Days days) {
  if (!activity.valid_from().empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay from, ParseDate(activity.valid_from()));
    days.first = std::max(days.first, from);
  }
  if (!activity.valid_until().empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay until, ParseDate(activity.valid_until()));
    days.last = std::min(days.last, until);
  }
  const v1::Schedule& schedule = activity.schedule();
  std::vector<Session> sessions;
  for (int i = 0; i < schedule.weekly_slots_size(); ++i) {
    MEEDOEN_RETURN_IF_ERROR(InField(AddSlot(schedule.weekly_slots(i), days, &sessions), "weekly_slots", i));
  }
  for (int i = 0; i < schedule.recurrences_size(); ++i) {
    MEEDOEN_RETURN_IF_ERROR(InField(AddRule(schedule.recurrences(i), days, &sessions), "recurrences", i));
  }
  for (int i = 0; i < schedule.single_dates_size(); ++i) {
    MEEDOEN_RETURN_IF_ERROR(InField(AddDate(schedule.single_dates(i), days, &sessions), "single_dates", i));
  }
  MEEDOEN_RETURN_IF_ERROR(RemoveExceptions(activity, &sessions));
  const auto before = [](const Session& a, const Session& b) { return a.Key() < b.Key(); };
  const auto alike = [](const Session& a, const Session& b) { return a.Key() == b.Key(); };
  std::sort(sessions.begin(), sessions.end(), before);
  sessions.erase(std::unique(sessions.begin(), sessions.end(), alike), sessions.end());
  return sessions;
}

Occurrence ToOccurrence(const Session& session) {
  Occurrence occurrence{FromLocal(session.day, session.start_minutes), FromLocal(session.day, session.end_minutes)};
  // A session inside the hour that the spring change skips keeps its length.
  if (occurrence.end <= occurrence.start) {
    occurrence.end = occurrence.start + absl::Minutes(session.end_minutes - session.start_minutes);
  }
  return occurrence;
}

// What of an activity its sessions depend on.
v1::Activity TimesOnly(const v1::Activity& activity) {
  v1::Activity times;
  times.set_name(activity.name());
  times.set_valid_from(activity.valid_from());
  times.set_valid_until(activity.valid_until());
  *times.mutable_schedule() = activity.schedule();
  return times;
}

// The last day on which anything can take place; nothing if there is none.
absl::StatusOr<std::optional<absl::CivilDay>> LastDay(const v1::Activity& activity) {
  if (!activity.valid_until().empty()) return ParseDate(activity.valid_until());
  const v1::Schedule& schedule = activity.schedule();
  if (schedule.weekly_slots_size() > 0 || schedule.by_appointment() || !HasTimes(schedule)) return std::nullopt;
  absl::CivilDay last = kFirstDay;
  for (int i = 0; i < schedule.recurrences_size(); ++i) {
    const absl::StatusOr<std::optional<absl::CivilDay>> day = LastRuleDate(schedule.recurrences(i));
    if (!day.ok()) return InField(day.status(), "recurrences", i);
    if (!day->has_value()) return std::nullopt;
    last = std::max(last, **day);
  }
  for (int i = 0; i < schedule.single_dates_size(); ++i) {
    const absl::StatusOr<absl::CivilDay> day = ParseDate(schedule.single_dates(i).date());
    if (!day.ok()) return InField(day.status(), "single_dates", i);
    last = std::max(last, *day);
  }
  return std::min(last, kLastDay);
}

}  // namespace

absl::StatusOr<std::vector<Occurrence>> ExpandSchedule(const v1::Activity& activity, absl::CivilDay first,
                                                       absl::CivilDay last) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Session> sessions, LocalSessions(activity, {first, last}));
  std::vector<Occurrence> occurrences;
  occurrences.reserve(std::min<size_t>(sessions.size(), kMaxOccurrences));
  for (const Session& session : sessions) {
    if (occurrences.size() == static_cast<size_t>(kMaxOccurrences)) break;
    occurrences.push_back(ToOccurrence(session));
  }
  return occurrences;
}

absl::StatusOr<std::vector<Occurrence>> ExpandCertain(const v1::Activity& activity, absl::CivilDay first,
                                                      absl::CivilDay last) {
  v1::Activity certain = TimesOnly(activity);
  google::protobuf::RepeatedPtrField<v1::Recurrence>* rules = certain.mutable_schedule()->mutable_recurrences();
  rules->erase(std::remove_if(rules->begin(), rules->end(),
                              [](const v1::Recurrence& recurrence) { return WeeksUnknown(recurrence); }),
               rules->end());
  return ExpandSchedule(certain, first, last);
}

bool WeeksUnknown(const v1::Recurrence& recurrence) {
  if (!recurrence.start_date().empty()) return false;
  const absl::StatusOr<RuleSyntax> syntax = ParseRule(recurrence.rrule());
  return syntax.ok() && syntax->KnowsOnlyWeekdays();
}

bool WeeksUnknown(const v1::Schedule& schedule) {
  const auto& rules = schedule.recurrences();
  return std::any_of(rules.begin(), rules.end(), [](const v1::Recurrence& rule) { return WeeksUnknown(rule); });
}

std::vector<UnknownWeeks> FindUnknownWeeks(const v1::Activity& activity, absl::CivilDay first, absl::CivilDay last) {
  std::vector<UnknownWeeks> found;
  for (const v1::Recurrence& recurrence : activity.schedule().recurrences()) {
    if (!WeeksUnknown(recurrence)) continue;
    v1::Activity alone = TimesOnly(activity);
    alone.mutable_schedule()->clear_weekly_slots();
    alone.mutable_schedule()->clear_single_dates();
    alone.mutable_schedule()->clear_recurrences();
    *alone.mutable_schedule()->add_recurrences() = recurrence;
    const auto sessions = ExpandSchedule(alone, first, last);
    if (!sessions.ok() || sessions->empty()) continue;
    const absl::StatusOr<RuleSyntax> syntax = ParseRule(recurrence.rrule());
    found.push_back({syntax->interval, syntax->Weekdays(), recurrence.start_time(), recurrence.end_time()});
  }
  return found;
}

absl::StatusOr<std::optional<absl::Time>> LastEnd(const v1::Activity& activity) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::optional<absl::CivilDay> last, LastDay(activity));
  if (!last.has_value()) return std::nullopt;
  if (!HasTimes(activity.schedule()) || activity.schedule().by_appointment()) return FromLocal(*last, 24 * 60);
  // Back in time in growing steps, because sessions near the end can all be exceptions.
  for (const int days : {40, 400, 4400}) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Session> sessions, LocalSessions(activity, {*last - days, *last}));
    absl::Time end = absl::InfinitePast();
    for (const Session& session : sessions) end = std::max(end, ToOccurrence(session).end);
    if (!sessions.empty()) return end;
  }
  return absl::InfinitePast();
}

bool HasTimes(const v1::Schedule& schedule) {
  return schedule.weekly_slots_size() > 0 || schedule.recurrences_size() > 0 || schedule.single_dates_size() > 0;
}

}  // namespace meedoen
