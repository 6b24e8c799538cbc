// ImportActivities and ImportPlaces as their callers see them.
#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "core/base/limits.h"
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

  // As people do: a dry run, and then what it showed.
  absl::StatusOr<v1::ImportActivitiesResponse> Import(v1::ImportActivitiesRequest message, const std::string& bytes,
                                                      size_t part = 1 << 20) {
    if (message.dry_run()) return Send(message, bytes, part);
    v1::ImportActivitiesRequest dry = message;
    dry.set_dry_run(true);
    MEEDOEN_ASSIGN_OR_RETURN(const v1::ImportActivitiesResponse seen, Send(dry, bytes, part));
    message.set_token(seen.token());
    return Send(message, bytes, part);
  }

  // Sends the bytes in parts of `part` bytes.
  absl::StatusOr<v1::ImportActivitiesResponse> Send(v1::ImportActivitiesRequest message, const std::string& bytes,
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

  absl::StatusOr<v1::Activity> Release(const v1::ReleaseFieldsRequest& request) {
    grpc::ClientContext context;
    v1::Activity activity;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->ReleaseFields(&context, request, &activity)));
    return activity;
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

TEST_F(ImportTest, NamesTheColumnsOfTheSpreadsheetsOfOthersAsTheyDo) {
  v1::ImportActivitiesRequest head = Head("rijen.csv");
  head.set_municipality_code("GM0150");
  const auto response = Import(head,
                               "Naam activiteit;Beschrijving;Aanbieder;Thema;PC;Waar?;Werkgebied\n"
                               "Wandelen;Een rondje.;Meedoen;Wandelen;1011;;\n"
                               "Fietsen;Een rondje.;Meedoen;Fietsen;;Park, Zutphen;\n"
                               "Biljart;Een potje.;Meedoen;Biljart;;Brink 5, Deventer;\n"
                               "Klussen;Aan huis.;Meedoen;Klussen;;aan huis;Deventer\n");
  ASSERT_OK(response);
  EXPECT_THAT(Counts(response), ElementsAre(2, 0, 0, 2));
  ASSERT_EQ(response->problems_size(), 3);
  EXPECT_EQ(response->problems(0).line(), 2u);
  EXPECT_EQ(response->problems(0).column(), "PC");
  EXPECT_EQ(response->problems(1).line(), 3u);
  EXPECT_EQ(response->problems(1).column(), "Waar?");
  EXPECT_FALSE(response->problems(1).warning());
  EXPECT_EQ(response->problems(2).column(), "Waar?");
  EXPECT_TRUE(response->problems(2).warning()) << "only the town";
  for (const v1::ImportChange& change : response->changes()) {
    if (change.title() != "Klussen") continue;
    EXPECT_THAT(Get(change.name())->place().service_area_codes(), ElementsAre("7411", "7415")) << "the town by name";
  }
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

TEST_F(ImportTest, MoreThanOneRevisionHoldsIsRefusedAsAWhole) {
  std::string rows;
  const std::string text(3'900, 'x');
  for (int i = 0; rows.size() < (size_t{60} << 20); ++i) {
    std::string row = Row(absl::StrCat("a", i));
    rows += row.replace(row.find("Een rustig rondje door het park."), 32, text);
  }
  v1::ImportActivitiesRequest head = Head();
  head.set_dry_run(true);
  EXPECT_THAT(Send(head, rows), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("fit in one revision")));
  EXPECT_OK(Send(head, rows.substr(0, rows.rfind('\n', size_t{40} << 20) + 1)));
}

TEST_F(ImportTest, ALargeFileIsOneRevision) {
  std::string rows;
  for (int i = 0; i < 1'200; ++i) rows += Row(absl::StrCat("a", i));
  const int64_t before = indexer_->store().revision();
  EXPECT_THAT(Counts(Import(Head(), rows, 1'000)), ElementsAre(1'200, 0, 0, 0));
  EXPECT_EQ(indexer_->store().revision(), before + 1);
}

TEST_F(ImportTest, NothingIsStoredWithoutTheTokenOfThisDryRun) {
  v1::ImportActivitiesRequest head = Head();
  EXPECT_THAT(Send(head, Row("a")), FailsWith(absl::StatusCode::kAborted, HasSubstr("dry run")));
  head.set_dry_run(true);
  const auto dry = Send(head, Row("a"));
  ASSERT_OK(dry);
  head.set_dry_run(false);
  head.set_token(dry->token());
  EXPECT_THAT(Send(head, Row("b")), FailsWith(absl::StatusCode::kAborted, HasSubstr("file or its options")));
  ASSERT_OK(Upsert(GoodActivity("b")));
  ASSERT_OK(Send(head, Row("a"))) << "another activity does not matter";
  EXPECT_THAT(Send(head, Row("a")), FailsWith(absl::StatusCode::kAborted, HasSubstr("has changed since")));
}

TEST_F(ImportTest, AChangeSinceTheDryRunIsNotOverwritten) {
  ASSERT_OK(Import(Head(), Row("a")));
  const std::string next = Row("a", R"("cost": {"cents_per_visit": 5}, )");
  v1::ImportActivitiesRequest head = Head();
  head.set_dry_run(true);
  head.set_token(Send(head, next)->token());
  head.set_dry_run(false);
  v1::Activity edited = *Get(NameOf("a"));
  edited.set_title("Intussen veranderd");
  ASSERT_OK(Upsert(edited));
  EXPECT_THAT(Send(head, next), FailsWith(absl::StatusCode::kAborted, HasSubstr("nothing was stored")));
  EXPECT_EQ(Get(NameOf("a"))->title(), "Intussen veranderd");
}

TEST_F(ImportTest, AFileIsTheWholeOfItsSource) {
  v1::ImportActivitiesRequest head = Head();
  head.set_source("csv:a");
  std::string all;
  for (int i = 0; i < 10; ++i) all += Row(absl::StrCat("a", i));
  ASSERT_OK(Import(head, all));
  ASSERT_OK(Import(Head(), Row("los")));
  const std::string most = all.substr(Row("a0").size() * 2);
  const auto without_two = Import(head, most);
  ASSERT_OK(without_two);
  EXPECT_EQ(without_two->withdrawn(), 2u);
  EXPECT_EQ(without_two->changes(0).kind(), v1::ImportChange::GONE);
  EXPECT_THAT(Get(NameOf("a0")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("a0")));
  EXPECT_OK(Get(NameOf("los")));
  EXPECT_EQ(indexer_->store().History("GM0150/a0")->front().principal, "import:csv:a");
  const auto back = Import(head, all);
  EXPECT_THAT(Counts(back), ElementsAre(2, 0, 8, 0));
  EXPECT_EQ(back->changes(0).kind(), v1::ImportChange::RETURNED);
}

TEST_F(ImportTest, TheGuardStopsAMassWithdrawal) {
  v1::ImportActivitiesRequest head = Head();
  head.set_source("csv:a");
  std::string all;
  for (int i = 0; i < 10; ++i) all += Row(absl::StrCat("a", i));
  ASSERT_OK(Import(head, all));
  EXPECT_THAT(Import(head, Row("a1")), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("9 of the 10")));
  EXPECT_OK(Get(NameOf("a0")));
  v1::ImportActivitiesRequest partial = head;
  partial.set_partial(true);
  EXPECT_THAT(Counts(Import(partial, Row("a1"))), ElementsAre(0, 0, 1, 0));
  head.set_most_withdrawn_percent(95);
  EXPECT_EQ(Import(head, Row("a1"))->withdrawn(), 9u);
  head.set_most_withdrawn_percent(20);
  ASSERT_OK(Import(head, all));
  head.set_force(true);
  EXPECT_EQ(Import(head, Row("a1"))->withdrawn(), 9u);
}

TEST_F(ImportTest, AReleasedFieldIsTheFilesAgain) {
  v1::ImportActivitiesRequest head = Head();
  head.set_source("csv:a");
  ASSERT_OK(Import(head, Row("a")));
  v1::Activity edited = *Get(NameOf("a"));
  edited.set_title("Van de redacteur");
  edited.mutable_cost()->set_cents_per_visit(5);
  ASSERT_OK(Upsert(edited));
  ASSERT_OK(Import(head, Row("a")));
  EXPECT_EQ(Get(NameOf("a"))->title(), "Van de redacteur");
  v1::ReleaseFieldsRequest release;
  release.set_name(NameOf("a"));
  release.mutable_fields()->add_paths("description");
  EXPECT_THAT(FieldsOf(Release(release).status()), ElementsAre("fields.paths[0]"));
  release.mutable_fields()->set_paths(0, "title");
  EXPECT_THAT(Release(release)->edited_fields(), ElementsAre("cost.cents_per_visit"));
  ASSERT_OK(Import(head, Row("a")));
  EXPECT_EQ(Get(NameOf("a"))->title(), "Wandelen a");
  EXPECT_EQ(Get(NameOf("a"))->cost().cents_per_visit(), 5u);
  release.clear_fields();
  EXPECT_EQ(Release(release)->edited_fields_size(), 0);
}

TEST_F(ImportTest, AConfirmationIsNoEditAndStays) {
  v1::ImportActivitiesRequest head = Head();
  head.set_source("csv:a");
  ASSERT_OK(Import(head, Row("a")));
  v1::ConfirmActivityRequest confirm;
  confirm.set_name(NameOf("a"));
  confirm.set_verified_by("aanbieder");
  grpc::ClientContext context;
  v1::Activity confirmed;
  ASSERT_OK(FromGrpcStatus(catalog_->ConfirmActivity(&context, confirm, &confirmed)));
  EXPECT_EQ(confirmed.edited_fields_size(), 0);
  EXPECT_THAT(Counts(Import(head, Row("a", R"("verification": {"verified_on": "2020-01-01"}, )"))),
              ElementsAre(0, 0, 1, 0));
  EXPECT_EQ(Get(NameOf("a"))->verification().verified_by(), "aanbieder");
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
    v1::ImportActivitiesRequest head = Head();
    head.set_dry_run(true);
    if (writer->Write(head)) {
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

TEST_F(ImportTest, ListsChangesUpToABoundAndCountsTheRest) {
  std::string rows;
  const std::string title(190, 'x');
  for (int i = 0; i < 9'000; ++i) {
    std::string row = Row(absl::StrCat("a", i));
    rows += row.replace(row.find("Wandelen "), 9, title);
  }
  v1::ImportActivitiesRequest head = Head();
  head.set_dry_run(true);
  const auto response = Send(head, rows);
  ASSERT_OK(response);
  EXPECT_EQ(response->created(), 9'000u);
  EXPECT_GT(response->changes_left_out(), 0u);
  EXPECT_EQ(static_cast<uint32_t>(response->changes_size()) + response->changes_left_out(), 9'000u);
  size_t bytes = 0;
  for (const v1::ImportChange& change : response->changes()) bytes += change.ByteSizeLong();
  EXPECT_LE(bytes, kMaxChangesBytes);
  EXPECT_GT(bytes + 300, kMaxChangesBytes) << "up to the bound";
}

}  // namespace
}  // namespace meedoen::indexer
