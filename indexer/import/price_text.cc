#include "indexer/import/price_text.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/import/words.h"

namespace meedoen::indexer {
namespace {

enum What : int { kUnit = 1, kFree, kDonation, kFirst, kPass, kRemark, kFiller, kSign };

absl::Status NotUnderstood(const char* why) { return absl::InvalidArgumentError(why); }

std::vector<Phrase> AllPhrases() {
  std::vector<Phrase> phrases;
  const auto add = [&](What what, PriceUnit unit, std::initializer_list<const char*> texts) {
    for (const char* text : texts) phrases.push_back({text, what, static_cast<int>(unit)});
  };
  add(kUnit, PriceUnit::kVisit,
      {"per keer",        "p.k.",       "pk",         "p/k",         "p.p.p.k.",     "pppk",        "per les",
       "per bijeenkomst", "per bezoek", "per middag", "per ochtend", "per avond",    "per dagdeel", "per deelname",
       "per maaltijd",    "per sessie", "p.p.p.keer", "per x",       "per workshop", "p.keer",      "/keer",
       "/ keer",          "/les"});
  add(kUnit, PriceUnit::kMonth,
      {"per maand", "p.m.", "p/m", "pm", "per mnd", "p.mnd", "/maand", "/ maand", "/mnd", "p.maand"});
  add(kUnit, PriceUnit::kYear, {"per jaar", "p.j.", "p/j", "pj", "/jaar", "/ jaar", "p.jaar", "per kalenderjaar"});
  add(kUnit, PriceUnit::kCourse,
      {"per cursus", "voor de cursus", "voor de hele cursus", "hele cursus", "per reeks", "voor de hele reeks",
       "totaal voor de cursus"});
  add(kFree, PriceUnit::kNone,
      {"gratis", "kosteloos", "geen kosten", "geen kosten aan verbonden", "niets", "geheel gratis", "helemaal gratis",
       "gratis toegankelijk", "geen eigen bijdrage"});
  add(kDonation, PriceUnit::kNone,
      {"vrijwillige bijdrage", "vrije bijdrage", "vrije gift", "vrijwillige gift", "donatie", "vrije donatie",
       "een vrijwillige bijdrage", "vrijwillige donatie", "op basis van een vrijwillige bijdrage", "een vrije gift"});
  add(kFirst, PriceUnit::kNone,
      {"eerste keer", "1e keer", "eerste les", "1e les", "proefles", "eerste bijeenkomst", "kennismakingsles",
       "de eerste keer", "de eerste les", "1ste keer", "1ste les", "1e bijeenkomst", "eerste bezoek"});
  add(kPass, PriceUnit::kNone,
      {"stadspas", "met stadspas", "u-pas", "met u-pas", "minimapas", "met minimapas", "stadspashouders",
       "voor stadspashouders", "stadspas geldig", "met de stadspas", "stadspas wordt geaccepteerd",
       "houders van een stadspas"});
  add(kRemark, PriceUnit::kNone,
      {"inclusief koffie",
       "incl. koffie",
       "incl koffie",
       "inclusief koffie/thee",
       "incl. koffie/thee",
       "inclusief lunch",
       "inclusief koffie en thee",
       "incl. koffie en thee",
       "inclusief materiaal",
       "incl. materiaal",
       "incl. lunch",
       "inclusief materialen",
       "exclusief materiaal",
       "excl. materiaal",
       "inclusief consumptie",
       "incl. consumptie",
       "inclusief een kop koffie",
       "inclusief maaltijd",
       "exclusief consumpties",
       "excl. consumpties",
       "consumpties voor eigen rekening",
       "consumpties op eigen kosten",
       "incl. maaltijd",
       "koffie en thee inbegrepen"});
  add(kFiller, PriceUnit::kNone,
      {"kosten",       "kosten:", "bijdrage",    "eigen bijdrage", "entree",        "toegang",
       "deelname",     "prijs",   "contributie", "lesgeld",        "cursusgeld",    "tarief",
       "lidmaatschap", "p.p.",    "pp",          "per persoon",    "per deelnemer", "is",
       "de",           ":",       "bedraagt",    "daarna",         "kost"});
  add(kSign, PriceUnit::kNone, {",", ";", "(", ")", "+", "en", ".", "|", "-", "plus"});
  return phrases;
}

const PhraseList& Phrases() {
  static const auto& phrases = *new PhraseList(AllPhrases());
  return phrases;
}

constexpr size_t kMostDigits = 7;  // Of an amount; far above kMaxCents.

struct Amount {
  uint32_t cents = 0;
  size_t words = 0;
};

bool Is(const Words& words, size_t at, std::string_view text) { return at < words.size() && words[at].text == text; }

// What stands behind the whole euros: ",50", ",-", ",--", ",=" or nothing. -1: something else.
int CentsAt(const Words& words, size_t at, size_t* used) {
  const bool mark =
      (Is(words, at, ",") || Is(words, at, ".")) && at + 1 < words.size() && !words[at + 1].spaced && !words[at].spaced;
  if (!mark) return 0;
  const Word& next = words[at + 1];
  if (next.text == "-" || next.text == "=") {
    *used = 2;
    while (Is(words, at + *used, "-") && !words[at + *used].spaced) ++*used;
    return 0;
  }
  if (next.kind != Word::kDigits) return 0;  // The end of a sentence.
  if (next.text.size() > 2) return -1;
  *used = 2;
  return NumberOf(next) * (next.text.size() == 1 ? 10 : 1);  // "2,5", as a sheet shows a number.
}

// "€ 2,50", "2,50", "5,-", "3 euro", "€ 1.250,00", "50 cent". Nothing: no amount begins here.
absl::StatusOr<std::optional<Amount>> AmountAt(const Words& words, size_t start) {
  size_t at = start;
  if (Is(words, at, "\u20ac") || Is(words, at, "eur") || Is(words, at, "euro")) ++at;
  if (at >= words.size() || words[at].kind != Word::kDigits) return std::optional<Amount>();
  int64_t euros = -1;
  if (words[at].text.size() > kMostDigits || !absl::SimpleAtoi(words[at].text, &euros)) euros = -1;
  ++at;
  const bool thousands = Is(words, at, ".") && at + 1 < words.size() && words[at + 1].text.size() == 3 &&
                         NumberOf(words[at + 1]) >= 0 && !words[at + 1].spaced;
  if (thousands) {
    euros = euros * 1000 + NumberOf(words[at + 1]);
    at += 2;
  }
  size_t used = 0;
  const int cents = CentsAt(words, at, &used);
  at += used;
  if (euros < 0 || cents < 0) return NotUnderstood("an amount has more than two digits behind the comma");
  int64_t total = euros * 100 + cents;
  if (Is(words, at, "euro") || Is(words, at, "eur") || Is(words, at, "\u20ac")) {
    ++at;
  } else if (Is(words, at, "cent") || Is(words, at, "ct")) {
    total = euros;
    ++at;
  }
  if (total > kMaxCents) return NotUnderstood("an amount is above 10000 euros");
  return std::optional<Amount>({static_cast<uint32_t>(total), at - start});
}

// "voor 8 lessen", "8 lessen voor", "voor 10 keer". The words it has; 0: none begins here.
size_t CourseAt(const Words& words, size_t start) {
  size_t at = start + (Is(words, start, "voor") ? 1 : 0);
  if (at >= words.size() || NumberOf(words[at]) < 2) return 0;
  ++at;
  constexpr std::string_view kSessions[] = {"lessen",  "bijeenkomsten", "keer",     "weken",   "middagen",
                                            "avonden", "ochtenden",     "dagdelen", "sessies", "workshops"};
  bool sessions = false;
  for (const std::string_view word : kSessions) sessions = sessions || Is(words, at, word);
  if (!sessions) return 0;
  ++at;
  if (Is(words, start, "voor")) return at - start;
  return Is(words, at, "voor") ? at + 1 - start : 0;
}

// One part of the text, up to a sign.
struct Clause {
  std::optional<uint32_t> cents;
  PriceUnit unit = PriceUnit::kNone;
  bool free = false, donation = false, first = false, pass = false, empty = true;
};

class Parser {
 public:
  Parser(const std::string& text, PriceUnit unit) : words_(SplitWords(text)), unit_(unit) {}

