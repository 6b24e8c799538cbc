// The question file as it comes back: filled in by people, saved by all kinds of programs.
#include "indexer/freshness/reply_file.h"

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "indexer/freshness/question_file.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/workbooks.h"

namespace meedoen::indexer {
namespace {

using Answer = Reply::Answer;
using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kHeader[] = "id;aanbieder;titel;wanneer;laatst bevestigd;loopt nog (ja/nee/anders);opmerking\n";

ReplyFile Read(const std::string& bytes) {
  const auto file = ReadReplies(bytes, "antwoord.csv");
  EXPECT_OK(file);
  return file.ok() ? *file : ReplyFile();
}

std::string Row(const std::string& id, const std::string& answer, const std::string& remark = "",
                const std::string& last_confirmed = "12-03-2025") {
  return absl::StrCat(id, ";Buurthuis;Zingen;elke dinsdag;", last_confirmed, ";", answer, ";", remark, "\n");
}

std::vector<std::string> Lines(const ReplyFile& file) {
  std::vector<std::string> lines;
  for (const v1::RowProblem& problem : file.problems) {
    lines.push_back(
        absl::StrCat(problem.file_name(), ":", problem.line(), ": ", problem.column(), ": ", problem.message()));
  }
  return lines;
}

TEST(ReplyFileTest, EveryAnswer) {
  const ReplyFile file = Read(std::string(kHeader) + Row("GM0150/a", "ja") + Row("GM0150/b", "Nee.", "gestopt") +
                              Row("GM0150/c", "ANDERS", "nu op woensdag") + Row("GM0150/d", "") +
                              Row("municipalities/GM0150/activities/e", "J", "", "nooit"));
  EXPECT_THAT(Lines(file), IsEmpty());
  ASSERT_THAT(file.replies, SizeIs(5));
  const Answer answers[] = {Answer::kYes, Answer::kNo, Answer::kOther, Answer::kNone, Answer::kYes};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(file.replies[i].key, absl::StrCat("GM0150/", std::string(1, static_cast<char>('a' + i))));
    EXPECT_EQ(file.replies[i].answer, answers[i]);
    EXPECT_EQ(file.replies[i].line, i + 2);
    EXPECT_TRUE(file.replies[i].says_last_confirmed);
  }
  EXPECT_EQ(file.replies[0].last_confirmed, "2025-03-12");
  EXPECT_EQ(file.replies[4].last_confirmed, "") << "never";
  EXPECT_EQ(file.replies[1].remark, "gestopt");
}

TEST(ReplyFileTest, WhatWasAskedComesBack) {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/koffie");
  activity.set_title("=Koffie; \"met\" een K");
  activity.mutable_provider()->set_name("Buurthuis");
  activity.mutable_verification()->set_verified_on("2025-03-12");
  const ReplyFile file = Read(QuestionFile(QuestionsByProvider({activity}, absl::CivilDay(2026, 11, 22))));
  EXPECT_THAT(Lines(file), IsEmpty());
  ASSERT_THAT(file.replies, SizeIs(1));
  EXPECT_EQ(file.replies[0].key, "GM0150/koffie");
  EXPECT_EQ(file.replies[0].answer, Answer::kNone);
  EXPECT_EQ(file.replies[0].last_confirmed, "2025-03-12");
}

TEST(ReplyFileTest, InAnyEncodingAndWithAnySeparator) {
  const std::string with_commas = "id,loopt nog,opmerking\nGM0150/a,anders,caf\u00e9 dicht\n";
  const std::string with_tabs = "id\tloopt nog\topmerking\r\nGM0150/a\tanders\tcaf\u00e9 dicht\r\n";
  std::string utf16 = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"id;loopt nog;opmerking\nGM0150/a;anders;caf\u00e9 dicht\n")) {
    utf16 += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  }
  const std::string windows = "id;loopt nog;opmerking\r\nGM0150/a;anders;caf\xe9 dicht\r\n";
  const std::string below_titles = "Vragen van de gemeente, najaar; 2026\n\n" + with_commas;
  const std::string workbook = testing::Archive(testing::OneSheet(absl::StrCat(
      "<row>", testing::Inline("id"), testing::Inline("Loopt nog?"), testing::Inline("Opmerking"), "</row><row>",
      testing::Inline("GM0150/a"), testing::Inline("anders"), testing::Inline("caf\u00e9 dicht"), "</row>")));
  for (const std::string& bytes : {with_commas, with_tabs, utf16, windows, below_titles, workbook}) {
    const ReplyFile file = Read(bytes);
    ASSERT_THAT(file.replies, SizeIs(1)) << bytes;
    EXPECT_EQ(file.replies[0].key, "GM0150/a");
    EXPECT_EQ(file.replies[0].answer, Answer::kOther);
    EXPECT_EQ(file.replies[0].remark, "caf\u00e9 dicht");
    EXPECT_EQ(file.problems.size(), bytes == windows ? 1u : 0u) << "what was concluded about it is told";
    EXPECT_EQ(file.refused, 0u);
    EXPECT_FALSE(file.replies[0].says_last_confirmed);
  }
}

