#include "indexer/import/field_setter.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/activity/taxonomy.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"

namespace meedoen::indexer {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// One field of a message inside the activity.
struct Target {
  Message* message;
  const FieldDescriptor* field;
  const google::protobuf::Reflection* reflection() const { return message->GetReflection(); }
};

Target TargetOf(std::string_view path, v1::Activity* activity) {
  Message* message = activity;
  const std::vector<std::string> parts = absl::StrSplit(absl::string_view(path.data(), path.size()), '.');
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    const FieldDescriptor* nested = message->GetDescriptor()->FindFieldByName(parts[i]);
    message = message->GetReflection()->MutableMessage(message, nested);
  }
  return {message, message->GetDescriptor()->FindFieldByName(parts.back())};
}

absl::StatusOr<int> ChoiceOf(const CsvColumn& column, const std::string& word) {
  const std::string folded = FoldText(word);
  std::string words;
  for (const Choice& choice : column.choices) {
    if (choice.word == folded) return choice.value;
    absl::StrAppend(&words, words.empty() ? "" : ", ", std::string(choice.word));
  }
  return absl::InvalidArgumentError(absl::StrCat(Shown(word), " is not one of the words: ", words));
}

// The id of a category given by id or Dutch name; what is neither stays, for validation to name the nearest.
std::string CategoryId(const std::string& text) {
  const std::string folded = FoldText(text);
  for (const Category& category : AllCategories()) {
    if (folded == FoldText(category.name_nl)) return std::string(category.id);
  }
  return text;
}

template <typename Item, typename Parse>
absl::Status AddItems(const std::vector<std::string>& items, Parse parse,
                      google::protobuf::RepeatedPtrField<Item>* list) {
  for (const std::string& item : items) {
    auto parsed = parse(item);
    if (!parsed.ok()) return parsed.status();
    *list->Add() = *std::move(parsed);
  }
  return absl::OkStatus();
}

absl::Status SetChoices(const CsvColumn& column, const std::string& cell, const Target& target) {
  for (const std::string& item : SplitItems(cell)) {
    MEEDOEN_ASSIGN_OR_RETURN(const int value, ChoiceOf(column, item));
    target.reflection()->AddEnumValue(target.message, target.field, value);
  }
  return absl::OkStatus();
}

absl::Status SetNumber(const CsvColumn& column, const std::string& cell, v1::Activity* activity) {
  if (column.path == "age_range.minimum_years" && FoldText(cell) == kAllAges) {
    activity->mutable_age_range();
    return absl::OkStatus();
  }
  MEEDOEN_ASSIGN_OR_RETURN(const uint32_t number,
                           column.kind == CellKind::kMoney ? ParseMoney(cell) : ParseWholeNumber(cell));
  const Target target = TargetOf(column.path, activity);
  target.reflection()->SetUInt32(target.message, target.field, number);
  return absl::OkStatus();
}

absl::Status SetTexts(const CsvColumn& column, const std::string& cell, v1::Activity* activity) {
  std::vector<std::string> items = SplitItems(cell);
  for (std::string& item : items) {
    if (column.kind == CellKind::kCategories) item = CategoryId(item);
    if (column.kind != CellKind::kDates) continue;
    MEEDOEN_ASSIGN_OR_RETURN(item, ParseDutchDate(item));
  }
  const Target target = TargetOf(column.path, activity);
  for (const std::string& item : items) target.reflection()->AddString(target.message, target.field, item);
  return absl::OkStatus();
}

absl::Status SetTimes(const CsvColumn& column, const std::string& cell, v1::Activity* activity) {
  v1::Schedule* schedule = activity->mutable_schedule();
  if (column.kind == CellKind::kSlots) return AddItems(SplitItems(cell), ParseSlot, schedule->mutable_weekly_slots());
  if (column.kind == CellKind::kRules)
    return AddItems(SplitRules(cell), ParseRecurrence, schedule->mutable_recurrences());
  return AddItems(SplitItems(cell), ParseSingleDate, schedule->mutable_single_dates());
}

}  // namespace

absl::Status SetField(const CsvColumn& column, const std::string& cell, v1::Activity* activity) {
  const auto target = [&] { return TargetOf(column.path, activity); };
  switch (column.kind) {
    case CellKind::kId:
    case CellKind::kMunicipality:
      return absl::InternalError("an id is no field");
    case CellKind::kText:
      target().reflection()->SetString(target().message, target().field, cell);
      return absl::OkStatus();
    case CellKind::kTexts:
    case CellKind::kCategories:
    case CellKind::kDates:
      return SetTexts(column, cell, activity);
    case CellKind::kYesNo: {
      MEEDOEN_ASSIGN_OR_RETURN(const bool yes, ParseYesNo(cell));
      target().reflection()->SetBool(target().message, target().field, yes);
      return absl::OkStatus();
    }
    case CellKind::kChoice: {
      MEEDOEN_ASSIGN_OR_RETURN(const int value, ChoiceOf(column, cell));
      target().reflection()->SetEnumValue(target().message, target().field, value);
      return absl::OkStatus();
    }
    case CellKind::kChoices:
      return SetChoices(column, cell, target());
    case CellKind::kMoney:
    case CellKind::kNumber:
      return SetNumber(column, cell, activity);
    case CellKind::kDegrees: {
      MEEDOEN_ASSIGN_OR_RETURN(const double degrees, ParseDegrees(cell));
      target().reflection()->SetDouble(target().message, target().field, degrees);
      return absl::OkStatus();
    }
    case CellKind::kDate: {
      MEEDOEN_ASSIGN_OR_RETURN(const std::string date, ParseDutchDate(cell));
      target().reflection()->SetString(target().message, target().field, date);
      return absl::OkStatus();
    }
    case CellKind::kSlots:
    case CellKind::kRules:
    case CellKind::kSingleDates:
      return SetTimes(column, cell, activity);
    default:
      return absl::InternalError("a column of prose is no field");
  }
}

}  // namespace meedoen::indexer
