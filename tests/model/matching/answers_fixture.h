// Whole answers of random worlds, to be held against the naive matcher.
// MEEDOEN_META_SEED: the first catalogue, to look at one again.
#pragma once

#include <cstdlib>
#include <functional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/model/matching/random_world.h"
#include "tests/testing/status.h"

namespace meedoen::testing {

inline constexpr int kWorlds = 40, kClients = 15;

// What nobody can change: never a near-miss.
inline const std::set<int> kForGood = {
    v1::AGE,       v1::GENDER, v1::NOT_ACTIVE, v1::STATED_INACCESSIBLE, v1::EXCLUDED_BY_REQUEST, v1::OTHER_MUNICIPALITY,
    v1::NOT_WANTED};

inline v1::SuggestRequest With(const v1::SuggestRequest& request, const v1::SuggestRequest& merge) {
  v1::SuggestRequest merged = request;
  merged.MergeFrom(merge);
  return merged;
}

inline std::string Names(const std::set<int>& reasons) {
  std::string text;
  for (const int reason : reasons) {
    absl::StrAppend(&text, " ", v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason)));
  }
  return text.empty() ? "fits" : text;
}

class AnswersTest : public ::testing::Test {
 protected:
  void ForEachClient(uint32_t seed, const std::function<void(RandomWorld&, const v1::SuggestRequest&)>& look) {
    const char* stated = std::getenv("MEEDOEN_META_SEED");
    const uint32_t first = stated == nullptr ? seed : static_cast<uint32_t>(std::atoi(stated));
    for (uint32_t at = first; at < first + kWorlds; ++at) {
      SCOPED_TRACE(absl::StrCat("MEEDOEN_META_SEED=", at));
      RandomWorld world(at);
      ASSERT_OK(world.Build(90));
      for (int i = 0; i < kClients; ++i) {
        SCOPED_TRACE(absl::StrCat("client ", i));
        v1::SuggestRequest request = world.Request();
        if (i % 4 == 0) world.random().LiftLimits(&request);
        look(world, request);
        if (HasFailure()) {
          ADD_FAILURE() << request.DebugString();
          return;
        }
      }
    }
  }

  // What the model says of an activity of the answer. `edge`: it lies at the edge of a distance, where rounding
  // decides.
  static NaiveVerdict Judge(const RandomWorld& world, const v1::SuggestRequest& request, const std::string& name,
                            bool* edge = nullptr, bool confirmed = false) {
    const absl::StatusOr<NaiveClient> client = world.ClientOf(request);
    EXPECT_OK(client);
    const NaiveActivity* activity = world.Find(name);
    EXPECT_NE(activity, nullptr) << name << " cannot be suggested";
    if (!client.ok() || activity == nullptr) return {};
    const NaiveVerdict verdict = client->Judge(*activity, {0, 0, confirmed});
    if (edge != nullptr) {
      *edge = client->Judge(*activity, {-1, 0, confirmed}).reasons != verdict.reasons ||
              client->Judge(*activity, {1, 0, confirmed}).reasons != verdict.reasons;
    }
    return verdict;
  }
};

}  // namespace meedoen::testing
