#include "indexer/import/schedule_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/import/cells.h"
#include "indexer/import/schedule_hours.h"
#include "indexer/import/schedule_items.h"
#include "indexer/import/written_rule.h"

namespace meedoen::indexer {
namespace {

constexpr std::array<const char*, 7> kCodes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

// Days, or dates, that have the same times.
struct Group {
  std::set<int> days;
  std::vector<std::pair<int, int>> monthly;  // Ordinal, day.
  std::vector<absl::CivilDay> dates;
  std::vector<HoursInWords> times;
  int part = -1;
  bool HasDays() const { return !days.empty() || !monthly.empty() || !dates.empty(); }
};

absl::Status NotUnderstood(const char* why) { return absl::InvalidArgumentError(why); }

class Parser {
 public:
  // `days_elsewhere`: beside the text stand rules as they are, so that it need not name days.
  explicit Parser(std::string_view text, bool days_elsewhere = false)
      : items_(ScheduleItems(text)), days_elsewhere_(days_elsewhere) {}

  absl::StatusOr<ScheduleText> Parse() {
    for (at_ = 0; at_ < items_.size(); ++at_) MEEDOEN_RETURN_IF_ERROR(Take(items_[at_]));
    MEEDOEN_RETURN_IF_ERROR(Check());
    for (const Group& group : groups_) MEEDOEN_RETURN_IF_ERROR(Emit(group));
    const v1::Schedule& schedule = result_.schedule;
    if (schedule.weekly_slots_size() > kMaxWeeklySlots || schedule.recurrences_size() > kMaxRecurrences ||
        schedule.single_dates_size() > kMaxSingleDates || schedule.exception_dates_size() > kMaxExceptionDates) {
      return NotUnderstood("it names more times than an activity can have");
    }
    return std::move(result_);
  }

 private:
  Group& Last() { return groups_.back(); }
  Item Before() const { return at_ == 0 ? Item::kBreak : items_[at_ - 1].item; }
  // The item after this one that is no filler.
  const ScheduleItem* After(size_t at) const {
    for (++at; at < items_.size(); ++at) {
      if (items_[at].item != Item::kFiller) return &items_[at];
    }
    return nullptr;
  }

  // Days that come after times have times of their own.
  void OpenGroup() {
    if (Last().times.empty() || !Last().HasDays()) return;
    groups_.emplace_back();
    ordinals_.clear();
    ordinals_used_ = false;
  }

  absl::Status Take(const ScheduleItem& item) {
    const bool in_list = item.item == Item::kMonth || item.item == Item::kAnd || item.item == Item::kTo ||
                         item.item == Item::kDash || item.item == Item::kFiller || item.item == Item::kHolidays ||
                         item.item == Item::kSchoolHolidays || item.item == Item::kDate;
    if (!in_list && item.item != Item::kExcept) {
      if (except_ && !excepted_) return NotUnderstood("what it leaves out is not clear");
      except_ = false;
    }
    switch (item.item) {
      case Item::kFiller:
      case Item::kAnd:
      case Item::kBreak:
        return absl::OkStatus();
      case Item::kDay:
        return TakeDay(item.value);
      case Item::kWorkdays:
        return TakeDays(0, 4);
      case Item::kWeekend:
        return TakeDays(5, 6);
      case Item::kEveryDay:
        return TakeDays(0, 6);
      case Item::kOrdinal:
        return TakeOrdinal(item.value);
      case Item::kInterval:
        return ++intervals_, interval_ = item.value, absl::OkStatus();
      case Item::kParity:
        return ++parities_, parity_ = item.value, absl::OkStatus();
      case Item::kOfTheMonth:
        return of_the_month_ = true, absl::OkStatus();
      case Item::kMonth:
        return TakeMonth(item.value);
      case Item::kExcept:
        return except_ = true, excepted_ = false, absl::OkStatus();
      case Item::kTo:
      case Item::kDash:
        return TakeTo(item.item);
      case Item::kOr:
        return TakeOr();
      case Item::kFrom:
        return TakeFrom();
      case Item::kAppointment:
        return result_.schedule.set_by_appointment(true), absl::OkStatus();
      case Item::kHolidays:
        if (!except_) return NotUnderstood("it is about public holidays only");
        return excepted_ = true, SetPauses(1, v1::TRISTATE_YES);
      case Item::kSchoolHolidays:
        if (!except_) return NotUnderstood("it is about holidays only");
        excepted_ = true;
        if (item.value == 1) return SetPauses(2, v1::TRISTATE_YES);
        return result_.remarks = true, absl::OkStatus();
      case Item::kAlso:
        return SetPauses(item.value, v1::TRISTATE_NO);
      case Item::kPart:
        if (Last().part >= 0 && Last().part != item.value) return NotUnderstood("it names several parts of the day");
        return Last().part = item.value, absl::OkStatus();
      case Item::kTime:
        return Last().times.push_back({item.start, item.end}), absl::OkStatus();
      case Item::kDate:
        return TakeDate(item.date);
      case Item::kUnknown:
        return NotUnderstood("not all of it is understood");
    }
    return absl::InternalError("an item without a meaning");
  }

