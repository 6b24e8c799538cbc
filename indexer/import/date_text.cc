#include "indexer/import/date_text.h"

#include "core/base/civil_time.h"
#include "indexer/import/words.h"

namespace meedoen::indexer {
namespace {

enum What : int { kFrom = 1, kUntil, kAlways };

const PhraseList& Phrases() {
  static const auto& phrases = *new PhraseList({
      {"vanaf", kFrom},
      {"v.a.", kFrom},
      {"va", kFrom},
      {"van", kFrom},
      {"start", kFrom},
      {"start op", kFrom},
      {"met ingang van", kFrom},
      {"m.i.v.", kFrom},
      {"per", kFrom},
      {"begint op", kFrom},
      {"t/m", kUntil},
      {"tm", kUntil},
      {"tot en met", kUntil},
      {"-", kUntil},
      {"doorlopend", kAlways},
      {"hele jaar", kAlways},
      {"het hele jaar", kAlways},
      {"het hele jaar door", kAlways},
      {"hele jaar door", kAlways},
      {"jaarrond", kAlways},
      {"gehele jaar", kAlways},
      {"het gehele jaar", kAlways},
  });
  return phrases;
}

absl::Status NotUnderstood() {
  return absl::InvalidArgumentError("is not understood as a date; write day, month and year, as 1-12-2026");
}

// A date with the day of the week before it, if that is stated; the day must be the right one.
std::optional<DateInWords> DayAndDateAt(const Words& words, size_t at) {
  const int weekday = at < words.size() ? WeekdayOf(words[at].text) : -1;
  if (weekday < 0) return DateAt(words, at);
  const size_t dot = at + 1 < words.size() && words[at + 1].text == "." ? 1 : 0;
  std::optional<DateInWords> date = DateAt(words, at + 1 + dot);
  if (!date.has_value() || date->first != date->last || WeekdayIndex(date->first) != weekday) return std::nullopt;
  date->words += 1 + dot;
  return date;
}

// A date without a year: "30 juni", "juni", "eind juni".
struct DayOfYear {
  int month = 0;
  int day = 0;  // 0: the whole month.
  bool end = false;
  size_t words = 0;
};
std::optional<DayOfYear> DayOfYearAt(const Words& words, size_t at) {
  DayOfYear found;
  size_t next = at;
  if (next < words.size() && words[next].text == "eind") {
    found.end = true;
    ++next;
  } else if (next < words.size() && NumberOf(words[next]) >= 1 && words[next].text.size() <= 2) {
    found.day = NumberOf(words[next++]);
  }
  found.month = next < words.size() ? MonthOf(words[next]) : 0;
  if (found.month == 0 || found.day > 31) return std::nullopt;
  ++next;
  if (next < words.size() && words[next].text == "." && words[next - 1].text.size() <= 4) ++next;
  found.words = next - at;
  return found;
}

// Its first or last day in a year; nothing if that year has no such day.
std::optional<absl::CivilDay> DayIn(absl::civil_year_t year, const DayOfYear& part, Edge edge) {
  if (part.day == 0 && edge == Edge::kFirst) return absl::CivilDay(year, part.month, 1);
  if (part.day == 0) return absl::CivilDay(absl::CivilMonth(year, part.month) + 1) - 1;
  const absl::CivilDay day(year, part.month, part.day);
  return day.month() == part.month ? std::optional(day) : std::nullopt;
}

// The first such day from `other` on, or the last one up to it.
std::optional<absl::CivilDay> DayBeside(const DayOfYear& part, Edge edge, absl::CivilDay other) {
  const int step = edge == Edge::kLast ? 1 : -1;
  for (int years = 0; years <= 8; ++years) {  // 29 February.
    const std::optional<absl::CivilDay> day = DayIn(other.year() + years * step, part, edge);
    if (day.has_value() && (edge == Edge::kLast ? *day >= other : *day <= other)) return day;
  }
  return std::nullopt;
}

// "1 t/m 30 september 2026", "1 september t/m 30 juni 2027", "1 september 2026 t/m 30 juni": one end says the year.
absl::StatusOr<PeriodText> OneYearForBoth(const Words& words, size_t at) {
  std::optional<DateInWords> from = DayAndDateAt(words, at);
  std::optional<DayOfYear> part = from.has_value() ? std::nullopt : DayOfYearAt(words, at);
  const bool day_only = !from.has_value() && !part.has_value() && at < words.size() && NumberOf(words[at]) >= 1 &&
                        words[at].text.size() <= 2;
  if (!from.has_value() && !part.has_value() && !day_only) return NotUnderstood();
  const bool from_end = words[at].text == "eind";
  if (day_only) part = DayOfYear{.month = 0, .day = NumberOf(words[at]), .words = 1};
  at += from.has_value() ? from->words : part->words;
  const PhraseList::Match match = Phrases().At(words, at);
  if (match.what != kUntil || from_end) return NotUnderstood();
  at += match.words;
  const std::optional<DateInWords> until = DayAndDateAt(words, at);
  const std::optional<DayOfYear> until_part = until.has_value() ? std::nullopt : DayOfYearAt(words, at);
  if (until.has_value() == from.has_value()) return NotUnderstood();  // Both are known, or neither is.
  if (!until.has_value() && !until_part.has_value()) return NotUnderstood();
  if (at + (until.has_value() ? until->words : until_part->words) != words.size()) return NotUnderstood();
  if (part.has_value() && part->month == 0) part->month = until->last.month();
  const std::optional<absl::CivilDay> other = until.has_value() ? DayBeside(*part, Edge::kFirst, until->last)
                                                                : DayBeside(*until_part, Edge::kLast, from->first);
  if (!other.has_value()) return NotUnderstood();
  return until.has_value() ? PeriodText{FormatDate(*other), FormatDate(until->last)}
                           : PeriodText{FormatDate(from->first), FormatDate(*other)};
}

absl::StatusOr<PeriodText> BothYearsStated(const Words& words) {
  PeriodText period;
  size_t at = 0;
  PhraseList::Match match = Phrases().At(words, at);
  if (match.what == kAlways && match.words == words.size()) return period;
  at += match.what == kFrom ? match.words : 0;
  if (match.what != kUntil) {
    const std::optional<DateInWords> from = DayAndDateAt(words, at);
    if (!from.has_value() || words[at].text == "eind") return NotUnderstood();
    period.from = FormatDate(from->first);
    at += from->words;
    if (at == words.size()) return match.what == kFrom ? absl::StatusOr<PeriodText>(period) : NotUnderstood();
    match = Phrases().At(words, at);
    if (match.what != kUntil) return NotUnderstood();
  }
  at += match.words;
  const std::optional<DateInWords> until = DayAndDateAt(words, at);
  if (!until.has_value() || at + until->words != words.size()) return NotUnderstood();
  period.until = FormatDate(until->last);
  return period;
}

}  // namespace

absl::StatusOr<std::string> ParseDateBeside(const std::string& cell, Edge edge, const std::string& other) {
  const Words words = SplitWords(cell);
  const PhraseList::Match prefix = Phrases().At(words, 0);
  if (prefix.words > 0 && prefix.what != (edge == Edge::kFirst ? kFrom : kUntil)) return NotUnderstood();
  const std::optional<DayOfYear> part = DayOfYearAt(words, prefix.words);
  const absl::StatusOr<absl::CivilDay> beside = ParseDate(other);
  if (!part.has_value() || prefix.words + part->words != words.size() || !beside.ok()) return NotUnderstood();
  if (part->end && edge == Edge::kFirst) return NotUnderstood();
  const std::optional<absl::CivilDay> day = DayBeside(*part, edge, *beside);
  return day.has_value() ? absl::StatusOr<std::string>(FormatDate(*day)) : NotUnderstood();
}

absl::StatusOr<std::string> ParseDateText(const std::string& cell, Edge edge) {
  const Words words = SplitWords(cell);
  const PhraseList::Match prefix = Phrases().At(words, 0);
  if (prefix.words > 0 && prefix.what != (edge == Edge::kFirst ? kFrom : kUntil)) return NotUnderstood();
  const std::optional<DateInWords> date = DayAndDateAt(words, prefix.words);
  if (!date.has_value() || prefix.words + date->words != words.size()) return NotUnderstood();
  const bool end = words[prefix.words].text == "eind";
  if (end && edge == Edge::kFirst) return NotUnderstood();
  return FormatDate(edge == Edge::kFirst ? date->first : date->last);
}

absl::StatusOr<PeriodText> ParsePeriodText(const std::string& cell) {
  const Words words = SplitWords(cell);
  const absl::StatusOr<PeriodText> stated = BothYearsStated(words);
  if (stated.ok() && !stated->until.empty() && stated->until < stated->from) {
    return absl::InvalidArgumentError("ends before it begins");
  }
  if (stated.ok()) return stated;
  const PhraseList::Match prefix = Phrases().At(words, 0);
  return OneYearForBoth(words, prefix.what == kFrom ? prefix.words : 0);
}

}  // namespace meedoen::indexer
