#include "indexer/import/schedule_items.h"

#include <array>
#include <optional>
#include <string>

namespace meedoen::indexer {
namespace {

constexpr std::array<const char*, 5> kParts = {"ochtend", "middag", "avond", "nacht", "morgen"};

int PartOf(std::string_view word) {
  for (size_t i = 0; i < kParts.size(); ++i) {
    const std::string_view part = kParts[i];
    if (word == part ||
        (word.starts_with(part) && (word.substr(part.size()) == "en" || word.substr(part.size()) == "s")))
      return i == 4 ? 0 : static_cast<int>(i);
  }
  return word == "namiddag" ? 1 : -1;
}

class ItemPhrases {
 public:
  void Add(Item kind, int value, std::initializer_list<const char*> texts) {
    for (const char* text : texts) phrases_.push_back({text, static_cast<int>(kind), value});
  }
  void AddSigns();
  void AddDays();
  void AddOthers();
  const std::vector<Phrase>& all() const { return phrases_; }

 private:
  std::vector<Phrase> phrases_;
};

void ItemPhrases::AddSigns() {
  Add(Item::kFiller, 0,
      {"elke",
       "iedere",
       "ieder",
       "elk",
       "wekelijks",
       "elke week",
       "iedere week",
       "op",
       "de",
       "het",
       "in",
       "om",
       "uur",
       "u",
       "van",
       "tussen",
       ":",
       "'s",
       "dag",
       "week",
       "per week",
       "1x per week",
       "1 x per week",
       "1 keer per week",
       "2x per week",
       "2 keer per week",
       "maand",
       "de maand",
       "tijd",
       "bijeenkomst",
       "bijeenkomsten",
       "activiteiten",
       "inloop"});
  Add(Item::kAnd, 0, {"en", ",", "/", "+", "&"});
  Add(Item::kOr, 0, {"of"});
  Add(Item::kBreak, 0, {";", ".", "|", "(", ")"});
  Add(Item::kDash, 0, {"-"});
  Add(Item::kTo, 0, {"t/m", "tm", "tot en met", "t.e.m.", "tot & met"});
  Add(Item::kFrom, 0, {"vanaf", "v.a.", "start", "start op", "start:", "met ingang van", "m.i.v.", "begint op"});
  Add(Item::kExcept, 0,
      {"niet", "niet in", "behalve", "behalve in", "m.u.v.", "met uitzondering van", "uitgezonderd", "geen",
       "niet tijdens", "behalve tijdens", "niet op"});
}

void ItemPhrases::AddDays() {
  Add(Item::kOfTheMonth, 0,
      {"van de maand", "v/d maand", "v.d. maand", "vd maand", "van elke maand", "van iedere maand", "in de maand",
       "per maand", "elke maand", "iedere maand", "v.d. mnd", "v/d mnd", "maandelijks", "der maand"});
  Add(Item::kOrdinal, 1, {"eerste", "1e", "1ste"});
  Add(Item::kOrdinal, 2, {"tweede", "2e", "2de"});
  Add(Item::kOrdinal, 3, {"derde", "3e", "3de"});
  Add(Item::kOrdinal, 4, {"vierde", "4e", "4de"});
  Add(Item::kOrdinal, 5, {"vijfde", "5e", "5de"});
  Add(Item::kOrdinal, -1, {"laatste"});
  Add(Item::kInterval, 2,
      {"om de week",
       "om de 2 weken",
       "om de twee weken",
       "elke 2 weken",
       "elke twee weken",
       "iedere 2 weken",
       "iedere twee weken",
       "tweewekelijks",
       "2-wekelijks",
       "2 wekelijks",
       "1x per 2 weken",
       "1 x per 2 weken",
       "1x per twee weken",
       "eens per 2 weken",
       "eens per twee weken",
       "1 keer per 2 weken",
       "een keer per twee weken",
       "om de 14 dagen",
       "veertiendaags",
       "1x in de 2 weken",
       "1x in de twee weken",
       "om de andere week",
       "eens in de 2 weken",
       "eens in de twee weken",
       "eens per 14 dagen",
       "1x per 14 dagen",
       "om de veertien dagen",
       "14-daags"});
  Add(Item::kParity, 0,
      {"even weken", "even week", "even weeknummers", "weken met een even nummer", "in de even weken",
       "elke even week"});
  Add(Item::kParity, 1,
      {"oneven weken", "oneven week", "oneven weeknummers", "weken met een oneven nummer", "in de oneven weken",
       "elke oneven week"});
  Add(Item::kInterval, 3,
      {"om de 3 weken", "om de drie weken", "elke 3 weken", "elke drie weken", "driewekelijks", "3-wekelijks",
       "iedere 3 weken", "1x per 3 weken", "eens per 3 weken"});
  Add(Item::kInterval, 4,
      {"om de 4 weken", "om de vier weken", "elke 4 weken", "elke vier weken", "vierwekelijks", "iedere 4 weken",
       "1x per 4 weken", "eens per 4 weken"});
  Add(Item::kWorkdays, 0, {"werkdagen", "werkdag", "doordeweeks", "weekdagen", "weekdag", "door de week"});
  Add(Item::kWeekend, 0, {"weekend", "weekenden"});
  Add(Item::kEveryDay, 0, {"dagelijks", "elke dag", "iedere dag", "alle dagen", "alle dagen van de week"});
}

void ItemPhrases::AddOthers() {
  Add(Item::kAppointment, 0,
      {"in overleg", "op afspraak", "na afspraak", "volgens afspraak", "op aanvraag", "i.o.", "in onderling overleg",
       "dag en tijd in overleg", "tijd in overleg", "tijden in overleg", "dagen en tijden in overleg",
       "alleen op afspraak", "uitsluitend op afspraak", "na overleg", "telefonische afspraak",
       "in overleg met de vrijwilliger"});
  Add(Item::kHolidays, 0,
      {"feestdagen", "officiele feestdagen", "nationale feestdagen", "erkende feestdagen", "christelijke feestdagen"});
  Add(Item::kSchoolHolidays, 1,
      {"schoolvakanties", "schoolvakantie", "basisschoolvakanties", "de schoolvakanties", "schoolvakantieperiodes",
       "school vakanties", "school vakantie"});
  Add(Item::kAlso, 1, {"ook op feestdagen", "ook tijdens feestdagen", "ook op officiele feestdagen"});
  Add(Item::kAlso, 2,
      {"ook in schoolvakanties", "ook in de schoolvakanties", "ook tijdens schoolvakanties",
       "ook tijdens de schoolvakanties", "ook in de schoolvakantie"});
  Add(Item::kAlso, 3,
      {"ook op feestdagen en in schoolvakanties", "ook op feestdagen en in de schoolvakanties",
       "ook in schoolvakanties en op feestdagen", "ook in de schoolvakanties en op feestdagen"});
  // Which of them, and when the provider has them, is not known.
  Add(Item::kSchoolHolidays, 0,
      {"vakanties", "vakantie", "zomervakantie", "kerstvakantie", "herfstvakantie", "meivakantie", "voorjaarsvakantie",
       "bouwvak", "zomermaanden", "zomer", "vakantieperiodes", "vakantieperiode", "zomerstop",
       "schoolvakanties regio oost", "schoolvakanties regio zuid", "schoolvakanties regio midden",
       "schoolvakanties regio noord"});
}

const PhraseList& Phrases() {
  static const auto& phrases = *new PhraseList([] {
    ItemPhrases items;
    items.AddSigns();
    items.AddDays();
    items.AddOthers();
    return items.all();
  }());
  return phrases;
}

// "10", "10.00", "10:00", "10u", "10u30", "10.00 uur".
struct Clock {
  int minutes = 0;
  size_t words = 0;
};
std::optional<Clock> ClockAt(const Words& words, size_t at) {
  if (at >= words.size() || words[at].text.size() > 2) return std::nullopt;
  const int hour = NumberOf(words[at]);
  if (hour < 0 || hour > 24) return std::nullopt;
  Clock clock{hour * 60, 1};
  const auto text = [&](size_t i) { return i < words.size() ? std::string_view(words[i].text) : std::string_view(); };
  const bool sign = text(at + 1) == "." || text(at + 1) == ":" || text(at + 1) == "u" || text(at + 1) == "h";
  if (sign && at + 2 < words.size() && !words[at + 2].spaced && text(at + 2).size() == 2) {
    const int minutes = NumberOf(words[at + 2]);
    if (minutes > 59) return std::nullopt;
    if (minutes >= 0) clock = {hour * 60 + minutes, 3};
  }
  for (const char* unit : {"uur", "u", "h"}) {
    if (text(at + clock.words) != unit) continue;
    clock.words += text(at + clock.words + 1) == "." && text(at + clock.words) == "u" ? 2 : 1;
    break;
  }
  return clock.minutes > 24 * 60 ? std::nullopt : std::optional(clock);
}

// Two clocks with "-", "tot" or "t/m" between them; the words are counted in `date.words`.
std::optional<ScheduleItem> TimeAt(const Words& words, size_t at) {
  const std::optional<Clock> start = ClockAt(words, at);
  if (!start.has_value()) return std::nullopt;
  size_t next = at + start->words;
  if (next >= words.size()) return std::nullopt;
  const int to = static_cast<int>(Item::kTo);
  if (const PhraseList::Match match = Phrases().At(words, next); match.what == to) {
    next += match.words;
  } else if (words[next].text == "-" || words[next].text == "tot") {
    ++next;
  } else {
    return std::nullopt;
  }
  const std::optional<Clock> end = ClockAt(words, next);
  if (!end.has_value()) return std::nullopt;
  ScheduleItem item{.item = Item::kTime, .start = start->minutes, .end = end->minutes};
  item.date.words = next + end->words - at;
  return item;
}

// A day with a part of it: "dinsdagochtend"; or either alone.
void AddLetters(const Word& word, std::vector<ScheduleItem>* items) {
  if (const int day = WeekdayOf(word.text); day >= 0) return items->push_back({.item = Item::kDay, .value = day});
  if (const int part = PartOf(word.text); part >= 0) return items->push_back({.item = Item::kPart, .value = part});
  if (const int month = MonthOf(word); month > 0) return items->push_back({.item = Item::kMonth, .value = month});
  const size_t dag = word.text.find("dag");
  if (dag != word.text.npos) {
    const int day = WeekdayOf(word.text.substr(0, dag + 3)), part = PartOf(word.text.substr(dag + 3));
    if (day >= 0 && part >= 0) {
      items->push_back({.item = Item::kDay, .value = day});
      return items->push_back({.item = Item::kPart, .value = part});
    }
  }
  items->push_back({});
}

}  // namespace

std::vector<ScheduleItem> ScheduleItems(std::string_view text) {
  const Words words = SplitWords(text);
  std::vector<ScheduleItem> items;
  for (size_t at = 0; at < words.size();) {
    if (at > 0 && words[at].new_line) items.push_back({.item = Item::kBreak});
    if (const std::optional<DateInWords> date = DateAt(words, at); date.has_value()) {
      items.push_back({.item = Item::kDate, .date = *date});
      at += date->words;
    } else if (const std::optional<ScheduleItem> time = TimeAt(words, at); time.has_value()) {
      items.push_back(*time);
      at += time->date.words;
    } else if (const PhraseList::Match match = Phrases().At(words, at); match.words > 0) {
      items.push_back({.item = static_cast<Item>(match.what), .value = match.value});
      at += match.words;
    } else {
      AddLetters(words[at++], &items);
      const bool short_day = items.back().item == Item::kDay && words[at - 1].text.size() == 2;
      if (short_day && at < words.size() && words[at].text == ".") ++at;  // "ma."
    }
  }
  return items;
}

}  // namespace meedoen::indexer
