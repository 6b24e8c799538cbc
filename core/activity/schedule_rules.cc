#include "core/activity/schedule_rules.h"

#include <libical/ical.h>

#include <algorithm>
#include <climits>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/call_once.h"
#include "absl/strings/str_cat.h"
#include "core/activity/rule_syntax.h"
#include "core/activity/schedule.h"
#include "core/activity/week_rules.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen {
namespace {

constexpr int kMaxYears = 30;      // How far a COUNT is followed.
constexpr int kCheckedYears = 12;  // Any rule that can happen does so within these: 29 February needs up to 8.
constexpr int kLastYear = 2199;    // Of ParseDate.

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

icaltimetype ToIcal(absl::CivilDay day) {
  icaltimetype time = icaltime_null_time();  // Not icaltime_null_date: that has an hour of -1, a day too early.
  time.is_date = 1;
  time.year = static_cast<int>(day.year());
  time.month = day.month();
  time.day = day.day();
  return time;
}

absl::CivilDay FromIcal(const icaltimetype& time) { return absl::CivilDay(time.year, time.month, time.day); }

// A rule, the date that its INTERVAL is counted from, and its first possible date.
struct AnchoredRule {
  RuleSyntax syntax;
  absl::CivilDay start;
  absl::CivilDay begins;
  int start_minutes = 0;
  bool has_start = false;
  std::vector<int> month_days;  // That a daily rule is limited to; none: no limit.
};

// libical 3.0.16 takes no notice of BYMONTHDAY=-1 in a daily rule, and takes that of a yearly one with BYDAY for days
// of the month of the start only.
void TakeMonthDays(AnchoredRule* rule) {
  RuleSyntax& syntax = rule->syntax;
  if (!syntax.by.contains("BYMONTHDAY")) return;
  if (syntax.frequency == "DAILY") {
    rule->month_days = syntax.Numbers("BYMONTHDAY");
    syntax.by.erase("BYMONTHDAY");
  } else if (syntax.frequency == "YEARLY" && !syntax.by.contains("BYMONTH")) {
    syntax.by["BYMONTH"] = "1,2,3,4,5,6,7,8,9,10,11,12";
  }
}

bool InMonthDays(const AnchoredRule& rule, absl::CivilDay day) {
  if (rule.month_days.empty()) return true;
  const auto size = absl::CivilDay(absl::CivilMonth(day) + 1) - absl::CivilDay(absl::CivilMonth(day));
  return std::any_of(rule.month_days.begin(), rule.month_days.end(),
                     [&](int number) { return day.day() == number || day.day() == size + 1 + number; });
}

absl::StatusOr<AnchoredRule> Anchor(const v1::Recurrence& recurrence, absl::CivilDay first) {
  AnchoredRule rule;
  MEEDOEN_ASSIGN_OR_RETURN(rule.syntax, ParseRule(recurrence.rrule()));
  MEEDOEN_ASSIGN_OR_RETURN(rule.start_minutes, ParseTimeOfDay(recurrence.start_time()));
  rule.has_start = !recurrence.start_date().empty();
  if (rule.has_start) {
    MEEDOEN_ASSIGN_OR_RETURN(rule.start, ParseDate(recurrence.start_date()));
    rule.begins = rule.start;
    TakeMonthDays(&rule);
    return rule;
  }
  // Of "every other week on Thursday" every Thursday is a possible one.
  if (rule.syntax.KnowsOnlyWeekdays()) rule.syntax.interval = 1;
  if (rule.syntax.interval > 1 || rule.syntax.count.has_value() || !rule.syntax.NamesItsDays()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "start_date is needed for ", rule.syntax.interval > 1 ? "INTERVAL above 1" : "COUNT or a rule without days",
        "; give the date of the first session"));
  }
  // Without an interval every anchor on a whole year gives the same dates.
  rule.start = rule.begins = absl::CivilDay(first.year(), 1, 1);
  TakeMonthDays(&rule);
  return rule;
}

// Moves the anchor towards `first` by whole intervals, so that a rule of ten years ago costs no more than a new one.
void MoveCloser(absl::CivilDay first, AnchoredRule* rule) {
  if (rule->syntax.count.has_value() || first <= rule->start) return;
  const int interval = rule->syntax.interval;
  if (rule->syntax.frequency == "DAILY") {
    rule->start += (first - rule->start) / interval * interval;
  } else if (rule->syntax.frequency == "MONTHLY" && rule->syntax.NamesItsDays()) {
    const absl::CivilMonth start(rule->start);
    const auto months = (absl::CivilMonth(first) - start) / interval * interval;
    if (months > 0) rule->start = absl::CivilDay(start + months);
  }
}

