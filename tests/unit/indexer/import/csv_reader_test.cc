#include "absl/strings/ascii.h"
#include "core/base/limits.h"
#include "core/text/clean.h"
#include "indexer/import/csv_columns.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::FileText;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::OneRow;
using testing::ReadCsv;
using testing::ReadFile;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

// Exactly one problem, in the column, with a word of the message; the row is refused.
void ExpectOne(const std::vector<std::pair<std::string, std::string>>& cells, const std::string& column,
               const std::string& word) {
  const ReadFile file = ReadCsv(OneRow(cells));
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), ElementsAre(AllOf(HasSubstr("a.csv:2: kolom \"" + column + "\": "), HasSubstr(word))))
      << cells[0].second;
  EXPECT_EQ(file.summary.refused, 1u);
}

TEST(CsvReaderTest, ReadsAMinimalRow) {
  const ReadFile file =
      ReadCsv("titel;omschrijving;organisatie;categorieen;postcode\nKoor;Zingen;De IJssel;music_singing;7411 ab\n");
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), IsEmpty());
  const v1::Activity& activity = file.Only();
  EXPECT_THAT(activity.name(), ::testing::StartsWith("municipalities/GM0150/activities/koor-"));
  EXPECT_EQ(activity.source(), "csv");
  EXPECT_EQ(activity.place().postcode(), "7411AB");
  EXPECT_EQ(activity.status(), v1::ACTIVE);
  EXPECT_FALSE(activity.has_cost());
  EXPECT_FALSE(activity.has_accessibility());
}

TEST(CsvReaderTest, TakesEveryByteForm) {
  const std::string plain = OneRow();
  std::string crlf, commas;
  for (char c : plain) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    commas += c == ';' ? ',' : c;
  }
  for (const std::string& bytes : {plain, "\xEF\xBB\xBF" + plain, crlf, commas, "\n\n" + plain}) {
    const ReadFile file = ReadCsv(bytes);
    ASSERT_OK(file.status);
    ASSERT_THAT(file.Problems(), IsEmpty());
    EXPECT_EQ(file.Only().name(), "municipalities/GM0150/activities/koor");
  }
}

TEST(CsvReaderTest, HeadersMayBeWrittenFreely) {
  const ReadFile file = ReadCsv(
      "Titel; OMSCHRIJVING ;\"Organisatie\";Categorie\u00ebn;Soort plaats\nKoor;Zingen;De IJssel;koken;Online\n");
  ASSERT_OK(file.status);
  ASSERT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.Only().categories(0), "cooking");
  EXPECT_EQ(file.Only().place().kind(), v1::ONLINE);
}

TEST(CsvReaderTest, HeaderProblemsAreOfTheFile) {
  EXPECT_THAT(ReadCsv("titel;omschrijving\nKoor;Zingen\n").status,
              Refused("a.csv:1: the column \"organisatie\" is missing; the column \"categorieen\" is missing"));
  EXPECT_THAT(ReadCsv("Koor;Zingen\n").status, Refused("\"titel\" is missing"));
  EXPECT_THAT(ReadCsv("titel;titel;Titel;omschrijving;organisatie;categorieen\n").status,
              Refused("the column \"titel\" stands 3 times: in columns 1, 2, 3"));
  EXPECT_THAT(ReadCsv("\"titel;omschrijving\nx").status, Refused("never closed"));
  EXPECT_THAT(ReadCsv("\xEF\xBB\xBFtitel\xff;omschrijving").status, Refused("column 1"));
  EXPECT_THAT(ReadCsv("titel;123456782").status, AllOf(Refused("BSN"), Not(Refused("123456782"))));
  std::string many = "titel;omschrijving;organisatie;categorieen";
  for (size_t i = 4; i < kMaxImportColumns; ++i) absl::StrAppend(&many, ";x", i);
  EXPECT_OK(ReadCsv(many).status);
  EXPECT_THAT(ReadCsv(many + ";x").status, Refused("more than 200 columns"));
}

