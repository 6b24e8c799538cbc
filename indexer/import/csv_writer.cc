#include "indexer/import/csv_writer.h"

#include <charconv>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/activity/field_paths.h"
#include "core/activity/validate.h"
#include "core/base/names.h"
#include "indexer/import/activity_id.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/import.h"
#include "indexer/import/schedule_print.h"

namespace meedoen::indexer {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kSeparator = ';';
constexpr char kLineEnd[] = "\r\n";

// One field of a message inside the activity; no field: a message on the way to it is absent.
struct Source {
  const Message* message = nullptr;
  const FieldDescriptor* field = nullptr;
  const Reflection& reflection() const { return *message->GetReflection(); }
};

Source SourceOf(std::string_view path, const v1::Activity& activity) {
  const Message* message = &activity;
  const std::vector<std::string> parts = absl::StrSplit(absl::string_view(path.data(), path.size()), '.');
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    const FieldDescriptor* nested = message->GetDescriptor()->FindFieldByName(parts[i]);
    if (!message->GetReflection()->HasField(*message, nested)) return {};
    message = &message->GetReflection()->GetMessage(*message, nested);
  }
  return {message, message->GetDescriptor()->FindFieldByName(parts.back())};
}

std::string IdCell(const v1::Activity& activity) {
  const auto name = ParseActivityName(activity.name());
  // Whole where the short form would be read as another one.
  return name.ok() && Slug(name->activity_id) == name->activity_id ? name->activity_id : activity.name();
}

std::string WordOf(const CsvColumn& column, int value) {
  for (const Choice& choice : column.choices) {
    if (choice.value == value) return std::string(choice.word);
  }
  return "";
}

std::string ListCell(const CsvColumn& column, const Source& source) {
  std::vector<std::string> items;
  for (int i = 0; i < source.reflection().FieldSize(*source.message, source.field); ++i) {
    items.push_back(column.kind == CellKind::kChoices
                        ? WordOf(column, source.reflection().GetRepeatedEnumValue(*source.message, source.field, i))
                        : source.reflection().GetRepeatedString(*source.message, source.field, i));
  }
  return absl::StrJoin(items, ", ");
}

std::string NumberCell(const CsvColumn& column, const Source& source, const v1::Activity& activity) {
  const bool first_age = column.path == "age_range.minimum_years";
  if (first_age && activity.has_age_range() && activity.age_range().ByteSizeLong() == 0) return kAllAges;
  if (source.field == nullptr || !source.reflection().HasField(*source.message, source.field)) return "";
  const uint32_t number = source.reflection().GetUInt32(*source.message, source.field);
  return column.kind == CellKind::kMoney ? absl::StrFormat("%d,%02d", number / 100, number % 100)
                                         : absl::StrCat(number);
}

// The fewest digits that give the same number back.
std::string DegreesCell(const Source& source) {
  char digits[32];
  const double degrees = source.reflection().GetDouble(*source.message, source.field);
  const auto end = std::to_chars(digits, digits + sizeof(digits), degrees, std::chars_format::fixed).ptr;
  const std::string text(digits, end);
  return text.find('.') == text.npos ? text + ".0" : text;
}

std::string CellOf(const CsvColumn& column, const v1::Activity& activity) {
  if (column.kind == CellKind::kId) return IdCell(activity);
  if (column.kind == CellKind::kMunicipality) {
    const auto name = ParseActivityName(activity.name());
    return name.ok() ? name->municipality_code : "";
  }
  if (column.kind == CellKind::kSlots) return PrintSlots(activity.schedule());
  if (column.kind == CellKind::kRules) return PrintRules(activity.schedule(), activity.valid_from());
  if (column.kind == CellKind::kSingleDates) return PrintDates(activity.schedule());
  const Source source = SourceOf(column.path, activity);
  if (column.kind == CellKind::kMoney || column.kind == CellKind::kNumber) return NumberCell(column, source, activity);
  if (source.field == nullptr) return "";
  switch (column.kind) {
    case CellKind::kText:
    case CellKind::kDate:
      return source.reflection().GetString(*source.message, source.field);
    case CellKind::kYesNo:
      return source.reflection().GetBool(*source.message, source.field) ? "ja" : "";
    case CellKind::kChoice: {
      const int value = source.reflection().GetEnumValue(*source.message, source.field);
      return value == 0 ? "" : WordOf(column, value);
    }
    case CellKind::kDegrees:
      return DegreesCell(source);
    default:
      return ListCell(column, source);
  }
}

std::string Quoted(const std::string& cell) {
  const bool plain = cell.find_first_of("\";,\n\r") == cell.npos;
  return plain ? cell : absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string CsvHeader() {
  std::string line = "\xEF\xBB\xBF";
  for (const CsvColumn& column : CsvColumns()) {
    if (&column != &CsvColumns().front()) line += kSeparator;
    line += column.header;
  }
  return line + kLineEnd;
}

std::string CsvRow(const v1::Activity& activity) {
  std::string line;
  for (const CsvColumn& column : CsvColumns()) {
    if (&column != &CsvColumns().front()) line += kSeparator;
    line += Quoted(Guarded(CellOf(column, activity)));
  }
  return line + kLineEnd;
}

std::vector<CsvLoss> FindCsvLosses(const std::vector<v1::Activity>& activities) {
  std::string file = CsvHeader();
  for (const v1::Activity& activity : activities) file += CsvRow(activity);
  std::vector<CsvLoss> losses;
  size_t index = 0;
  const auto compare = [&](const ImportedRow& row) {
    v1::Activity want = activities[index++];
    NormalizeActivity(&want);  // As an import of the same in any other form does.
    want.clear_etag();
    CsvLoss loss = {want.name(), {}, ""};
    if (!row.activity.has_value()) {
      const bool said = !row.problems.empty();
      loss.refusal = said ? absl::StrCat(row.problems[0].column(), ": ", row.problems[0].message()) : "it is refused";
    } else {
      loss.fields = ChangedFields(want, *row.activity);
      if (want.name() != row.activity->name()) loss.fields.push_back("name");
    }
    if (!loss.fields.empty() || !loss.refusal.empty()) losses.push_back(std::move(loss));
    return absl::OkStatus();
  };
  const auto read = ReadActivities(v1::ImportActivitiesRequest::CSV, file, {"export", "", ""}, compare);
  // More than one file may hold, say: nothing was compared then.
  if (!read.ok()) losses.push_back({"", {}, std::string(read.status().message())});
  return losses;
}

}  // namespace meedoen::indexer
