#include "indexer/service/place_resolver.h"

#include "core/geo/distance.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class PlaceResolverTest : public testing::IndexerFixture {
 protected:
  void Resolve() {
    problems_ = Problems();
    ASSERT_OK(PlaceResolver(indexer_->store()).Resolve(&activity_, &problems_));
  }
  v1::Place* place() { return activity_.mutable_place(); }
  std::string OneProblem() const {
    EXPECT_EQ(problems_.all().size(), 1u);
    if (problems_.all().empty()) return "";
    const Problem& problem = problems_.all().front();
    return problem.field + (problem.warning ? " warning: " : " error: ") + problem.message;
  }

  void SetUp() override {
    IndexerFixture::SetUp();
    activity_.set_name(NameOf("een"));
    place()->set_kind(v1::VENUE);
  }
  v1::Activity activity_;
  Problems problems_;
};

TEST_F(PlaceResolverTest, TakesAPostcodeOfSixThenOfFour) {
  place()->set_postcode("7415AB");
  Resolve();
  EXPECT_EQ(place()->doubt_metres(), 60u);
  place()->set_postcode("7415ZZ");
  Resolve();
  EXPECT_EQ(place()->doubt_metres(), 700u) << "not in the table: as 7415";
  EXPECT_EQ(place()->resolved_coordinates().latitude(), 52.271);
  EXPECT_TRUE(problems_.all().empty());
}

TEST_F(PlaceResolverTest, StatedCoordinatesWin) {
  place()->set_postcode("7415");
  place()->mutable_coordinates()->set_latitude(52.265);
  place()->mutable_coordinates()->set_longitude(6.17);
  Resolve();
  EXPECT_EQ(place()->resolved_coordinates().latitude(), 52.265);
  EXPECT_EQ(place()->doubt_metres(), 0u);
  EXPECT_TRUE(problems_.all().empty());
  place()->mutable_coordinates()->set_latitude(52.9);
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.coordinates warning: lie 69.9 km from postcode 7415"));
  place()->clear_postcode();
  place()->mutable_coordinates()->set_latitude(52.265);
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "coordinates alone are enough";
}

// Degrees of latitude that far north of the centre of 7415.
double North(double metres) { return 52.271 + metres / (GreatCircleMetres({52, 6}, {53, 6})); }

TEST_F(PlaceResolverTest, CoordinatesAtAndAboveFiveKilometresFromThePostcode) {
  place()->set_postcode("7415");
  place()->mutable_coordinates()->set_longitude(6.165);
  place()->mutable_coordinates()->set_latitude(North(kMaxMetresFromPostcode - 1));
  Resolve();
  for (const Problem& problem : problems_.all()) EXPECT_EQ(problem.message.find("from postcode"), std::string::npos);
  place()->mutable_coordinates()->set_latitude(North(kMaxMetresFromPostcode + 1));
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.coordinates warning: lie 5.0 km from postcode 7415"));
  EXPECT_TRUE(place()->has_resolved_coordinates()) << "a warning only";
}

