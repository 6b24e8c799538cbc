#include "matcher/view/follower.h"

#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "core/rpc/server.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::VenueAt;
using ::testing::AllOf;
using ::testing::HasSubstr;

class FollowerTest : public ::testing::Test {
 protected:
  Follower& Follow(const std::string& indexer = "", const std::string& model = meedoen::testing::kHashingModelId) {
    follower_.emplace(FollowerOptions{.snapshots_folder = world_.folder(),
                                      .indexer_address = indexer,
                                      .model_id = model,
                                      .snapshot_interval = absl::Milliseconds(5)},
                      *PosixEnv(), clock_, &views_);
    return *follower_;
  }

  void Publish(int64_t revision) { ASSERT_OK(world_.Publish({VenueAt("a", kDeventer)}, revision)); }

  // Writes a snapshot, flips a byte of one of its files, publishes it.
  void PublishDamaged(int64_t revision) {
    const auto id = world_.Write({VenueAt("a", kDeventer)}, revision);
    ASSERT_OK(id);
    std::fstream file(world_.folder() + "/" + *id + "/vectors", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(17);
    file.put('\x5A');
    file.close();
    ASSERT_OK(PublishSnapshot(*PosixEnv(), world_.folder(), *id));
  }

  int64_t WaitFor(int64_t revision, absl::Duration most = absl::Seconds(20)) {
    const ViewPtr view = views_.WaitFor(revision, absl::Now() + most);
    return view == nullptr ? 0 : view->revision;
  }

  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  ViewHolder views_;
  std::optional<Follower> follower_;
};

TEST_F(FollowerTest, StartsWithoutASnapshotAndLoadsTheFirstThatIsPublished) {
  EXPECT_OK(Follow().LoadFirst());
  EXPECT_EQ(views_.Get(), nullptr);
  follower_->Start();
  Publish(3);
  EXPECT_EQ(WaitFor(3), 3);
  Publish(4);
  EXPECT_EQ(WaitFor(4), 4);
}

TEST_F(FollowerTest, ADamagedSnapshotIsRefusedAndTheViewStays) {
  Publish(1);
  ASSERT_OK(Follow().LoadFirst());
  follower_->Start();
  PublishDamaged(2);
  EXPECT_EQ(WaitFor(2, absl::Milliseconds(200)), 1);
  Publish(3);
  EXPECT_EQ(WaitFor(3), 3) << "the next good one is loaded";
}

TEST_F(FollowerTest, ADamagedFirstSnapshotIsAnError) {
  PublishDamaged(1);
  EXPECT_THAT(Follow().LoadFirst(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("vectors")));
  EXPECT_EQ(views_.Get(), nullptr);
}

TEST_F(FollowerTest, ASnapshotOfAnotherModelIsRefused) {
  Publish(1);
  EXPECT_THAT(Follow("", "multilingual-e5-small").LoadFirst(),
              FailsWith(absl::StatusCode::kFailedPrecondition,
                        AllOf(HasSubstr("multilingual-e5-small"), HasSubstr(meedoen::testing::kHashingModelId))));
  EXPECT_EQ(views_.Get(), nullptr);
}

TEST_F(FollowerTest, AnOlderSnapshotIsNotLoaded) {
  Publish(5);
  ASSERT_OK(Follow().LoadFirst());
  follower_->Start();
  Publish(4);  // Somebody rolled back.
  EXPECT_EQ(WaitFor(6, absl::Milliseconds(100)), 5);
}

// Sends what it is told to, then holds the stream open.
class FakeCatalog final : public v1::CatalogService::Service {
 public:
  grpc::Status WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override {
    for (const v1::WatchChangesResponse& response : responses) {
      if (response.revision() > request->after_revision()) writer->Write(response);
    }
    while (!context->IsCancelled()) absl::SleepFor(absl::Milliseconds(5));
    return grpc::Status::OK;
  }
  std::vector<v1::WatchChangesResponse> responses;
};

TEST_F(FollowerTest, FollowsTheIndexersChanges) {
  Publish(1);
  FakeCatalog catalog;
  for (int64_t revision = 1; revision <= 3; ++revision) {
    v1::WatchChangesResponse& response = catalog.responses.emplace_back();
    response.set_revision(revision);
    *response.add_changes() = world_.ChangeTo(VenueAt("b", kDeventer, absl::StrCat("Koor ", revision)));
  }
  catalog.responses.emplace_back().set_revision(3);  // A heartbeat.
  StopFlag stop;
  const auto server = RpcServer::Start({"127.0.0.1:0", {&catalog}, &stop});
  ASSERT_OK(server);
  ASSERT_OK(Follow((*server)->address().ToString()).LoadFirst());
  EXPECT_FALSE(follower_->connected());
  follower_->Start();
  ASSERT_EQ(WaitFor(3), 3);
  EXPECT_TRUE(follower_->connected());
  const ViewPtr view = views_.Get();
  EXPECT_EQ(view->overlay_changes, 1u);
  ASSERT_NE(view->overlay, nullptr);
  EXPECT_EQ(view->overlay->view.Record(0)->title(), "Koor 3");
  follower_->Stop();
  EXPECT_FALSE(follower_->connected());
}

TEST_F(FollowerTest, StopsAtOnceThoughTheIndexerIsSilent) {
  Publish(1);
  FakeCatalog catalog;
  StopFlag stop;
  const auto server = RpcServer::Start({"127.0.0.1:0", {&catalog}, &stop});
  ASSERT_OK(server);
  ASSERT_OK(Follow((*server)->address().ToString()).LoadFirst());
  follower_->Start();
  absl::SleepFor(absl::Milliseconds(1200));  // The stream is open.
  const absl::Time before = absl::Now();
  follower_->Stop();
  EXPECT_LT(absl::Now() - before, absl::Seconds(5));
}

}  // namespace
}  // namespace meedoen::matcher
