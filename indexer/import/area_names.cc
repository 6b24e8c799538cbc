#include "indexer/import/area_names.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/base/names.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/free_notes.h"

namespace meedoen::indexer {
namespace {

using Codes = google::protobuf::RepeatedPtrField<std::string>;

constexpr std::string_view kWholeMunicipality[] = {
    "hele gemeente",   "de hele gemeente", "gemeente",           "gemeentebreed", "heel de gemeente",
    "gehele gemeente", "alle wijken",      "de gehele gemeente", "alle buurten",  "overal"};

// The kinds in the order of size.
constexpr AreaKind kLargestFirst[] = {AreaKind::kMunicipality, AreaKind::kDistrict, AreaKind::kPostcode4,
                                      AreaKind::kNeighbourhood};

// The kind that a name begins with, "wijk Noord", and the name without it. kNone: it says none.
std::pair<AreaKind, std::string> KindInName(const std::string& folded) {
  constexpr std::pair<std::string_view, AreaKind> kWords[] = {{"gemeente ", AreaKind::kMunicipality},
                                                              {"wijk ", AreaKind::kDistrict},
                                                              {"de wijk ", AreaKind::kDistrict},
                                                              {"buurt ", AreaKind::kNeighbourhood},
                                                              {"de buurt ", AreaKind::kNeighbourhood}};
  for (const auto& [word, kind] : kWords) {
    if (folded.starts_with(word)) return {kind, folded.substr(word.size())};
  }
  return {AreaKind::kNone, folded};
}

std::vector<std::string> CodesOfKind(const std::vector<Place>& places, AreaKind kind) {
  std::vector<std::string> codes;
  for (const Place& place : places) {
    if (AreaKindOf(place.code) == kind) codes.push_back(place.code);
  }
  return codes;
}

// Takes the names of one field. `path` is the field's, `column` what the sender calls it.
class FieldCoder {
 public:
  FieldCoder(const PlaceIndex* places, const std::string& municipality, std::string path, std::string column)
      : places_(places), municipality_(municipality), path_(std::move(path)), column_(std::move(column)) {}

  void Code(Codes* codes, ParsedRow* row) const {
    Codes coded;
    for (const std::string& item : *codes) {
      // What validation must name, or must not see repeated, stays for it.
      const bool stays = AreaKindOf(NormalizeAreaCode(item)) != AreaKind::kNone || ContainsCitizenNumber(item);
      if (stays) {
        *coded.Add() = item;
        continue;
      }
      const NamedArea whole = Find(item);
      if (!whole.codes.empty() || !whole.doubt.empty()) {
        Take(item, whole, &coded, row);
        continue;
      }
      // "Bathmen en Lettele"; a name that holds such a word itself was found above.
      for (const std::string& part : SplitItems(absl::StrReplaceAll(item, {{" en ", ";"}, {"/", ";"}, {"&", ";"}}))) {
        Take(part, Find(part), &coded, row);
      }
    }
    codes->Swap(&coded);
  }

 private:
  NamedArea Find(const std::string& name) const {
    return places_ == nullptr ? NamedArea() : FindArea(*places_, municipality_, name);
  }

  void Take(const std::string& name, const NamedArea& area, Codes* coded, ParsedRow* row) const {
    for (const std::string& code : area.codes) *coded->Add() = code;
    if (area.codes.empty()) {
      Refuse(name, area.doubt, row);
    } else if (!area.doubt.empty()) {
      row->problems.Warn(column_, absl::StrCat(Shown(name), ": was taken for ", absl::StrJoin(area.codes, ", "), "; ",
                                               area.doubt, ", so write the code if that is meant"));
    }
  }

  void Refuse(const std::string& item, const std::string& doubt, ParsedRow* row) const {
    const std::string why = doubt.empty() ? "is not the code of an area, and no name of one in the table of places"
                                          : absl::StrCat("is not clear: ", doubt, "; write the code");
    if (!row->free) return row->problems.Add(column_, absl::StrCat(Shown(item), ": ", why));
    const std::string_view note = NotePathOf(path_);
    AddNote(note, absl::StrCat(column_, ": ", item), &row->activity);
    row->problems.Warn(column_,
                       absl::StrCat(Shown(item), ": ", why, "; it was kept as a note in ", ColumnOfPath(note)));
  }

  const PlaceIndex* places_;
  const std::string& municipality_;
  const std::string path_, column_;
};

}  // namespace

NamedArea FindArea(const PlaceIndex& places, const std::string& municipality, const std::string& name) {
  const std::string folded = FoldText(name);
  const bool whole =
      std::find(std::begin(kWholeMunicipality), std::end(kWholeMunicipality), folded) != std::end(kWholeMunicipality);
  if (whole && IsMunicipalityCode(municipality)) return {{municipality}, ""};
  std::vector<Place> named = places.Named(municipality, folded);
  const auto [kind, rest] = KindInName(folded);
  if (kind != AreaKind::kNone && named.empty()) {
    named = places.Named(municipality, rest);
    std::erase_if(named, [kind = kind](const Place& place) { return AreaKindOf(place.code) != kind; });
  }
  for (const AreaKind size : kLargestFirst) {
    const std::vector<std::string> codes = CodesOfKind(named, size);
    if (codes.empty()) continue;
    // The postcodes of one name are one town; two districts of one name are two.
    const bool clear = codes.size() == 1 || size == AreaKind::kPostcode4;
    if (!clear) return {{}, absl::StrCat("it is the name of ", absl::StrJoin(codes, " and "))};
    std::vector<std::string> others;
    for (const Place& place : named) {
      if (AreaKindOf(place.code) != size) others.push_back(place.code);
    }
    return {codes, others.empty() ? "" : absl::StrCat(absl::StrJoin(others, " and "), " has that name too")};
  }
  return {};
}

void CodeAreaNames(const PlaceIndex* places, const std::string& municipality, const RowReader& reader, ParsedRow* row) {
  const auto code = [&](const std::string& path, Codes* codes) {
    if (!codes->empty()) FieldCoder(places, municipality, path, reader.ColumnOf(path)).Code(codes, row);
  };
  v1::Activity& activity = row->activity;
  if (activity.has_place()) code("place.service_area_codes", activity.mutable_place()->mutable_service_area_codes());
  if (activity.has_transport()) {
    code("transport.pick_up_area_codes", activity.mutable_transport()->mutable_pick_up_area_codes());
  }
  if (!row->free || !activity.has_place()) return;
  v1::Place* place = activity.mutable_place();
  const bool nowhere =
      place->postcode().empty() && !place->has_coordinates() && place->address().empty() && place->venue_name().empty();
  if (place->kind() == v1::PLACE_KIND_UNSPECIFIED && nowhere && !place->service_area_codes().empty()) {
    place->set_kind(v1::SERVICE_AREA);
  }
}

}  // namespace meedoen::indexer