TEST(CsvReaderTest, UnknownColumnsAreNamedAndNotRead) {
  const ReadFile file = ReadCsv(OneRow({{"wijkmanager", "Jan"}, {"", "x"}}));
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(),
              ElementsAre("a.csv:1: let op: kolom \"wijkmanager\": column 7 is not known and is not read"));
  EXPECT_EQ(file.summary.refused, 0u);
}

TEST(CsvReaderTest, FaultsAreNamedByColumnOfTheFile) {
  ExpectOne({{"postcode", "74151"}}, "postcode", "is not a postcode");
  ExpectOne({{"postcode", ""}}, "postcode", "coordinates");
  ExpectOne({{"titel", ""}}, "titel", "is empty");
  ExpectOne({{"omschrijving", " \t "}}, "omschrijving", "is empty");
  ExpectOne({{"organisatie", ""}}, "organisatie", "is empty");
  ExpectOne({{"categorieen", "wandeln"}}, "categorieen", "did you mean \"walking\"");
  ExpectOne({{"categorieen", ""}}, "categorieen", "is empty");
  ExpectOne({{"kvk", "123"}}, "kvk", "8 digits");
  ExpectOne({{"startdatum", "2026-02-29"}}, "startdatum", "is not a date");
  ExpectOne({{"startdatum", "2026-12-02"}, {"einddatum", "2026-12-01"}}, "einddatum", "before");
  ExpectOne({{"dagen_tijden", "ma 12:00-10:00"}}, "dagen_tijden", "not after the start");
  ExpectOne({{"dagen_tijden", "ma ochtend"}}, "dagen_tijden", "ma 10:00-12:00");
  ExpectOne({{"data", "1-13-2026 10:00-12:00"}}, "data", "is not a date");
  ExpectOne({{"herhaling", "FREQ=HOURLY 10:00-12:00"}}, "herhaling", "DAILY, WEEKLY");
  ExpectOne({{"herhaling", "FREQ=DAILY;INTERVAL=2 10:00-12:00"}}, "herhaling", "startdatum");
  ExpectOne({{"kosten_per_keer", "twee"}}, "kosten_per_keer", "2,50");
  ExpectOne({{"leeftijd_van", "121"}}, "leeftijd_van", "more than");
  ExpectOne({{"leeftijd_van", "60"}, {"leeftijd_tot", "50"}}, "leeftijd_tot", "below the minimum");
  ExpectOne({{"rolstoel", "misschien"}}, "rolstoel", "ja, nee, onbekend");
  ExpectOne({{"status", "open"}}, "status", "actief, gepauzeerd, vol, geannuleerd");
  ExpectOne({{"talen", "nl, ua"}}, "talen", "ISO 639-1");
  ExpectOne({{"doelen", "bewegen, plezier"}}, "doelen", "mensen ontmoeten");
  ExpectOne({{"breedtegraad", "52,2"}}, "breedtegraad", "not in the Netherlands");
  ExpectOne({{"gebieden", "Deventer"}}, "gebieden", "area");
  ExpectOne({{"vrij", "3"}}, "peildatum", "is empty");
  ExpectOne({{"gemeente", "Deventer"}}, "gemeente", "GM0150");
  ExpectOne({{"id", "!!!"}}, "id", "is no id");
  ExpectOne({{"id", std::string(64, 'a')}}, "id", "is no id");
}

TEST(CsvReaderTest, NamesEverythingThatIsWrongAtOnce) {
  const ReadFile file = ReadCsv(OneRow({{"postcode", "1"}, {"rolstoel", "?"}, {"talen", "xx"}, {"titel", ""}}));
  EXPECT_EQ(file.Problems().size(), 4u);
  EXPECT_EQ(file.summary.refused, 1u);
}

