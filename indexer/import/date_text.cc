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

}  // namespace

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

}  // namespace meedoen::indexer
