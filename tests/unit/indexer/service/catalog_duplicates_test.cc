// Finding, listing and deciding on duplicates, through gRPC.
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Link = v1::DuplicateLink;

class CatalogDuplicatesTest : public testing::IndexerFixture {
 protected:
  void PutTwins(const std::string& id) {
    for (const char* side : {"-a", "-b"}) {
      v1::Activity activity = GoodActivity(id + side);
      activity.set_title("Wandelen met groepje" + id + "ers");
      activity.set_source(absl::StrCat("csv:", side));
      ASSERT_OK(Upsert(activity));
    }
  }

  absl::StatusOr<v1::FindDuplicatesResponse> Find(const std::string& parent = "municipalities/GM0150") {
    grpc::ClientContext context;
    v1::FindDuplicatesRequest request;
    request.set_parent(parent);
    v1::FindDuplicatesResponse found;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->FindDuplicates(&context, request, &found)));
    return found;
  }
  absl::StatusOr<v1::ListDuplicatesResponse> ListPairs(const v1::ListDuplicatesRequest& request) {
    grpc::ClientContext context;
    v1::ListDuplicatesResponse page;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->ListDuplicates(&context, request, &page)));
    return page;
  }
  absl::StatusOr<v1::ListDuplicatesResponse> ListPairs(Link::State state = Link::STATE_UNSPECIFIED) {
    v1::ListDuplicatesRequest request;
    request.set_parent("municipalities/-");
    request.set_state(state);
    return ListPairs(request);
  }
  absl::StatusOr<v1::DuplicatePair> Decide(const v1::DecideDuplicateRequest& request) {
    grpc::ClientContext context;
    v1::DuplicatePair pair;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->DecideDuplicate(&context, request, &pair)));
    return pair;
  }
  absl::StatusOr<v1::DuplicatePair> Decide(const std::string& first, const std::string& second, Link::State state,
                                           const std::string& by = "Redactie Deventer") {
    v1::DecideDuplicateRequest request;
    request.set_first_name(NameOf(first));
    request.set_second_name(NameOf(second));
    request.set_state(state);
    request.set_decided_by(by);
    return Decide(request);
  }
};

TEST_F(CatalogDuplicatesTest, ADecisionStandsAtBothAndLasts) {
  PutTwins("x");
  ASSERT_OK(Find());
  const auto pair = Decide("x-b", "x-a", Link::REJECTED);
  ASSERT_OK(pair);
  EXPECT_EQ(pair->first_name(), NameOf("x-a"));
  EXPECT_EQ(pair->decided_by(), "Redactie Deventer");
  EXPECT_EQ(pair->decided_on(), "2026-11-22");
  EXPECT_THAT(pair->reason(), HasSubstr("zelfde tijd (di 10.00)"));
  for (const char* id : {"x-a", "x-b"}) {
    const auto activity = Get(NameOf(id));
    ASSERT_OK(activity);
    ASSERT_EQ(activity->duplicates_size(), 1);
    EXPECT_EQ(activity->duplicates(0).state(), Link::REJECTED);
    EXPECT_THAT(activity->edited_fields(), IsEmpty());
  }
  const auto found = Find();
  ASSERT_OK(found);
  EXPECT_EQ(found->suspected(), 0u);
  EXPECT_EQ(found->rejected(), 1u);

  ASSERT_OK(Decide("x-a", "x-b", Link::CONFIRMED));
  EXPECT_EQ(ListPairs(Link::CONFIRMED)->pairs_size(), 1) << "an editor can think again";
  const auto undone = Decide("x-a", "x-b", Link::SUSPECTED, "");
  ASSERT_OK(undone);
  EXPECT_EQ(undone->decided_by(), "");
  EXPECT_EQ(Find()->suspected(), 1u);
  EXPECT_THAT(Decide("x-a", "x-b", Link::SUSPECTED), FailsWith(absl::StatusCode::kFailedPrecondition, _));
}

TEST_F(CatalogDuplicatesTest, AnEditorCanLinkWhatWasNotFound) {
  ASSERT_OK(Upsert(GoodActivity("een")));
  v1::Activity other = GoodActivity("twee");
  other.set_title("Iets heel anders");
  ASSERT_OK(Upsert(other));
  const auto pair = Decide("een", "twee", Link::CONFIRMED);
  ASSERT_OK(pair);
  EXPECT_EQ(pair->reason(), "door een redacteur gekoppeld");
  EXPECT_EQ(Find()->confirmed(), 1u);
}