  // `which` 1: public holidays, 2: school holidays, 3: both.
  absl::Status SetPauses(int which, v1::Tristate pauses) {
    v1::Schedule& schedule = result_.schedule;
    const auto other = [pauses](v1::Tristate said) { return said != v1::TRISTATE_UNKNOWN && said != pauses; };
    if (((which & 1) != 0 && other(schedule.pauses_on_public_holidays())) ||
        ((which & 2) != 0 && other(schedule.pauses_in_school_holidays()))) {
      return NotUnderstood("whether it goes on in holidays is not clear");
    }
    if ((which & 1) != 0) schedule.set_pauses_on_public_holidays(pauses);
    if ((which & 2) != 0) schedule.set_pauses_in_school_holidays(pauses);
    return absl::OkStatus();
  }

  // "di 10-12 of op afspraak"; any other choice is not ours to make.
  absl::Status TakeOr() const {
    const ScheduleItem* next = After(at_);
    const bool appointment = Before() == Item::kAppointment || (next != nullptr && next->item == Item::kAppointment);
    return appointment ? absl::OkStatus() : NotUnderstood("it leaves a choice");
  }

  absl::Status TakeDay(int day) {
    const bool range = at_ > 0 && (Before() == Item::kTo || Before() == Item::kDash) && to_day_ >= 0;
    OpenGroup();
    if (ordinals_used_ || (!ordinals_.empty() && !Last().days.empty())) {
      return NotUnderstood("which days are of the month and which of every week is not clear");
    }
    for (const int ordinal : ordinals_) Last().monthly.emplace_back(ordinal, day);
    ordinals_used_ = !ordinals_.empty();
    if (ordinals_used_) return range ? NotUnderstood("a range of days of the month is not clear") : absl::OkStatus();
    if (range && to_day_ >= day) return NotUnderstood("a range of days runs over the weekend");
    for (int between = range ? to_day_ : day; between <= day; ++between) Last().days.insert(between);
    to_day_ = -1;
    return absl::OkStatus();
  }

  absl::Status TakeDays(int first, int last) {
    OpenGroup();
    if (!ordinals_.empty()) return NotUnderstood("which days of the month is not clear");
    for (int day = first; day <= last; ++day) Last().days.insert(day);
    return absl::OkStatus();
  }

  absl::Status TakeOrdinal(int ordinal) {
    OpenGroup();
    if (!Last().days.empty()) return NotUnderstood("which days are of the month and which of every week is not clear");
    if (ordinals_used_) ordinals_.clear();
    ordinals_used_ = false;
    ordinals_.push_back(ordinal);
    return absl::OkStatus();
  }

  // A dash or "t/m": between two days, two months, before or after a date; else a dash is only a sign.
  absl::Status TakeTo(Item item) {
    const ScheduleItem* next = After(at_);
    const Item after = next == nullptr ? Item::kBreak : next->item;
    if (Before() == Item::kDay && after == Item::kDay) {
      to_day_ = items_[at_ - 1].value;
    } else if (Before() == Item::kMonth && after == Item::kMonth) {
      to_month_ = items_[at_ - 1].value;
    } else if (after == Item::kDate && (item == Item::kTo || from_date_)) {
      until_next_ = true;
    } else if (item == Item::kTo) {
      return NotUnderstood("from what to what is not clear");
    }
    return absl::OkStatus();
  }

