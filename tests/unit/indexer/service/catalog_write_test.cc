// UpsertActivity, DeleteActivity and ConfirmActivity as their callers see them.
#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CatalogWriteTest : public testing::IndexerFixture {};

TEST_F(CatalogWriteTest, StoresNormalisedAndResolvesThePlace) {
  const auto stored = Upsert(GoodActivity("een"));
  ASSERT_OK(stored);
  EXPECT_EQ(stored->place().postcode(), "7415AB");
  EXPECT_EQ(stored->place().doubt_metres(), 60u);
  EXPECT_EQ(stored->place().resolved_coordinates().latitude(), 52.2712);
  EXPECT_EQ(stored->role(), v1::PARTICIPANT);
  EXPECT_EQ(stored->status(), v1::ACTIVE);
  EXPECT_GT(stored->revision(), 0);
  EXPECT_NE(stored->etag(), "");
  const auto read = Get(NameOf("een"));
  ASSERT_OK(read);
  EXPECT_EQ(read->SerializeAsString(), stored->SerializeAsString());
}

TEST_F(CatalogWriteTest, NamesEveryFieldProblemAtOnceByItsPath) {
  v1::Activity activity = GoodActivity("een");
  activity.set_title("");
  activity.set_categories(0, "wandlen");
  activity.mutable_schedule()->mutable_weekly_slots(0)->set_start_time("25:00");
  activity.mutable_place()->set_postcode("1234");
  const auto refused = Upsert(activity);
  EXPECT_THAT(refused, FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("places import")));
  EXPECT_THAT(FieldsOf(refused.status()),
              ElementsAre("activity.title", "activity.categories[0]", "activity.schedule.weekly_slots[0].start_time",
                          "activity.place.postcode"));
  EXPECT_THAT(Get(NameOf("een")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("een")));
}

TEST_F(CatalogWriteTest, RefusesACitizenNumberWithoutRepeatingIt) {
  v1::Activity activity = GoodActivity("een");
  activity.set_description("Bel Riet, BSN 123456782, voor een afspraak.");
  EXPECT_THAT(Upsert(activity), FailsWith(absl::StatusCode::kInvalidArgument,
                                          AllOf(HasSubstr("activity.description"), Not(HasSubstr("123456782")))));
}

TEST_F(CatalogWriteTest, RefusesAnEtagThatIsNotCurrent) {
  const auto first = Upsert(GoodActivity("een"));
  ASSERT_OK(first);
  v1::Activity mine = *first;
  mine.set_title("Wandelen in de ochtend");
  v1::Activity theirs = *first;
  theirs.set_title("Wandelen in de middag");
  ASSERT_OK(Upsert(mine));
  EXPECT_THAT(Upsert(theirs), FailsWith(absl::StatusCode::kAborted, HasSubstr("read it again")));
  EXPECT_EQ(Get(NameOf("een"))->title(), "Wandelen in de ochtend");

  v1::Activity absent = GoodActivity("twee");
  absent.set_etag(first->etag());
  EXPECT_THAT(Upsert(absent), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
}

TEST_F(CatalogWriteTest, AnswersARetryAsTheFirstTime) {
  v1::UpsertActivityRequest request;
  *request.mutable_activity() = GoodActivity("een");
  request.set_request_id("6f1e9a52-5d4b-4b57-9a8e-0d9a3f8f1c11");
  const auto first = Upsert(request);
  ASSERT_OK(first);
  v1::Activity later = *first;
  later.set_title("Anders");
  ASSERT_OK(Upsert(later));
  const auto again = Upsert(request);
  ASSERT_OK(again);
  EXPECT_EQ(again->revision(), first->revision());
  EXPECT_EQ(Get(NameOf("een"))->title(), "Anders") << "the retry must not be carried out a second time";

  request.mutable_activity()->set_title("Een andere vraag");
  EXPECT_THAT(Upsert(request), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("request_id")));
  request.set_request_id(std::string(65, 'a'));
  EXPECT_THAT(FieldsOf(Upsert(request).status()), ElementsAre("request_id"));
}

