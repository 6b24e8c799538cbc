// A follower of a sample world's snapshots, and an indexer in this process that sends what it is told to.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/rpc/server.h"
#include "matcher/view/follower.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

// The log of a catalogue: answers WatchChanges as the indexer does.
class FakeCatalog final : public v1::CatalogService::Service {
 public:
  explicit FakeCatalog(meedoen::testing::SampleWorld& world) : world_(world) {}

  // One revision.
  void Send(int64_t revision, const std::vector<v1::Change>& changes) {
    v1::WatchChangesResponse response;
    response.set_revision(revision);
    for (const v1::Change& change : changes) *response.add_changes() = change;
    absl::MutexLock lock(&mutex_);
    log_.push_back(std::move(response));
  }
  void SetModel(const std::string& id) {
    absl::MutexLock lock(&mutex_);
    model_id_ = id;
  }
  void TrimBelow(int64_t revision) {
    absl::MutexLock lock(&mutex_);
    std::erase_if(log_, [revision](const auto& one) { return one.revision() < revision; });
    kept_from_ = revision;
  }
  void Refuse(grpc::Status status) {  // Calls from now on. OK: no longer.
    absl::MutexLock lock(&mutex_);
    refusal_ = std::move(status);
  }
  void Forget() {  // All that was sent.
    absl::MutexLock lock(&mutex_);
    log_.clear();
  }
  void FallSilent() {
    absl::MutexLock lock(&mutex_);
    silent_ = true;
  }
  std::vector<int64_t> calls() {  // The revisions that were asked for.
    absl::MutexLock lock(&mutex_);
    return calls_;
  }
  bool WaitForCalls(size_t count) {
    const auto there = [this, count] { return calls_.size() >= count; };
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&there), absl::Seconds(20));
  }

  grpc::Status WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override {
    int64_t sent = request->after_revision();
    bool heartbeat = true;
    {
      absl::MutexLock lock(&mutex_);
      calls_.push_back(sent);
      if (!refusal_.ok()) return refusal_;
      const int64_t last = log_.empty() ? kept_from_ - 1 : log_.back().revision();
      if (sent + 1 < kept_from_ || sent > last) return {grpc::StatusCode::OUT_OF_RANGE, "not in the log"};
    }
    while (!context->IsCancelled()) {
      const std::optional<v1::WatchChangesResponse> next = Next(sent, &heartbeat);
      if (next) writer->Write(*next);
      if (next) sent = next->revision();
      if (!next) absl::SleepFor(absl::Milliseconds(1));
    }
    return grpc::Status::OK;
  }

 private:
  std::optional<v1::WatchChangesResponse> Next(int64_t sent, bool* heartbeat) {
    absl::MutexLock lock(&mutex_);
    if (silent_) return std::nullopt;
    v1::WatchChangesResponse found;
    for (const v1::WatchChangesResponse& response : log_) {
      if (response.revision() <= sent) continue;
      found = response;
      break;
    }
    if (found.revision() == 0 && !std::exchange(*heartbeat, false)) return std::nullopt;
    if (found.revision() == 0) found.set_revision(sent);
    found.set_model_id(model_id_);
    return found;
  }

  meedoen::testing::SampleWorld& world_;
  absl::Mutex mutex_;
  std::vector<v1::WatchChangesResponse> log_;
  std::string model_id_ = world_.embedder().info().id;
  int64_t kept_from_ = 1;
  bool silent_ = false;
  grpc::Status refusal_;
  std::vector<int64_t> calls_;
};

class FollowerTest : public ::testing::Test {
 protected:
  // An indexer that sends this test's changes; its address.
  std::string StartIndexer(const std::string& address = "127.0.0.1:0") {
    stop_.emplace();
    auto server = RpcServer::Start({address, {&catalog_}, &*stop_});
    EXPECT_OK(server);
    indexer_ = *std::move(server);
    return indexer_->address().ToString();
  }

  FollowerOptions Options(const std::string& indexer = "") {
    return {.snapshots_folder = world_.folder(),
            .indexer_address = indexer,
            .models = {world_.embedder().info()},
            .snapshot_interval = absl::Milliseconds(5),
            .view_pause = absl::Milliseconds(20),
            .reconnect_pause = absl::Milliseconds(100),
            .longest_pause = absl::Seconds(30)};
  }
  Follower& Follow(const FollowerOptions& options) { return follower_.emplace(options, *PosixEnv(), clock_, &views_); }

  void Publish(int64_t revision, const std::string& title = "Koffie") {
    ASSERT_OK(world_.Publish({meedoen::testing::VenueAt("a", meedoen::testing::kDeventer, title)}, revision));
  }
  void MakeCurrent(const std::string& id) { ASSERT_OK(PublishSnapshot(*PosixEnv(), world_.folder(), id)); }
  std::string CurrentId() { return *CurrentSnapshotId(*PosixEnv(), world_.folder()); }

  v1::Change ChangeOf(const std::string& id, const std::string& title) {
    return world_.ChangeTo(meedoen::testing::VenueAt(id, meedoen::testing::kDeventer, title));
  }

  int64_t WaitFor(int64_t revision, absl::Duration most = absl::Seconds(20)) {
    const ViewPtr view = views_.WaitFor(revision, absl::Now() + most);
    return view == nullptr ? 0 : view->revision;
  }
  // Until it is so; false: in vain.
  static bool Becomes(const std::function<bool()>& so, absl::Duration most = absl::Seconds(20)) {
    const absl::Time end = absl::Now() + most;
    while (!so() && absl::Now() < end) absl::SleepFor(absl::Milliseconds(1));
    return so();
  }
  bool IsConnected(bool connected) {
    return Becomes([&] { return follower_->connected() == connected; });
  }
  std::string ShownSnapshot() { return views_.Get()->snapshot->manifest().id; }

  // Titles of what can be suggested, sorted.
  std::vector<std::string> Titles() {
    const ViewPtr view = views_.Get();
    std::vector<std::string> titles;
    const auto look = [&titles](const SegmentView& segment, const auto& hidden) {
      for (uint32_t row = 0; row < segment.rows; ++row) {
        if (!hidden(row)) titles.push_back(segment.Record(row)->title());
      }
    };
    look(view->snapshot->segment(), [&](uint32_t row) { return view->Hidden(row); });
    for (const OverlayLayer& layer : view->overlay) {
      look(layer.segment->view, [&](uint32_t row) { return layer.Hidden(row); });
    }
    std::sort(titles.begin(), titles.end());
    return titles;
  }

  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  ViewHolder views_;
  FakeCatalog catalog_{world_};
  std::optional<StopFlag> stop_;
  std::unique_ptr<RpcServer> indexer_;
  std::optional<Follower> follower_;
};

}  // namespace meedoen::matcher
