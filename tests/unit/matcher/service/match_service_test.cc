#include "matcher/service/match_service.h"

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/unit/matcher/service/service_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::testing::AllOf;
using ::testing::HasSubstr;

class MatchServiceTest : public ServiceTest {
 protected:
  absl::StatusOr<v1::SuggestResponse> Ask() { return Suggest(*stub_, request_); }
  v1::SuggestRequest request_ = PlainRequest();
};

TEST_F(MatchServiceTest, WithoutASnapshotItIsUnavailable) {
  EXPECT_THAT(Ask(), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("meedoen-indexer rebuild")));
  grpc::ClientContext context;
  v1::GetStatusResponse status;
  EXPECT_EQ(stub_->GetStatus(&context, {}, &status).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(MatchServiceTest, AnswersAndNamesItsSource) {
  v1::Activity far = VenueAt("far", {52.9, 6.2}), paused = VenueAt("paused", kDeventer);
  paused.set_status(v1::PAUSED);
  Publish({VenueAt("cook", kDeventer, "Samen koken"), VenueAt("chess", kDeventer, "Schaken"), far, paused}, 7);
  request_.mutable_client()->add_wishes("samen koken");
  request_.set_debug(true);
  const auto response = Ask();
  ASSERT_OK(response);
  ASSERT_EQ(response->suggestions_size(), 2);
  EXPECT_EQ(response->suggestions(0).activity().title(), "Samen koken");
  EXPECT_GT(response->suggestions(0).score(), response->suggestions(1).score());
  EXPECT_EQ(response->source().catalog_revision(), 7);
  EXPECT_EQ(response->source().snapshot_id(), views_.Get()->snapshot->manifest().id);
  EXPECT_EQ(response->source().model_id(), meedoen::testing::kHashingModelId);
  EXPECT_EQ(response->source().calibration_id().size(), 12u);
  ASSERT_EQ(response->exclusions_size(), 1);
  EXPECT_EQ(response->exclusions(0).reason(), v1::NOT_ACTIVE);
  EXPECT_EQ(response->exclusions(0).only_reason(), 1u);
  EXPECT_EQ(response->debug().rows_feasible(), 2u);
  EXPECT_EQ(response->debug().planner_branch(), "cells");
  EXPECT_EQ(response->debug().kernel(), std::string(BestKernel().name));
  EXPECT_TRUE(response->debug().stage_microseconds().contains("explain"));
  request_.set_debug(false);
  EXPECT_FALSE(Ask()->has_debug());
}

TEST_F(MatchServiceTest, TheSameQuestionHasTheSameAnswer) {
  std::vector<v1::Activity> activities;
  for (int i = 0; i < 30; ++i) activities.push_back(VenueAt(absl::StrCat("a", i), kDeventer, "Koken"));
  Publish(activities, 1);
  request_.mutable_client()->add_wishes("koken");
  const auto first = Ask();
  ASSERT_OK(first);
  ASSERT_EQ(first->suggestions_size(), 5);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Ask()->SerializeAsString(), first->SerializeAsString());
}

TEST_F(MatchServiceTest, WishesThatNothingMeetsAreListed) {
  std::vector<v1::Activity> activities;
  for (const char* title : {"Schaken", "Dammen", "Tuinieren", "Samen koken", "Wandelen in het bos", "Naaien en breien",
                            "Zingen in een koor", "Rouwgroep", "Taalcafé", "Repair café", "Bingo", "Volkstuin"}) {
    activities.push_back(VenueAt(absl::StrCat("a", activities.size()), kDeventer, title));
  }
  activities.push_back(VenueAt("far", {52.9, 6.2}, "Zweefvliegen"));
  Publish(activities, 1);
  request_.mutable_client()->add_wishes("schaken");
  request_.mutable_client()->add_wishes("zweefvliegen");  // Only out of reach.
  const auto response = Ask();
  ASSERT_OK(response);
  ASSERT_EQ(response->unmet_wishes_size(), 1) << response->DebugString();
  EXPECT_EQ(response->unmet_wishes(0), 1u);
}

TEST_F(MatchServiceTest, ProblemsComeAsBadRequestDetails) {
  Publish({VenueAt("a", kDeventer)}, 1);
  request_.set_k(51);
  request_.mutable_client()->mutable_home()->set_postcode("x");
  const auto response = Ask();
  EXPECT_THAT(response, FailsWith(absl::StatusCode::kInvalidArgument,
                                  AllOf(HasSubstr("k: "), HasSubstr("client.home.postcode: "))));
  EXPECT_THAT(DescribeError(response.status()), HasSubstr("client.home.postcode"));
}

TEST_F(MatchServiceTest, WaitsForTheLeastRevisionWithinTheDeadline) {
  Publish({VenueAt("a", kDeventer)}, 4);
  request_.set_minimum_revision(4);
  EXPECT_OK(Ask());
  request_.set_minimum_revision(5);
  const absl::Time before = absl::Now();
  EXPECT_THAT(Suggest(*stub_, request_, absl::Seconds(2)),
              FailsWith(absl::StatusCode::kFailedPrecondition, AllOf(HasSubstr("revision 5"), HasSubstr("revision 4"))))
      << "in time for the caller to hear it";
  EXPECT_GT(absl::Now() - before, absl::Seconds(1)) << "it did wait";
  follower_.Start();
  ASSERT_OK(world_.Publish({VenueAt("a", kDeventer)}, 5));
  EXPECT_EQ(Ask()->source().catalog_revision(), 5);
}