TEST_F(CatalogWriteTest, ValidateOnlyStoresNothing) {
  v1::UpsertActivityRequest request;
  *request.mutable_activity() = GoodActivity("een");
  request.set_validate_only(true);
  const auto checked = Upsert(request);
  ASSERT_OK(checked);
  EXPECT_EQ(checked->place().doubt_metres(), 60u);
  EXPECT_THAT(Get(NameOf("een")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("een")));
  request.mutable_activity()->set_title("");
  EXPECT_THAT(FieldsOf(Upsert(request).status()), ElementsAre("activity.title"));

  const auto stored = Upsert(GoodActivity("een"));
  *request.mutable_activity() = *stored;
  EXPECT_OK(Upsert(request));
  request.mutable_activity()->set_etag("\"stale\"");
  EXPECT_THAT(Upsert(request), FailsWith(absl::StatusCode::kAborted, HasSubstr("een")));
}

// A request that changes only these fields of "een".
v1::UpsertActivityRequest Masked(const std::vector<std::string>& paths) {
  v1::UpsertActivityRequest request;
  request.mutable_activity()->set_name("municipalities/GM0150/activities/een");
  for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
  return request;
}

TEST_F(CatalogWriteTest, AMaskChangesTheFieldsThatItNamesAndNoOther) {
  v1::Activity full = GoodActivity("een");
  full.mutable_cost()->set_cents_per_visit(250);
  full.mutable_schedule()->set_note("niet in juli");
  ASSERT_OK(Upsert(full));
  v1::UpsertActivityRequest request = Masked({"title", "cost.cents_per_visit", "place.postcode"});
  request.mutable_activity()->set_title("Wandelen in het bos");
  request.mutable_activity()->set_description("Dit telt niet mee.");
  request.mutable_activity()->mutable_place()->set_postcode("7411");
  const auto changed = Upsert(request);
  ASSERT_OK(changed);
  EXPECT_EQ(changed->title(), "Wandelen in het bos");
  EXPECT_EQ(changed->description(), full.description());
  EXPECT_FALSE(changed->cost().has_cents_per_visit()) << "named and not set is cleared";
  EXPECT_EQ(changed->schedule().note(), "niet in juli");
  EXPECT_EQ(changed->place().doubt_metres(), 630u) << "the place is looked up again";
  EXPECT_EQ(Get(NameOf("een"))->SerializeAsString(), changed->SerializeAsString());

  v1::UpsertActivityRequest all = Masked({"*"});
  *all.mutable_activity() = GoodActivity("een");
  const auto replaced = Upsert(all);
  ASSERT_OK(replaced);
  EXPECT_EQ(replaced->schedule().note(), "");
}

