// WatchChanges as a matcher sees it.
#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::HasSubstr;

class WatchTest : public testing::IndexerFixture {
 protected:
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> reader;

    v1::WatchChangesResponse Next() {
      v1::WatchChangesResponse message;
      EXPECT_TRUE(reader->Read(&message)) << "the stream ended";
      return message;
    }
    v1::WatchChangesResponse NextChange() {
      v1::WatchChangesResponse message = Next();
      while (message.changes().empty() && message.revision() > 0 && !message.has_commit_time()) message = Next();
      return message;
    }
    absl::Status Finish() {
      v1::WatchChangesResponse message;
      while (reader->Read(&message)) {
      }
      return FromGrpcStatus(reader->Finish());
    }
  };

  std::unique_ptr<Stream> Watch(int64_t after_revision) {
    auto stream = std::make_unique<Stream>();
    stream->context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    v1::WatchChangesRequest request;
    request.set_after_revision(after_revision);
    stream->reader = catalog_->WatchChanges(&stream->context, request);
    return stream;
  }
};

TEST_F(WatchTest, CatchesUpThenFollows) {
  const int64_t before = indexer_->store().revision();
  const auto first = Upsert(GoodActivity("a"));
  ASSERT_OK(Upsert(GoodActivity("b")));
  auto stream = Watch(before);
  const v1::WatchChangesResponse change = stream->NextChange();
  EXPECT_EQ(change.revision(), before + 1);
  EXPECT_EQ(change.model_id(), meedoen::testing::kHashingModelId);
  ASSERT_EQ(change.changes_size(), 1);
  EXPECT_EQ(change.changes(0).name(), NameOf("a"));
  EXPECT_EQ(change.changes(0).activity().etag(), first->etag());
  EXPECT_EQ(change.changes(0).vector(), "") << "not embedded yet";
  EXPECT_EQ(stream->NextChange().changes(0).name(), NameOf("b"));

  ASSERT_OK(Delete(NameOf("a")));
  const v1::WatchChangesResponse deleted = stream->NextChange();
  EXPECT_EQ(deleted.revision(), before + 3);
  EXPECT_TRUE(deleted.changes(0).deleted());
  EXPECT_FALSE(deleted.changes(0).has_activity());
}

TEST_F(WatchTest, SendsHeartbeatsWithTheRevisionReached) {
  const int64_t revision = indexer_->store().revision();
  auto stream = Watch(revision);
  for (int i = 0; i < 3; ++i) {
    const v1::WatchChangesResponse heartbeat = stream->Next();
    EXPECT_EQ(heartbeat.revision(), revision);
    EXPECT_EQ(heartbeat.changes_size(), 0);
    EXPECT_EQ(heartbeat.model_id(), meedoen::testing::kHashingModelId);
  }
}

TEST_F(WatchTest, VectorsFollowWhenEmbedded) {
  const auto stored = Upsert(GoodActivity("a"));
  auto stream = Watch(stored->revision());
  grpc::ClientContext context;
  auto rebuild = index_->Rebuild(&context, {});
  v1::RebuildProgress progress;
  while (rebuild->Read(&progress)) {
  }
  ASSERT_OK(FromGrpcStatus(rebuild->Finish()));
  const v1::WatchChangesResponse embedded = stream->NextChange();
  EXPECT_EQ(embedded.changes(0).vector().size(), meedoen::testing::kHashingDimension * sizeof(float));
  EXPECT_GT(embedded.revision(), stored->revision());
}

TEST_F(WatchTest, RefusesRevisionsThatItDoesNotHave) {
  EXPECT_THAT(FieldsOf(Watch(-1)->Finish()), ElementsAre("after_revision"));
  EXPECT_THAT(Watch(indexer_->store().revision() + 1)->Finish(),
              FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("Load a snapshot")));
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  const int64_t last = indexer_->store().revision();
  ASSERT_OK(indexer_->store().TrimBelow(last));
  EXPECT_THAT(Watch(last - 2)->Finish(), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("Load a snapshot")));
  EXPECT_EQ(Watch(last - 1)->NextChange().revision(), last);
}

TEST_F(WatchTest, EndsWhenTheIndexerStops) {
  auto stream = Watch(0);
  stream->Next();
  std::thread drain([this] { indexer_->Drain(absl::Seconds(10)); });
  const absl::Time start = absl::Now();
  EXPECT_THAT(stream->Finish(), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("")));
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
  drain.join();
}

TEST_F(WatchTest, GivesItsPlaceBackWhenTheCallerGoes) {
  std::vector<std::unique_ptr<Stream>> streams;
  for (int i = 0; i < kMaxWatchers; ++i) {
    streams.push_back(Watch(0));
    streams.back()->Next();
  }
  EXPECT_THAT(Watch(0)->Finish(), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("watchers")));
  streams.front()->context.TryCancel();
  streams.front()->Finish().IgnoreError();
  absl::Status status = absl::ResourceExhaustedError("");
  for (int attempt = 0; attempt < 100 && absl::IsResourceExhausted(status); ++attempt) {
    absl::SleepFor(absl::Milliseconds(50));
    auto stream = Watch(0);
    v1::WatchChangesResponse message;
    if (stream->reader->Read(&message)) status = absl::OkStatus();
    stream->context.TryCancel();
  }
  EXPECT_OK(status);
}

}  // namespace
}  // namespace meedoen::indexer
