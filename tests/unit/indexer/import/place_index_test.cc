#include "indexer/import/place_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/import/address_text.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<Place>& Table() {
  static const auto& table = *new std::vector<Place>{{"9995", 53.367, 6.638, 1510, "GM1966", "Kantens"},
                                                     {"9995PA", 53.368, 6.639, 60, "GM1966", "Kantens"},
                                                     {"9964", 53.356, 6.420, 1150, "GM1966", "Wehe-den Hoorn"},
                                                     {"7411", 52.253, 6.160, 630, "GM0150", "Deventer"},
                                                     {"7415", 52.271, 6.167, 980, "GM0150", "Deventer"},
                                                     {"WK015005", 52.260, 6.170, 900, "GM0150", "Wijk 05 Rivierenwijk"},
                                                     {"GM0150", 52.260, 6.200, 9000, "GM0150", "Deventer"},
                                                     {"9999", 53.360, 6.595, 1220, "GM1966", ""}};
  return table;
}

std::vector<std::string> Codes(const std::vector<Place>& places) {
  std::vector<std::string> codes;
  for (const Place& place : places) codes.push_back(place.code);
  return codes;
}

TEST(PlaceIndexTest, ByName) {
  const PlaceIndex index(Table());
  EXPECT_THAT(Codes(index.Named("GM1966", "KANTENS")), ElementsAre("9995")) << "not the postcode with letters";
  EXPECT_THAT(Codes(index.Named("GM1966", "Wehe den Hoorn")), ElementsAre("9964"));
  EXPECT_THAT(Codes(index.Named("GM0150", "deventer")), ElementsAre("7411", "7415", "GM0150"));
  EXPECT_THAT(Codes(index.Named("GM0150", "Rivierenwijk")), ElementsAre("WK015005"));
  EXPECT_THAT(Codes(index.Named("GM0150", "wijk 05 Rivierenwijk")), ElementsAre("WK015005"));
  EXPECT_THAT(index.Named("GM0150", "Kantens"), IsEmpty());
  EXPECT_THAT(index.Named("GM1966", ""), IsEmpty());
  EXPECT_THAT(index.MunicipalitiesWith("Kantens"), ElementsAre("GM1966"));
  EXPECT_THAT(index.MunicipalitiesWith("Zutphen"), IsEmpty());
}

TEST(PlaceIndexTest, ByPosition) {
  const PlaceIndex index(Table());
  EXPECT_EQ(index.NearestPostcode({53.3, 6.6})->code, "9999");
  EXPECT_EQ(index.NearestPostcode({52.2, 6.1})->code, "7411");
  EXPECT_EQ(index.InsideOne("GM0150", {52.253, 6.160}), true);
  EXPECT_EQ(index.InsideOne("GM0150", {53.367, 6.638}), false);
  EXPECT_EQ(index.InsideOne("GM0363", {52.253, 6.160}), std::nullopt) << "the table has no postcode of it";
  EXPECT_EQ(PlaceIndex().NearestPostcode({52, 6}), nullptr);
}

TEST(PlaceIndexTest, ACircleAroundAll) {
  const Circle one = CoveringCircle({Table()[0]});
  EXPECT_EQ(one.centre.latitude, 53.367);
  EXPECT_DOUBLE_EQ(one.metres, 1510);
  const std::vector<Place> both = {Table()[3], Table()[4]};
  const Circle circle = CoveringCircle(both);
  for (const Place& place : both) {
    const double metres = GreatCircleMetres(circle.centre, {place.latitude, place.longitude});
    EXPECT_LE(metres + place.doubt_metres, circle.metres + 1e-6);
  }
  // They lie 2,058 metres apart, so no circle around both is smaller than this.
  EXPECT_GE(circle.metres, (2058 + 630 + 980) / 2.0);
  EXPECT_LE(circle.metres, (2058 + 630 + 980) / 2.0 + 150);
}

std::string Towns(std::string_view address) {
  std::string told;
  for (const TownText& town : TownsIn(address)) {
    told += (told.empty() ? "" : "|") + town.name + (town.postcode4.empty() ? "" : "@" + town.postcode4);
  }
  return told;
}

TEST(AddressTextTest, WhatMayBeATown) {
  EXPECT_EQ(Towns("Dorpsstraat 5, Kantens"), "Kantens");
  EXPECT_EQ(Towns("Dorpsstraat 5 Kantens"), "Kantens");
  EXPECT_EQ(Towns("Dorpsstraat 5a-7 te Kantens"), "te Kantens");
  EXPECT_EQ(Towns("Dorpsstraat 5, 9995 Kantens"), "Kantens@9995");
  EXPECT_EQ(Towns("Kantens"), "Kantens");
  EXPECT_EQ(Towns("Het Dorpshuis, Dorpsstraat 5, Kantens (Groningen)"), "Groningen|Kantens|Het Dorpshuis");
  EXPECT_EQ(Towns("Kerkplein Kantens"), "Kerkplein Kantens");
  for (const char* none : {"", "Dorpsstraat 5", ",", "5", "9995", "- , ."}) EXPECT_EQ(Towns(none), "") << none;
}

TEST(AddressTextTest, Postcodes) {
  EXPECT_EQ(FindPostcode("Dorpsstraat 5, 9995 PA Kantens")->code, "9995PA");
  EXPECT_EQ(FindPostcode("9995PA")->code, "9995PA");
  EXPECT_EQ(FindPostcode("9995 PA of 9995PA")->code, "9995PA");
  for (const char* none : {"", "9995 Kantens", "9995 pa", "0995 PA", "19995 PA", "9995 PAR", "9995 PA en 9996 AB"}) {
    EXPECT_FALSE(FindPostcode(none).has_value()) << none;
  }
  v1::Place place;
  place.set_venue_name("De Bron 9995 PA");
  EXPECT_EQ(PostcodeOf(place)->code, "9995PA");
  place.set_address("Brink 1, 7411 AB");
  EXPECT_FALSE(PostcodeOf(place).has_value()) << "which one is not clear";
}

}  // namespace
}  // namespace meedoen::indexer
