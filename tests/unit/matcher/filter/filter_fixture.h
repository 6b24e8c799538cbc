// One activity and one client at a time, and which limits the one fails for the other.
#pragma once

#include <memory>
#include <vector>

#include "matcher/filter/filter.h"
#include "tests/testing/match_setting.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::kWorldDay;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::meedoen::testing::WeeklySlot;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FilterTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    setting_ = new meedoen::testing::MatchSetting;
    places_ = setting_->world.ViewOf({VenueAt("any", kDeventer)});
  }
  static void TearDownTestSuite() {
    places_.reset();
    delete setting_;
  }
  void SetUp() override {
    setting_->now = meedoen::testing::WorldNow();
    setting_->rules = {};
    setting_->settings_made.reset();
  }

  Rules& rules() { return setting_->rules; }
  void UseSettings(std::shared_ptr<const Settings> settings) { setting_->settings_made = std::move(settings); }
  void SetNow(absl::CivilDay day, int minutes) { setting_->now = FromLocal(day, minutes); }

  struct Pair {
    ClientQuery query;
    std::unique_ptr<OwnedSegment> segment;
    std::unique_ptr<Filter> filter;
    AreaFit in_area;
  };

  // Filter keeps a reference to the query, so the pair is on the heap.
  std::unique_ptr<Pair> PairOf(const v1::Activity& activity, const v1::SuggestRequest& request) {
    auto pair = std::make_unique<Pair>();
    absl::StatusOr<ClientQuery> query = setting_->QueryOf(request, *places_);
    EXPECT_OK(query);
    pair->query = *std::move(query);
    SegmentBuilder builder(meedoen::testing::kHashingDimension);
    EXPECT_OK(builder.Add(activity, setting_->world.VectorOf(activity), kWorldDay));
    pair->segment = *builder.Build();
    pair->filter = std::make_unique<Filter>(pair->query, pair->segment->view);
    pair->in_area = meedoen::testing::InArea(activity, pair->query);
    return pair;
  }

  std::vector<v1::ExclusionReason> Fails(const v1::Activity& activity, const v1::SuggestRequest& request) {
    const std::unique_ptr<Pair> pair = PairOf(activity, request);
    const FailMask mask = pair->filter->Check(0, pair->in_area);
    std::vector<v1::ExclusionReason> reasons;
    for (int reason = 1; reason < v1::ExclusionReason_ARRAYSIZE; ++reason) {
      if ((mask >> reason & 1) != 0) reasons.push_back(static_cast<v1::ExclusionReason>(reason));
    }
    return reasons;
  }

  WayThere Way(const v1::Activity& activity, const v1::SuggestRequest& request) {
    const std::unique_ptr<Pair> pair = PairOf(activity, request);
    return pair->filter->Travel(0, pair->in_area);
  }

  v1::Activity activity_ = VenueAt("koffie", kDeventer);
  v1::SuggestRequest request_ = PlainRequest();
  v1::ClientProfile& client_ = *request_.mutable_client();

 private:
  static inline meedoen::testing::MatchSetting* setting_ = nullptr;
  static inline ViewPtr places_;
};

}  // namespace meedoen::matcher
