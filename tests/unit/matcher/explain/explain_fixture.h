// One activity, as it is suggested to one client.
#pragma once

#include <string>
#include <vector>

#include "matcher/explain/explain.h"
#include "tests/testing/match_setting.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {

class ExplainTest : public ::testing::Test {
 protected:
  void SetUp() override {
    snapshot_ = *setting_.world.Publish({activity_}, 1);
    activity_.mutable_cost()->set_cents_per_visit(0);
    activity_.mutable_verification()->set_verified_on("2026-11-01");
    activity_.mutable_age_range();
    *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::TUESDAY, "10:00", "12:00");
  }

  // The activity as suggested to the client.
  const v1::Suggestion& Explained() {
    suggestion_.Clear();
    Overlay overlay(snapshot_);
    v1::WatchChangesResponse changes;
    changes.set_revision(2);
    *changes.add_changes() = setting_.world.ChangeTo(activity_);
    EXPECT_OK(overlay.Apply(changes));
    const ViewPtr view = *overlay.MakeView(setting_.now);
    const absl::StatusOr<ClientQuery> query = setting_.QueryOf(request_, *view);
    EXPECT_OK(query);
    const ScanResult scan = setting_.ScanWith(*query, *view, BestKernel(), 10);
    EXPECT_EQ(scan.pool.size(), 1u) << "not feasible";
    if (scan.pool.empty()) return suggestion_;
    const ExplainContext context{client_, *query, LanguageOf(request_.language())};
    const absl::StatusOr<v1::Suggestion> explained = Explain(scan.pool[0], context);
    EXPECT_OK(explained);
    suggestion_ = *explained;
    for (const std::string& text : Texts()) EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("{")));
    return suggestion_;
  }
  std::vector<std::string> Codes() {
    std::vector<std::string> codes;
    for (const v1::Reason& reason : suggestion_.reasons()) codes.push_back(reason.code());
    for (const v1::Caution& caution : suggestion_.cautions()) codes.push_back("!" + caution.code());
    return codes;
  }
  std::vector<std::string> Texts() {
    std::vector<std::string> texts;
    for (const v1::Reason& reason : suggestion_.reasons()) texts.push_back(reason.text());
    for (const v1::Caution& caution : suggestion_.cautions()) texts.push_back(caution.text());
    return texts;
  }
  std::vector<std::string> CodesNow() {
    Explained();
    return Codes();
  }

  meedoen::testing::MatchSetting setting_;
  std::shared_ptr<const Snapshot> snapshot_;  // What the activity was before the test changed it.
  v1::Activity activity_ = meedoen::testing::VenueAt("koken", meedoen::testing::kDeventer, "Samen koken");
  v1::SuggestRequest request_ = meedoen::testing::PlainRequest();
  v1::ClientProfile& client_ = *request_.mutable_client();
  v1::Suggestion suggestion_;
};

}  // namespace meedoen::matcher