TEST_F(PlaceResolverTest, APostcodeThatIsLargerThanThatIsNotDoubted) {
  Transaction transaction;
  transaction.places = {{"7439", 52.271, 6.165, 7'000, "GM0150", "Steenenkamer"}};
  ASSERT_OK(indexer_->store().Commit(std::move(transaction)));
  place()->set_postcode("7439");
  place()->mutable_coordinates()->set_longitude(6.165);
  place()->mutable_coordinates()->set_latitude(North(6'999));
  Resolve();
  EXPECT_TRUE(problems_.all().empty());
  place()->mutable_coordinates()->set_latitude(North(7'001));
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("lie 7.0 km from postcode 7439"));
}

TEST_F(PlaceResolverTest, CoordinatesOutsideTheMunicipality) {
  place()->mutable_coordinates()->set_latitude(53.39);
  place()->mutable_coordinates()->set_longitude(6.74);
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("warning: lie nearest to postcode 9981, which is in GM1966, not in GM0150"));
  place()->mutable_coordinates()->set_latitude(52.9);
  place()->mutable_coordinates()->set_longitude(5.5);
  activity_.set_name("municipalities/GM1966/activities/een");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("lie nearest to postcode 7415"));
  activity_.set_name("municipalities/GM0363/activities/een");
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "the table says nothing of that municipality";
  activity_.set_name(NameOf("een"));
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("from the nearest postcode of GM0150 in the table of places, 7415"));
}

TEST_F(PlaceResolverTest, AnAddressWithAPostcode) {
  place()->set_address("Brink 5, 7415 AB Deventer");
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "it is stated";
  EXPECT_EQ(place()->postcode(), "7415AB");
  EXPECT_EQ(place()->doubt_metres(), 60u);
}

TEST_F(PlaceResolverTest, ATownOfOnePostcode) {
  activity_.set_name("municipalities/GM1966/activities/een");
  place()->set_address("Dorpsstraat 5 Uithuizen");
  Resolve();
  EXPECT_THAT(OneProblem(),
              HasSubstr("place.address warning: says only the town, so it was taken to be in 9981, up to 2.5"));
  EXPECT_EQ(place()->postcode(), "9981");
  EXPECT_EQ(place()->doubt_metres(), 2500u);
  place()->clear_postcode();
  place()->set_address("Dorpsstraat 5, 9981 Uithuizen");
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "postcode and town agree";
  EXPECT_EQ(place()->postcode(), "9981");
  place()->clear_postcode();
  place()->clear_address();
  place()->set_venue_name("Dorpshuis, Uithuizen");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.venue_name warning: says only the town"));
}

TEST_F(PlaceResolverTest, ATownOfSeveralPostcodesAtAndAboveTheLimit) {
  place()->set_address("Brink 5, Deventer");
  Resolve();
  EXPECT_THAT(OneProblem(),
              AllOf(HasSubstr("place.address warning: says only the town"), HasSubstr("in 7411, 7415, up")));
  EXPECT_EQ(place()->postcode(), "");
  // Two circles of 630 and 700 metres, 2,030 metres apart.
  EXPECT_NEAR(place()->doubt_metres(), (2030 + 630 + 700) / 2, 100);
  const auto far = [&](double metres) {
    Transaction transaction;
    transaction.places = {{"7411", 52.271, 6.165, 0, "GM0150", "Deventer"},
                          {"7415", North(2 * metres), 6.165, 0, "GM0150", "Deventer"}};
    EXPECT_OK(indexer_->store().Commit(std::move(transaction)));
    Resolve();
  };
  far(kMaxTownDoubtMetres - 1);  // A table that changed is looked at anew.
  EXPECT_EQ(place()->doubt_metres(), 5000u);
  EXPECT_THAT(OneProblem(), HasSubstr("warning"));
  far(kMaxTownDoubtMetres + 1);
  EXPECT_THAT(OneProblem(), AllOf(HasSubstr("place.address error: says only the town, which is too large"),
                                  HasSubstr("fill in the postcode")));
  EXPECT_FALSE(place()->has_resolved_coordinates());
}

TEST_F(PlaceResolverTest, ATownThatIsNotKnown) {
  for (const char* address : {"Brink 5", "Brink 5, Zutphen", "Kerkplein Uithuizen"}) {
    place()->set_address(address);
    Resolve();
    EXPECT_THAT(OneProblem(), HasSubstr("place.address error: names no postcode and no town of GM0150")) << address;
  }
  place()->set_address("Dorpsstraat 5, Uithuizen");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("its town lies in GM1966, not in GM0150; fill in the postcode"));
  place()->clear_address();
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "validation names it";
}

TEST_F(PlaceResolverTest, AnUnknownPostcodeIsAnError) {
  place()->set_postcode("1011");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.postcode error: 1011 is not in the table"));
  place()->set_postcode("1011AB");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("1011AB is not in the table"));
  EXPECT_FALSE(place()->has_resolved_coordinates());
}

TEST_F(PlaceResolverTest, AnotherMunicipalityIsAWarning) {
  place()->set_postcode("9981");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.postcode warning: 9981 lies in GM1966, not in GM0150"));
  EXPECT_TRUE(place()->has_resolved_coordinates());
}

TEST_F(PlaceResolverTest, WhatHasNoPlaceGetsNone) {
  place()->set_postcode("7415");
  for (const auto kind : {v1::ONLINE, v1::AT_HOME, v1::SERVICE_AREA}) {
    place()->set_kind(kind);
    place()->set_doubt_metres(9);
    Resolve();
    EXPECT_FALSE(place()->has_resolved_coordinates());
    EXPECT_EQ(place()->doubt_metres(), 0u);
  }
}

TEST_F(PlaceResolverTest, PostcodesOfAreasMustBeKnownToo) {
  place()->set_kind(v1::SERVICE_AREA);
  for (const char* code : {"GM0150", "7415", "1011"}) place()->add_service_area_codes(code);
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("place.service_area_codes[2] error: 1011"));
  place()->clear_service_area_codes();
  activity_.mutable_transport()->add_pick_up_area_codes("1012");
  Resolve();
  EXPECT_THAT(OneProblem(), HasSubstr("transport.pick_up_area_codes[0] error: 1012"));
}

}  // namespace
}  // namespace meedoen::indexer
