// MatchService over gRPC: admission, the view, the engine.
//
// A call that waits for a revision holds a thread, but no place among the calls at work; kMaxRevisionWaits may wait.
//
// Threads: safe. Ownership: the parts must outlive it. Errors: protos/meedoen/v1/match_service.proto.
#pragma once

#include <atomic>
#include <functional>

#include "core/rpc/admission.h"
#include "matcher/service/suggest_engine.h"
#include "matcher/view/view.h"
#include "meedoen/v1/match_service.grpc.pb.h"

namespace meedoen::matcher {

class MatchServiceImpl final : public v1::MatchService::Service {
 public:
  // `connected` says whether the indexer's changes are being followed.
  MatchServiceImpl(const ViewHolder& views, const SuggestEngine& engine, const SettingsHolder& settings,
                   const Kernel& kernel, std::function<bool()> connected);

  grpc::Status Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                       v1::SuggestResponse* response) override;
  grpc::Status ExplainActivity(grpc::ServerContext* context, const v1::ExplainActivityRequest* request,
                               v1::ExplainActivityResponse* response) override;
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

 private:
  // `given_up`: nobody waits for the answer any more.
  absl::StatusOr<ViewPtr> ViewOfAtLeast(int64_t revision, absl::Time deadline, const std::function<bool()>& given_up);

  const ViewHolder& views_;
  const SuggestEngine& engine_;
  const SettingsHolder& settings_;
  const Kernel& kernel_;
  const std::function<bool()> connected_;
  Admission admission_;
  Admission waits_;  // For a revision.
  std::atomic<uint64_t> suggest_calls_{0};
};

}  // namespace meedoen::matcher
