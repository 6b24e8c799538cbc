#include "matcher/service/match_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/rpc/handler.h"

namespace meedoen::matcher {
namespace {

// A caller without a deadline does not hold a place for ever.
constexpr absl::Duration kLongestCall = absl::Seconds(30);

// What is left of a caller's time when the wait for a revision ends in vain, so that the reason reaches it.
constexpr absl::Duration kMostLeftToTell = absl::Milliseconds(200);

// How often a wait looks whether its caller is still there.
constexpr absl::Duration kLookUp = absl::Milliseconds(100);

absl::Time EndOfWait(absl::Time deadline, absl::Time now) {
  return deadline - std::clamp((deadline - now) / 5, absl::ZeroDuration(), kMostLeftToTell);
}

google::protobuf::Timestamp Timestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  return timestamp;
}

std::function<bool()> GivenUp(const grpc::ServerContext& context) {
  return [&context] { return context.IsCancelled(); };
}

}  // namespace

MatchServiceImpl::MatchServiceImpl(const ViewHolder& views, const SuggestEngine& engine, const SettingsHolder& settings,
                                   const Kernel& kernel, std::function<bool()> connected)
    : views_(views),
      engine_(engine),
      settings_(settings),
      kernel_(kernel),
      connected_(std::move(connected)),
      admission_(kMaxConcurrentSuggests, kMaxQueuedSuggests),
      waits_(kMaxRevisionWaits, 0) {}

absl::StatusOr<ViewPtr> MatchServiceImpl::ViewOfAtLeast(int64_t revision, absl::Time deadline,
                                                        const std::function<bool()>& given_up) {
  ViewPtr view = views_.Get();
  if (revision > (view == nullptr ? 0 : view->revision)) {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, waits_.Enter(deadline));
    const absl::Time end = EndOfWait(deadline, absl::Now());
    do {
      view = views_.WaitFor(revision, std::min(end, absl::Now() + kLookUp));
    } while ((view == nullptr || view->revision < revision) && absl::Now() < end && !given_up());
  }
  if (view == nullptr) {
    return absl::UnavailableError("no snapshot is loaded yet; run \"meedoen-indexer rebuild\" and try again");
  }
  if (view->revision < revision) {
    return absl::FailedPreconditionError(
        absl::StrCat("revision ", revision, " is not here yet; this matcher has revision ", view->revision));
  }
  return view;
}

grpc::Status MatchServiceImpl::Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                                       v1::SuggestResponse* response) {
  return HandleCall("Suggest", [&]() -> absl::Status {
    const absl::Time deadline = std::min(DeadlineOf(*context), absl::Now() + kLongestCall);
    // The wait for a revision takes no place from calls that can be answered.
    MEEDOEN_ASSIGN_OR_RETURN(const ViewPtr view,
                             ViewOfAtLeast(request->minimum_revision(), deadline, GivenUp(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, admission_.Enter(deadline));
    MEEDOEN_ASSIGN_OR_RETURN(*response, engine_.Suggest(*view, *request, deadline));
    ++suggest_calls_;
    return absl::OkStatus();
  });
}

grpc::Status MatchServiceImpl::ExplainActivity(grpc::ServerContext* context, const v1::ExplainActivityRequest* request,
                                               v1::ExplainActivityResponse* response) {
  return HandleCall("ExplainActivity", [&]() -> absl::Status {
    const absl::Time deadline = std::min(DeadlineOf(*context), absl::Now() + kLongestCall);
    MEEDOEN_ASSIGN_OR_RETURN(const ViewPtr view,
                             ViewOfAtLeast(request->request().minimum_revision(), deadline, GivenUp(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, admission_.Enter(deadline));
    MEEDOEN_ASSIGN_OR_RETURN(*response, engine_.ExplainActivity(*view, *request, deadline));
    return absl::OkStatus();
  });
}

grpc::Status MatchServiceImpl::GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*,
                                         v1::GetStatusResponse* response) {
  return HandleCall("GetStatus", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const ViewPtr view, ViewOfAtLeast(0, absl::InfinitePast(), [] { return true; }));
    SetSource(*view, *settings_.Get(), response->mutable_source());
    response->set_settings_id(settings_.Get()->id());
    response->set_settings_problem(settings_.problem());
    *response->mutable_snapshot_time() = Timestamp(view->snapshot->manifest().build_time);
    *response->mutable_view_time() = Timestamp(view->made);
    response->set_snapshot_activities(view->snapshot->segment().rows);
    response->set_overlay_changes(view->overlay_changes);
    response->set_suggest_calls(suggest_calls_);
    response->set_connected(connected_());
    response->set_kernel(std::string(kernel_.name));
    return absl::OkStatus();
  });
}

}  // namespace meedoen::matcher
