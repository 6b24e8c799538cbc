#include "core/geo/coordinates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/limits.h"

namespace meedoen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CoordinatesTest, AtAndOutsideTheBorders) {
  EXPECT_EQ(WhyNotInTheNetherlands(kMinLatitude, kMinLongitude), "");
  EXPECT_EQ(WhyNotInTheNetherlands(kMaxLatitude, kMaxLongitude), "");
  for (const auto& [latitude, longitude] : {std::pair(kMinLatitude - 0.001, 6.0), std::pair(kMaxLatitude + 0.001, 6.0),
                                            std::pair(52.0, kMinLongitude - 0.001), std::pair(0.0, 0.0),
                                            std::pair(52.0, kMaxLongitude + 0.001), std::pair(double{NAN}, 6.0)}) {
    EXPECT_THAT(WhyNotInTheNetherlands(latitude, longitude), HasSubstr("not in the Netherlands"));
    EXPECT_THAT(WhyNotInTheNetherlands(latitude, longitude), Not(HasSubstr(";")));
  }
}

TEST(CoordinatesTest, NamesWhatTheySeemToBe) {
  EXPECT_THAT(WhyNotInTheNetherlands(6.16, 52.25), HasSubstr("changed places"));
  EXPECT_THAT(WhyNotInTheNetherlands(207'123.4, 474'456), HasSubstr("Rijksdriehoek"));
  EXPECT_THAT(WhyNotInTheNetherlands(474'456, 207'123), HasSubstr("Rijksdriehoek"));
  EXPECT_THAT(WhyNotInTheNetherlands(207'123, 207'123), Not(HasSubstr("Rijksdriehoek")));
}

}  // namespace
}  // namespace meedoen
