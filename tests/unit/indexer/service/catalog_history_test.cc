// ListActivityVersions, RestoreActivity and RedactActivity as their callers see them.
#include <filesystem>

#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTelephone[] = "0570-616161";

class CatalogHistoryTest : public testing::IndexerFixture {
 protected:
  absl::StatusOr<v1::ListActivityVersionsResponse> Versions(const std::string& name, uint32_t page_size = 0,
                                                            const std::string& token = "") {
    grpc::ClientContext context;
    v1::ListActivityVersionsRequest request;
    v1::ListActivityVersionsResponse response;
    request.set_name(name);
    request.set_page_size(page_size);
    request.set_page_token(token);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->ListActivityVersions(&context, request, &response)));
    return response;
  }
  absl::StatusOr<v1::Activity> Restore(const v1::RestoreActivityRequest& request) {
    grpc::ClientContext context;
    v1::Activity response;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->RestoreActivity(&context, request, &response)));
    return response;
  }
  absl::StatusOr<v1::Activity> Restore(const std::string& id, int64_t revision) {
    v1::RestoreActivityRequest request;
    request.set_name(NameOf(id));
    request.set_revision(revision);
    return Restore(request);
  }
  absl::StatusOr<v1::RedactActivityResponse> Redact(const v1::RedactActivityRequest& request) {
    grpc::ClientContext context;
    v1::RedactActivityResponse response;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->RedactActivity(&context, request, &response)));
    return response;
  }
  v1::RedactActivityRequest Redaction(const std::string& id, const std::vector<std::string>& fields) {
    v1::RedactActivityRequest request;
    request.set_name(NameOf(id));
    for (const std::string& field : fields) request.mutable_fields()->add_paths(field);
    return request;
  }

  // Three versions and a deletion of "een", the first two with a telephone number; the revisions.
  std::vector<int64_t> WriteVersions() {
    std::vector<int64_t> revisions;
    for (const char* title : {"Eerste", "Tweede", "Derde"}) {
      v1::Activity activity = GoodActivity("een");
      activity.set_title(title);
      if (title != std::string("Derde")) activity.mutable_contact()->set_telephone(kTelephone);
      clock_.Set(clock_.Now() + absl::Hours(1));
      revisions.push_back(Upsert(activity)->revision());
    }
    EXPECT_OK(Delete(NameOf("een")));
    revisions.push_back(indexer_->store().revision());
    return revisions;
  }

  // Whether any file of the catalogue holds these bytes.
  bool OnDisk(const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.data_folder + "/catalog")) {
      if (!entry.is_regular_file()) continue;
      const auto content = PosixEnv()->ReadFile(entry.path(), 64 << 20);
      if (content.ok() && content->find(bytes) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_F(CatalogHistoryTest, TellsWhoChangedWhatAndWhen) {
  const std::vector<int64_t> revisions = WriteVersions();
  const auto versions = Versions(NameOf("een"));
  ASSERT_OK(versions);
  ASSERT_EQ(versions->versions_size(), 4);
  EXPECT_EQ(versions->next_page_token(), "");
  EXPECT_TRUE(versions->versions(0).deleted());
  EXPECT_FALSE(versions->versions(0).has_activity());
  EXPECT_THAT(versions->versions(1).changed_fields(), ElementsAre("contact.telephone", "title"));
  EXPECT_THAT(versions->versions(2).changed_fields(), ElementsAre("title"));
  EXPECT_EQ(versions->versions(2).activity().title(), "Tweede");
  EXPECT_EQ(versions->versions(2).principal(), "local");
  EXPECT_EQ(versions->versions(1).commit_time().seconds() - versions->versions(2).commit_time().seconds(), 3600);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(versions->versions(static_cast<int>(i)).revision(), revisions[3 - i]);
}

TEST_F(CatalogHistoryTest, PagesGoOnWhereTheyEndedWhateverIsWrittenMeanwhile) {
  const std::vector<int64_t> revisions = WriteVersions();
  const auto first = Versions(NameOf("een"), 3);
  ASSERT_OK(first);
  EXPECT_EQ(first->versions_size(), 3);
  ASSERT_OK(Upsert(GoodActivity("een")));
  const auto second = Versions(NameOf("een"), 3, first->next_page_token());
  ASSERT_OK(second);
  ASSERT_EQ(second->versions_size(), 1);
  EXPECT_EQ(second->versions(0).revision(), revisions[0]);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(FieldsOf(Versions("een", kMaxPageSize + 1, "geen token").status()),
              ElementsAre("name", "page_size", "page_token"));
  EXPECT_OK(Versions(NameOf("een"), kMaxPageSize));
  EXPECT_THAT(FieldsOf(Versions(NameOf("twee"), 3, first->next_page_token()).status()), ElementsAre("page_token"));
  EXPECT_THAT(Versions(NameOf("twee")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
}

TEST_F(CatalogHistoryTest, RestoreWritesAnEarlierVersionAgainAlsoOfADeletedActivity) {
  const std::vector<int64_t> revisions = WriteVersions();
  v1::RestoreActivityRequest request;
  request.set_name(NameOf("een"));
  request.set_revision(revisions[1]);
  request.set_request_id("id-1");
  const auto restored = Restore(request);
  ASSERT_OK(restored);
  EXPECT_EQ(restored->title(), "Tweede");
  EXPECT_GT(restored->revision(), revisions[3]);
  EXPECT_EQ(Get(NameOf("een"))->SerializeAsString(), restored->SerializeAsString());
  EXPECT_EQ(Versions(NameOf("een"))->versions_size(), 5) << "nothing of the history is lost";
  EXPECT_EQ(Restore(request)->revision(), restored->revision()) << "a retry";
  request.set_revision(revisions[0]);
  EXPECT_THAT(Restore(request), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("request_id")));
  request.set_request_id("id-2");
  request.set_etag("\"stale\"");
  EXPECT_THAT(Restore(request), FailsWith(absl::StatusCode::kAborted, HasSubstr("read it again")));
}

TEST_F(CatalogHistoryTest, RestoreRefusesWhatIsNoVersionOrNoLongerValid) {
  const std::vector<int64_t> revisions = WriteVersions();
  EXPECT_THAT(Restore("een", revisions[0] + 100), FailsWith(absl::StatusCode::kNotFound, HasSubstr("history")));
  EXPECT_THAT(Restore("twee", revisions[0]), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
  EXPECT_THAT(Restore("een", revisions[3]), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("deletion")));
  ASSERT_OK(Redact(Redaction("een", {"title"})));
  EXPECT_THAT(Restore("een", revisions[0]), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("title")));
}

TEST_F(CatalogHistoryTest, RedactionTakesAFieldOutOfEveryVersionAndEveryFile) {
  const std::vector<int64_t> revisions = WriteVersions();
  ASSERT_OK(Restore("een", revisions[1]));
  EXPECT_TRUE(OnDisk(kTelephone)) << "else this test shows nothing";
  v1::RedactActivityRequest request = Redaction("een", {"contact.telephone"});
  request.set_request_id("id-1");
  const auto redacted = Redact(request);
  ASSERT_OK(redacted);
  EXPECT_EQ(redacted->versions(), 3u);
  EXPECT_FALSE(OnDisk(kTelephone));
  EXPECT_EQ(Redact(request)->versions(), 3u) << "a retry";
  EXPECT_EQ(Get(NameOf("een"))->contact().telephone(), "");
  const auto versions = Versions(NameOf("een"));
  ASSERT_OK(versions);
  for (const v1::ActivityVersion& version : versions->versions()) {
    EXPECT_EQ(version.activity().contact().telephone(), "");
    if (version.revision() == revisions[0] || version.revision() == revisions[1]) {
      EXPECT_THAT(version.redacted_fields(), ElementsAre("contact.telephone"));
    }
  }
  Open();
  EXPECT_EQ(Get(NameOf("een"))->title(), "Tweede");
  EXPECT_EQ(Versions(NameOf("een"))->versions_size(), versions->versions_size());
}

TEST_F(CatalogHistoryTest, RedactionNamesTheSnapshotsThatCanStillHaveIt) {
  v1::Activity activity = GoodActivity("een");
  activity.mutable_contact()->set_telephone(kTelephone);
  ASSERT_OK(Upsert(activity));
  EXPECT_THAT(Redact(Redaction("een", {"contact.website"}))->snapshots(), IsEmpty()) << "none was made yet";
  const std::string before = Rebuild()->snapshot().id();
  EXPECT_THAT(Redact(Redaction("een", {"contact.website"}))->snapshots(), IsEmpty()) << "nothing was cleared";
  EXPECT_THAT(Redact(Redaction("een", {"contact.telephone"}))->snapshots(), ElementsAre(before));
}

TEST_F(CatalogHistoryTest, RedactionLeavesNoInvalidActivity) {
  WriteVersions();
  ASSERT_OK(Upsert(GoodActivity("een")));
  EXPECT_THAT(Redact(Redaction("een", {"title"})),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("earlier versions only")));
  v1::RedactActivityRequest earlier = Redaction("een", {"title"});
  earlier.set_earlier_versions_only(true);
  EXPECT_EQ(Redact(earlier)->versions(), 3u);
  EXPECT_EQ(Get(NameOf("een"))->title(), "Wandelen met een");
  EXPECT_THAT(FieldsOf(Redact(Redaction("een", {"etag", "x"})).status()),
              ElementsAre("fields.paths[0]", "fields.paths[1]"));
  EXPECT_THAT(FieldsOf(Redact(Redaction("een", {})).status()), ElementsAre("fields"));
  EXPECT_THAT(Redact(Redaction("twee", {"title"})), FailsWith(absl::StatusCode::kNotFound, HasSubstr("twee")));
}

}  // namespace
}  // namespace meedoen::indexer
