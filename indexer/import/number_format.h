// How a number in a workbook is shown: a date, a time, an amount; so that a cell reads as it would in a Dutch CSV file.
//
// Inside indexer/import only. Threads: safe. Errors: none; a form that is not known is shown as the plain number.
// Source: ECMA-376 part 1, 18.8.30 (numFmt).
#pragma once

#include <string>
#include <string_view>

namespace meedoen::indexer {

struct NumberFormat {
  bool date = false;  // Shows a day.
  bool time = false;  // Shows an hour.
  bool euros = false;
  bool percent = false;
  int decimals = -1;  // -1: as many as there are.
  int digits = 0;     // Fewest before the comma: 10 of "0000000000".
};

// Of a format code ("dd-mm-yyyy", "\"€\" #,##0.00"); of a number that every workbook knows without one.
NumberFormat ParseNumberFormat(std::string_view code);
NumberFormat BuiltInFormat(int id);

// "2026-12-01", "10:00", "2026-12-01 10:00", "€ 2,50", "34". Dates are days since 1900, or since 1904.
std::string ShowNumber(double value, const NumberFormat& format, bool since_1904);

}  // namespace meedoen::indexer
