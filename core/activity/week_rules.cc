#include "core/activity/week_rules.h"

#include <algorithm>

#include "core/base/civil_time.h"

namespace meedoen {
namespace {

bool Has(const std::vector<int>& list, int64_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// With a place from the end too: -1 is the last of `size`.
bool HasPlace(const std::vector<int>& list, int64_t place, int64_t size) {
  return Has(list, place) || Has(list, place - size - 1);
}

// The parts of a rule, read once.
class WeekRule {
 public:
  WeekRule(const RuleSyntax& rule, absl::CivilDay start)
      : weekly_(rule.frequency == "WEEKLY"),
        weeks_(rule.Numbers("BYWEEKNO")),
        months_(rule.Numbers("BYMONTH")),
        month_days_(rule.Numbers("BYMONTHDAY")),
        year_days_(rule.Numbers("BYYEARDAY")),
        positions_(rule.Numbers("BYSETPOS")),
        weekdays_(rule.Weekdays()),
        week_start_(rule.WeekStart()) {
    if (weekdays_.empty() && month_days_.empty() && year_days_.empty()) weekdays_ = {WeekdayIndex(start)};
  }

  // The first day of the week, or of the year, that a day lies in.
  absl::CivilDay PeriodOf(absl::CivilDay day) const {
    return weekly_ ? day - (WeekdayIndex(day) - week_start_ + 7) % 7 : absl::CivilDay(day.year(), 1, 1);
  }
  absl::CivilDay Later(absl::CivilDay period, int64_t periods) const {
    return weekly_ ? period + 7 * periods : absl::CivilDay(period.year() + periods, 1, 1);
  }
  int64_t Between(absl::CivilDay period, absl::CivilDay later) const {
    return weekly_ ? (later - period) / 7 : later.year() - period.year();
  }

  std::vector<absl::CivilDay> DatesIn(absl::CivilDay period) const {
    std::vector<absl::CivilDay> dates;
    for (absl::CivilDay day = period, end = Later(period, 1); day < end; ++day) {
      if (Matches(day)) dates.push_back(day);
    }
    if (positions_.empty()) return dates;
    std::vector<absl::CivilDay> chosen;
    for (size_t i = 0; i < dates.size(); ++i) {
      if (HasPlace(positions_, static_cast<int64_t>(i) + 1, static_cast<int64_t>(dates.size()))) {
        chosen.push_back(dates[i]);
      }
    }
    return chosen;
  }

 private:
  // The first day of week 1: the week with at least four days in the year.
  absl::CivilDay FirstWeek(int64_t year) const {
    const absl::CivilDay new_year(year, 1, 1);
    const int into_week = (WeekdayIndex(new_year) - week_start_ + 7) % 7;
    return into_week <= 3 ? new_year - into_week : new_year + (7 - into_week);
  }

  bool InWeeks(absl::CivilDay day) const {
    int64_t year = day.year();
    if (day >= FirstWeek(year + 1)) ++year;
    if (day < FirstWeek(year)) --year;
    const absl::CivilDay first = FirstWeek(year);
    return HasPlace(weeks_, (day - first) / 7 + 1, (FirstWeek(year + 1) - first) / 7);
  }

  bool Matches(absl::CivilDay day) const {
    if (!weekdays_.empty() && !Has(weekdays_, WeekdayIndex(day))) return false;
    if (!months_.empty() && !Has(months_, day.month())) return false;
    const int64_t month_size = absl::CivilDay(absl::CivilMonth(day) + 1) - absl::CivilDay(absl::CivilMonth(day));
    if (!month_days_.empty() && !HasPlace(month_days_, day.day(), month_size)) return false;
    const int64_t year_size = absl::CivilDay(day.year() + 1, 1, 1) - absl::CivilDay(day.year(), 1, 1);
    if (!year_days_.empty() && !HasPlace(year_days_, absl::GetYearDay(day), year_size)) return false;
    return weeks_.empty() || InWeeks(day);
  }

  const bool weekly_;
  const std::vector<int> weeks_, months_, month_days_, year_days_, positions_;
  std::vector<int> weekdays_;
  const int week_start_;
};

}  // namespace

std::vector<absl::CivilDay> WeekRuleDates(const RuleSyntax& rule, absl::CivilDay start, absl::CivilDay first,
                                          absl::CivilDay last, size_t most) {
  const WeekRule weeks(rule, start);
  std::vector<absl::CivilDay> dates;
  int counted = 0;
  absl::CivilDay period = weeks.PeriodOf(start);
  if (!rule.count.has_value() && first > start) {  // What lies before need not be counted.
    period = weeks.Later(period, weeks.Between(period, weeks.PeriodOf(first)) / rule.interval * rule.interval);
  }
  for (; period <= last; period = weeks.Later(period, rule.interval)) {
    for (const absl::CivilDay day : weeks.DatesIn(period)) {
      if (day < start) continue;
      if (day > last || dates.size() == most || (rule.count.has_value() && counted++ == *rule.count)) return dates;
      if (day >= first) dates.push_back(day);
    }
  }
  return dates;
}

}  // namespace meedoen
