#include "indexer/store/keys.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::indexer {
namespace {

// Frozen: what is on disk is read by these.
TEST(KeysTest, BytesAreAsDocumented) {
  using std::string_literals::operator""s;
  EXPECT_EQ(NumberBytes(0x0102030405060708), "\x01\x02\x03\x04\x05\x06\x07\x08"s);
  EXPECT_EQ(HistoryKey("GM0150/a", 258), "GM0150/a\0\0\0\0\0\0\0\x01\x02"s);
  EXPECT_EQ(EmbeddingKey("m", std::string(32, 'h')), "m\0"s + std::string(32, 'h'));
  EXPECT_EQ(VectorBytes({1.0F, -2.5F}), "\0\0\x80\x3f\0\0\x20\xc0"s);
  EXPECT_EQ(PendingQueueKey({Urgency::kBulk, 3}, "GM0150/a"), "q\x01\0\0\0\0\0\0\0\x03GM0150/a"s);
  EXPECT_EQ(PendingTextKey(std::string(32, 'h'), "GM0150/a"), "t" + std::string(32, 'h') + "GM0150/a");
  EXPECT_EQ(PendingPositionBytes({Urgency::kInteractive, 3}), "\0\0\0\0\0\0\0\0\x03"s);
  EXPECT_EQ(RequestKey("local", "id").size(), 33U);
  EXPECT_EQ(RequestTimeKey(5, "r"), "t\0\0\0\0\0\0\0\x05r"s);
  EXPECT_EQ(EtagOf("GM0150/a", 1), EtagOf("GM0150/a", 1));
  EXPECT_EQ(EtagOf("GM0150/a", 1).size(), 16U);
  EXPECT_NE(EtagOf("GM0150/a", 1), EtagOf("GM0150/a", 2));
  EXPECT_NE(EtagOf("GM0150/a", 1), EtagOf("GM0150/b", 1));
}

TEST(KeysTest, ReadsBackWhatItWrites) {
  EXPECT_EQ(NumberOf(NumberBytes(123456789012345)), 123456789012345);
  EXPECT_EQ(NumberOf("1234567"), std::nullopt);
  EXPECT_EQ(VectorOf(VectorBytes({1.5F, 2.5F})), (std::vector<float>{1.5F, 2.5F}));
  EXPECT_EQ(KeyOfPendingQueue(PendingQueueKey({Urgency::kBulk, 3}, "GM0150/a")), "GM0150/a");
  EXPECT_EQ(KeyOfPendingText(PendingTextKey(std::string(32, 'h'), "GM0150/a")), "GM0150/a");
  EXPECT_EQ(KeyOfPendingQueue("q"), "");
  EXPECT_EQ(PendingPositionOf(PendingPositionBytes({Urgency::kBulk, 9}))->revision, 9);
  EXPECT_EQ(PendingPositionOf("\x07"), std::nullopt);
}

TEST(KeysTest, OrderOfBytesIsOrderOfNumbers) {
  EXPECT_LT(NumberBytes(255), NumberBytes(256));
  EXPECT_LT(PendingQueueKey({Urgency::kInteractive, 900}, "z"), PendingQueueKey({Urgency::kBulk, 1}, "a"));
}

}  // namespace
}  // namespace meedoen::indexer
