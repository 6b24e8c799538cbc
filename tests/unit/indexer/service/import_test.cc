// ImportActivities and ImportPlaces as their callers see them.
#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "core/base/limits.h"
#include "indexer/service/problem_report.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;

class ImportTest : public testing::IndexerFixture {
 protected:
  static v1::ImportActivitiesRequest Head(const std::string& file_name = "rows.jsonl") {
    v1::ImportActivitiesRequest head;
    head.set_file_name(file_name);
    return head;
  }

  // Sends the bytes in parts of `part` bytes.
  absl::StatusOr<v1::ImportActivitiesResponse> Import(v1::ImportActivitiesRequest message, const std::string& bytes,
                                                      size_t part = 1 << 20) {
    grpc::ClientContext context;
    v1::ImportActivitiesResponse response;
    auto writer = catalog_->ImportActivities(&context, &response);
    size_t sent = 0;
    do {
      message.set_data(bytes.substr(sent, part));
      if (!writer->Write(message)) break;
      message.Clear();
      sent += part;
    } while (sent < bytes.size());
    writer->WritesDone();
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish()));
    return response;
  }

  absl::StatusOr<v1::ImportPlacesResponse> ImportPlaces(const std::string& bytes) {
    grpc::ClientContext context;
    v1::ImportPlacesResponse response;
    auto writer = catalog_->ImportPlaces(&context, &response);
    v1::ImportPlacesRequest message;
    message.set_file_name("places.csv");
    message.set_data(bytes);
    writer->Write(message);
    writer->WritesDone();
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish()));
    return response;
  }

  static std::string Row(const std::string& id, const std::string& more = "") {
    return absl::StrCat(R"({"name": "municipalities/GM0150/activities/)", id, R"(", "title": "Wandelen )", id,
                        R"(", "description": "Een rustig rondje door het park.", "provider": {"name": "Meedoen"}, )",
                        more, R"("categories": ["walking"], "place": {"postcode": "7415"}})", "\n");
  }
};

// created, changed, unchanged, refused
std::vector<uint32_t> Counts(const absl::StatusOr<v1::ImportActivitiesResponse>& response) {
  EXPECT_OK(response);
  if (!response.ok()) return {};
  return {response->created(), response->changed(), response->unchanged(), response->refused()};
}

TEST_F(ImportTest, CountsWhatHappenedToEachRow) {
  EXPECT_THAT(Counts(Import(Head(), Row("a") + Row("b"))), ElementsAre(2, 0, 0, 0));
  const std::string second = Row("a") + Row("b", R"("cost": {"cents_per_visit": 0}, )") + Row("c") + "geen json\n";
  v1::ImportActivitiesRequest dry = Head();
  dry.set_dry_run(true);
  const int64_t before = indexer_->store().revision();
  EXPECT_THAT(Counts(Import(dry, second)), ElementsAre(1, 1, 1, 1));
  EXPECT_EQ(indexer_->store().revision(), before);
  EXPECT_FALSE(Get(NameOf("c")).ok());
  const auto response = Import(Head(), second);
  EXPECT_THAT(Counts(response), ElementsAre(1, 1, 1, 1));
  EXPECT_EQ(response->catalog_revision(), indexer_->store().revision());
  EXPECT_EQ(Get(NameOf("c"))->place().doubt_metres(), 700u);
}

TEST_F(ImportTest, ListsProblemsByFileLineAndColumn) {
  std::string nowhere = Row("b");
  nowhere.replace(nowhere.find("7415"), 4, "1011");
  const auto response = Import(Head(), Row("a", R"("valid_from": "2026-02-30", )") + nowhere + Row("c"));
  EXPECT_THAT(Counts(response), ElementsAre(1, 0, 0, 2));
  ASSERT_EQ(response->problems_size(), 2);
  EXPECT_EQ(response->problems(0).file_name(), "rows.jsonl");
  EXPECT_EQ(response->problems(0).line(), 1u);
  EXPECT_EQ(response->problems(0).column(), "valid_from");
  EXPECT_EQ(response->problems(1).line(), 2u);
  EXPECT_EQ(response->problems(1).column(), "place.postcode");
  EXPECT_THAT(response->problems(1).message(), HasSubstr("places import"));
}

TEST_F(ImportTest, NamesTheColumnsOfACsvFileAsTheFileDoes) {
  v1::ImportActivitiesRequest head = Head("rijen.csv");
  head.set_municipality_code("GM0150");
  const auto response = Import(head,
                               "id;titel;omschrijving;organisatie;categorieen;postcode\n"
                               "a;Wandelen;Een rondje.;Meedoen;walking;7415\n"
                               "b;Wandelen;Een rondje.;Meedoen;walking;1011\n");
  ASSERT_OK(response);
  EXPECT_THAT(Counts(response), ElementsAre(1, 0, 0, 1));
  ASSERT_EQ(response->problems_size(), 1);
  EXPECT_EQ(response->problems(0).line(), 3u);
  EXPECT_EQ(response->problems(0).column(), "postcode");
  EXPECT_OK(Get(NameOf("a")));
}

TEST_F(ImportTest, WarnsAndTakesTheRowAllTheSame) {
  std::string row = Row("a");
  row.replace(row.find("7415"), 4, "9981");
  const auto response = Import(Head(), row);
  EXPECT_THAT(Counts(response), ElementsAre(1, 0, 0, 0));
  ASSERT_EQ(response->problems_size(), 1);
  EXPECT_TRUE(response->problems(0).warning());
  EXPECT_THAT(response->problems(0).message(), HasSubstr("GM1966"));
}