TEST_F(CatalogWriteTest, AMaskIsCheckedWithEverythingElse) {
  ASSERT_OK(Upsert(GoodActivity("een")));
  v1::UpsertActivityRequest wrong = Masked({"titel", "etag", "schedule.weekly_slots.day"});
  wrong.set_request_id("geen uuid");
  EXPECT_THAT(FieldsOf(Upsert(wrong).status()),
              ElementsAre("request_id", "update_mask.paths[0]", "update_mask.paths[1]", "update_mask.paths[2]"));
  EXPECT_THAT(FieldsOf(Upsert(Masked({"title", "categories"})).status()),
              ElementsAre("activity.title", "activity.categories"));
  v1::UpsertActivityRequest absent = Masked({"title"});
  absent.mutable_activity()->set_name(NameOf("twee"));
  absent.mutable_activity()->set_title("Twee");
  EXPECT_THAT(Upsert(absent), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
  v1::UpsertActivityRequest many = Masked(std::vector<std::string>(kMaxFieldPaths, "title"));
  many.mutable_activity()->set_title("Twee");
  EXPECT_OK(Upsert(many));
  many.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(FieldsOf(Upsert(many).status()), ElementsAre("update_mask"));
}

TEST_F(CatalogWriteTest, AMaskKeepsToEtagsRetriesAndValidateOnly) {
  const auto first = Upsert(GoodActivity("een"));
  ASSERT_OK(first);
  v1::UpsertActivityRequest request = Masked({"title"});
  request.mutable_activity()->set_title("Eerste");
  request.mutable_activity()->set_etag(first->etag());
  request.set_validate_only(true);
  EXPECT_EQ(Upsert(request)->title(), "Eerste");
  EXPECT_EQ(Get(NameOf("een"))->title(), first->title());
  request.set_validate_only(false);
  request.set_request_id("6f1e9a52-5d4b-4b57-9a8e-0d9a3f8f1c11");
  const auto changed = Upsert(request);
  ASSERT_OK(changed);
  ASSERT_OK(Delete(NameOf("een")));
  Open();
  const auto again = Upsert(request);
  ASSERT_OK(again) << "a retry is answered as the first time, also when the activity is gone by now";
  EXPECT_EQ(again->SerializeAsString(), changed->SerializeAsString());
  ASSERT_OK(Upsert(GoodActivity("een")));
  request.clear_request_id();
  EXPECT_THAT(Upsert(request), FailsWith(absl::StatusCode::kAborted, HasSubstr("read it again")));
}

TEST_F(CatalogWriteTest, DeletesOnceAndOnlyTheCurrentOne) {
  const auto stored = Upsert(GoodActivity("een"));
  ASSERT_OK(stored);
  EXPECT_THAT(Delete(NameOf("een"), "\"stale\""), FailsWith(absl::StatusCode::kAborted, HasSubstr("een")));
  EXPECT_OK(Delete(NameOf("een"), stored->etag(), "id-1"));
  EXPECT_OK(Delete(NameOf("een"), stored->etag(), "id-1")) << "a retry";
  EXPECT_THAT(Delete(NameOf("een")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("een")));
  EXPECT_THAT(Get(NameOf("een")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("een")));
  EXPECT_THAT(FieldsOf(Delete("activities/een", "", "not an id")), ElementsAre("name", "request_id"));
}

TEST_F(CatalogWriteTest, ConfirmSetsTheVerificationToToday) {
  const auto stored = Upsert(GoodActivity("een"));
  ASSERT_OK(stored);
  const auto confirm = [&](const std::string& name, const std::string& by) -> absl::StatusOr<v1::Activity> {
    grpc::ClientContext context;
    v1::ConfirmActivityRequest request;
    request.set_name(name);
    request.set_verified_by(by);
    v1::Activity activity;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->ConfirmActivity(&context, request, &activity)));
    return activity;
  };
  const auto confirmed = confirm(NameOf("een"), " welzijnscoach ");
  ASSERT_OK(confirmed);
  EXPECT_EQ(confirmed->verification().verified_on(), "2026-11-22");
  EXPECT_EQ(confirmed->verification().verified_by(), "welzijnscoach");
  EXPECT_GT(confirmed->revision(), stored->revision());
  EXPECT_EQ(confirmed->place().doubt_metres(), 60u);
  EXPECT_THAT(FieldsOf(confirm(NameOf("een"), std::string(kMaxNoteCharacters + 1, 'x')).status()),
              ElementsAre("verified_by"));
  EXPECT_THAT(confirm(NameOf("twee"), ""), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
  EXPECT_THAT(FieldsOf(confirm("een", "").status()), ElementsAre("name"));
}

TEST_F(CatalogWriteTest, KeepsAcknowledgedWritesOverARestart) {
  ASSERT_OK(Upsert(GoodActivity("een")));
  Open();
  EXPECT_OK(Get(NameOf("een")));
}

}  // namespace
}  // namespace meedoen::indexer