  absl::Status TakeFrom() {
    const ScheduleItem* next = After(at_);
    if (next == nullptr || next->item != Item::kDate)
      return NotUnderstood("from which date is not clear; it needs a year");
    from_next_ = true;
    return absl::OkStatus();
  }

  absl::Status TakeMonth(int month) {
    std::set<int>& months = except_ ? months_out_ : months_in_;
    const bool range = (Before() == Item::kTo || Before() == Item::kDash) && to_month_ > 0;
    const ScheduleItem* next = After(at_);
    const bool opens = next != nullptr && (next->item == Item::kTo || next->item == Item::kDash);
    if (!except_ && !range && !opens) return NotUnderstood("a date needs its year");
    for (int between = range ? to_month_ : month; between != month; between = between % 12 + 1) months.insert(between);
    months.insert(month);
    to_month_ = 0;
    excepted_ = true;
    return absl::OkStatus();
  }

  absl::Status TakeDate(const DateInWords& date) {
    const bool until = std::exchange(until_next_, false), from = std::exchange(from_next_, false);
    const ScheduleItem* next = After(at_);
    const bool bounded = next != nullptr && (next->item == Item::kTo || next->item == Item::kDash) && !until;
    if (until || from || (bounded && next->item == Item::kTo)) {
      std::string& bound = until ? result_.until : result_.from;
      if (!bound.empty()) return NotUnderstood("it names several dates to begin or end on");
      bound = FormatDate(until ? date.last : date.first);
      from_date_ = !until;
      return absl::OkStatus();
    }
    if (date.first != date.last) return NotUnderstood("which days of the month is not clear");
    if (except_) {
      excepted_ = true;
      result_.schedule.add_exception_dates(FormatDate(date.first));
      return absl::OkStatus();
    }
    if (Before() == Item::kDay) {  // "zaterdag 5 december 2026"
      const int day = items_[at_ - 1].value;
      if (day != WeekdayIndex(date.first))
        return NotUnderstood("a date is not on the day of the week that stands before it");
      Last().days.erase(day);
    }
    OpenGroup();
    Last().dates.push_back(date.first);
    return absl::OkStatus();
  }

  absl::Status Check() {
    if (!result_.from.empty() && !result_.until.empty() && result_.until < result_.from) {
      return NotUnderstood("it ends before it begins");
    }
    if (except_ && !excepted_) return NotUnderstood("what it leaves out is not clear");
    if (!ordinals_.empty() && !ordinals_used_) return NotUnderstood("it names no day of the week");
    bool monthly = false;
    for (const Group& group : groups_) {
      monthly = monthly || !group.monthly.empty();
      if (group.HasDays() && group.times.empty()) return NotUnderstood("it names days, but no times from and to");
      if (!group.HasDays() && !group.times.empty()) return NotUnderstood("it names times, but no days");
      if (!group.dates.empty() && (!group.days.empty() || !group.monthly.empty())) {
        return NotUnderstood("it names both dates and days of the week");
      }
    }
    const bool any = Last().HasDays();
    const int weeks = intervals_ + parities_;
    if (!any && ((!result_.schedule.by_appointment() && !days_elsewhere_) || weeks > 0))
      return NotUnderstood("it names no days");
    if (of_the_month_ && !monthly) return NotUnderstood("which day of the month is not clear");
    if (weeks > 1 || (weeks == 1 && (groups_.size() > 1 || monthly))) {
      return NotUnderstood("what is every so many weeks is not clear");
    }
    const bool months = !months_in_.empty() || !months_out_.empty();
    if (months && (days_elsewhere_ || (!months_in_.empty() && !months_out_.empty()))) {
      return NotUnderstood("which months is not clear");
    }
    const bool dated =
        std::any_of(groups_.begin(), groups_.end(), [](const Group& group) { return !group.dates.empty(); });
    if (dated && (months || weeks > 0)) return NotUnderstood("which months is not clear");
    return absl::OkStatus();
  }

