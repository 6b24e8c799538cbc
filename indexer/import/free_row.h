// Puts the cells of a spreadsheet of others into an activity: prose where it is understood, else the text as a note of
// the field and a warning that says so. Never a guess, and no cell but a required one costs the row.
//
// Threads: one at a time. Ownership: the row outlives it. Errors: as problems of the row, with the column's header.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/import/csv_columns.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {

// What is said of "om de week" without a date.
inline constexpr char kWeeksUnknownWarning[] =
    "only the days of the week are known, not in which weeks; fill in the date of the first time in startdatum";

class FreeRow {
 public:
  explicit FreeRow(ParsedRow* row) : row_(*row) {}

  // `cell` is cleaned and not empty. kId is not for here.
  void Take(const CsvColumn& column, const std::string& header, const std::string& cell);
  // After the last cell: what several columns say together.
  void Finish();

 private:
  void TakeText(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakePlace(const CsvColumn& column, const std::string& cell);
  void TakeContact(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeList(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeChoice(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeNumber(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeDate(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakePeriod(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakePrice(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeAudience(const CsvColumn& column, const std::string& header, const std::string& cell);
  void TakeMunicipality(const std::string& header, const std::string& cell);
  bool TakeStrictly(const CsvColumn& column, const std::string& cell);

  void FinishSchedule();
  void FinishAddress();
  void FinishCoordinates();
  void FinishDates();
  void FinishCapacity();
  void MergeSchedule(const std::string& text);
  // Rules that go every so many weeks need a date to count from; without one only days of the week are known of some,
  // nothing of the others.
  struct Uncounted {
    bool dropped = false, weeks_unknown = false;
  };
  Uncounted CountRules();

  // Keeps the text of the column as a note, and warns why.
  void Keep(const CsvColumn& column, const std::string& header, const std::string& text, const std::string& why);

  struct Piece {
    const CsvColumn* column;
    std::string header, text;
  };
  ParsedRow& row_;
  std::vector<Piece> times_;                    // What there is about times, in the order of the columns.
  std::vector<Piece> undated_;                  // Dates without a year, or that are none.
  std::map<std::string, std::string> address_;  // By column: straat, huisnummer, plaats.
  bool weeks_unknown_ = false;                  // There is a warning that says so.
  std::string degrees_header_;                  // Of the last column with coordinates.
};

}  // namespace meedoen::indexer
