#include "indexer/import/encoding.h"

#include "core/base/limits.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

std::string Text(const std::string& bytes) {
  const absl::StatusOr<DecodedText> decoded = DecodeText(bytes, "a.csv");
  return decoded.ok() ? std::string(decoded->text) : "! " + std::string(decoded.status().message());
}
std::string Note(const std::string& bytes) { return DecodeText(bytes, "a.csv")->note; }

std::string Utf16(const std::u16string& text, bool big, bool mark) {
  std::string bytes;
  for (const char16_t c : (mark ? u"\uFEFF" : u"") + text) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    bytes += {big ? high : low, big ? low : high};
  }
  return bytes;
}

TEST(EncodingTest, Utf8) {
  EXPECT_EQ(Text("caf\u00e9"), "caf\u00e9");
  EXPECT_EQ(Text("\xEF\xBB\xBF"
                 "caf\u00e9"),
            "caf\u00e9");
  EXPECT_EQ(Note("caf\u00e9"), "");
  // Some broken cells do not make another encoding of it.
  EXPECT_EQ(Text("caf\u00e9 \u20ac \xe9"), "caf\u00e9 \u20ac \xe9");
  EXPECT_EQ(Text("\xEF\xBB\xBF\xe9"), "\xe9");
}

TEST(EncodingTest, Windows1252) {
  EXPECT_EQ(Text("caf\xe9 \x80 2,50 \x96 \x91s avonds"), "caf\u00e9 \u20ac 2,50 \u2013 \u2018s avonds");
  EXPECT_THAT(Note("caf\xe9"), HasSubstr("Windows-1252"));
  EXPECT_THAT(Note("\u00e9\xe9\xe9\xe9"), HasSubstr("1 letters look like UTF-8"));
  EXPECT_THAT(Text("caf\xe9 \x81"), HasSubstr("! a.csv: is neither UTF-8 nor Windows-1252 (byte 6)"));
}

TEST(EncodingTest, Utf16) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string bytes = Utf16(u"Titel;Caf\u00e9 \u20ac\nx;y\n", big, mark);
      EXPECT_EQ(Text(bytes), "Titel;Caf\u00e9 \u20ac\nx;y\n");
      EXPECT_EQ(Note(bytes).empty(), mark);
    }
  }
  EXPECT_THAT(Text(Utf16(u"abcdef", false, true) + "x"), HasSubstr("cut off"));
  EXPECT_THAT(Text(Utf16(std::u16string(u"abc") + char16_t{0xD800}, false, true)), HasSubstr("is in UTF-16 and"));
  EXPECT_THAT(Text("\xFF\xFE"), HasSubstr("the file is empty"));
}

TEST(EncodingTest, BytesAtAndAboveTheLimit) {
  std::string bytes(kMaxImportBytes, 'x');
  EXPECT_OK(DecodeText(bytes, "a.csv"));
  EXPECT_THAT(DecodeText(bytes + "x", "a.csv"), Refused("has 67108865 bytes; at most 67108864"));
}

}  // namespace
}  // namespace meedoen::indexer
