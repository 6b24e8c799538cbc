#include "matcher/query/area_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/base/civil_time.h"
#include "matcher/query/query_builder.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;

constexpr Point kHome{52.255, 6.16};  // As it is after rounding.
constexpr double kHomeMetres = 70;    // What that rounding leaves open.

// Degrees of latitude so far north of the home.
double North(double metres) { return kHome.latitude + metres / GreatCircleMetres({52, 6}, {53, 6}); }

class AreaFitTest : public ::testing::Test {
 protected:
  // The fit of `code` for a home, with these in the table of places.
  AreaFit Fit(const v1::Home& home, const std::string& code, const std::vector<Place>& places) {
    bytes_ = PlaceTable::Encode(places);
    aligned_.assign((bytes_.size() + 7) / 8, 0);
    std::memcpy(aligned_.data(), bytes_.data(), bytes_.size());
    table_ = *PlaceTable::FromBytes({reinterpret_cast<const char*>(aligned_.data()), bytes_.size()});
    v1::SuggestRequest request;
    *request.mutable_client()->mutable_home() = home;
    const auto query = BuildLimits(request, {table_, *settings_, FromLocal(absl::CivilDay(2026, 11, 23), 480)});
    EXPECT_OK(query);
    return query.ok() ? FitOf(*query, code) : AreaFit::kOutside;
  }
  static v1::Home AtCoordinates() {
    v1::Home home;
    home.mutable_coordinates()->set_latitude(kHome.latitude);
    home.mutable_coordinates()->set_longitude(kHome.longitude);
    home.set_municipality_code("GM0150");
    return home;
  }
  static v1::Home AtPostcode(const std::string& code) {
    v1::Home home;
    home.set_postcode(code);
    return home;
  }
  static v1::Home InArea(const std::string& code) {
    v1::Home home;
    home.set_area_code(code);
    return home;
  }
  static Place At(const std::string& code, double metres_north, uint32_t doubt_metres) {
    return {code, North(metres_north), kHome.longitude, doubt_metres, "GM0150", ""};
  }

  std::string bytes_;
  std::vector<uint64_t> aligned_;
  PlaceTable table_;
  const std::shared_ptr<const Settings> settings_ = Settings::Of({});
};

TEST_F(AreaFitTest, ACircleAtAndBeyondWhatIsSure) {
  const auto fit = [&](double metres) { return Fit(AtCoordinates(), "BU01500101", {At("BU01500101", metres, 1000)}); };
  EXPECT_EQ(fit(0), AreaFit::kInside);
  EXPECT_EQ(fit(kSurelyInside * 1000 - kHomeMetres - 1), AreaFit::kInside);
  EXPECT_EQ(fit(kSurelyInside * 1000 - kHomeMetres + 1), AreaFit::kMaybe);
  EXPECT_EQ(fit(kSurelyOutside * 1000 + kHomeMetres - 1), AreaFit::kMaybe);
  EXPECT_EQ(fit(kSurelyOutside * 1000 + kHomeMetres + 1), AreaFit::kOutside);
}

TEST_F(AreaFitTest, TheDoubtOfTheHomeCounts) {
  const auto fit = [&](uint32_t doubt, double metres) {
    return Fit(AtPostcode("7411"), "WK015001", {At("7411", 0, doubt), At("WK015001", metres, 2000)});
  };
  EXPECT_EQ(fit(60, 1000), AreaFit::kInside);
  EXPECT_EQ(fit(630, 1000), AreaFit::kMaybe);
  EXPECT_EQ(fit(60, 3200), AreaFit::kOutside);
  EXPECT_EQ(fit(630, 3200), AreaFit::kMaybe);
}

TEST_F(AreaFitTest, CodesSayMoreThanCircles) {
  const std::vector<Place> places = {At("BU01500101", 0, 1000), At("BU01500102", 0, 1000), At("BU01500201", 0, 1000),
                                     At("WK015001", 0, 1000),   At("WK015002", 0, 1000),   At("BU01770101", 0, 1000)};
  const auto fits = [&](const std::string& home, std::vector<const char*> codes) {
    std::vector<int> all;
    for (const char* code : codes) all.push_back(static_cast<int>(Fit(InArea(home), code, places)));
    return all;
  };
  EXPECT_THAT(fits("BU01500101", {"BU01500101", "WK015001", "GM0150", "NL"}), ElementsAre(2, 2, 2, 2));
  EXPECT_THAT(fits("BU01500101", {"BU01500102", "BU01500201", "WK015002", "BU01500199", "GM0177"}),
              ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(fits("WK015001", {"WK015001", "BU01500101", "BU01500102", "BU01500199"}), ElementsAre(2, 1, 1, 1));
  EXPECT_THAT(fits("WK015001", {"WK015002", "BU01500201", "BU01770101"}), ElementsAre(0, 0, 0));
  EXPECT_EQ(Fit(AtCoordinates(), "BU01770101", places), AreaFit::kOutside) << "of another municipality";
}

TEST_F(AreaFitTest, Postcodes) {
  const std::vector<Place> places = {At("7411", 0, 1000), At("7412", 0, 1000), At("7417", 2000, 1000),
                                     At("BU01500101", 0, 300)};
  EXPECT_EQ(Fit(AtPostcode("7411"), "7411", places), AreaFit::kInside);
  EXPECT_EQ(Fit(AtPostcode("7411"), "7412", places), AreaFit::kOutside) << "it has another one";
  EXPECT_EQ(Fit(AtCoordinates(), "7412", places), AreaFit::kInside);
  EXPECT_EQ(Fit(AtCoordinates(), "7417", places), AreaFit::kOutside);
  EXPECT_EQ(Fit(AtCoordinates(), "9999", places), AreaFit::kOutside) << "not in the table";
  EXPECT_EQ(Fit(InArea("BU01500101"), "7412", places), AreaFit::kInside);
}

TEST_F(AreaFitTest, WhatIsNotInTheTableMayBeAnywhereInTheMunicipality) {
  EXPECT_EQ(Fit(AtCoordinates(), "BU01500199", {}), AreaFit::kMaybe);
  EXPECT_EQ(Fit(AtPostcode("7411"), "WK015099", {At("7411", 0, 600)}), AreaFit::kMaybe);
  EXPECT_EQ(Fit(AtCoordinates(), "BU01770199", {}), AreaFit::kOutside);
}

}  // namespace
}  // namespace meedoen::matcher
