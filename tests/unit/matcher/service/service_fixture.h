// A matcher behind gRPC on a loopback port, on the snapshots of a sample world.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/rpc/channel.h"
#include "core/rpc/server.h"
#include "core/rpc/status_mapping.h"
#include "matcher/service/match_service.h"
#include "matcher/view/follower.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

class ServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto server = RpcServer::Start({"127.0.0.1:0", {&service_}, &stop_});
    ASSERT_OK(server);
    server_ = *std::move(server);
    stub_ = NewStub();
  }
  void TearDown() override { follower_.Stop(); }

  std::unique_ptr<v1::MatchService::Stub> NewStub() {
    return v1::MatchService::NewStub(NewChannel(server_->address().ToString()));
  }

  void Publish(const std::vector<v1::Activity>& activities, int64_t revision) {
    ASSERT_OK(world_.Publish(activities, revision));
    ASSERT_OK(follower_.LoadFirst());
  }

  static absl::StatusOr<v1::SuggestResponse> Suggest(v1::MatchService::Stub& stub, const v1::SuggestRequest& request,
                                                     absl::Duration within = absl::Seconds(30)) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + within));
    v1::SuggestResponse response;
    const absl::Status status = FromGrpcStatus(stub.Suggest(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  SettingsHolder settings_{Settings::BuiltIn()};
  ViewHolder views_;
  Follower follower_{FollowerOptions{.snapshots_folder = world_.folder(),
                                     .indexer_address = "",
                                     .models = {world_.embedder().info()},
                                     .snapshot_interval = absl::Milliseconds(2)},
                     *PosixEnv(), clock_, &views_};
  SuggestEngine engine_{EngineParts{world_.embedder(), clock_, settings_, BestKernel()}};
  MatchServiceImpl service_{views_, engine_, settings_, BestKernel(), [this] { return follower_.connected(); }};
  StopFlag stop_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::MatchService::Stub> stub_;
};

}  // namespace meedoen::matcher
