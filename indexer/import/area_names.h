// Names of areas where codes are wanted: "Rivierenwijk", "hele gemeente", "Kantens" in the columns gebieden and
// ophaalgebied, by the table of places.
//
// Inside indexer/import only. Threads: safe. Errors: as problems of the row: an error in our own template and in JSON
// lines; in the spreadsheets of others a warning, and the name is kept as a note.
#pragma once

#include <string>
#include <vector>

#include "indexer/import/place_index.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {

// What a name stands for within a municipality. The largest area of that name is taken; a town of several postcodes is
// all of them. Two areas alike, two neighbourhoods say, are none.
struct NamedArea {
  std::vector<std::string> codes;  // Empty: not known, or not clear.
  std::string doubt;               // Why it is not clear, or what else has the name; empty: nothing.
};
NamedArea FindArea(const PlaceIndex& places, const std::string& municipality, const std::string& name);

// Puts codes in the place of names; before the activity is normalised. `municipality` is the row's or the file's. In
// the spreadsheets of others what has areas and nothing else of a place becomes a SERVICE_AREA.
void CodeAreaNames(const PlaceIndex* places, const std::string& municipality, const RowReader& reader, ParsedRow* row);

}  // namespace meedoen::indexer