  // ";BYMONTH=1,2,3" or nothing.
  std::string Months() const {
    std::set<int> months = months_in_;
    for (int month = 1; month <= 12 && !months_out_.empty(); ++month) {
      if (!months_out_.contains(month)) months.insert(month);
    }
    if (months.empty() || months.size() == 12) return "";
    return absl::StrCat(";BYMONTH=", absl::StrJoin(months, ","));
  }

  // The weeks by their number: with 53 weeks in a year two odd ones follow each other, as on the calendar.
  static std::string WeeksOf(int parity) {
    std::vector<int> weeks;
    for (int week = parity == 0 ? 2 : 1; week <= 53; week += 2) weeks.push_back(week);
    return absl::StrCat("FREQ=YEARLY;BYWEEKNO=", absl::StrJoin(weeks, ","));
  }

  absl::Status Emit(const Group& group) {
    for (const HoursInWords& stated : group.times) {
      MEEDOEN_ASSIGN_OR_RETURN(const HoursInWords times, FitHours(stated, group.part));
      const std::string start = FormatTimeOfDay(times.start), end = FormatTimeOfDay(times.end);
      const auto set = [&](auto* timed) {
        timed->set_start_time(start);
        timed->set_end_time(end);
      };
      for (const absl::CivilDay date : group.dates) {
        v1::SingleDate* single = result_.schedule.add_single_dates();
        single->set_date(FormatDate(date));
        set(single);
      }
      const std::string months = Months();
      const bool slots = months.empty() && intervals_ == 0 && parities_ == 0;
      for (const int day : group.days) {
        if (!slots) continue;
        v1::WeeklySlot* slot = result_.schedule.add_weekly_slots();
        slot->set_day(static_cast<v1::DayOfWeek>(v1::MONDAY + day));
        set(slot);
      }
      std::vector<std::string> days;
      for (const int day : group.days) days.push_back(kCodes[static_cast<size_t>(day)]);
      for (const auto& [ordinal, day] : group.monthly)
        days.push_back(absl::StrCat(ordinal, kCodes[static_cast<size_t>(day)]));
      if (days.empty() || (slots && group.monthly.empty())) continue;
      v1::Recurrence* rule = result_.schedule.add_recurrences();
      const char* every = group.monthly.empty() ? "FREQ=WEEKLY" : "FREQ=MONTHLY";
      rule->set_rrule(absl::StrCat(parities_ > 0 ? WeeksOf(parity_) : every,
                                   intervals_ > 0 ? absl::StrCat(";INTERVAL=", interval_) : "",
                                   ";BYDAY=", absl::StrJoin(days, ","), months));
      if (intervals_ > 0) rule->set_start_date(result_.from);
      set(rule);
    }
    return absl::OkStatus();
  }

  const std::vector<ScheduleItem> items_;
  const bool days_elsewhere_;
  size_t at_ = 0;
  ScheduleText result_;
  std::vector<Group> groups_ = std::vector<Group>(1);
  std::vector<int> ordinals_;  // That the next days are of.
  bool ordinals_used_ = false;
  int intervals_ = 0, interval_ = 1;
  int parities_ = 0, parity_ = 0;
  bool of_the_month_ = false;
  bool except_ = false, excepted_ = false;  // Within what is left out; something was named there.
  std::set<int> months_in_, months_out_;
  int to_day_ = -1, to_month_ = 0;  // Where a range began.
  bool until_next_ = false, from_next_ = false, from_date_ = false;
};

}  // namespace

absl::StatusOr<ScheduleText> ParseScheduleText(const std::string& cell) {
  std::vector<std::string> words;
  std::vector<v1::Recurrence> rules;
  for (const std::string& part : SplitRules(cell)) {
    if (!IsWrittenRule(part)) {
      words.push_back(part);
      continue;
    }
    MEEDOEN_ASSIGN_OR_RETURN(v1::Recurrence rule, ParseWrittenRule(part));
    rules.push_back(std::move(rule));
  }
  if (rules.empty()) return Parser(cell).Parse();
  ScheduleText result;
  if (!words.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(result, Parser(absl::StrJoin(words, " | "), true).Parse());
  }
  for (v1::Recurrence& rule : rules) *result.schedule.add_recurrences() = std::move(rule);
  return result;
}

}  // namespace meedoen::indexer
