// The columns of our own CSV template: header, what kind of cell, and the field of Activity that it fills; and those
// that only the spreadsheets of others have, whose cells are read as prose.
//
// Threads: safe; the tables are constant. docs/formats/csv.md is both for people, compared by a test.
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
  // Of the spreadsheets of others only; free_row.h.
  kWhen,   // Days and times: "elke dinsdag 10.00-12.00 uur".
  kDays,   // Days without times, which stand in another column.
  kTimes,  // Times without days; also the two below.
  kStartTime,
  kEndTime,
  kPeriod,       // "1 september 2026 t/m 30 juni 2027"
  kPrice,        // "5,- per keer, eerste keer gratis"
  kAudience,     // Ages and gender: "vrouwen, 55+".
  kAddressPart,  // A street, a house number, a town.
  kContact,      // A telephone number, a mail address, a web address, a name, in any order.
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

// The column of the template with a folded header ("categorieen"); null: not known.
const CsvColumn* FindColumn(std::string_view header);

std::span<const CsvColumn> FreeColumns();  // That the template does not have: "wanneer", "kosten".

// The column that a folded header of a spreadsheet means: its own name, or one of the many that people give it
// ("naam_activiteit" is titel). Null: not known.
const CsvColumn* FindColumnByAnyName(std::string_view header);

// "Kosten per keer" as "kosten_per_keer".
std::string FoldHeader(std::string_view header);

// The column that fills a field: "schedule.weekly_slots[0].end_time" is in dagen_tijden. The path itself if none does.
std::string ColumnOfPath(std::string_view path);

}  // namespace meedoen::indexer
