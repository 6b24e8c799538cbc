// The spreadsheets of catalog-samples/spreadsheets that have a second version, the same list a month later: importing
// that changes exactly what stands in NAME.v2.diff.txt, and importing either one twice changes nothing.
// MEEDOEN_REGENERATE=1 writes those files anew, for a person to read the difference.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "indexer/import/import.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

constexpr char kFolder[] = "catalog-samples/spreadsheets/";

struct Sample {
  const char* name;
  const char* ending;
};
constexpr Sample kSamples[] = {{"1-welzijn-met-titels", ".csv"},
                               {"2-buurthuis-windows", ".csv"},
                               {"3-sport-unicode-tekst", ".csv"},
                               {"4-bibliotheek-regeleinden", ".csv"},
                               {"6-vrijwilligers-met-namen", ".csv"},
                               {"12-rooster", ".xlsx"},
                               {"15-eigen-nummers-zonder-postcode", ".csv"}};

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// All that an import answers, for people to read.
std::string Told(const v1::ImportActivitiesResponse& response) {
  std::string text =
      absl::StrCat("new ", response.created(), ", changed ", response.changed(), ", gone ", response.withdrawn(),
                   ", unchanged ", response.unchanged(), ", refused ", response.refused(), "\n");
  if (!response.guard().empty()) absl::StrAppend(&text, "guard: ", response.guard(), "\n");
  for (const v1::ImportChange& change : response.changes()) {
    absl::StrAppend(&text, "\n", v1::ImportChange::Kind_Name(change.kind()), " ", change.name().substr(15), " \"",
                    change.title(), "\"", change.line() == 0 ? "" : absl::StrCat(", line ", change.line()), "\n");
    for (const v1::FieldChange& field : change.fields()) {
      const auto shown = [](const std::string& value) { return value.empty() ? "(nothing)" : value; };
      absl::StrAppend(&text, "  ", field.path(), ": ", shown(field.before()), " -> ", shown(field.after()),
                      field.kept() ? " (kept)" : "", "\n");
    }
  }
  if (response.problems_size() > 0) absl::StrAppend(&text, "\n");
  for (const v1::RowProblem& problem : response.problems()) absl::StrAppend(&text, FormatProblem(problem), "\n");
  return text;
}

class SecondVersionsTest : public testing::IndexerFixture {
 protected:
  void SetUp() override {
    IndexerFixture::SetUp();
    Transaction transaction;
    transaction.places = ReadPlaces(FileText("catalog-samples/places.csv"), "places.csv")->places;
    ASSERT_OK(indexer_->store().Commit(std::move(transaction)));
  }

  absl::StatusOr<v1::ImportActivitiesResponse> Import(const Sample& sample, const std::string& version,
                                                      const std::string& token) {
    const std::string file = absl::StrCat(sample.name, version, sample.ending);
    v1::ImportActivitiesRequest message;
    message.set_file_name(file);
    message.set_municipality_code("GM0150");
    message.set_source(absl::StrCat("lijst:", std::string(sample.name).substr(0, 2)));
    message.set_dry_run(token.empty());
    message.set_token(token);
    message.set_data(FileText(kFolder + file));
    grpc::ClientContext context;
    v1::ImportActivitiesResponse response;
    auto writer = catalog_->ImportActivities(&context, &response);
    writer->Write(message);
    writer->WritesDone();
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish()));
    return response;
  }

  // What a dry run says, and then it is done.
  v1::ImportActivitiesResponse Apply(const Sample& sample, const std::string& version) {
    const auto dry = Import(sample, version, "");
    EXPECT_OK(dry) << sample.name << version;
    if (!dry.ok()) return {};
    const auto done = Import(sample, version, dry->token());
    EXPECT_OK(done) << sample.name << version;
    if (done.ok()) {
      EXPECT_EQ(Told(*done), Told(*dry)) << sample.name << version;
    }
    return *dry;
  }

  void ExpectNothing(const Sample& sample, const std::string& version) {
    const int64_t before = indexer_->store().revision();
    const v1::ImportActivitiesResponse again = Apply(sample, version);
    EXPECT_EQ(again.created() + again.changed() + again.withdrawn(), 0u) << Told(again);
    EXPECT_EQ(again.changes_size(), 0) << Told(again);
    EXPECT_EQ(indexer_->store().revision(), before) << sample.name << version;
  }
};

TEST_F(SecondVersionsTest, ChangeExactlyWhatStandsBesideThem) {
  const bool regenerate = std::getenv("MEEDOEN_REGENERATE") != nullptr;
  for (const Sample& sample : kSamples) {
    const v1::ImportActivitiesResponse first = Apply(sample, "");
    EXPECT_GT(first.created(), 0u) << sample.name;
    EXPECT_EQ(first.changed() + first.withdrawn() + first.unchanged(), 0u) << sample.name << ": sources stay apart";
    ExpectNothing(sample, "");
  }
  for (const Sample& sample : kSamples) {
    const std::string path = absl::StrCat(kFolder, sample.name, ".v2.diff.txt"), told = Told(Apply(sample, ".v2"));
    if (regenerate) std::ofstream(path, std::ios::binary) << told;
    EXPECT_EQ(told, FileText(path)) << sample.name;
    ExpectNothing(sample, ".v2");
  }
}

// Back to the first version: what was gone returns, what was new goes; but not what a row that is refused now may be.
TEST_F(SecondVersionsTest, AndBack) {
  for (const Sample& sample : kSamples) {
    Apply(sample, "");
    const v1::ImportActivitiesResponse there = Apply(sample, ".v2"), back = Apply(sample, "");
    EXPECT_EQ(back.created(), there.withdrawn()) << sample.name;
    if (back.refused() == 0) {
      EXPECT_EQ(back.withdrawn(), there.created()) << sample.name;
    } else {
      EXPECT_LT(back.withdrawn(), there.created()) << sample.name;
    }
    EXPECT_EQ(back.changed(), there.changed()) << sample.name;
    ExpectNothing(sample, "");
  }
}

}  // namespace
}  // namespace meedoen::indexer
