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
#include "matcher/evaluate/evaluate.h"

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

void PrintEvaluation(const Evaluation& evaluation, bool per_client) {
  std::printf("%-11s %-7s %7s %7s %8s %9s %11s\n", "ranking", "clients", "number", "nDCG@5", "nDCG@10", "recall@10",
              "precision@5");
  for (const char* group : {"all", "dutch", "other", "odd", "even"}) {
    for (const EvaluationRow& row : evaluation.rows) {
      if (row.clients != group) continue;
      const Measures& m = row.measures;
      std::printf("%-11s %-7s %7d %7.3f %8.3f %9.3f %11.3f\n", row.ranking.c_str(), row.clients.c_str(), m.clients,
                  m.ndcg5, m.ndcg10, m.recall10, m.precision5);
    }
  }
  std::printf("infeasible suggestions: %d of %d (%.1f %%); feasible activities a client: %.1f\n", evaluation.infeasible,
              evaluation.suggestions, 100.0 * evaluation.infeasible / std::max(1, evaluation.suggestions),
              evaluation.feasible_mean);
  if (!per_client) return;
  for (const std::string& line : evaluation.per_client) std::printf("%s\n", line.c_str());
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
  if (matcher->fetcher != nullptr) matcher->fetcher->Start();
  if (matcher->views.Get() == nullptr)
    LogWarning("no snapshot yet; Suggest answers UNAVAILABLE until one is published");
  LogInfo("stopping: {}", WaitForStopSignal());
  server->Drain(kDrainTime);
  if (matcher->fetcher != nullptr) matcher->fetcher->Stop();
  matcher->follower->Stop();
  return absl::OkStatus();
}

absl::Status RunSuggest(const CliOptions& options, const std::string& client_file, uint32_t most, bool json) {
  MEEDOEN_ASSIGN_OR_RETURN(v1::SuggestRequest request, ReadRequest(client_file));
  if (most > 0) request.set_k(most);
  v1::SuggestResponse response;
  if (const auto channel = Connect(options.address, kConnectTimeout); channel.ok() && options.date.empty()) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTime));
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(v1::MatchService::NewStub(*channel)->Suggest(&context, request, &response)));
  } else {
    MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<LocalMatcher> matcher, StartLocalMatcher(options, false));
    MEEDOEN_ASSIGN_OR_RETURN(response,
                             matcher->engine->Suggest(*matcher->views.Get(), request, absl::InfiniteFuture()));
  }
  Print(json ? Json(response) : PrintAnswer(request, response));
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

absl::Status RunEvaluate(const CliOptions& options, const std::string& samples_folder, bool per_client) {
  const std::string clients = samples_folder + "/clients";
  MEEDOEN_ASSIGN_OR_RETURN(
      const std::vector<JudgedClient> judged,
      LoadJudgedClients(*PosixEnv(), clients, samples_folder + "/judgements.tsv", clients + "/languages.tsv"));
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<LocalMatcher> matcher, StartLocalMatcher(options, false));
  MEEDOEN_ASSIGN_OR_RETURN(const Evaluation evaluation, Evaluate(*matcher->engine, *matcher->views.Get(), BestKernel(),
                                                                 matcher->clock->Now(), judged));
  PrintEvaluation(evaluation, per_client);
  if (evaluation.infeasible == 0) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(evaluation.infeasible, " suggestions break a limit; see --per-client"));
}

}  // namespace meedoen::matcher