  absl::StatusOr<PriceText> Parse() {
    for (size_t at = 0; at < words_.size();) {
      if (words_[at].new_line) MEEDOEN_RETURN_IF_ERROR(EndClause());
      if (const size_t course = CourseAt(words_, at); course > 0) {
        MEEDOEN_RETURN_IF_ERROR(SetUnit(PriceUnit::kCourse));
        result_.remarks = true;  // How many there are.
        at += course;
        continue;
      }
      const PhraseList::Match match = Phrases().At(words_, at);
      MEEDOEN_ASSIGN_OR_RETURN(const std::optional<Amount> amount, AmountAt(words_, at));
      if (match.words == 0 && amount.has_value()) {
        if (clause_.cents.has_value()) return NotUnderstood("it names several amounts at once");
        clause_.cents = amount->cents;
        clause_.empty = false;
        at += amount->words;
        continue;
      }
      MEEDOEN_RETURN_IF_ERROR(Take(match));
      at += match.words;
    }
    MEEDOEN_RETURN_IF_ERROR(EndClause());
    if (result_.cost.ByteSizeLong() == 0) return NotUnderstood("it names no amount");
    return std::move(result_);
  }

 private:
  absl::Status Take(const PhraseList::Match& match) {
    if (match.words == 0) return NotUnderstood("not all of it is understood");
    if (match.what == kSign) return EndClause();
    if (match.what == kUnit) return SetUnit(static_cast<PriceUnit>(match.value));
    if (match.what == kRemark) result_.remarks = true;
    if (match.what == kFree) clause_.free = true;
    if (match.what == kDonation) clause_.donation = true;
    if (match.what == kFirst) clause_.first = true;
    if (match.what == kPass) clause_.pass = true;
    if (match.what != kRemark && match.what != kFiller) clause_.empty = false;
    return absl::OkStatus();
  }

