// A world and an engine: what nearly fits, what the wider search finds, and why one does not fit.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "matcher/service/suggest_engine.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::meedoen::testing::WeeklySlot;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class NearTest : public ::testing::Test {
 protected:
  // The activity `metres` to the north of the client's home, 7411.
  void Lies(double metres) {
    activity_.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.251 + metres / 111'195.0);
    activity_.mutable_place()->mutable_resolved_coordinates()->set_longitude(6.158);
  }
  void Goes(v1::Means means, uint32_t minutes) {
    client_.mutable_mobility()->Clear();
    client_.mutable_mobility()->add_means(means);
    client_.mutable_mobility()->set_maximum_minutes(minutes);
  }
  void Meets(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(day, start, end);
  }
  void IsFree(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    v1::AvailabilityWindow* window = client_.add_availability();
    window->set_day(day);
    window->set_start_time(start);
    window->set_end_time(end);
  }

  v1::SuggestResponse Ask(const std::vector<v1::Activity>& others = {}) { return AnswerTo(request_, others); }

  v1::SuggestResponse AnswerTo(const v1::SuggestRequest& request, const std::vector<v1::Activity>& others = {}) {
    std::vector<v1::Activity> all = others;
    all.push_back(activity_);
    const ViewPtr view = world_.ViewOf(all, ++revision_);
    const auto response = engine_.Suggest(*view, request, absl::InfiniteFuture());
    EXPECT_OK(response);
    return response.ok() ? *response : v1::SuggestResponse();
  }

  v1::ExplainActivityResponse Explain() {
    v1::ExplainActivityRequest request;
    *request.mutable_request() = request_;
    request.set_name(activity_.name());
    const auto response =
        engine_.ExplainActivity(*world_.ViewOf({activity_}, ++revision_), request, absl::InfiniteFuture());
    EXPECT_OK(response);
    return response.ok() ? *response : v1::ExplainActivityResponse();
  }

  // The one near-miss, after checking that its change makes it fit, and that without it it does not.
  std::string TheChange(v1::ExclusionReason reason) {
    const v1::SuggestResponse before = Ask();
    EXPECT_THAT(before.suggestions(), IsEmpty());
    EXPECT_THAT(before.near_misses(), SizeIs(1));
    if (before.near_misses_size() != 1) return "";
    EXPECT_EQ(before.near_misses(0).reason(), reason);
    const v1::SuggestRequest changed = Merged(request_, before.near_misses(0).merge());
    EXPECT_THAT(AnswerTo(changed).suggestions(), SizeIs(1)) << "with the change";
    return before.near_misses(0).change();
  }

  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  SettingsHolder settings_{Settings::BuiltIn()};
  SuggestEngine engine_{EngineParts{world_.embedder(), clock_, settings_, BestKernel()}};
  v1::Activity activity_ = VenueAt("koffie", kDeventer);
  v1::SuggestRequest request_ = PlainRequest();
  v1::ClientProfile& client_ = *request_.mutable_client();
  int64_t revision_ = 0;
};

}  // namespace meedoen::matcher
