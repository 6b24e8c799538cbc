#include "indexer/import/audience_text.h"

#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/import/words.h"

namespace meedoen::indexer {
namespace {

enum What : int { kAllAges = 1, kEverybody, kWomen, kMen, kMixed, kFrom, kTo, kUpTo, kUnder, kTot, kFiller };

const PhraseList& Phrases() {
  static const auto& phrases = *new PhraseList([] {
    std::vector<Phrase> list;
    const auto add = [&](What what, std::initializer_list<const char*> texts) {
      for (const char* text : texts) list.push_back({text, what});
    };
    add(kAllAges, {"alle leeftijden", "van alle leeftijden", "voor alle leeftijden", "jong en oud",
                   "geen leeftijdsgrens", "alle"});
    add(kEverybody, {"iedereen", "voor iedereen", "alle inwoners", "iedereen is welkom", "iedereen welkom"});
    add(kWomen, {"vrouwen", "alleen vrouwen", "alleen voor vrouwen", "uitsluitend vrouwen", "uitsluitend voor vrouwen",
                 "voor vrouwen", "dames", "alleen dames", "enkel vrouwen", "vrouw", "vrouwen (alleen)"});
    add(kMen, {"mannen", "alleen mannen", "alleen voor mannen", "uitsluitend mannen", "uitsluitend voor mannen", "man",
               "voor mannen", "heren", "alleen heren", "enkel mannen"});
    add(kMixed, {"mannen en vrouwen", "vrouwen en mannen", "mannen/vrouwen", "man/vrouw", "m/v", "v/m", "gemengd",
                 "dames en heren", "mannen & vrouwen", "vrouwen/mannen", "heren en dames", "m/v/x"});
    add(kFrom, {"vanaf", "v.a.", "van", "leeftijd", "minimaal", "minimum leeftijd", "min."});
    add(kTo, {"t/m", "tm", "tot en met", "-"});
    add(kUpTo, {"t/m", "tm", "tot en met", "maximaal", "max."});
    add(kUnder, {"onder de", "jonger dan", "beneden de", "<"});
    add(kTot, {"tot"});
    add(kFiller, {"jaar", "jr", "jarigen", "jaar:", "inwoners", "mensen", "personen", "voor", "volwassenen van",
                  "bewoners", ",", ";", ":", "leeftijd:", "(", ")", "."});
    return list;
  }());
  return phrases;
}

absl::Status NotUnderstood(const char* why) { return absl::InvalidArgumentError(why); }

class Parser {
 public:
  explicit Parser(const std::string& text) : words_(SplitWords(text)) {}

  absl::StatusOr<AudienceText> Parse() {
    for (at_ = 0; at_ < words_.size();) {
      if (NumberOf(words_[at_]) >= 0) {
        MEEDOEN_RETURN_IF_ERROR(TakeAges());
        continue;
      }
      const PhraseList::Match match = Phrases().At(words_, at_);
      const bool below = match.what == kUnder || match.what == kTot;
      const bool bound = match.what == kFrom || match.what == kTo || match.what == kUpTo || below;
      if (match.words == 0) return NotUnderstood("not all of it is understood");
      at_ += match.words;
      if (!bound) {
        MEEDOEN_RETURN_IF_ERROR(Take(match.what));
      } else if (at_ >= words_.size() || NumberOf(words_[at_]) < 0) {
        return NotUnderstood("not all of it is understood");
      } else if (below) {
        MEEDOEN_RETURN_IF_ERROR(SetBelow({}, match.what));
      } else if (match.what != kFrom) {
        MEEDOEN_RETURN_IF_ERROR(SetAges({}, Age()));
      } else {
        from_ = true;
      }
    }
    if (!result_.ages.has_value() && result_.gender == v1::GENDER_GROUP_UNSPECIFIED) {
      return NotUnderstood("it names no ages and no gender");
    }
    return std::move(result_);
  }

 private:
  absl::Status Take(int what) {
    if (what == kAllAges) return SetAges({}, {});
    if (what == kWomen) return SetGender(v1::WOMEN_ONLY);
    if (what == kMen) return SetGender(v1::MEN_ONLY);
    if (what == kMixed || what == kEverybody) return SetGender(v1::MIXED);
    return absl::OkStatus();
  }

  absl::Status SetGender(v1::GenderGroup gender) {
    if (result_.gender != v1::GENDER_GROUP_UNSPECIFIED && result_.gender != gender) {
      return NotUnderstood("whom it is for is not clear");
    }
    result_.gender = gender;
    return absl::OkStatus();
  }

  absl::Status SetAges(std::optional<int> from, std::optional<int> to) {
    if (result_.ages.has_value()) return NotUnderstood("it names several ages");
    const int most = static_cast<int>(kMaxAgeYears);
    if (from.value_or(0) > most || to.value_or(0) > most || (from.has_value() && to.has_value() && *from > *to)) {
      return NotUnderstood("the ages cannot be right");
    }
    v1::AgeRange& ages = result_.ages.emplace();
    if (from.has_value()) ages.set_minimum_years(static_cast<uint32_t>(*from));
    if (to.has_value()) ages.set_maximum_years(static_cast<uint32_t>(*to));
    return absl::OkStatus();
  }

  // "18 tot 65": those of 65 do not belong to it. Some who write "tot" mean them too, so that is told.
  absl::Status SetBelow(std::optional<int> from, int what) {
    const int below = Age();
    if (below == 0) return NotUnderstood("the ages cannot be right");
    result_.up_to = result_.up_to || what == kTot;
    return SetAges(from, below - 1);
  }

  int Age() { return NumberOf(words_[at_++]); }
  bool Skip(std::string_view text) {
    if (at_ >= words_.size() || words_[at_].text != text) return false;
    ++at_;
    return true;
  }
  bool SkipAll(std::initializer_list<std::string_view> texts) {
    const size_t start = at_;
    for (const std::string_view text : texts) {
      if (Skip(text)) continue;
      at_ = start;
      return false;
    }
    return true;
  }

  // A number and what follows it: "55+", "55 plus", "16 jaar en ouder", "18 t/m 65", "4-12 jaar".
  absl::Status TakeAges() {
    const int first = Age();
    const bool from = std::exchange(from_, false);
    const bool plus =
        Skip("+") || SkipAll({"-", "plus"}) || Skip("plus") || SkipAll({"-", "plussers"}) || Skip("plussers");
    if (plus) return SetAges(first, {});
    const bool years = Skip("jaar") || Skip("jr");
    if (years) Skip(".");
    if (SkipAll({"en", "ouder"}) || SkipAll({"of", "ouder"}) || SkipAll({"e", "o"})) return SetAges(first, {});
    const PhraseList::Match match = Phrases().At(words_, at_);
    const bool range = match.what == kTo || match.what == kUpTo;
    if ((range || match.what == kTot) && at_ + match.words < words_.size() &&
        NumberOf(words_[at_ + match.words]) >= 0) {
      at_ += match.words;
      return range ? SetAges(first, Age()) : SetBelow(first, kTot);
    }
    if (from) return SetAges(first, {});
    return NotUnderstood("from or up to which age is not clear");
  }

  const Words words_;
  size_t at_ = 0;
  bool from_ = false;  // "vanaf" stands before it.
  AudienceText result_;
};

}  // namespace

absl::StatusOr<AudienceText> ParseAudienceText(const std::string& cell) { return Parser(cell).Parse(); }

}  // namespace meedoen::indexer
