#include "indexer/service/place_resolver.h"

#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

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
  EXPECT_THAT(OneProblem(), HasSubstr("place.coordinates warning: lie 70 km from postcode 7415"));
  place()->clear_postcode();
  Resolve();
  EXPECT_TRUE(problems_.all().empty()) << "coordinates alone are enough";
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