// The last day that UNTIL leaves room for a session on.
std::optional<absl::CivilDay> LastAllowedDay(const AnchoredRule& rule) {
  if (!rule.syntax.until.has_value()) return std::nullopt;
  const RuleUntil& until = *rule.syntax.until;
  return rule.start_minutes <= until.minutes ? until.day : until.day - 1;
}

absl::StatusOr<std::vector<absl::CivilDay>> Expand(const AnchoredRule& rule, absl::CivilDay first, absl::CivilDay last,
                                                   size_t most) {
  if (GoesByWeeks(rule.syntax)) return WeekRuleDates(rule.syntax, rule.begins, first, last, most);
  static absl::once_flag once;
  absl::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
  icalerror_clear_errno();
  icalrecurrencetype ical = icalrecurrencetype_from_string(rule.syntax.Pattern().c_str());
  std::vector<absl::CivilDay> dates;
  if (ical.freq == ICAL_NO_RECURRENCE) {
    icalerror_clear_errno();
    return absl::InvalidArgumentError("the rule cannot be read; is a value in a list named twice?");
  }
  ical.until = ToIcal(last);  // Bounds the search for a rule that never falls on a date.
  // Null for a rule that libical finds impossible: then there are no dates.
  const Iterator iterator(icalrecur_iterator_new(ical, ToIcal(rule.start)));
  absl::CivilDay before;
  for (int left = rule.syntax.count.value_or(INT_MAX); iterator != nullptr && left > 0 && dates.size() < most;) {
    const icaltimetype time = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(time) || FromIcal(time) > last) break;
    // BYMONTHDAY=-1 with BYMONTH gives the first date twice.
    const absl::CivilDay day = FromIcal(time);
    if (std::exchange(before, day) == day || day < rule.begins || !InMonthDays(rule, day)) continue;
    --left;
    if (day >= first) dates.push_back(day);
  }
  icalerror_clear_errno();
  return dates;
}

}  // namespace

absl::StatusOr<std::vector<absl::CivilDay>> RuleDates(const v1::Recurrence& recurrence, absl::CivilDay first,
                                                      absl::CivilDay last, size_t most) {
  MEEDOEN_ASSIGN_OR_RETURN(AnchoredRule rule, Anchor(recurrence, first));
  if (const std::optional<absl::CivilDay> until = LastAllowedDay(rule); until.has_value())
    last = std::min(last, *until);
  if (rule.has_start) first = std::max(first, rule.begins);
  if (last < first) return std::vector<absl::CivilDay>();
  MoveCloser(first, &rule);
  return Expand(rule, first, last, most);
}

absl::StatusOr<std::optional<absl::CivilDay>> LastRuleDate(const v1::Recurrence& recurrence) {
  MEEDOEN_ASSIGN_OR_RETURN(const RuleSyntax syntax, ParseRule(recurrence.rrule()));
  if (syntax.count.has_value()) {
    MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay start, ParseDate(recurrence.start_date()));
    const absl::CivilDay last(start.year() + kMaxYears, 12, 31);
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<absl::CivilDay> dates,
                             RuleDates(recurrence, start, last, kMaxRuleCount));
    if (static_cast<int>(dates.size()) < *syntax.count) return std::nullopt;
    return dates.back();
  }
  if (!syntax.until.has_value()) return std::nullopt;
  for (const int days : {40, 400, kCheckedYears * 366}) {
    const absl::CivilDay first = syntax.until->day - days;
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<absl::CivilDay> dates, RuleDates(recurrence, first, syntax.until->day));
    if (!dates.empty()) return dates.back();
  }
  return syntax.until->day;
}

absl::Status CheckRule(const v1::Recurrence& recurrence) {
  constexpr absl::CivilDay kAnyDay(2026, 1, 1);
  MEEDOEN_ASSIGN_OR_RETURN(const AnchoredRule rule, Anchor(recurrence, kAnyDay));
  const std::optional<absl::CivilDay> until = LastAllowedDay(rule);
  const absl::CivilDay first = !rule.has_start && until.has_value() ? *until - kCheckedYears * 366 : rule.begins;
  const int years = kCheckedYears * (rule.syntax.frequency == "YEARLY" ? rule.syntax.interval : 1);
  const absl::CivilDay last(std::min<int64_t>(first.year() + years, kLastYear), 12, 31);
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<absl::CivilDay> dates, RuleDates(recurrence, first, last, 1));
  if (!dates.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError("the rule falls on no date at all; check its days, its start and its end");
}

}  // namespace meedoen
