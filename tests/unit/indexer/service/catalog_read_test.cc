// GetActivity and ListActivities as their callers see them.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CatalogReadTest : public testing::IndexerFixture {
 protected:
  static v1::ListActivitiesRequest Request(const std::string& parent = "municipalities/GM0150") {
    v1::ListActivitiesRequest request;
    request.set_parent(parent);
    return request;
  }
  std::vector<std::string> Ids(const v1::ListActivitiesRequest& request) {
    const auto page = List(request);
    EXPECT_OK(page);
    std::vector<std::string> ids;
    if (!page.ok()) return ids;
    for (const v1::Activity& activity : page->activities()) {
      ids.push_back(activity.name().substr(activity.name().rfind('/') + 1));
    }
    return ids;
  }
};

TEST_F(CatalogReadTest, GetSaysWhatIsWrongWithAName) {
  EXPECT_THAT(FieldsOf(Get("GM0150/een").status()), ElementsAre("name"));
  EXPECT_THAT(Get(NameOf("een")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("GM0150/een")));
}

TEST_F(CatalogReadTest, ListsOneMunicipalityOrAllInTheOrderOfNames) {
  for (const char* id : {"c", "a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  v1::Activity elsewhere = GoodActivity("d");
  elsewhere.set_name("municipalities/GM1966/activities/d");
  elsewhere.mutable_place()->set_postcode("9981");
  ASSERT_OK(Upsert(elsewhere));
  EXPECT_THAT(Ids(Request()), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Ids(Request("municipalities/GM1966")), ElementsAre("d"));
  EXPECT_THAT(Ids(Request("municipalities/-")), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(Ids(Request("municipalities/GM0001")), IsEmpty());
  EXPECT_EQ(List(Request())->catalog_revision(), indexer_->store().revision());
}

TEST_F(CatalogReadTest, FiltersByCategoryTextAndStaleness) {
  v1::Activity choir = GoodActivity("koor");
  choir.set_title("Één Stem: smartlappenkoor");
  choir.set_description("Samen meezingen, noten lezen hoeft niet.");
  choir.set_categories(0, "music_singing");
  choir.mutable_verification()->set_verified_on("2026-10-01");
  ASSERT_OK(Upsert(choir));
  ASSERT_OK(Upsert(GoodActivity("wandelen")));

  v1::ListActivitiesRequest request = Request();
  request.set_category("music_singing");
  EXPECT_THAT(Ids(request), ElementsAre("koor"));
  request = Request();
  request.set_text("een STEM");
  EXPECT_THAT(Ids(request), ElementsAre("koor")) << "case and accents do not count";
  request.set_text("rondje");
  EXPECT_THAT(Ids(request), ElementsAre("wandelen")) << "descriptions count too";
  request = Request();
  request.set_stale_before("2026-10-01");
  EXPECT_THAT(Ids(request), ElementsAre("wandelen")) << "never verified is stale";
  request.set_stale_before("2026-10-02");
  EXPECT_THAT(Ids(request), ElementsAre("koor", "wandelen"));
}

TEST_F(CatalogReadTest, PagesSurviveWritesInBetween) {
  for (int i = 0; i < 10; i += 2) ASSERT_OK(Upsert(GoodActivity(absl::StrCat("a", i))));
  v1::ListActivitiesRequest request = Request();
  request.set_page_size(2);
  const auto first = List(request);
  ASSERT_OK(first);
  EXPECT_THAT(Ids(request), ElementsAre("a0", "a2"));
  ASSERT_OK(Upsert(GoodActivity("a1")));
  ASSERT_OK(Upsert(GoodActivity("a5")));
  ASSERT_OK(Delete(NameOf("a2")));
  request.set_page_token(first->next_page_token());
  EXPECT_THAT(Ids(request), ElementsAre("a4", "a5")) << "nothing twice, nothing left out";
  request.set_page_token(List(request)->next_page_token());
  EXPECT_THAT(Ids(request), ElementsAre("a6", "a8"));
  EXPECT_EQ(List(request)->next_page_token(), "") << "this was the last page";
}

TEST_F(CatalogReadTest, RefusesWhatItDoesNotUnderstandAllAtOnce) {
  v1::ListActivitiesRequest request = Request("GM0150");
  request.set_page_size(kMaxPageSize + 1);
  request.set_page_token("not a token");
  request.set_category("wandlen");
  request.set_stale_before("gisteren");
  request.set_text(std::string(kMaxWishCharacters + 1, 'x'));
  const auto refused = List(request);
  EXPECT_THAT(refused, FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("walking")));
  EXPECT_THAT(FieldsOf(refused.status()),
              ElementsAre("parent", "page_size", "page_token", "category", "stale_before", "text"));
  request = Request();
  request.set_page_size(kMaxPageSize);
  request.set_text(std::string(kMaxWishCharacters, 'x'));
  EXPECT_THAT(Ids(request), IsEmpty());
  request.set_text("123456782");
  EXPECT_THAT(FieldsOf(List(request).status()), ElementsAre("text"));
}

TEST_F(CatalogReadTest, RefusesATokenOfAnotherQuestion) {
  for (const char* id : {"a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  v1::ListActivitiesRequest request = Request();
  request.set_page_size(1);
  const std::string token = List(request)->next_page_token();
  request.set_page_token(token);
  request.set_page_size(2);
  EXPECT_THAT(Ids(request), ElementsAre("b")) << "the size of a page may change";
  request.set_category("walking");
  EXPECT_THAT(FieldsOf(List(request).status()), ElementsAre("page_token"));
}

TEST_F(CatalogReadTest, LargeActivitiesMakeShorterPages) {
  constexpr int kCount = 300;
  for (int i = 0; i < kCount; ++i) {
    v1::Activity activity = GoodActivity(absl::StrFormat("a%03d", i));
    std::string text;
    for (size_t c = 0; c < kMaxDescriptionCharacters; ++c) text += "\xE2\x82\xAC";
    activity.set_description(text);
    ASSERT_OK(Upsert(activity));
  }
  v1::ListActivitiesRequest request = Request();
  request.set_page_size(kMaxPageSize);
  int seen = 0, pages = 0;
  do {
    const auto page = List(request);
    ASSERT_OK(page);
    EXPECT_LE(page->ByteSizeLong(), kMaxMessageBytes);
    seen += page->activities_size();
    ++pages;
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(seen, kCount);
  EXPECT_GT(pages, 1);
}

}  // namespace
}  // namespace meedoen::indexer
