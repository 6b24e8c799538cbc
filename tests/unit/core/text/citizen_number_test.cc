#include "core/text/citizen_number.h"

#include <string>

#include "gtest/gtest.h"

namespace meedoen {
namespace {

// 111222333 and 123456782 pass the eleven test and are the numbers that everybody tests with.
TEST(CitizenNumberTest, FindsOneInAnyUsualWriting) {
  for (const char* text : {"111222333", "BSN: 123456782.", "bsn123456782a", "1234.56.782", "123 456 782", "123-456-782",
                           "12 34 56 782", "123\u00a0456\u00a0782", "123\u2011456\u2011782", "groep 3 123456782",
                           "12-2 123 456 782", "(123456782)", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12",
                           "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662", "123 - 456 - 782"}) {
    EXPECT_TRUE(ContainsCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumberTest, LeavesOtherNumbersAlone) {
  for (const char* text :
       {"", "123456789", "000000000", "12345678", "1234567820", "0123456782", "2026-11-22 10:00-12:00", "0570-555012",
        "06 12345678", "+31 123456782", "+31123456782", "0031 123456782", "NL91 ABNA 0417 1643 00", "1a23456782",
        "123456 en 782", "123\n456\n782", "3 10 17 24 31"}) {
    EXPECT_FALSE(ContainsCitizenNumber(text)) << text;
  }
}

TEST(CitizenNumberTest, OneWrongDigitNeverPasses) {
  const std::string number = "123456782";
  for (size_t at = 0; at < number.size(); ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = number;
      other[at] = digit;
      EXPECT_EQ(ContainsCitizenNumber(other), other == number) << other;
    }
  }
}

TEST(CitizenNumberTest, BrokenUtf8IsJustAnotherCharacter) {
  EXPECT_TRUE(
      ContainsCitizenNumber("\xff"
                            "123456782\xc3"));
  EXPECT_FALSE(
      ContainsCitizenNumber("1234\xff"
                            "56782"));
}

}  // namespace
}  // namespace meedoen
