// Asking what is stale, and taking in the answers, as callers see it.
#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kHeader[] = "id;laatst bevestigd;loopt nog (ja/nee/anders);opmerking\n";

class FreshnessTest : public testing::IndexerFixture {
 protected:
  void SetUp() override {
    options_.settings_folder = folder_.File("settings");
    ASSERT_OK(PosixEnv()->CreateDir(options_.settings_folder));
    IndexerFixture::SetUp();
  }
  void WriteSettings(const std::string& name, const std::string& json) {
    std::ofstream(options_.settings_folder + "/" + name) << json;
  }
  void Add(const std::string& id, const std::string& verified_on, const std::string& source = "") {
    v1::Activity activity = GoodActivity(id);
    activity.set_source(source);
    activity.mutable_verification()->set_verified_on(verified_on);
    ASSERT_OK(Upsert(activity));
  }
  std::vector<std::string> Stale(v1::ListActivitiesRequest request = {}) {
    request.set_parent("municipalities/-");
    request.set_stale(true);
    std::vector<std::string> ids;
    do {
      const auto page = List(request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const v1::Activity& activity : page->activities()) ids.push_back(activity.name().substr(33));
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }
  absl::StatusOr<v1::ImportRepliesResponse> Reply(const std::string& rows, bool dry_run = false) {
    grpc::ClientContext context;
    v1::ImportRepliesResponse response;
    const auto writer = catalog_->ImportReplies(&context, &response);
    v1::ImportRepliesRequest first, second;
    first.set_file_name("antwoord.csv");
    first.set_dry_run(dry_run);
    first.set_data(std::string(kHeader) + rows.substr(0, rows.size() / 2));
    second.set_data(rows.substr(rows.size() / 2));
    writer->Write(first);
    writer->Write(second);
    writer->WritesDone();
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish()));
    return response;
  }
  static std::vector<std::string> Texts(const v1::ImportRepliesResponse& response) {
    std::vector<std::string> texts;
    for (const v1::RowProblem& problem : response.problems()) {
      texts.push_back(absl::StrCat(problem.line(), problem.warning() ? " warning " : " ", problem.column(), ": ",
                                   problem.message()));
    }
    return texts;
  }
  v1::Activity Found(const std::string& id) {
    const auto found = Get(NameOf(id));
    EXPECT_OK(found);
    return found.ok() ? *found : v1::Activity();
  }
};

TEST_F(FreshnessTest, WhatShouldBeAskedAboutByTheRulesOfTheMunicipality) {
  Add("nooit", "");
  Add("oud", "2026-05-25");    // 181 days.
  Add("grens", "2026-05-26");  // 180.
  Add("vers", "2026-11-20");
  v1::Activity ended = GoodActivity("gestopt");
  ended.set_status(v1::CANCELLED);
  ASSERT_OK(Upsert(ended));
  EXPECT_THAT(Stale(), ElementsAre("nooit", "oud"));
  WriteSettings("GM0150.json", R"({"ageing": {"ask_after_days": 1}})");
  EXPECT_THAT(Stale(), ElementsAre("grens", "nooit", "oud", "vers")) << "without starting again";
  v1::ListActivitiesRequest request;
  request.set_page_size(3);
  EXPECT_THAT(Stale(request), SizeIs(4)) << "over pages";
  request.set_text("vers");
  EXPECT_THAT(Stale(request), ElementsAre("vers")) << "with the other filters";
  clock_.Set(clock_.Now() + absl::Hours(24 * 200));
  WriteSettings("GM0150.json", "{}");
  EXPECT_THAT(Stale(), ElementsAre("grens", "nooit", "oud", "vers")) << "time goes on";
}

TEST_F(FreshnessTest, SettingsThatAreWrongAreNamed) {
  WriteSettings("GM0150.json", R"({"ageing": {"ask_after_days": 0}})");
  v1::ListActivitiesRequest request;
  request.set_parent("municipalities/-");
  EXPECT_OK(List(request)) << "nothing else hangs on them";
  request.set_stale(true);
  EXPECT_THAT(List(request), FailsWith(absl::StatusCode::kFailedPrecondition,
                                       HasSubstr("GM0150.json: ageing.ask_after_days: must be from 1")));
  indexer_.reset();
  EXPECT_THAT(Indexer::Open(options_, *PosixEnv(), clock_).status().message(), HasSubstr("GM0150.json"))
      << "does not start";
}

TEST_F(FreshnessTest, ConfirmedItIsNotAskedAboutAnyMore) {
  Add("koffie", "2025-01-01");
  EXPECT_THAT(Stale(), ElementsAre("koffie"));
  const auto response = Reply("GM0150/koffie;01-01-2025;ja;\n");
  ASSERT_OK(response);
  EXPECT_EQ(response->confirmed(), 1u);
  EXPECT_THAT(response->problems(), IsEmpty());
  EXPECT_EQ(Found("koffie").verification().verified_on(), "2026-11-22");
  EXPECT_EQ(Found("koffie").verification().verified_by(), "aanbieder");
  EXPECT_THAT(Stale(), IsEmpty());
}

