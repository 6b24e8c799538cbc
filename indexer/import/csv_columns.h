// The columns of our own CSV template: header, what kind of cell, and the field of Activity that it fills.
//
// Threads: safe; the table is constant. docs/formats/csv.md is this table for people, compared by a test.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace meedoen::indexer {

enum class CellKind : uint8_t {
  kId,            // Becomes the last part of the name.
  kMunicipality,  // GM0150
  kText,
  kTexts,
  kCategories,  // Ids or Dutch names.
  kYesNo,       // A bool.
  kChoice,      // One word of `choices`.
  kChoices,
  kMoney,
  kNumber,
  kDegrees,
  kDate,
  kDates,
  kSlots,
  kRules,
  kSingleDates,
};

struct Choice {
  std::string_view word;  // Folded: lower case, no accents.
  int value;              // Of the field's enum.
};

struct CsvColumn {
  std::string_view header;
  std::string_view path;  // The field: "place.postcode".
  CellKind kind = CellKind::kText;
  std::span<const Choice> choices = {};
  bool required = false;     // The file must have the column.
  bool export_only = false;  // Not in the template that people fill in; read where a file has it.
};

std::span<const CsvColumn> CsvColumns();  // In the template's order.

// The column of a folded header ("categorieen"); null: not known.
const CsvColumn* FindColumn(std::string_view header);

// "Kosten per keer" as "kosten_per_keer".
std::string FoldHeader(std::string_view header);

// The column that fills a field: "schedule.weekly_slots[0].end_time" is in dagen_tijden. The path itself if none does.
std::string ColumnOfPath(std::string_view path);

}  // namespace meedoen::indexer
