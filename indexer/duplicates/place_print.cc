#include "indexer/duplicates/place_print.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "absl/strings/ascii.h"
#include "core/base/names.h"
#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

constexpr std::string_view kCommonVenueWords[] = {"aan",
                                                  "activiteitencentrum",
                                                  "bibliotheek",
                                                  "bieb",
                                                  "buurtcentrum",
                                                  "buurthuis",
                                                  "buurtkamer",
                                                  "cafe",
                                                  "centrale",
                                                  "centrum",
                                                  "cultureel",
                                                  "de",
                                                  "dorpshuis",
                                                  "dorpskamer",
                                                  "en",
                                                  "gebouw",
                                                  "gemeenschapshuis",
                                                  "grand",
                                                  "gymzaal",
                                                  "het",
                                                  "huis",
                                                  "in",
                                                  "kerk",
                                                  "kulturhus",
                                                  "mfa",
                                                  "mfc",
                                                  "multifunctioneel",
                                                  "ontmoetingscentrum",
                                                  "ontmoetingsruimte",
                                                  "op",
                                                  "parkeerplaats",
                                                  "restaurant",
                                                  "sociaal",
                                                  "speeltuin",
                                                  "sporthal",
                                                  "sportpark",
                                                  "sportzaal",
                                                  "t",
                                                  "van",
                                                  "verzorgingshuis",
                                                  "wijkcentrum",
                                                  "wijkgebouw",
                                                  "wijkhuis",
                                                  "wooncentrum",
                                                  "woonzorgcentrum",
                                                  "zaal",
                                                  "zorgcentrum",
                                                  "zwembad"};

constexpr double kNameMetres = 1'000;  // The same name further apart than this beyond the doubt is a namesake.
constexpr double kLongPostcode = 1.5;  // An area can reach so many times as far as a circle as large as it.
constexpr double kPreciseDoubt = 300;  // Below it a postcode has six characters.

bool IsCommon(const std::string& word) {
  return std::find(std::begin(kCommonVenueWords), std::end(kCommonVenueWords), Plain(word)) !=
         std::end(kCommonVenueWords);
}

void ReadAddress(const std::string& address, PlacePrint* print) {
  for (const std::string& word : WordsOf(address)) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(word[0]))) {
      if (print->street_words.empty()) return;  // A postcode in front, or no address at all.
      print->house_number = std::string(Plain(word));
      return;
    }
    if (Plain(word).size() > 1) print->street_words.push_back(word);  // Initials differ by list.
  }
}

enum class Same { kUnknown, kYes, kNo };

Same CompareAddresses(const PlacePrint& a, const PlacePrint& b) {
  if (a.house_number.empty() || b.house_number.empty()) return Same::kUnknown;
  const bool yes = a.house_number == b.house_number && Contains(a.street_words, b.street_words);
  return yes ? Same::kYes : Same::kNo;
}

Same CompareVenues(const PlacePrint& a, const PlacePrint& b) {
  if (a.venue_words.empty() || b.venue_words.empty()) return Same::kUnknown;
  return Contains(a.venue_words, b.venue_words) ? Same::kYes : Same::kNo;
}

// Of the four digits. Two that differ are two places, unless something better says otherwise.
Same ComparePostcodes(const PlacePrint& a, const PlacePrint& b) {
  if (a.postcode.size() < 4 || b.postcode.size() < 4) return Same::kUnknown;
  return a.postcode.compare(0, 4, b.postcode, 0, 4) == 0 ? Same::kYes : Same::kNo;
}

double MetresApart(const PlacePrint& a, const PlacePrint& b) {
  return DistanceFrom(a.point).Metres(b.point.latitude, b.point.longitude);
}

