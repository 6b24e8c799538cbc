#include "core/geo/place_table.h"

#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<Place> Places() {
  return {{"9951", 53.332, 6.516, 900, "GM1966", "Winsum"},
          {"7415AB", 52.2712, 6.1904, 60, "GM0150", "Deventer"},
          {"7415", 52.27, 6.19, 700, "GM0150", "Deventer"},
          {"BU01500101", 52.252, 6.157, 400, "GM0150", "Binnenstad"}};
}

// Aligned as a mapped file is.
class Table {
 public:
  explicit Table(const std::string& bytes) : words_(bytes.size() / sizeof(uint64_t) + 1), size_(bytes.size()) {
    bytes.copy(reinterpret_cast<char*>(words_.data()), size_);
  }
  std::string_view bytes() const { return {reinterpret_cast<const char*>(words_.data()), size_}; }

 private:
  std::vector<uint64_t> words_;
  size_t size_;
};

TEST(PlaceTableTest, FindsWhatItWasMadeOf) {
  const Table bytes(PlaceTable::Encode(Places()));
  const auto table = PlaceTable::FromBytes(bytes.bytes());
  ASSERT_OK(table);
  EXPECT_EQ(table->size(), 4u);
  for (Place place : Places()) {
    place.name.clear();  // Not in the table.
    const auto found = table->Find(place.code);
    ASSERT_OK(found);
    EXPECT_EQ(*found, place);
  }
}

TEST(PlaceTableTest, LocatesOnlyWhatIsThereItself) {
  const Table bytes(PlaceTable::Encode(Places()));
  const auto table = PlaceTable::FromBytes(bytes.bytes());
  ASSERT_OK(table);
  for (const Place& place : Places()) {
    const auto spot = table->Locate(place.code);
    ASSERT_TRUE(spot.has_value()) << place.code;
    EXPECT_EQ(spot->latitude, place.latitude);
    EXPECT_EQ(spot->longitude, place.longitude);
    EXPECT_EQ(spot->doubt_metres, place.doubt_metres);
  }
  for (const char* code : {"7416", "7415ZZ", "WK015001", ""}) EXPECT_FALSE(table->Locate(code).has_value()) << code;
}

TEST(PlaceTableTest, AnUnknownPc6IsLookedUpAsItsPc4WithItsDoubt) {
  const Table bytes(PlaceTable::Encode(Places()));
  const auto table = PlaceTable::FromBytes(bytes.bytes());
  const auto found = table->Find("7415ZZ");
  ASSERT_OK(found);
  EXPECT_EQ(found->code, "7415ZZ");
  EXPECT_EQ(found->doubt_metres, 700u);
  EXPECT_EQ(found->latitude, 52.27);
}

TEST(PlaceTableTest, ACodeThatIsNotThereIsNamedWithWhatToDo) {
  const Table bytes(PlaceTable::Encode(Places()));
  const auto table = PlaceTable::FromBytes(bytes.bytes());
  for (const char* code : {"7416", "7416AB", "WK015001", "", "BU01500102"}) {
    EXPECT_THAT(table->Find(code),
                FailsWith(absl::StatusCode::kNotFound,
                          AllOf(HasSubstr(std::string("\"") + code + "\""), HasSubstr("places import"))));
  }
}

TEST(PlaceTableTest, OfTwoWithOneCodeTheLaterStays) {
  std::vector<Place> places = Places();
  places.push_back({"7415", 52.3, 6.2, 100, "GM0150", ""});
  const Table bytes(PlaceTable::Encode(places));
  EXPECT_EQ(PlaceTable::FromBytes(bytes.bytes())->Find("7415")->doubt_metres, 100u);
  EXPECT_EQ(PlaceTable::FromBytes(bytes.bytes())->size(), 4u);
}

TEST(PlaceTableTest, AnEmptyTableKnowsNothing) {
  const Table bytes("");
  const auto table = PlaceTable::FromBytes(bytes.bytes());
  ASSERT_OK(table);
  EXPECT_THAT(table->Find("7415"), FailsWith(absl::StatusCode::kNotFound, HasSubstr("7415")));
}

TEST(PlaceTableTest, BytesThatAreNotWholeRowsAreRefused) {
  const Table bytes(PlaceTable::Encode(Places()).substr(0, 90));
  EXPECT_THAT(PlaceTable::FromBytes(bytes.bytes()), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("90 bytes")));
  const Table whole(PlaceTable::Encode(Places()));
  EXPECT_THAT(PlaceTable::FromBytes(whole.bytes().substr(1, 80)),
              FailsWith(absl::StatusCode::kDataLoss, HasSubstr("table of places")));
}

}  // namespace
}  // namespace meedoen
