#include "core/embedding/prepare_text.h"

#include <string>

#include "core/base/limits.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(PrepareText, CleansUp) {
  const absl::StatusOr<std::string> clean = PrepareText("  samen\u0007   \uFF4Boken ");
  ASSERT_OK(clean);
  EXPECT_EQ(*clean, "samen koken");
}

TEST(PrepareText, RefusesTextsWithNothingInThem) {
  for (const char* text : {"", " ", "\n\t ", "\u200B\u0001"}) {
    EXPECT_THAT(PrepareText(text), FailsWith(kInvalid, HasSubstr("empty text")));
  }
}

TEST(PrepareText, RefusesBrokenUtf8WithoutRepeatingTheText) {
  EXPECT_THAT(PrepareText("geheim \xff\xfe"), FailsWith(kInvalid, Not(HasSubstr("geheim"))));
  EXPECT_THAT(PrepareText("geheim \xe2\x82"), FailsWith(kInvalid, Not(HasSubstr("geheim"))));
}

TEST(PrepareText, TakesTheLongestTextAndRefusesOneCharacterMore) {
  std::string longest;
  for (size_t i = 0; i < kMaxEmbeddedCharacters; ++i) longest += "é";
  EXPECT_OK(PrepareText(longest));
  EXPECT_THAT(PrepareText(longest + "é"), FailsWith(kInvalid, AllOf(HasSubstr("at most 8000"), Not(HasSubstr("é")))));
}

TEST(PrepareText, RefusesAHundredKilobytes) {
  EXPECT_THAT(PrepareText(std::string(100 << 10, 'a')), FailsWith(kInvalid, HasSubstr("too long")));
}

}  // namespace
}  // namespace meedoen
