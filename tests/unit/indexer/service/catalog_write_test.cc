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

TEST_F(CatalogWriteTest, SaysThatAFieldMaskDoesNotWorkYet) {
  v1::UpsertActivityRequest request;
  *request.mutable_activity() = GoodActivity("een");
  request.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(Upsert(request), FailsWith(absl::StatusCode::kUnimplemented, HasSubstr("update_mask")));
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
