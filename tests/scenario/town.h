// The town of a scenario as a matcher serves it: its activities among sixty others far away, so that what a wish scores
// by chance is known, the settings of its municipalities, and the scenario's moment.
//
// Wishes match by words (the hashing model), not by meaning: a scenario is about the rules, and says in the activities
// the words that its client uses. Threads: one at a time. Ownership: the scenario must outlive it. Errors: those of
// the settings and of the engine.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "core/embedding/hashing_embedder.h"
#include "matcher/service/suggest_engine.h"
#include "tests/scenario/scenario.h"
#include "tests/testing/sample_world.h"

namespace meedoen::scenario {

class Town {
 public:
  static absl::StatusOr<std::unique_ptr<Town>> Build(const Scenario& scenario);

  absl::StatusOr<v1::SuggestResponse> Suggest(const v1::SuggestRequest& request) const;
  absl::StatusOr<v1::ExplainActivityResponse> Explain(const v1::SuggestRequest& request, const std::string& name) const;

 private:
  explicit Town(const Scenario& scenario) : clock_(scenario.now) {}

  static constexpr int kDimension = 384;
  HashingEmbedder model_{ModelInfo{"scenario-hashing", kDimension, 512}};
  testing::SampleWorld world_;
  FixedClock clock_;
  std::unique_ptr<matcher::SettingsHolder> settings_;
  std::unique_ptr<matcher::SuggestEngine> engine_;
  matcher::ViewPtr view_;
};

// Activities far from every town: sixty, each about something else.
std::vector<v1::Activity> FarAway();

}  // namespace meedoen::scenario
