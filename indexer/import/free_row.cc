#include "indexer/import/free_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/names.h"
#include "core/text/clean.h"
#include "indexer/import/answer_text.h"
#include "indexer/import/audience_text.h"
#include "indexer/import/cells.h"
#include "indexer/import/date_text.h"
#include "indexer/import/field_setter.h"
#include "indexer/import/free_notes.h"
#include "indexer/import/list_text.h"
#include "indexer/import/price_text.h"
#include "indexer/import/words.h"

namespace meedoen::indexer {
namespace {

// What people write where our template has one word, beside that word itself.
constexpr std::pair<std::string_view, std::string_view> kChoiceWords[] = {{"attendance ja", "aanmelden"},
                                                                          {"attendance nee", "inloop"},
                                                                          {"attendance vrije inloop", "inloop"},
                                                                          {"attendance j", "aanmelden"},
                                                                          {"attendance n", "inloop"},
                                                                          {"attendance niet nodig", "inloop"},
                                                                          {"attendance vooraf aanmelden", "aanmelden"},
                                                                          {"attendance verplicht", "aanmelden"},
                                                                          {"attendance nodig", "aanmelden"},
                                                                          {"way_in ja", "intake"},
                                                                          {"way_in vrij toegankelijk", "open"},
                                                                          {"status loopt", "actief"},
                                                                          {"status lopend", "actief"},
                                                                          {"status volgeboekt", "vol"},
                                                                          {"status gestopt", "geannuleerd"},
                                                                          {"status vervallen", "geannuleerd"},
                                                                          {"status tijdelijk gestopt", "gepauzeerd"},
                                                                          {"role deelnemers", "deelnemer"},
                                                                          {"role vrijwilligers", "vrijwilliger"}};

PriceUnit UnitOf(std::string_view path) {
  if (path == "cost.cents_per_visit") return PriceUnit::kVisit;
  if (path == "cost.cents_per_month") return PriceUnit::kMonth;
  if (path == "cost.cents_per_year") return PriceUnit::kYear;
  return path == "cost.cents_per_course" ? PriceUnit::kCourse : PriceUnit::kNone;
}

// "max. 12 personen" as "12": a number, and nothing else that says something. Empty: more than that.
std::string PlainNumber(const std::string& cell) {
  static const auto& fillers = *new PhraseList({{"max", 1},
                                                {"max.", 1},
                                                {"maximaal", 1},
                                                {"min", 1},
                                                {"min.", 1},
                                                {"minimaal", 1},
                                                {"personen", 1},
                                                {"pers", 1},
                                                {"pers.", 1},
                                                {"deelnemers", 1},
                                                {"mensen", 1},
                                                {"plaatsen", 1},
                                                {"lessen", 1},
                                                {"bijeenkomsten", 1},
                                                {"keer", 1},
                                                {"jaar", 1},
                                                {"maanden", 1},
                                                {"x", 1}});
  const Words words = SplitWords(cell);
  std::string number;
  for (size_t at = 0; at < words.size();) {
    if (NumberOf(words[at]) >= 0) {
      if (!number.empty()) return "";
      number = words[at++].text;
      continue;
    }
    const size_t filler = fillers.At(words, at).words;
    if (filler == 0) return "";
    at += filler;
  }
  return number;
}

}  // namespace

void FreeRow::Keep(const CsvColumn& column, const std::string& header, const std::string& text,
                   const std::string& why) {
  const std::string_view note = NotePathOf(column.path);
  const bool prose = column.kind == CellKind::kWhen || column.kind == CellKind::kDays ||
                     column.kind == CellKind::kTimes || column.kind == CellKind::kPrice;
  std::string name = header;
  while (!name.empty() && std::string_view("?:* ").find(name.back()) != std::string_view::npos) name.pop_back();
  AddNote(note, prose ? text : absl::StrCat(name, ": ", text), &row_.activity);
  row_.problems.Warn(header, absl::StrCat(Shown(text), ": ", why, "; it was kept as a note in ", ColumnOfPath(note)));
}

void FreeRow::Take(const CsvColumn& column, const std::string& header, const std::string& cell) {
  if (!column.required && IsPlaceholder(cell)) return;
  switch (column.kind) {
    case CellKind::kMunicipality:
      return TakeMunicipality(header, cell);
    case CellKind::kText:
      return TakeText(column, header, cell);
    case CellKind::kTexts:
    case CellKind::kCategories:
    case CellKind::kChoices:
    case CellKind::kDates:
      return TakeList(column, header, cell);
    case CellKind::kYesNo:
    case CellKind::kChoice:
      return TakeChoice(column, header, cell);
    case CellKind::kNumber:
      return TakeNumber(column, header, cell);
    case CellKind::kDate:
      return TakeDate(column, header, cell);
    case CellKind::kPeriod:
      return TakePeriod(column, header, cell);
    case CellKind::kMoney:
    case CellKind::kPrice:
      return TakePrice(column, header, cell);
    case CellKind::kAudience:
      return TakeAudience(column, header, cell);
    case CellKind::kAddressPart:
      absl::StrAppend(&address_[std::string(column.header)], cell);
      return;
    case CellKind::kContact:
      return TakeContact(column, header, cell);
    case CellKind::kDegrees:
      degrees_header_ = header;
      if (!TakeStrictly(column, cell)) row_.problems.Warn(header, Shown(cell) + ": is no degrees; it was left out");
      return;
    case CellKind::kSlots:
    case CellKind::kRules:
    case CellKind::kSingleDates:
      if (TakeStrictly(column, cell)) return;
      [[fallthrough]];
    default:
      times_.push_back({&column, header, cell});
  }
}

bool FreeRow::TakeStrictly(const CsvColumn& column, const std::string& cell) {
  v1::Activity scratch;
  if (!SetField(column, cell, &scratch).ok()) return false;
  return SetField(column, cell, &row_.activity).ok();
}

void FreeRow::TakeMunicipality(const std::string& header, const std::string& cell) {
  const std::string code = NormalizeAreaCode(cell);
  if (IsMunicipalityCode(code)) {
    row_.municipality_code = code;
    return;
  }
  row_.problems.Warn(header, Shown(cell) + ": is not the code of a municipality, as GM0150; the file's own is taken");
}

void FreeRow::TakeText(const CsvColumn& column, const std::string& header, const std::string& cell) {
  if (column.path.starts_with("place.")) return TakePlace(column, cell);
  const bool contact =
      column.path == "contact.telephone" || column.path == "contact.email" || column.path == "contact.website";
  if (contact) return TakeContact(column, header, cell);
  const auto digits = std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool number = cell.find_first_not_of("0123456789 ") == cell.npos && digits == 8;
  if (column.path == "provider.kvk_number" && !number) {
    return row_.problems.Warn(header, Shown(cell) + ": is not a Chamber of Commerce number; it was left out");
  }
  // A note may hold something of another column already.
  if (NotePathOf(column.path) == column.path) return AddNote(column.path, cell, &row_.activity);
  TakeStrictly(column, cell);
}

void FreeRow::TakeList(const CsvColumn& column, const std::string& header, const std::string& cell) {
  if (column.kind == CellKind::kCategories) {
    const ListText list = ParseCategories(cell);
    // Without one that is known the row is refused, and the nearest named.
    for (const std::string& id : list.known.empty() ? list.unknown : list.known) row_.activity.add_categories(id);
    for (const std::string& item : list.unknown) {
      if (!list.known.empty()) Keep(column, header, item, "is not a category");
    }
    return;
  }
  if (column.path == "languages") {
    const ListText list = ParseLanguages(cell);
    for (const std::string& code : list.known) row_.activity.add_languages(code);
    for (const std::string& item : list.unknown) Keep(column, header, item, "is not a language with a code");
    return;
  }
  for (const std::string& item : SplitItems(cell)) {
    // Names of areas are looked up when the row's municipality is known (area_names.h).
    const absl::StatusOr<std::string> date =
        column.kind == CellKind::kDates ? ParseDateText(item, Edge::kFirst) : absl::StatusOr<std::string>(item);
    if (!date.ok() || !TakeStrictly(column, *date)) Keep(column, header, item, "is not understood");
  }
}

void FreeRow::TakeChoice(const CsvColumn& column, const std::string& header, const std::string& cell) {
  const bool answers =
      column.kind == CellKind::kYesNo || (column.choices.size() == 3 && column.choices[0].word == "ja");
  if (answers) {
    const std::optional<v1::Tristate> answer = ParseAnswer(cell);
    if (!answer.has_value()) return Keep(column, header, cell, "is neither ja nor nee");
    const char* word = *answer == v1::TRISTATE_YES ? "ja" : *answer == v1::TRISTATE_NO ? "nee" : nullptr;
    if (word != nullptr) TakeStrictly(column, word);
    return;
  }
  if (TakeStrictly(column, cell)) return;
  const std::string key = absl::StrCat(std::string(column.path), " ", FoldText(cell));
  for (const auto& [words, choice] : kChoiceWords) {
    if (words == key && TakeStrictly(column, std::string(choice))) return;
  }
  Keep(column, header, cell, "is not understood");
}

void FreeRow::TakeNumber(const CsvColumn& column, const std::string& header, const std::string& cell) {
  if (TakeStrictly(column, cell)) return;
  const std::string number = PlainNumber(cell);
  if (number.empty() || !TakeStrictly(column, number)) Keep(column, header, cell, "is not a whole number");
}

void FreeRow::TakeDate(const CsvColumn& column, const std::string& header, const std::string& cell) {
  const bool last = column.path == "valid_until" || column.path == "sign_up_deadline";
  const absl::StatusOr<std::string> date = ParseDateText(cell, last ? Edge::kLast : Edge::kFirst);
  if (!date.ok()) return undated_.push_back({&column, header, cell});
  TakeStrictly(column, *date);
}

// A year is concluded from the other end of the period, if that has one.
void FreeRow::FinishDates() {
  for (const Piece& piece : undated_) {
    const bool first = piece.column->path == "valid_from", last = piece.column->path == "valid_until";
    const std::string other = first ? row_.activity.valid_until() : last ? row_.activity.valid_from() : "";
    const Edge edge = first ? Edge::kFirst : Edge::kLast;
    const absl::StatusOr<std::string> date = ParseDateText(piece.text, edge);
    const absl::StatusOr<std::string> near = ParseDateBeside(piece.text, edge, other);
    if (other.empty() || !near.ok() || !TakeStrictly(*piece.column, *near)) {
      Keep(*piece.column, piece.header, piece.text, std::string(date.status().message()));
      continue;
    }
    row_.problems.Warn(piece.header, absl::StrCat(Shown(piece.text), ": says no year; it was read as ", *near, ", the ",
                                                  first ? "last one before the end" : "first one after the start"));
  }
}

void FreeRow::TakePeriod(const CsvColumn& column, const std::string& header, const std::string& cell) {
  const absl::StatusOr<PeriodText> period = ParsePeriodText(cell);
  if (!period.ok()) return Keep(column, header, cell, std::string(period.status().message()));
  if (row_.activity.valid_from().empty()) row_.activity.set_valid_from(period->from);
  if (row_.activity.valid_until().empty()) row_.activity.set_valid_until(period->until);
}

void FreeRow::TakePrice(const CsvColumn& column, const std::string& header, const std::string& cell) {
  const absl::StatusOr<PriceText> price = ParsePriceText(cell, UnitOf(column.path));
  if (!price.ok()) return Keep(column, header, cell, std::string(price.status().message()));
  row_.activity.mutable_cost()->MergeFrom(price->cost);
  if (price->remarks) AddNote("cost.note", cell, &row_.activity);
}

void FreeRow::TakeAudience(const CsvColumn& column, const std::string& header, const std::string& cell) {
  const absl::StatusOr<AudienceText> audience = ParseAudienceText(cell);
  if (!audience.ok()) return Keep(column, header, cell, std::string(audience.status().message()));
  const v1::GenderGroup gender = row_.activity.gender_group();
  const bool other_gender = audience->gender != v1::GENDER_GROUP_UNSPECIFIED &&
                            gender != v1::GENDER_GROUP_UNSPECIFIED && gender != audience->gender;
  const bool other_ages = audience->ages.has_value() && row_.activity.has_age_range() &&
                          row_.activity.age_range().SerializeAsString() != audience->ages->SerializeAsString();
  if (other_gender || other_ages) return Keep(column, header, cell, "another column says otherwise");
  if (audience->up_to) {
    Keep(column, header, cell,
         absl::StrCat("was read as up to and including ", audience->ages->maximum_years(),
                      "; write t/m if those of the age named may come too"));
  }
  if (audience->gender != v1::GENDER_GROUP_UNSPECIFIED) row_.activity.set_gender_group(audience->gender);
  if (audience->ages.has_value()) *row_.activity.mutable_age_range() = *audience->ages;
}

}  // namespace meedoen::indexer