TEST(CsvReaderTest, CitizenNumbersCostTheRowAndAreNotRepeated) {
  for (const char* column : {"titel", "omschrijving", "id", "rolstoel", "kosten_per_keer", "startdatum", "herhaling",
                             "onbekende_kolom", "breedtegraad", "gemeente", "leeftijd_van"}) {
    const ReadFile file = ReadCsv(OneRow({{column, "1234.56.782"}}));
    EXPECT_EQ(file.summary.refused, 1u) << column;
    EXPECT_THAT(file.Problems(), Contains(AllOf(HasSubstr(column), HasSubstr("BSN")))) << column;
    EXPECT_THAT(file.Problems(), Not(Contains(HasSubstr("456")))) << column;
    EXPECT_THAT(file.Problems(), Not(Contains(HasSubstr("56.78")))) << column;
  }
  EXPECT_THAT(ReadCsv(OneRow({{"breedtegraad", "52.123456782"}, {"lengtegraad", "6,123456782"}})).Problems(),
              IsEmpty());
}

TEST(CsvReaderTest, BrokenUtf8AndLongTexts) {
  for (const char* column : {"titel", "rolstoel"}) {
    const ReadFile broken = ReadCsv("\xEF\xBB\xBF" + OneRow({{column, "Koor \xe9\xe9n"}}));
    EXPECT_THAT(broken.Problems(), ElementsAre(AllOf(HasSubstr(column), HasSubstr("UTF-8"))));
    EXPECT_EQ(broken.summary.refused, 1u);
  }
  ExpectOne({{"titel", std::string(kMaxTitleCharacters + 1, 'x')}}, "titel", "at most 200");
  ExpectOne({{"omschrijving", std::string(60'000, 'x')}}, "omschrijving", "has 60000 characters; at most 4000");
  const ReadFile file = ReadCsv(OneRow({{"omschrijving", std::string(100'000, 'x')}}));
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("a.csv:2: "), HasSubstr("100000 bytes"), Not(HasSubstr("xxxx")))));
}

TEST(CsvReaderTest, PersonsWithoutConsentAreLeftOutAndTheRowStays) {
  const ReadFile file = ReadCsv(OneRow({{"contactpersoon", "Riet Smit"}, {"telefoon", "06-12345670"}}));
  EXPECT_THAT(file.Problems(), ElementsAre(AllOf(HasSubstr("let op: kolom \"contactpersoon\": "), HasSubstr("consent"),
                                                 HasSubstr("mobile"), Not(HasSubstr("Riet")))));
  EXPECT_EQ(file.Only().contact().person_name(), "");
  EXPECT_EQ(file.Only().contact().telephone(), "");
  const ReadFile agreed = ReadCsv(OneRow({{"contactpersoon", "Riet Smit"}, {"contactpersoon_akkoord", "ja"}}));
  EXPECT_EQ(agreed.Only().contact().person_name(), "Riet Smit");
}

TEST(CsvReaderTest, RowsOfAnotherWidth) {
  const ReadFile file = ReadCsv(
      "id;titel;omschrijving;organisatie;categorieen;postcode;status\n"
      "a;A;Tekst;Org;games;7411\n"
      "b;B;Tekst;Org;games;7411;actief;;\n"
      "c;C;Tekst;Org;games;7411;actief;te veel\n"
      "d;D\n");
  EXPECT_EQ(file.summary.rows, 4u);
  EXPECT_EQ(file.summary.refused, 2u);
  EXPECT_THAT(file.Problems(), Contains(AllOf(HasSubstr("a.csv:4: "), HasSubstr("beyond the last column"))));
  EXPECT_THAT(file.Problems(), Contains(HasSubstr("a.csv:5: kolom \"omschrijving\": is empty")));
}

TEST(CsvReaderTest, ABadRowNeverCostsTheFile) {
  const ReadFile file = ReadCsv(
      "id;titel;omschrijving;organisatie;categorieen;postcode\n"
      "a;A;Tekst;Org;games;7411\n"
      "b;\"B;Tekst;Org;games;7411\n"
      "c;C;\"Tekst\nmet regels\";Org;games;7411\n"
      "d;D;Tekst;Org;gamez;7411\n"
      "e;E;Tekst;Org;games;7411\n");
  ASSERT_OK(file.status);
  std::vector<std::string> good;
  for (const ImportedRow& row : file.rows) {
    if (row.activity.has_value()) good.push_back(absl::StrCat(row.line, " ", row.activity->source_id()));
  }
  EXPECT_THAT(good, Contains("2 a"));
  EXPECT_THAT(good, Contains("7 e"));
  EXPECT_THAT(file.Problems(), Contains(AllOf(HasSubstr("a.csv:6: kolom \"categorieen\""), HasSubstr("games"))));
}

TEST(CsvReaderTest, EmptyMeansNotKnown) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const CsvColumn& column : CsvColumns()) {
    const bool says_more = column.header == "postcode" || column.header == "id" || column.export_only;
    if (!column.required && !says_more) all.emplace_back(column.header, "");
  }
  const ReadFile bare = ReadCsv(OneRow()), empty = ReadCsv(OneRow(all));
  ASSERT_THAT(empty.Problems(), IsEmpty());
  EXPECT_EQ(empty.Only().SerializeAsString(), bare.Only().SerializeAsString());
  const ReadFile unknown = ReadCsv(OneRow({{"rolstoel", "onbekend"}}));
  EXPECT_EQ(unknown.Only().accessibility().wheelchair(), v1::TRISTATE_UNKNOWN);
  const ReadFile free = ReadCsv(OneRow({{"kosten_per_keer", "0"}}));
  EXPECT_TRUE(free.Only().cost().has_cents_per_visit());
  EXPECT_EQ(free.Only().cost().cents_per_visit(), 0u);
}

TEST(CsvColumnsTest, EveryFieldOfAnActivityHasAColumn) {
  // Fields that the service sets, or that a file gives in another way.
  const std::vector<std::string> others = {
      "name",          "etag",      "revision",           "update_time",
      "source",        "source_id", "place.doubt_metres", "place.resolved_coordinates",
      "edited_fields", "duplicates"};
  std::function<void(const google::protobuf::Descriptor*, const std::string&)> check = [&](const auto* message,
                                                                                           const std::string& prefix) {
    for (int i = 0; i < message->field_count(); ++i) {
      const google::protobuf::FieldDescriptor* field = message->field(i);
      const std::string path = prefix + field->name();
      if (std::find(others.begin(), others.end(), path) != others.end()) continue;
      if (field->message_type() != nullptr && !field->is_repeated()) {
        check(field->message_type(), path + ".");
      } else {
        EXPECT_NE(FindColumn(ColumnOfPath(path)), nullptr) << "no column for " << path;
      }
    }
  };
  check(v1::Activity::descriptor(), "");
}

TEST(CsvColumnsTest, PathsFindTheirColumn) {
  EXPECT_EQ(ColumnOfPath("schedule.weekly_slots[0].end_time"), "dagen_tijden");
  EXPECT_EQ(ColumnOfPath("place.coordinates"), "breedtegraad");
  EXPECT_EQ(ColumnOfPath("place.coordinates.longitude"), "lengtegraad");
  EXPECT_EQ(ColumnOfPath("titles"), "titles");
  EXPECT_EQ(FindColumn("onzin"), nullptr);
}

TEST(CsvColumnsTest, ThePageAndTheTemplateAreThisTable) {
  const std::string page = FileText("docs/formats/csv.md"),
                    header = FileText("catalog-samples/template/activiteiten.csv");
  std::string expected;
  for (const CsvColumn& column : CsvColumns()) {
    if (!column.export_only) absl::StrAppend(&expected, expected.empty() ? "" : ";", std::string(column.header));
    const std::string name = absl::StrCat("`", std::string(column.header), "`");
    EXPECT_THAT(page,
                HasSubstr(absl::StrCat("\n| ", column.required ? "**" : "", name, column.required ? "**" : "", " | ")));
    for (const Choice& choice : column.choices) {
      const size_t row = page.find(absl::StrCat(name, column.required ? "** | " : " | "));
      const std::string line = FoldText(page.substr(row, page.find('\n', row) - row));
      EXPECT_THAT(line, HasSubstr(std::string(choice.word))) << column.header;
    }
  }
  EXPECT_EQ(header, "\xEF\xBB\xBF" + expected + "\r\n");
}

}  // namespace
}  // namespace meedoen::indexer
