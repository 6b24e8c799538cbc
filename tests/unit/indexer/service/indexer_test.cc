#include "indexer/service/indexer.h"

#include <filesystem>

#include "core/rpc/channel.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;

class IndexerTest : public testing::IndexerFixture {};

TEST_F(IndexerTest, OneProcessAFolder) {
  EXPECT_THAT(Indexer::Open(options_, *PosixEnv(), clock_),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("")));
}

TEST_F(IndexerTest, RefusesAnotherModelThanTheFoldersAndAMissingOne) {
  indexer_.reset();
  IndexerOptions options = options_;
  options.model_folder = folder_.File("nowhere");
  EXPECT_THAT(Indexer::Open(options, *PosixEnv(), clock_),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("nowhere")));
}

TEST_F(IndexerTest, ServesEmbedsInTheBackgroundAndIsFoundByItsFolder) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  EXPECT_EQ(FindServing(options_.data_folder), std::nullopt) << "not on a port";
  options_.listen = "127.0.0.1:0";
  Open();
  const std::string address = indexer_->address().ToString();
  EXPECT_EQ(FindServing(options_.data_folder), address);
  EXPECT_OK(Connect(address, absl::Seconds(5)));
  for (int i = 0; i < 400 && indexer_->store().PendingCount() > 0; ++i) absl::SleepFor(absl::Milliseconds(25));
  EXPECT_EQ(indexer_->store().PendingCount(), 0);
  indexer_->Drain(absl::Seconds(5));
  EXPECT_EQ(FindServing(options_.data_folder), std::nullopt);
}

TEST_F(IndexerTest, PreparesAnotherModelWhileItServesAndThenChangesOver) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  ASSERT_OK(Rebuild());
  meedoen::testing::WriteHashingModel(folder_.File("next"), "next-model");
  options_.next_model_folder = folder_.File("next");
  options_.listen = "127.0.0.1:0";
  Open();
  v1::IndexStatus status;
  for (int i = 0; i < 400 && !status.next_model_complete(); ++i) {
    grpc::ClientContext context;
    ASSERT_OK(FromGrpcStatus(index_->GetStatus(&context, {}, &status)));
    absl::SleepFor(absl::Milliseconds(25));
  }
  EXPECT_TRUE(status.next_model_complete());
  EXPECT_EQ(status.next_model_id(), "next-model");
  EXPECT_EQ(status.next_model_embedded(), 3u);
  EXPECT_EQ(status.model_id(), meedoen::testing::kHashingModelId) << "the old one serves";

  options_.model_folder = folder_.File("next");
  options_.allow_model_change = true;
  indexer_.reset();
  EXPECT_THAT(Indexer::Open(options_, *PosixEnv(), clock_),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("uses already")));
  options_.next_model_folder.clear();
  options_.listen.clear();
  Open();
  const auto rebuilt = Rebuild();
  ASSERT_OK(rebuilt);
  EXPECT_EQ(rebuilt->embedded(), 0u) << "nothing was left to embed";
  EXPECT_EQ(rebuilt->snapshot().model_id(), "next-model");
  EXPECT_EQ(rebuilt->snapshot().activities(), 3u);
}

TEST_F(IndexerTest, RefusesAPortThatOthersCanReach) {
  indexer_.reset();
  options_.listen = "0.0.0.0:0";
  EXPECT_THAT(Indexer::Open(options_, *PosixEnv(), clock_),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("TLS")));
}

TEST(ServingFileTest, IsThereWhileItIsHeld) {
  meedoen::testing::TempDir folder;
  EXPECT_EQ(FindServing(folder.path()), std::nullopt);
  auto held = ServingFile::Write(folder.path(), "127.0.0.1:7");
  ASSERT_OK(held);
  EXPECT_EQ(FindServing(folder.path()), "127.0.0.1:7");
  EXPECT_THAT(ServingFile::Write(folder.path(), "127.0.0.1:8"),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr(folder.path())));
  EXPECT_EQ(FindServing(folder.path()), "127.0.0.1:7");
  held->reset();
  EXPECT_EQ(FindServing(folder.path()), std::nullopt) << "the file is there, but nobody holds it";
  EXPECT_TRUE(std::filesystem::exists(folder.File("serving")));
}

}  // namespace
}  // namespace meedoen::indexer
