#include "matcher/cli/commands.h"

#include <google/protobuf/util/json_util.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/rpc/channel.h"
#include "core/rpc/server.h"
#include "core/rpc/signals.h"
#include "core/rpc/status_mapping.h"
#include "matcher/cli/print.h"

namespace meedoen::matcher {
namespace {

constexpr absl::Duration kConnectTimeout = absl::Seconds(2);
constexpr absl::Duration kDrainTime = absl::Seconds(10);
constexpr absl::Duration kCallTime = absl::Seconds(30);

void Print(const std::string& text) { std::fputs(text.c_str(), stdout); }

// A file with a SuggestRequest, or with only its client, in protobuf's JSON form.
absl::StatusOr<v1::SuggestRequest> ReadRequest(const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string json, PosixEnv()->ReadFile(path, kMaxMessageBytes));
  v1::SuggestRequest request;
  const auto whole = google::protobuf::util::JsonStringToMessage(json, &request);
  if (whole.ok()) return request;
  request.Clear();
  if (google::protobuf::util::JsonStringToMessage(json, request.mutable_client()).ok()) return request;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": not a SuggestRequest or ClientProfile in JSON: ", whole.ToString()));
}

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  return google::protobuf::util::MessageToJsonString(message, &json, options).ok() ? json : "";
}

// Asks the running matcher, or, where none answers or a date is given, one in this process.
template <typename Request, typename Response>
absl::StatusOr<Response> Answer(const CliOptions& options,
                                grpc::Status (v1::MatchService::Stub::*remote)(grpc::ClientContext*, const Request&,
                                                                               Response*),
                                absl::StatusOr<Response> (SuggestEngine::*local)(const View&, const Request&,
                                                                                 absl::Time) const,
                                const Request& request) {
  if (const auto channel = Connect(options.address, kConnectTimeout); channel.ok() && options.date.empty()) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTime));
    Response response;
    const auto stub = v1::MatchService::NewStub(*channel);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus((*stub.*remote)(&context, request, &response)));
    return response;
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<LocalMatcher> matcher, StartLocalMatcher(options, false));
  return (*matcher->engine.*local)(*matcher->views.Get(), request, absl::InfiniteFuture());
}

}  // namespace

absl::Status RunServe(const CliOptions& options) {
  BlockStopSignals();
  LogInfo("loading the model {}", options.model_folder);
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<LocalMatcher> matcher, StartLocalMatcher(options, true));
  StopFlag stop;
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<RpcServer> server,
                           RpcServer::Start({options.address, {matcher->service.get()}, &stop}));
  matcher->follower->Start();
  matcher->settings_watcher->Start();
  if (matcher->fetcher != nullptr) matcher->fetcher->Start();
  if (matcher->views.Get() == nullptr)
    LogWarning("no snapshot yet; Suggest answers UNAVAILABLE until one is published");
  LogInfo("stopping: {}", WaitForStopSignal());
  server->Drain(kDrainTime);
  if (matcher->fetcher != nullptr) matcher->fetcher->Stop();
  matcher->settings_watcher->Stop();
  matcher->follower->Stop();
  return absl::OkStatus();
}

absl::Status RunSuggest(const CliOptions& options, const AskOptions& ask) {
  MEEDOEN_ASSIGN_OR_RETURN(v1::SuggestRequest request, ReadRequest(ask.client_file));
  if (ask.most > 0) request.set_k(ask.most);
  if (ask.near_misses > 0) request.set_near_misses(ask.near_misses);
  if (ask.widen) request.set_widen(true);
  MEEDOEN_ASSIGN_OR_RETURN(const v1::SuggestResponse response,
                           Answer(options, &v1::MatchService::Stub::Suggest, &SuggestEngine::Suggest, request));
  Print(ask.json ? Json(response) : PrintAnswer(request, response));
  return absl::OkStatus();
}

absl::Status RunExplain(const CliOptions& options, const AskOptions& ask) {
  v1::ExplainActivityRequest request;
  MEEDOEN_ASSIGN_OR_RETURN(*request.mutable_request(), ReadRequest(ask.client_file));
  request.set_name(ask.activity);
  MEEDOEN_ASSIGN_OR_RETURN(
      const v1::ExplainActivityResponse response,
      Answer(options, &v1::MatchService::Stub::ExplainActivity, &SuggestEngine::ExplainActivity, request));
  Print(ask.json ? Json(response) : PrintExplanation(request, response));
  return absl::OkStatus();
}

absl::Status RunSettings(const CliOptions& options) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<const Settings> settings,
                           Settings::Load(*PosixEnv(), options.settings_folder, nullptr));
  std::printf("settings %s: nothing is wrong\n", settings->id().c_str());
  return absl::OkStatus();
}

absl::Status RunStatus(const CliOptions& options) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel, Connect(options.address, kConnectTimeout));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTime));
  v1::GetStatusResponse response;
  MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(v1::MatchService::NewStub(channel)->GetStatus(&context, {}, &response)));
  Print(Json(response));
  return absl::OkStatus();
}

}  // namespace meedoen::matcher