TEST_F(ImportTest, ARowWithAStaleEtagIsRefused) {
  ASSERT_OK(Import(Head(), Row("a")));
  const std::string etag = Get(NameOf("a"))->etag();
  const auto row = [](const std::string& with_etag, int cents) {
    return Row("a", absl::StrCat(R"("etag": ")", with_etag, R"(", "cost": {"cents_per_visit": )", cents, "}, "));
  };
  EXPECT_THAT(Counts(Import(Head(), row(etag, 5))), ElementsAre(0, 1, 0, 0));
  const auto stale = Import(Head(), row(etag, 6));
  EXPECT_THAT(Counts(stale), ElementsAre(0, 0, 0, 1));
  EXPECT_EQ(stale->problems(0).column(), "etag");
  EXPECT_EQ(Get(NameOf("a"))->cost().cents_per_visit(), 5u);
}

TEST_F(ImportTest, ALargeFileComesInPartsAndRevisions) {
  std::string rows;
  for (int i = 0; i < 1'200; ++i) rows += Row(absl::StrCat("a", i));
  const int64_t before = indexer_->store().revision();
  EXPECT_THAT(Counts(Import(Head(), rows, 1'000)), ElementsAre(1'200, 0, 0, 0));
  EXPECT_EQ(indexer_->store().revision(), before + 3) << "500 rows a revision, so that one fits a message to watchers";
}

TEST_F(ImportTest, RefusesAFileAsAWholeBeforeItsFirstRow) {
  EXPECT_THAT(FieldsOf(Import(Head("rows.xls"), Row("a")).status()), ElementsAre("format"));
  EXPECT_THAT(Import(Head(), ""), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("rows.jsonl")));
  v1::ImportActivitiesRequest head = Head();
  head.set_municipality_code("Deventer");
  EXPECT_THAT(FieldsOf(Import(head, Row("a")).status()), ElementsAre("municipality_code"));
  head = Head("rows.txt");
  head.set_format(v1::ImportActivitiesRequest::JSON_LINES);
  EXPECT_THAT(Counts(Import(head, Row("a"))), ElementsAre(1, 0, 0, 0)) << "a stated format wins";
}

TEST_F(ImportTest, TakesTheLargestFileAndRefusesALargerOne) {
  const std::string blank(kMaxImportBytes - Row("a").size(), '\n');
  v1::ImportActivitiesRequest head = Head();
  EXPECT_THAT(Import(head, blank + " " + Row("a"), 1 << 21),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("64 MiB")));
  const auto response = Import(head, Row("a") + std::string(kMaxImportBytes - Row("a").size(), ' '), 1 << 21);
  EXPECT_THAT(Counts(response), ElementsAre(1, 0, 0, 0));
}

TEST_F(ImportTest, SomeImportsWaitAndMoreAreRefused) {
  std::atomic<int> refused = 0, answered = 0;
  absl::Notification one_was_refused;
  // In one process a Write returns when it is read: only the call that runs gets past its first one. It holds its place
  // until another call has been refused.
  const auto call = [&] {
    grpc::ClientContext context;
    v1::ImportActivitiesResponse response;
    const auto writer = catalog_->ImportActivities(&context, &response);
    if (writer->Write(Head())) {
      one_was_refused.WaitForNotification();
      v1::ImportActivitiesRequest data;
      data.set_data(Row("a"));
      writer->Write(data);
      writer->WritesDone();
    }
    const absl::Status status = FromGrpcStatus(writer->Finish());
    answered += status.ok();
    if (absl::IsResourceExhausted(status) && ++refused == 1) one_was_refused.Notify();
  };
  std::vector<std::thread> callers;
  for (int i = 0; i < kMaxConcurrentImports + kMaxQueuedImports + 1; ++i) callers.emplace_back(call);
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(answered, kMaxConcurrentImports + kMaxQueuedImports);
}

TEST_F(ImportTest, PlacesAreAddedAndReplaced) {
  const auto response = ImportPlaces(
      "code,lat,lon,place,gm_code,doubt_metres\n1011,52.37,4.90,Amsterdam,GM0363,500\n7411,52.2,6.1,Deventer,GM0150,9\n"
      "x,1,2,,,\n");
  ASSERT_OK(response);
  EXPECT_EQ(response->places(), 2u);
  EXPECT_EQ(response->refused(), 1u);
  EXPECT_EQ(response->problems(0).line(), 4u);
  EXPECT_EQ(indexer_->store().FindPlace("1011")->municipality_code, "GM0363");
  EXPECT_EQ(indexer_->store().FindPlace("7411")->doubt_metres, 9u);
  EXPECT_THAT(ImportPlaces("a,b\n1,2\n"),
              FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("places.csv"), HasSubstr("gm_code"))));
}

TEST(ProblemReportTest, KeepsAsManyAsAreBoundedAndCountsTheRest) {
  v1::ImportActivitiesResponse response;
  ProblemReport report(response.mutable_problems());
  for (size_t i = 0; i < kMaxReportedProblems; ++i) report.Add(v1::RowProblem());
  EXPECT_EQ(report.left_out(), 0u);
  report.Add(v1::RowProblem());
  EXPECT_EQ(report.left_out(), 1u);
  EXPECT_EQ(response.problems_size(), static_cast<int>(kMaxReportedProblems));
}

TEST(ProblemReportTest, StaysBelowOneMessage) {
  v1::ImportActivitiesResponse response;
  ProblemReport report(response.mutable_problems());
  v1::RowProblem problem;
  problem.set_message(std::string(1'000, 'x'));
  for (size_t i = 0; i < 9'000; ++i) report.Add(problem);
  EXPECT_GT(report.left_out(), 0u);
  EXPECT_LT(response.ByteSizeLong(), kMaxMessageBytes);
  EXPECT_EQ(static_cast<size_t>(response.problems_size()) + report.left_out(), 9'000u);
}

}  // namespace
}  // namespace meedoen::indexer
