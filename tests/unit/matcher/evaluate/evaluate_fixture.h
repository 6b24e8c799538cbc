// Six activities in Deventer and one far away, with an engine that answers from them.
#pragma once

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "matcher/evaluate/evaluate.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

class EvaluateFixture : public ::testing::Test {
 protected:
  EvaluateFixture() {
    using meedoen::testing::VenueAt;
    for (const char* title : {"Samen koken", "Schaken", "Wandelen", "Zingen", "Tuinieren", "Naaien"}) {
      activities_.push_back(VenueAt(absl::StrCat("a", activities_.size()), meedoen::testing::kDeventer, title));
    }
    activities_.push_back(VenueAt("far", {53.0, 6.0}, "Samen koken"));
  }

  // A client with this wish, who would like these.
  JudgedClient Client(const std::string& id, const std::string& wish, const std::map<size_t, int>& grades) {
    JudgedClient client;
    client.id = id;
    client.request = meedoen::testing::PlainRequest();
    client.request.mutable_client()->add_wishes(wish);
    for (const auto& [activity, grade] : grades) client.grades[activities_[activity].name()] = grade;
    return client;
  }

  EvaluateSetting Setting() {
    view_ = world_.ViewOf(activities_);
    return {engine_, *view_, BestKernel(), clock_.Now()};
  }

  meedoen::testing::SampleWorld world_;
  std::vector<v1::Activity> activities_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  SettingsHolder settings_{Settings::BuiltIn()};
  SuggestEngine engine_{EngineParts{world_.embedder(), clock_, settings_, BestKernel()}};
  ViewPtr view_;
};

}  // namespace meedoen::matcher
