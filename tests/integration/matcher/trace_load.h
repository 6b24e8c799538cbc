// Calls to a matcher with marked words in every field that takes text: good calls and bad ones, whole, cut off, late
// and cancelled.
//
// Threads: SendLoad makes its own. Errors: none; what became of the calls is counted.
#pragma once

#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/rpc/channel.h"
#include "meedoen/v1/match_service.grpc.pb.h"

namespace meedoen::testing {

// Words that stand in no file of the product. The last is a citizen service number: nine digits that pass its test.
inline constexpr char kMark[] = "Zebrawolkje-Mirtevlinder";
inline constexpr char kMarkedPostcode[] = "9876ZX";
inline constexpr char kMarkedNumber[] = "111222333";
// A wish of many words, so that few numbers of its vector are zero.
inline std::string MarkedWish() {
  return absl::StrCat(
      kMark,
      " samen koken, wandelen in het bos, zingen, schaken, borduren, tuinieren, dansen op muziek van vroeger, fietsen "
      "langs de rivier, puzzelen, biljarten, vogels kijken, jeu de boules, kaarten, brood bakken");
}

// Each makes a request that is answered, or refused, in another way.
inline std::vector<std::function<void(v1::SuggestRequest*)>> MarkedChanges() {
  using Request = v1::SuggestRequest;
  const std::string mark = kMark;
  return {
      [](Request*) {},
      [](Request* request) { request->set_near_misses(20); },
      [](Request* request) { request->set_widen(true); },
      [](Request* request) { request->set_debug(true); },
      [](Request* request) { request->set_language(v1::EN); },
      [=](Request* request) { request->mutable_client()->set_wishes(0, "ik wil niet meer leven " + mark); },
      [=](Request* request) { request->mutable_client()->add_dislikes(mark + " wandelen"); },
      [=](Request* request) {
        request->mutable_client()->add_excluded_activities("municipalities/GM0150/activities/zebrawolkje-mirtevlinder");
      },
      [](Request* request) { request->mutable_client()->mutable_mobility()->set_maximum_minutes(1); },
      [](Request* request) { request->set_minimum_revision(1'000'000); },
      [](Request* request) { request->mutable_client()->mutable_home()->set_postcode(kMarkedPostcode); },
      [=](Request* request) { request->mutable_client()->mutable_home()->set_postcode(mark); },
      [=](Request* request) { request->mutable_client()->mutable_home()->set_area_code(mark); },
      [=](Request* request) { request->mutable_client()->mutable_home()->set_municipality_code(mark); },
      [=](Request* request) { request->mutable_client()->add_excluded_activities(mark); },
      [=](Request* request) { request->mutable_client()->add_languages(mark); },
      [=](Request* request) { request->mutable_client()->add_availability()->set_start_time(mark); },
      [=](Request* request) { request->add_categories(mark); },
      [=](Request* request) { request->add_excluded_categories(mark); },
      [](Request* request) { request->mutable_client()->add_wishes(absl::StrCat(kMark, " ", kMarkedNumber)); },
      [](Request* request) { request->mutable_client()->add_wishes(absl::StrCat(kMark, "\xC3\x28", kMark)); },
      [](Request* request) {
        std::string* wish = request->mutable_client()->add_wishes();
        while (wish->size() < 20'000) absl::StrAppend(wish, kMark, " ");
      },
      [](Request* request) {
        while (request->client().wishes_size() < 30) request->mutable_client()->add_wishes(kMark);
      },
  };
}

inline v1::SuggestRequest MarkedRequest() {
  v1::SuggestRequest request;
  v1::ClientProfile* client = request.mutable_client();
  client->add_wishes(MarkedWish());
  client->add_wishes(absl::StrCat(kMark, " fietsen"));
  client->add_dislikes(absl::StrCat(kMark, " voetbal"));
  client->mutable_home()->set_postcode("7415");
  client->mutable_mobility()->add_means(v1::BICYCLE);
  return request;
}

struct LoadResult {
  std::map<grpc::StatusCode, int> codes;
  int explained = 0;  // Calls of ExplainActivity that were answered.
  int crisis_notices = 0;
  std::string told;  // Every error message and detail.
};

// Sends from `threads` threads, `rounds` times every kind of call each.
class MarkedLoad {
 public:
  explicit MarkedLoad(const std::string& address) : address_(address) {}

  LoadResult Send(int threads, int rounds) {
    std::vector<std::thread> senders;
    for (int i = 0; i < threads; ++i) {
      senders.emplace_back([this, rounds] {
        const auto channel = NewChannel(address_);
        for (int round = 0; round < rounds; ++round) SendAll(channel, round);
      });
    }
    for (std::thread& sender : senders) sender.join();
    absl::MutexLock lock(&mutex_);
    return result_;
  }

 private:
  void SendAll(const std::shared_ptr<grpc::Channel>& channel, int round) {
    const auto stub = v1::MatchService::NewStub(channel);
    for (const auto& change : MarkedChanges()) {
      v1::SuggestRequest request = MarkedRequest();
      change(&request);
      // Waiting for a revision takes all the time that there is.
      const absl::Duration time = absl::Seconds(request.minimum_revision() > 0 ? 0.2 : 20);
      Suggest(*stub, request, time);
      // Deadlines that pass before, during and after the work.
      Suggest(*stub, request, absl::Microseconds(100 + 400 * round));
      Cancelled(*stub, request, absl::Microseconds(300 * round), time);
      for (const std::string& name : {std::string("municipalities/GM0150/activities/a"), std::string(kMark)}) {
        Explain(*stub, request, name, time);
      }
    }
    Garbage(channel);
  }

  void Suggest(v1::MatchService::Stub& stub, const v1::SuggestRequest& request, absl::Duration within) {
    grpc::ClientContext context;
    context.AddMetadata("x-client", kMark);
    context.set_deadline(absl::ToChronoTime(absl::Now() + within));
    v1::SuggestResponse response;
    const grpc::Status status = stub.Suggest(&context, request, &response);
    Count(status, 0, !response.notice().empty());
  }

  void Cancelled(v1::MatchService::Stub& stub, const v1::SuggestRequest& request, absl::Duration after,
                 absl::Duration within) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + within));
    std::thread canceller([&context, after] {
      absl::SleepFor(after);
      context.TryCancel();
    });
    v1::SuggestResponse response;
    Count(stub.Suggest(&context, request, &response), 0, false);
    canceller.join();
  }

  void Explain(v1::MatchService::Stub& stub, const v1::SuggestRequest& request, const std::string& name,
               absl::Duration within) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + within));
    v1::ExplainActivityRequest explain;
    *explain.mutable_request() = request;
    explain.set_name(name);
    v1::ExplainActivityResponse response;
    const grpc::Status status = stub.ExplainActivity(&context, explain, &response);
    Count(status, status.ok(), false);
  }

  // Bytes that are no message, and a method that there is not.
  void Garbage(const std::shared_ptr<grpc::Channel>& channel) {
    grpc::GenericStub stub(channel);
    for (const std::string& method : {std::string("Suggest"), std::string(kMark)}) {
      grpc::ClientContext context;
      grpc::CompletionQueue queue;
      const grpc::Slice slice(absl::StrCat("\xFF", kMark, "\xFF"));
      const grpc::ByteBuffer request(&slice, 1);
      grpc::ByteBuffer response;
      grpc::Status status;
      const auto call = stub.PrepareUnaryCall(&context, "/meedoen.v1.MatchService/" + method, request, &queue);
      call->StartCall();
      call->Finish(&response, &status, this);
      void* tag = nullptr;
      bool ok = false;
      queue.Next(&tag, &ok);
      Count(status, 0, false);
    }
  }

  void Count(const grpc::Status& status, bool explained, bool notice) {
    absl::MutexLock lock(&mutex_);
    ++result_.codes[status.error_code()];
    result_.explained += explained;
    result_.crisis_notices += notice;
    absl::StrAppend(&result_.told, status.error_message(), status.error_details(), "\n");
  }

  const std::string address_;
  absl::Mutex mutex_;
  LoadResult result_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen::testing
