// What the columns of a spreadsheet say of the place: postcode, address, coordinates.
#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/names.h"
#include "core/geo/coordinates.h"
#include "core/text/clean.h"
#include "indexer/import/address_text.h"
#include "indexer/import/free_row.h"

namespace meedoen::indexer {

void FreeRow::TakePlace(const CsvColumn& column, const std::string& cell) {
  v1::Place* place = row_.activity.mutable_place();
  if (column.path == "place.postcode") {
    const AreaKind kind = AreaKindOf(NormalizeAreaCode(cell));
    const std::optional<PostcodeInText> found = FindPostcode(cell);
    const bool whole = kind == AreaKind::kPostcode4 || kind == AreaKind::kPostcode6 || !found.has_value();
    place->set_postcode(whole ? cell : found->code);
    if (whole) return;
    std::string town = cell.substr(0, found->at) + cell.substr(found->at + found->size);  // "7415 AB Deventer"
    town = CleanText(town).value_or("");
    while (!town.empty() && (town.front() == ',' || town.front() == ' ')) town.erase(0, 1);
    if (!town.empty() && address_["plaats"].empty()) address_["plaats"] = town;
    return;
  }
  const std::string word = FoldText(cell);
  if (column.path == "place.venue_name" && (word == "online" || word == "digitaal")) return place->set_kind(v1::ONLINE);
  for (const char* home : {"thuis", "aan huis", "bij mensen thuis", "bij u thuis", "bij deelnemer thuis"}) {
    if (column.path == "place.venue_name" && word == home) return place->set_kind(v1::AT_HOME);
  }
  TakeStrictly(column, cell);
}

void FreeRow::FinishAddress() {
  v1::Place* place = row_.activity.mutable_place();
  std::string street = address_["straat"];
  if (!street.empty() && !address_["huisnummer"].empty()) absl::StrAppend(&street, " ", address_["huisnummer"]);
  std::vector<std::string> parts;
  for (const std::string& part : {place->address(), street, address_["plaats"]}) {
    const bool said = std::any_of(parts.begin(), parts.end(), [&](const std::string& other) {
      return absl::StrContains(FoldText(other), FoldText(part));
    });
    if (!part.empty() && !said) parts.push_back(part);
  }
  place->set_address(absl::StrJoin(parts, ", "));
  if (!place->postcode().empty()) return;
  const std::optional<PostcodeInText> found = PostcodeOf(*place);
  if (found.has_value()) place->set_postcode(found->code);
}

// What cannot be right does not cost the row: the postcode may still say where it is.
void FreeRow::FinishCoordinates() {
  if (!row_.activity.has_place() || !row_.activity.place().has_coordinates()) return;
  v1::Place* place = row_.activity.mutable_place();
  const v1::LatLng& at = place->coordinates();
  const bool both = at.latitude() != 0 && at.longitude() != 0;
  std::string why = both ? WhyNotInTheNetherlands(at.latitude(), at.longitude())
                         : "stands alone; a latitude and a longitude are needed";
  if (why.empty()) return;
  place->clear_coordinates();
  row_.problems.Warn(degrees_header_, why + "; it was left out");
}

}  // namespace meedoen::indexer