PlaceEvidence CompareVenuePlaces(const PlacePrint& a, const PlacePrint& b) {
  if (!a.has_point || !b.has_point) return PlaceEvidence::kUnknown;
  const double metres = MetresApart(a, b), doubt = a.doubt_metres + b.doubt_metres;
  const Same address = CompareAddresses(a, b), venue = CompareVenues(a, b);
  if (!MayBeOnePlace(a, b)) return PlaceEvidence::kOther;
  if (address == Same::kYes) return PlaceEvidence::kSameAddress;
  if (metres <= kSamePointMetres && doubt <= kSamePointMetres) {
    return address == Same::kNo ? PlaceEvidence::kNextDoor : PlaceEvidence::kSameVenue;
  }
  if (venue == Same::kYes && address == Same::kUnknown) return PlaceEvidence::kSameVenue;
  if (address == Same::kNo || venue == Same::kNo) return PlaceEvidence::kOther;
  const Same postcode = ComparePostcodes(a, b);
  // The circle of a postcode is as large as its area, which reaches further out where it is long.
  const bool within_postcode = postcode == Same::kYes && doubt > kPreciseDoubt;
  if (postcode == Same::kNo || (metres > doubt + kOtherPlaceMetres && !within_postcode)) return PlaceEvidence::kOther;
  return doubt <= kPreciseDoubt ? PlaceEvidence::kNear : PlaceEvidence::kSamePostcode;
}

// "NL", "GM0150" and "WK015001" are all wider than "BU01500101"; codes of postcodes and of the CBS cannot be compared.
Same Overlap(const std::string& a, const std::string& b) {
  const bool postcodes = absl::ascii_isdigit(static_cast<unsigned char>(a[0]));
  if (postcodes != static_cast<bool>(absl::ascii_isdigit(static_cast<unsigned char>(b[0])))) return Same::kUnknown;
  const size_t from = postcodes ? 0 : 2, most = std::min(a.size(), b.size());
  return most <= from || a.compare(from, most - from, b, from, most - from) == 0 ? Same::kYes : Same::kNo;
}

PlaceEvidence CompareAreas(const PlacePrint& a, const PlacePrint& b) {
  bool unknown = a.area_codes.empty() || b.area_codes.empty();
  for (const std::string& one : a.area_codes) {
    for (const std::string& other : b.area_codes) {
      const Same same = Overlap(one, other);
      if (same == Same::kYes) return PlaceEvidence::kSameArea;
      unknown |= same == Same::kUnknown;
    }
  }
  return unknown ? PlaceEvidence::kUnknown : PlaceEvidence::kOther;
}

}  // namespace

PlacePrint ReadPlace(const v1::Place& place) {
  PlacePrint print;
  print.kind = place.kind() == v1::PLACE_KIND_UNSPECIFIED ? v1::VENUE : place.kind();
  print.has_point = print.kind == v1::VENUE && place.has_resolved_coordinates();
  print.point = {place.resolved_coordinates().latitude(), place.resolved_coordinates().longitude()};
  print.doubt_metres = place.doubt_metres();
  for (const std::string& word : WordsOf(place.venue_name())) {
    if (!IsCommon(word)) print.venue_words.push_back(word);
  }
  ReadAddress(place.address(), &print);
  print.postcode = place.postcode();
  for (const std::string& code : place.service_area_codes()) {
    if (!code.empty()) print.area_codes.push_back(code);
  }
  return print;
}

PlaceEvidence ComparePlaces(const PlacePrint& a, const PlacePrint& b) {
  const bool online_a = a.kind == v1::ONLINE, online_b = b.kind == v1::ONLINE;
  if (online_a != online_b) return PlaceEvidence::kOther;
  if (online_a) return PlaceEvidence::kBothOnline;
  if (a.kind == v1::VENUE && b.kind == v1::VENUE) return CompareVenuePlaces(a, b);
  if (a.kind == v1::VENUE || b.kind == v1::VENUE) return PlaceEvidence::kUnknown;
  return CompareAreas(a, b);
}

bool MayBeOnePlace(const PlacePrint& a, const PlacePrint& b) {
  return MetresApart(a, b) <= kLongPostcode * (a.doubt_metres + b.doubt_metres) + kNameMetres;
}

}  // namespace meedoen::indexer