// As many as may wait do, one more is told to come back, and none of them takes a place from a call that need not wait.
TEST_F(MatchServiceTest, WaitingForARevisionTakesNoPlaceFromOthers) {
  static_assert(kMaxRevisionWaits > kMaxConcurrentSuggests + kMaxQueuedSuggests);
  Publish({VenueAt("a", kDeventer)}, 4);
  v1::SuggestRequest later = request_;
  later.set_minimum_revision(5);
  std::atomic<int> answered{0};
  std::vector<std::thread> waiting;
  for (int i = 0; i < kMaxRevisionWaits; ++i) {
    waiting.emplace_back([this, &later, &answered] {
      auto response = Suggest(*stub_, later, absl::Seconds(60));
      while (absl::IsResourceExhausted(response.status())) {  // The probe below had the last place for a moment.
        response = Suggest(*stub_, later, absl::Seconds(60));
      }
      answered += response.ok() && response->source().catalog_revision() == 5;
    });
  }
  absl::Status refused;
  for (int i = 0; i < 1000 && !absl::IsResourceExhausted(refused); ++i) {
    refused = Suggest(*stub_, later, absl::Milliseconds(20)).status();
  }
  EXPECT_THAT(refused, FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("too many calls")));
  EXPECT_OK(Ask());
  request_.set_minimum_revision(4);
  EXPECT_OK(Ask()) << "nor one whose revision is here";
  Publish({VenueAt("a", kDeventer)}, 5);
  for (std::thread& one : waiting) one.join();
  EXPECT_EQ(answered, kMaxRevisionWaits);
}

TEST_F(MatchServiceTest, StatusSaysWhatIsServed) {
  Publish({VenueAt("a", kDeventer), VenueAt("b", kDeventer)}, 3);
  ASSERT_OK(Ask());
  grpc::ClientContext context;
  v1::GetStatusResponse status;
  ASSERT_OK(FromGrpcStatus(stub_->GetStatus(&context, {}, &status)));
  EXPECT_EQ(status.source().catalog_revision(), 3);
  EXPECT_EQ(status.snapshot_activities(), 2u);
  EXPECT_EQ(status.overlay_changes(), 0u);
  EXPECT_EQ(status.suggest_calls(), 1u);
  EXPECT_FALSE(status.connected());
  EXPECT_EQ(status.snapshot_time().seconds(), absl::ToUnixSeconds(meedoen::testing::WorldNow()));
}

// Without a deadline of its own a call may wait half a minute; one that is cancelled does not hold up the end.
TEST_F(MatchServiceTest, WhoGivesUpIsNotWaitedFor) {
  Publish({VenueAt("a", kDeventer)}, 4);
  request_.set_minimum_revision(5);
  grpc::ClientContext call;
  std::thread waiting([this, &call] {
    v1::SuggestResponse response;
    EXPECT_EQ(stub_->Suggest(&call, request_, &response).error_code(), grpc::StatusCode::CANCELLED);
  });
  absl::SleepFor(absl::Milliseconds(300));
  call.TryCancel();
  waiting.join();
  const absl::Time start = absl::Now();
  server_->Drain(absl::Seconds(25));
  EXPECT_LT(absl::Now() - start, absl::Seconds(15));
}

TEST_F(MatchServiceTest, ExplainsOneActivityAndNamesTheSettings) {
  Publish({VenueAt("near", kDeventer), VenueAt("far", {52.9, 6.2})}, 1);
  v1::ExplainActivityRequest ask;
  *ask.mutable_request() = request_;
  const auto explain = [&](const std::string& id) {
    ask.set_name("municipalities/GM0150/activities/" + id);
    grpc::ClientContext context;
    v1::ExplainActivityResponse response;
    const absl::Status status = FromGrpcStatus(stub_->ExplainActivity(&context, ask, &response));
    return status.ok() ? absl::StatusOr<v1::ExplainActivityResponse>(response) : status;
  };
  ASSERT_OK(explain("near"));
  EXPECT_EQ(explain("near")->verdict(), v1::ExplainActivityResponse::SUGGESTED);
  EXPECT_EQ(explain("far")->verdict(), v1::ExplainActivityResponse::FALLS_OUT);
  EXPECT_THAT(explain("nowhere"), FailsWith(absl::StatusCode::kNotFound, HasSubstr("meedoen-indexer")));
  EXPECT_EQ(explain("near")->source().settings_id(), "built-in");
  EXPECT_EQ(Ask()->source().settings_id(), "built-in");
  settings_.SetProblem("default.json: weights.travel: must be from 0 to 100");
  grpc::ClientContext context;
  v1::GetStatusResponse status;
  ASSERT_TRUE(stub_->GetStatus(&context, {}, &status).ok());
  EXPECT_EQ(status.settings_id(), "built-in");
  EXPECT_THAT(status.settings_problem(), HasSubstr("weights.travel"));
}

// First in the answer, whatever else is found; and nothing of it for everyday words.
TEST_F(MatchServiceTest, WordsThatPointToACrisisPutANoticeFirst) {
  Publish({VenueAt("near", kDeventer)}, 1);
  request_.mutable_client()->add_wishes("ik verveel me dood, iets leuks");
  EXPECT_EQ(Ask()->notice(), "");
  request_.mutable_client()->add_wishes("ik wil niet meer leven");
  const absl::StatusOr<v1::SuggestResponse> answer = Ask();
  ASSERT_OK(answer);
  EXPECT_THAT(answer->notice(), HasSubstr("113"));
  EXPECT_THAT(answer->notice(), ::testing::Not(HasSubstr("niet meer leven"))) << "it repeats nothing";
  ASSERT_GT(answer->crisis_contacts_size(), 0);
  EXPECT_EQ(answer->suggestions_size(), 1) << "the coach still gets the list";
}

}  // namespace
}  // namespace meedoen::matcher