  absl::Status SetUnit(PriceUnit unit) {
    if (clause_.unit != PriceUnit::kNone) return NotUnderstood("it says twice per what");
    clause_.unit = unit;
    clause_.empty = false;
    return absl::OkStatus();
  }

  absl::Status EndClause() {
    const Clause clause = std::exchange(clause_, {});
    if (clause.empty) return absl::OkStatus();
    v1::Cost& cost = result_.cost;
    if (clause.pass) {
      if (clause.first || clause.donation) return NotUnderstood("what the city pass pays is not clear");
      cost.set_city_pass_accepted(v1::TRISTATE_YES);
      result_.remarks = true;  // How much it pays.
      return absl::OkStatus();
    }
    if (clause.first) {
      const bool free = clause.free || clause.cents == 0u;
      if (!free || clause.donation) return NotUnderstood("what the first visit costs is not clear");
      cost.set_first_visit_free(v1::TRISTATE_YES);
      return absl::OkStatus();
    }
    if (clause.donation) {
      cost.set_voluntary_donation(true);
      result_.remarks = result_.remarks || clause.cents.has_value();
      return clause.free ? NotUnderstood("whether it is free is not clear") : absl::OkStatus();
    }
    if (clause.free && clause.cents.has_value()) return NotUnderstood("whether it is free is not clear");
    if (!clause.free && !clause.cents.has_value()) return NotUnderstood("it names no amount");
    return SetAmount(clause.unit == PriceUnit::kNone ? unit_ : clause.unit, clause.free ? 0 : *clause.cents);
  }

  absl::Status SetAmount(PriceUnit unit, uint32_t cents) {
    if (unit == PriceUnit::kNone && cents > 0)
      return NotUnderstood("it does not say per what: per keer, per maand, per jaar");
    const auto set = [&](bool has, uint32_t now, auto setter) {
      if (has && now != cents) return NotUnderstood("it names two amounts for the same");
      (result_.cost.*setter)(cents);
      return absl::OkStatus();
    };
    const v1::Cost& cost = result_.cost;
    switch (unit) {
      case PriceUnit::kMonth:
        return set(cost.has_cents_per_month(), cost.cents_per_month(), &v1::Cost::set_cents_per_month);
      case PriceUnit::kYear:
        return set(cost.has_cents_per_year(), cost.cents_per_year(), &v1::Cost::set_cents_per_year);
      case PriceUnit::kCourse:
        return set(cost.has_cents_per_course(), cost.cents_per_course(), &v1::Cost::set_cents_per_course);
      default:
        return set(cost.has_cents_per_visit(), cost.cents_per_visit(), &v1::Cost::set_cents_per_visit);
    }
  }

  const Words words_;
  const PriceUnit unit_;
  PriceText result_;
  Clause clause_;
};

}  // namespace

absl::StatusOr<PriceText> ParsePriceText(const std::string& cell, PriceUnit unit) {
  // Alone; "geen stadspas" is another matter.
  return Parser(FoldText(cell) == "geen" ? "geen kosten" : cell, unit).Parse();
}

}  // namespace meedoen::indexer
