#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReadFile;
using testing::ReadJson;

std::string Line(const std::string& more = "") {
  return absl::StrCat(R"({"name": "municipalities/GM0150/activities/koor", "title": "Koor", "description": "Zingen", )",
                      R"("provider": {"name": "Koor"}, "categories": ["music_singing"], "place": {"postcode": "7411"})",
                      more, "}\n");
}

// One problem of the first line, with a word of it, that says nothing of what must not be repeated.
void ExpectOne(const std::string& text, const std::string& word) {
  const ReadFile file = ReadJson(text);
  ASSERT_OK(file.status);
  ASSERT_FALSE(file.rows.empty());
  EXPECT_THAT(file.Problems(), ElementsAre(AllOf(HasSubstr("a.csv:1: "), HasSubstr(word), Not(HasSubstr("geheim")))))
      << text.substr(0, 300);
}

TEST(JsonReaderTest, BothSpellingsOfNames) {
  for (const char* schedule :
       {R"(, "schedule": {"weekly_slots": [{"day": "MONDAY", "start_time": "10:00", "end_time": "11:00"}]})",
        R"(, "schedule": {"weeklySlots": [{"day": "MONDAY", "startTime": "10:00", "endTime": "11:00"}]})"}) {
    const ReadFile file = ReadJson(Line(schedule));
    ASSERT_THAT(file.Problems(), IsEmpty());
    EXPECT_EQ(file.Only().schedule().weekly_slots(0).start_time(), "10:00");
    EXPECT_EQ(file.Only().name(), "municipalities/GM0150/activities/koor");
    EXPECT_EQ(file.Only().place().kind(), v1::VENUE);
  }
}

TEST(JsonReaderTest, LineBreaksBomAndBlankLines) {
  std::string crlf = Line();
  crlf.insert(crlf.size() - 1, "\r");
  for (const std::string& text :
       {Line(), "\xEF\xBB\xBF" + Line(), crlf, "\n \r\n" + Line(), Line().substr(0, Line().size() - 1)}) {
    const ReadFile file = ReadJson(text);
    ASSERT_OK(file.status);
    EXPECT_THAT(file.Problems(), IsEmpty());
    EXPECT_EQ(file.summary.rows, 1u);
  }
  EXPECT_EQ(ReadJson("\n\n" + Line()).rows[0].line, 3u);
}

TEST(JsonReaderTest, UnknownFieldsAreNamed) {
  ExpectOne(Line(R"(, "postcod": "7411")"), "postcod");
  ExpectOne(Line(R"(, "contact": {"fax": "1"})"), "fax");
}

TEST(JsonReaderTest, WhatIsNoJsonIsNamedAndNotRepeated) {
  ExpectOne(R"({"title": "geheim)", "JSON");
  ExpectOne(R"({"title" "geheim"})", "JSON");
  ExpectOne(R"(["geheim"])", "does not start with {");
  ExpectOne("geheim", "does not start with {");
  ExpectOne(R"({"title": ["geheim"]})", "JSON");
  ExpectOne(R"({"role": "DANCER"})", "DANCER");
  ExpectOne(Line(R"(, "cost": {"cents_per_visit": -1})"), "JSON");
  ExpectOne("{\"title\": \"geheim\xff\"}", "UTF-8 at byte");
  ExpectOne(std::string("{\"title\": ") + std::string(5000, '['), "JSON");
}

TEST(JsonReaderTest, CitizenNumbersAreNotRepeatedByTheParserEither) {
  for (const char* more : {R"(, "source_id": "123456782")", R"(, "role": "123456782")", R"(, "123456782": 1)",
                           R"(, "goals": ["1234.56.782"])", R"(, "revision": "123456782x")"}) {
    const ReadFile file = ReadJson(Line(more));
    EXPECT_EQ(file.summary.refused, 1u) << more;
    EXPECT_THAT(file.Problems(), Not(Contains(HasSubstr("456")))) << more;
    EXPECT_THAT(file.Problems(), Not(Contains(HasSubstr("56.78")))) << more;
  }
}

TEST(JsonReaderTest, FaultsAreNamedByFieldPath) {
  ExpectOne(Line(R"(, "languages": ["xx"])"), "kolom \"languages[0]\"");
  ExpectOne(Line(R"(, "valid_from": "2026-02-30")"), "kolom \"valid_from\"");
}

TEST(JsonReaderTest, ABadLineNeverCostsTheFile) {
  const ReadFile file = ReadJson("{\n" + Line() + "null\n");
  EXPECT_EQ(file.summary.rows, 3u);
  EXPECT_EQ(file.summary.refused, 2u);
  EXPECT_EQ(file.rows[1].line, 2u);
  EXPECT_TRUE(file.rows[1].activity.has_value());
}

TEST(JsonReaderTest, LinesAtAndAboveTheLimit) {
  std::string line = Line();
  line.insert(line.size() - 1, std::string(kMaxMessageBytes + 1 - line.size(), ' '));
  ASSERT_EQ(line.size() - 1, kMaxMessageBytes);
  EXPECT_THAT(ReadJson(line).Problems(), IsEmpty());
  ExpectOne(" " + line, "has 4194305 bytes; at most 4194304");
}

TEST(JsonReaderTest, ANameIsMadeWhereThereIsNone) {
  const ReadFile file =
      ReadJson(R"({"title": "Koor", "description": "Zingen", "provider": {"name": "Koor"}, "categories": ["games"], )"
               R"("place": {"postcode": "7411"}})");
  ASSERT_THAT(file.Problems(), IsEmpty());
  EXPECT_THAT(file.Only().name(), ::testing::StartsWith("municipalities/GM0150/activities/koor-"));
}

}  // namespace
}  // namespace meedoen::indexer