TEST(ReplyFileTest, EverythingThatIsWrongIsNamedAtOnce) {
  const ReplyFile file = Read(std::string(kHeader) + Row("koffie", "ja") + Row("", "nee") +
                              Row("GM0150/c", "misschien") + Row("GM0150/d", "ja", "", "vorig jaar") +
                              Row("GM0150/e", "x") + Row("GM0150/goed", "ja") + Row("GM0150", "weet niet"));
  EXPECT_THAT(
      Lines(file),
      ElementsAre(HasSubstr("antwoord.csv:2: id: \"koffie\" is not the id"), HasSubstr("antwoord.csv:3: id: is empty"),
                  HasSubstr("antwoord.csv:4: loopt nog (ja/nee/anders): \"misschien\" is not an answer"),
                  HasSubstr("antwoord.csv:5: laatst bevestigd: \"vorig jaar\" is not a date"),
                  HasSubstr("antwoord.csv:6: loopt nog"), HasSubstr("antwoord.csv:8: id: "),
                  HasSubstr("antwoord.csv:8: loopt nog")));
  EXPECT_EQ(file.refused, 6u);
  ASSERT_THAT(file.replies, SizeIs(1));
  EXPECT_EQ(file.replies[0].key, "GM0150/goed");
}

TEST(ReplyFileTest, ACitizenNumberIsRefusedWithoutBeingRepeated) {
  for (const std::string& row :
       {Row("GM0150/a", "anders", "vraag naar 123456782"), Row("GM0150/a", "123456782"), Row("123456782", "ja"),
        Row("GM0150/a", "ja", "", "1234.56.782"), std::string("GM0150/a;123456782;Zingen;;12-03-2025;ja;\n"),
        std::string("GM0150/a;B;Zingen;;12-03-2025;ja;;;123456782\n")}) {
    const ReplyFile file = Read(kHeader + row);
    EXPECT_EQ(file.refused, 1u) << row;
    EXPECT_THAT(file.replies, IsEmpty());
    ASSERT_THAT(file.problems, SizeIs(1));
    EXPECT_THAT(Lines(file)[0], AllOf(HasSubstr("citizen service number"), Not(HasSubstr("1234"))));
  }
  const ReplyFile file = Read("id;loopt nog;123456782\nGM0150/a;ja;1234.56.782\n");
  ASSERT_THAT(file.problems, SizeIs(1));
  EXPECT_THAT(Lines(file)[0], AllOf(HasSubstr("column 3"), Not(HasSubstr("1234"))));
}

TEST(ReplyFileTest, ARowThatIsThereTwice) {
  const std::string start = kHeader + Row("GM0150/a", "ja");
  EXPECT_THAT(Read(start + Row("GM0150/a", "ja")).replies, SizeIs(1));
  EXPECT_THAT(Read(start + Row("GM0150/a", "")).replies[0].answer, Answer::kYes);
  EXPECT_THAT(Read(kHeader + Row("GM0150/a", "") + Row("GM0150/a", "nee")).replies[0].answer, Answer::kNo);
  const ReplyFile file = Read(start + Row("GM0150/b", "ja") + Row("GM0150/a", "nee"));
  EXPECT_THAT(Lines(file), ElementsAre(HasSubstr(":2: loopt nog (ja/nee/anders): line 4 answers otherwise"),
                                       HasSubstr(":4: loopt nog")));
  EXPECT_EQ(file.refused, 2u);
  ASSERT_THAT(file.replies, SizeIs(1)) << "neither of the two";
  EXPECT_EQ(file.replies[0].key, "GM0150/b");
}

TEST(ReplyFileTest, BlankRowsAndTheHeaderOnceMoreSayNothing) {
  const ReplyFile file = Read("Lijst 1\n\n" + std::string(kHeader) + Row("GM0150/a", "ja") + ";;;;;;\n\n   \n" +
                              kHeader + Row("GM0150/b", "nee"));
  EXPECT_THAT(Lines(file), IsEmpty());
  EXPECT_THAT(file.replies, SizeIs(2));
}

TEST(ReplyFileTest, AFileThatIsNoReply) {
  const auto refused = [](const std::string& bytes, const std::string& word) {
    EXPECT_THAT(ReadReplies(bytes, "antwoord.csv"),
                FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("antwoord.csv"), HasSubstr(word))));
  };
  refused("", "empty");
  refused("titel;aanbieder\nZingen;Buurthuis\n", "has no header");
  refused("id;titel\nGM0150/a;Zingen\n", "loopt nog");
  refused("id;loopt nog;loopt nog (ja/nee/anders)\n", "twice");
  refused("PK no archive", "");
  refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".xls");
  refused(std::string(31, '\n') + kHeader, "has no header");
}

TEST(ReplyFileTest, SoManyRowsAndNoMoreAndARemarkIsCutOff) {
  std::string bytes = "id;loopt nog;opmerking\n";
  for (size_t i = 0; i < kMaxImportRows; ++i) absl::StrAppend(&bytes, "GM0150/a", i, ";ja;\n");
  EXPECT_THAT(Read(bytes).replies, SizeIs(kMaxImportRows));
  bytes += "GM0150/b;ja;\n";
  EXPECT_THAT(ReadReplies(bytes, "a.csv"), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("more than")));
  for (const size_t length : {kMaxFieldTextCharacters, kMaxFieldTextCharacters + 1}) {
    const std::string remark(length, 'x');
    const ReplyFile file = Read(absl::StrCat("id;loopt nog;opmerking\nGM0150/a;anders;", remark, "\n"));
    EXPECT_EQ(file.replies[0].remark == remark, length == kMaxFieldTextCharacters);
    EXPECT_LE(file.replies[0].remark.size(), kMaxFieldTextCharacters + 3);
  }
}

}  // namespace
}  // namespace meedoen::indexer