TEST_F(FreshnessTest, EveryAnswerInOneRevision) {
  for (const char* id : {"ja", "nee", "anders", "leeg", "bijzin", "stil"}) Add(id, "2025-01-01");
  v1::Activity paused = Found("stil");
  paused.set_status(v1::PAUSED);
  ASSERT_OK(Upsert(paused));
  const int64_t before = indexer_->store().revision();
  const std::string rows =
      "GM0150/ja;01-01-2025;ja;nu ook koffie\nGM0150/nee;01-01-2025;nee;\nGM0150/anders;01-01-2025;anders;op woensdag\n"
      "GM0150/leeg;01-01-2025;;\nGM0150/bijzin;01-01-2025;;bel ons\nGM0150/stil;01-01-2025;ja;\n"
      "GM0150/weg;01-01-2025;ja;\nGM0150/ja2;01-01-2025;misschien;\n";
  const auto dry = Reply(rows, /*dry_run=*/true);
  ASSERT_OK(dry);
  EXPECT_EQ(indexer_->store().revision(), before) << "a dry run stores nothing";
  const auto response = Reply(rows);
  ASSERT_OK(response);
  EXPECT_EQ(response->confirmed(), 1u);
  EXPECT_EQ(response->ended(), 1u);
  EXPECT_EQ(response->to_look_at(), 3u);
  EXPECT_EQ(response->unanswered(), 1u);
  EXPECT_EQ(response->refused(), 2u);
  EXPECT_THAT(Texts(*response),
              ElementsAre("2 warning loopt nog (ja/nee/anders): GM0150/ja: there is a remark: \"nu ook koffie\"",
                          "4 warning loopt nog (ja/nee/anders): GM0150/anders: something changed: \"op woensdag\"",
                          "6 warning loopt nog (ja/nee/anders): GM0150/bijzin: there is a remark: \"bel ons\"",
                          HasSubstr("7 warning loopt nog (ja/nee/anders): GM0150/stil: the provider says that it runs"),
                          "8 id: GM0150/weg is not in the catalogue, or not any more",
                          HasSubstr("9 loopt nog (ja/nee/anders): \"misschien\" is not an answer")));
  EXPECT_EQ(response->catalog_revision(), before + 1);
  EXPECT_EQ(Texts(*dry), Texts(*response));
  EXPECT_EQ(dry->confirmed(), 1u);
  EXPECT_EQ(Found("ja").verification().verified_on(), "2026-11-22");
  EXPECT_EQ(Found("nee").status(), v1::CANCELLED);
  EXPECT_EQ(Found("nee").verification().verified_on(), "2025-01-01");
  for (const char* id : {"anders", "leeg", "bijzin", "stil"}) {
    EXPECT_EQ(Found(id).verification().verified_on(), "2025-01-01") << id;
  }
}

TEST_F(FreshnessTest, TheSameFileAgainChangesNothing) {
  Add("ja", "2025-01-01");
  Add("nee", "2025-01-01");
  const std::string rows = "GM0150/ja;01-01-2025;ja;\nGM0150/nee;01-01-2025;nee;\n";
  ASSERT_OK(Reply(rows));
  const int64_t revision = indexer_->store().revision();
  for (int days = 0; days <= 200; days += 100) {
    clock_.Set(clock_.Now() + absl::Hours(24 * days));
    const auto again = Reply(rows);
    ASSERT_OK(again);
    EXPECT_EQ(again->catalog_revision(), revision) << "an old answer does not make it fresh later";
    EXPECT_EQ(again->confirmed(), 1u);
    EXPECT_EQ(again->ended(), 1u);
    EXPECT_THAT(again->problems(), IsEmpty());
  }
  EXPECT_EQ(Found("ja").verification().verified_on(), "2026-11-22");
}

// By telephone, after the file went out.
TEST_F(FreshnessTest, WhatSomebodyConfirmedSinceTheQuestionStays) {
  Add("ja", "2026-11-10");
  Add("nee", "2026-11-10");
  Add("nooit", "2026-11-10");
  const int64_t revision = indexer_->store().revision();
  const auto response = Reply("GM0150/ja;01-01-2025;ja;\nGM0150/nee;01-01-2025;nee;gestopt\nGM0150/nooit;nooit;nee;\n");
  ASSERT_OK(response);
  EXPECT_EQ(response->to_look_at(), 3u);
  EXPECT_EQ(response->catalog_revision(), revision);
  EXPECT_THAT(Texts(*response), ElementsAre(HasSubstr("was confirmed on 2026-11-10, after this question was asked"),
                                            AllOf(HasSubstr("was confirmed on 2026-11-10"), HasSubstr("gestopt")),
                                            HasSubstr("2026-11-10")));
  EXPECT_EQ(Found("nee").status(), v1::ACTIVE);
}

// An import brings the activity again, as it was; the provider's no wins over it, the confirmation is no edit.
TEST_F(FreshnessTest, NoIsAnEditorsChangeAndYesIsNot) {
  Add("ja", "2025-01-01", "csv:sportraad");
  Add("nee", "2025-01-01", "csv:sportraad");
  ASSERT_OK(Reply("GM0150/ja;;ja;\nGM0150/nee;;nee;\n"));
  EXPECT_THAT(Found("ja").edited_fields(), IsEmpty());
  EXPECT_THAT(Found("nee").edited_fields(), ElementsAre("status"));
}

TEST_F(FreshnessTest, AFileThatCannotBeReadChangesNothing) {
  Add("ja", "2025-01-01");
  const int64_t revision = indexer_->store().revision();
  grpc::ClientContext context;
  v1::ImportRepliesResponse response;
  const auto writer = catalog_->ImportReplies(&context, &response);
  v1::ImportRepliesRequest request;
  request.set_file_name("lijst.csv");
  request.set_data("titel;aanbieder\n");
  writer->Write(request);
  writer->WritesDone();
  EXPECT_THAT(FromGrpcStatus(writer->Finish()),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("lijst.csv: has no header")));
  const auto bsn = Reply("GM0150/ja;01-01-2025;ja;123456782\n");
  ASSERT_OK(bsn);
  EXPECT_EQ(bsn->refused(), 1u);
  EXPECT_THAT(bsn->DebugString(), Not(HasSubstr("123456782")));
  EXPECT_EQ(indexer_->store().revision(), revision);
}

}  // namespace
}  // namespace meedoen::indexer