TEST_F(CatalogDuplicatesTest, EveryProblemOfADecisionIsNamed) {
  PutTwins("x");
  v1::DecideDuplicateRequest request;
  request.set_first_name("x");
  request.set_state(Link::CONFIRMED);
  const auto wrong = Decide(request);
  EXPECT_THAT(testing::FieldsOf(wrong.status()), ElementsAre("first_name", "second_name", "decided_by"));
  EXPECT_THAT(testing::FieldsOf(Decide("x-a", "x-a", Link::CONFIRMED).status()), ElementsAre("second_name"));
  EXPECT_THAT(testing::FieldsOf(Decide("x-a", "x-b", Link::STATE_UNSPECIFIED).status()), ElementsAre("state"));
  EXPECT_THAT(testing::FieldsOf(Decide("x-a", "x-b", Link::CONFIRMED, "BSN 111222333").status()),
              ElementsAre("decided_by"));
  EXPECT_OK(Decide("x-a", "x-b", Link::CONFIRMED, std::string(kMaxTitleCharacters, 'r')));
  EXPECT_THAT(
      testing::FieldsOf(Decide("x-a", "x-b", Link::CONFIRMED, std::string(kMaxTitleCharacters + 1, 'r')).status()),
      ElementsAre("decided_by"));
  EXPECT_THAT(Decide("x-a", "nergens", Link::CONFIRMED), FailsWith(absl::StatusCode::kNotFound, _));
  request.set_first_name(NameOf("x-a"));
  request.set_second_name("municipalities/GM1966/activities/x-b");
  request.set_decided_by("Redactie");
  EXPECT_THAT(testing::FieldsOf(Decide(request).status()), ElementsAre("second_name"));
  EXPECT_THAT(testing::FieldsOf(Find("GM0150").status()), ElementsAre("parent"));
}

TEST_F(CatalogDuplicatesTest, AnActivityHasNoMoreThanSoManyLinks) {
  ASSERT_OK(Upsert(GoodActivity("hub")));
  for (int i = 0; i <= kMaxDuplicateLinks; ++i) {
    const std::string id = absl::StrCat("a", i);
    ASSERT_OK(Upsert(GoodActivity(id)));
    const auto pair = Decide("hub", id, Link::CONFIRMED);
    if (i < kMaxDuplicateLinks) {
      EXPECT_OK(pair) << i;
    } else {
      EXPECT_THAT(pair, FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("duplicates undo")));
    }
  }
  EXPECT_EQ(Get(NameOf("hub"))->duplicates_size(), kMaxDuplicateLinks);
}

TEST_F(CatalogDuplicatesTest, TheListIsWholeHoweverItIsPaged) {
  for (int i = 0; i < 7; ++i) PutTwins(std::string(1, static_cast<char>('k' + i)));
  for (const char* id : {"l-a", "m-a", "n-b"}) ASSERT_OK(Decide("k-a", id, Link::CONFIRMED));
  ASSERT_OK(Find());
  std::vector<std::string> whole;
  const auto all = ListPairs();
  ASSERT_OK(all);
  for (const v1::DuplicatePair& pair : all->pairs()) whole.push_back(pair.first_name() + pair.second_name());
  EXPECT_GE(whole.size(), 10u);
  EXPECT_TRUE(std::is_sorted(whole.begin(), whole.end()));
  for (const uint32_t size : {1u, 2u, 3u, 500u}) {
    v1::ListDuplicatesRequest request;
    request.set_parent("municipalities/GM0150");
    request.set_page_size(size);
    std::vector<std::string> paged;
    do {
      const auto page = ListPairs(request);
      ASSERT_OK(page);
      EXPECT_LE(page->pairs_size(), static_cast<int>(size));
      for (const v1::DuplicatePair& pair : page->pairs()) paged.push_back(pair.first_name() + pair.second_name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(paged, whole) << size;
  }
  EXPECT_EQ(ListPairs(Link::CONFIRMED)->pairs_size(), 3);
  ASSERT_OK(Delete(NameOf("n-b")));
  EXPECT_EQ(ListPairs(Link::CONFIRMED)->pairs_size(), 2) << "what was deleted is not listed";
  v1::ListDuplicatesRequest request;
  request.set_parent("municipalities/-");
  request.set_page_size(kMaxPageSize + 1);
  EXPECT_THAT(testing::FieldsOf(ListPairs(request).status()), ElementsAre("page_size"));
}

TEST_F(CatalogDuplicatesTest, TheNightlyRunFindsThemBeforeTheSnapshot) {
  PutTwins("x");
  std::vector<std::string> stages;
  const auto last = Rebuild(&stages);
  ASSERT_OK(last);
  EXPECT_THAT(stages, ElementsAre("embed", "duplicates", "build", "verify", "publish"));
  EXPECT_EQ(last->report().duplicates().suspected(), 1u);
  const auto activity = Get(NameOf("x-a"));
  ASSERT_OK(activity);
  EXPECT_EQ(activity->duplicates_size(), 1);
  EXPECT_GE(last->snapshot().catalog_revision(), activity->revision()) << "the snapshot has the links";
  const auto text =
      PosixEnv()->ReadFile(absl::StrCat(options_.data_folder, "/reports/", last->report().id(), ".txt"), 1 << 20);
  ASSERT_OK(text);
  EXPECT_THAT(*text, HasSubstr("vermoedelijk dubbel, om na te kijken                 1"));
}

}  // namespace
}  // namespace meedoen::indexer
