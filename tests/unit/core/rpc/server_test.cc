#include "core/rpc/server.h"

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/rpc/channel.h"
#include "core/rpc/handler.h"
#include "grpcpp/generic/generic_stub.h"
#include "meedoen/v1/match_service.grpc.pb.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;

// Answers GetStatus when it is told to stop, Suggest with a problem for each of `k` fields.
class TestService final : public v1::MatchService::Service {
 public:
  explicit TestService(const StopFlag& stop) : stop_(stop) {}
  grpc::Status GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*, v1::GetStatusResponse*) override {
    entered.Notify();
    stop_.WaitFor(absl::Seconds(20));
    return grpc::Status::OK;
  }
  grpc::Status Suggest(grpc::ServerContext*, const v1::SuggestRequest* request,
                       v1::SuggestResponse* response) override {
    response->set_notice(std::string(answer_bytes, 'x'));
    return HandleCall("Suggest", [&] {
      Problems problems;
      for (uint32_t i = 0; i < request->k(); ++i) problems.Add(absl::StrCat("veld_", i), "is léég € en fout");
      return problems.ToStatus();
    });
  }
  absl::Notification entered;
  size_t answer_bytes = 0;

 private:
  const StopFlag& stop_;
};

class ServerTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<RpcServer>> Start(const std::string& address) {
    return RpcServer::Start({address, {&service_}, &stop_});
  }
  StopFlag stop_;
  TestService service_{stop_};
};

absl::Status CallSuggest(const std::shared_ptr<grpc::Channel>& channel, const v1::SuggestRequest& request) {
  grpc::ClientContext context;
  v1::SuggestResponse response;
  return FromGrpcStatus(v1::MatchService::NewStub(channel)->Suggest(&context, request, &response));
}

TEST_F(ServerTest, PicksAPortAndAnswersThere) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  EXPECT_GT((*server)->address().port, 0);
  auto channel = Connect((*server)->address().ToString(), absl::Seconds(5));
  ASSERT_OK(channel);
  EXPECT_OK(CallSuggest(*channel, {}));
}

TEST_F(ServerTest, AnswersInsideTheProgramWithoutAPort) {
  auto server = Start("");
  ASSERT_OK(server);
  EXPECT_OK(CallSuggest((*server)->InProcessChannel(), {}));
}

TEST_F(ServerTest, RefusesAPortInUseByName) {
  auto first = Start("127.0.0.1:0");
  ASSERT_OK(first);
  const std::string address = (*first)->address().ToString();
  TestService other(stop_);
  EXPECT_THAT(RpcServer::Start({address, {&other}, nullptr}),
              FailsWith(absl::StatusCode::kFailedPrecondition, AllOf(HasSubstr(address), HasSubstr("already"))));
}

TEST_F(ServerTest, RefusesAnAddressThatOthersCanReach) {
  EXPECT_THAT(Start("0.0.0.0:0"), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("TLS")));
}

TEST_F(ServerTest, FailsAtOnceWhereNobodyListens) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  const std::string address = (*server)->address().ToString();
  (*server)->Drain(absl::Seconds(1));
  const absl::Time start = absl::Now();
  EXPECT_THAT(Connect(address, absl::Seconds(10)), FailsWith(absl::StatusCode::kUnavailable, HasSubstr(address)));
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
}

TEST_F(ServerTest, BringsAnyNumberOfFieldProblemsThroughTheHeaders) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  v1::SuggestRequest request;
  request.set_k(5'000);
  const absl::Status status = CallSuggest(NewChannel((*server)->address().ToString()), request);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("veld_0: is léég")));
  EXPECT_THAT(DescribeError(status), HasSubstr("more problems"));
}

TEST_F(ServerTest, TakesTheLargestMessageAndRefusesALargerOne) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  const auto channel = NewChannel((*server)->address().ToString());
  v1::SuggestRequest request;
  request.add_categories(std::string(kMaxMessageBytes - 5, 'x'));  // A tag and four bytes of length.
  ASSERT_EQ(request.ByteSizeLong(), kMaxMessageBytes);
  EXPECT_OK(CallSuggest(channel, request));
  request.add_categories("x");
  EXPECT_THAT(CallSuggest(channel, request), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("message")));
}

TEST_F(ServerTest, AnswersUpToTheLargestAnswerAndSaysWhenItIsLarger) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  const auto channel = NewChannel((*server)->address().ToString());
  service_.answer_bytes = kMaxAnswerBytes - 5;  // A tag and four bytes of length.
  EXPECT_OK(CallSuggest(channel, {}));
  service_.answer_bytes = kMaxAnswerBytes - 4;
  EXPECT_THAT(CallSuggest(channel, {}), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("message")));
}

// The bytes that a method answers to these bytes: for services of which we have no generated code.
std::string CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                    const std::string& request) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  const grpc::Slice slice(request);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  queue.Next(&tag, &ok);
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  queue.Next(&tag, &ok);
  std::vector<grpc::Slice> parts;
  EXPECT_TRUE(ok && answer.Dump(&parts).ok());
  std::string bytes;
  for (const grpc::Slice& part : parts) bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
  context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  queue.Next(&tag, &ok);
  return bytes;
}

TEST_F(ServerTest, AnswersHealthChecksAndListsItsServices) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  const auto channel = NewChannel((*server)->address().ToString());
  EXPECT_EQ(CallRaw(channel, "/grpc.health.v1.Health/Check", ""), std::string("\x08\x01")) << "status: SERVING";
  const std::string list_services = "\x3a\x01*";  // ServerReflectionRequest.list_services = "*"
  EXPECT_THAT(CallRaw(channel, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", list_services),
              AllOf(HasSubstr("meedoen.v1.MatchService"), HasSubstr("grpc.health.v1.Health")));
}

TEST_F(ServerTest, DrainsCallsInFlight) {
  auto server = Start("127.0.0.1:0");
  ASSERT_OK(server);
  absl::Status answered = absl::UnknownError("no answer");
  std::thread caller([&] {
    grpc::ClientContext context;
    v1::GetStatusResponse response;
    answered = FromGrpcStatus(
        v1::MatchService::NewStub(NewChannel((*server)->address().ToString()))->GetStatus(&context, {}, &response));
  });
  service_.entered.WaitForNotification();
  const absl::Time start = absl::Now();
  (*server)->Drain(absl::Seconds(15));
  EXPECT_LT(absl::Now() - start, absl::Seconds(10)) << "the stop flag did not reach the call";
  caller.join();
  EXPECT_OK(answered);
}

TEST(SignalsTest, WaitsForAStopSignal) {
  BlockStopSignals();
  pthread_kill(pthread_self(), SIGTERM);
  EXPECT_EQ(WaitForStopSignal(), "SIGTERM");
  pthread_kill(pthread_self(), SIGINT);
  EXPECT_EQ(WaitForStopSignal(), "SIGINT");
}

}  // namespace
}  // namespace meedoen
