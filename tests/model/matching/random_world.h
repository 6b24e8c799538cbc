// A random municipality and its neighbours as the matcher serves it, and as the naive matcher knows it: a snapshot, in
// half of the worlds changes over it, settings, a day of the year. The same for the same seed.
//
// Threads: one thread at a time. Errors: Build says what could not be made.
#pragma once

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "matcher/query/query_builder.h"
#include "matcher/query/query_check.h"
#include "matcher/search/scan.h"
#include "matcher/service/suggest_engine.h"
#include "tests/model/matching/naive_matcher.h"
#include "tests/testing/random_catalog.h"

namespace meedoen::testing {

class RandomWorld {
 public:
  explicit RandomWorld(uint32_t seed) : seed_(seed), day_(DayOf(seed)), random_(seed, day_) {}

  // `rows` activities before the changes, and these.
  absl::Status Build(int rows, const std::vector<v1::Activity>& more = {}) {
    world_.UseDay(day_);
    naive_.places = WorldPlaces();
    naive_.now = Now();
    MEEDOEN_RETURN_IF_ERROR(SetSettings());
    std::vector<v1::Activity> records;
    for (int i = 0; i < rows; ++i) records.push_back(random_.ActivityOfAllKinds(i));
    records.insert(records.end(), more.begin(), more.end());
    MEEDOEN_ASSIGN_OR_RETURN(const auto snapshot, world_.Publish(records, 1));
    matcher::Overlay overlay(snapshot, kMostRecent);
    if (changes()) {
      for (int64_t revision = 2; revision <= 3; ++revision) {
        MEEDOEN_RETURN_IF_ERROR(overlay.Apply(Changes(revision, revision == 2 ? 30 : 12, &records)));
        MEEDOEN_RETURN_IF_ERROR(overlay.MakeView(Now()).status());
      }
    }
    MEEDOEN_ASSIGN_OR_RETURN(view_, overlay.MakeView(Now()));
    for (const v1::Activity& record : records) {
      MEEDOEN_ASSIGN_OR_RETURN(NaiveActivity activity, ReadActivity(record, world_.VectorOf(record), day_));
      activities_.push_back(std::move(activity));
    }
    naive_.embed = [this](const std::string& text) {
      NaiveWish wish;
      wish.vector = *world_.embedder().EmbedQuery(text, absl::InfiniteFuture());
      const Expected expected = view_->snapshot->calibration().Expect(wish.vector);
      wish.expected = expected.mean;
      wish.spread = expected.spread;
      return wish;
    };
    return absl::OkStatus();
  }

  // Every feasible row when `most` is kMaxActivities.
  absl::StatusOr<matcher::ScanResult> Scan(const v1::SuggestRequest& request, uint32_t most) {
    return ScanIn(*view_, request, most);
  }
  // The same in another view, with the settings and on the day of this world.
  absl::StatusOr<matcher::ScanResult> ScanIn(const matcher::View& view, const v1::SuggestRequest& request,
                                             uint32_t most) {
    MEEDOEN_RETURN_IF_ERROR(matcher::CheckRequest(request));
    const matcher::LimitsContext limits{.places = view.snapshot->places(), .settings = *settings_, .now = Now()};
    MEEDOEN_ASSIGN_OR_RETURN(matcher::ClientQuery query, matcher::BuildLimits(request, limits));
    const matcher::WishContext wishes{.calibration = view.snapshot->calibration(),
                                      .embedder = world_.embedder(),
                                      .stride = view.snapshot->segment().stride,
                                      .deadline = absl::InfiniteFuture()};
    MEEDOEN_RETURN_IF_ERROR(matcher::AddWishes(request.client(), wishes, &query));
    return matcher::Scan(query, view, {.kernel = &BestKernel(), .most = most});
  }

  absl::StatusOr<NaiveClient> ClientOf(const v1::SuggestRequest& request) const {
    return NaiveClient::Of(request, naive_);
  }

  absl::StatusOr<v1::SuggestResponse> Suggest(const v1::SuggestRequest& request) {
    return engine_->Suggest(*view_, request, absl::InfiniteFuture());
  }
  absl::StatusOr<v1::ExplainActivityResponse> Explain(const v1::SuggestRequest& request, const std::string& name) {
    v1::ExplainActivityRequest question;
    *question.mutable_request() = request;
    question.set_name(name);
    return engine_->ExplainActivity(*view_, question, absl::InfiniteFuture());
  }

  const NaiveActivity* Find(const std::string& name) const {
    const auto found = std::find_if(activities_.begin(), activities_.end(),
                                    [&](const NaiveActivity& one) { return one.record.name() == name; });
    return found == activities_.end() ? nullptr : &*found;
  }

  v1::SuggestRequest Request() { return random_.RequestOfAllKinds(); }
  RandomCatalog& random() { return random_; }

  // A quarter past eight in the morning, or in the evening.
  absl::Time Now() const { return FromLocal(day_, (seed_ % 4 == 3 ? 20 : 8) * 60 + 7) + absl::Seconds(30); }
  bool changes() const { return seed_ % 2 == 1; }
  const matcher::View& view() const { return *view_; }
  std::shared_ptr<const matcher::Settings> settings() const { return settings_; }
  SampleWorld& world() { return world_; }
  const std::vector<NaiveActivity>& activities() const { return activities_; }

 private:
  static constexpr size_t kMostRecent = 20;  // Changes in the overlay's small layer.

  // Winter; before the clocks go forward; before they go back.
  static absl::CivilDay DayOf(uint32_t seed) {
    const absl::CivilDay days[] = {kWorldDay, absl::CivilDay(2027, 3, 22), absl::CivilDay(2027, 10, 25)};
    return days[seed / 2 % 3];
  }

  absl::Status SetSettings() {
    std::string folder;  // Built in.
    if (seed_ % 5 != 0) {
      folder = settings_folder_.path();
      naive_.common_settings = random_.Settings();
      MEEDOEN_RETURN_IF_ERROR(WriteSettings("default", naive_.common_settings));
      for (const char* code : {"GM0150", "GM0301"}) {
        if (random_.Below(4) == 0) continue;
        naive_.own_settings[code] = random_.Settings();
        MEEDOEN_RETURN_IF_ERROR(WriteSettings(code, naive_.own_settings[code]));
      }
    }
    MEEDOEN_ASSIGN_OR_RETURN(settings_, matcher::Settings::Load(*PosixEnv(), folder, nullptr));
    holder_ = std::make_unique<matcher::SettingsHolder>(settings_);
    engine_ = std::make_unique<matcher::SuggestEngine>(
        matcher::EngineParts{world_.embedder(), clock_, *holder_, BestKernel()});
    return absl::OkStatus();
  }

  absl::Status WriteSettings(const std::string& name, const v1::MunicipalitySettings& settings) {
    std::string json;
    const auto written = google::protobuf::util::MessageToJsonString(settings, &json);
    if (!written.ok()) return absl::InternalError(written.ToString());
    std::ofstream(settings_folder_.File(name + ".json")) << json;
    return absl::OkStatus();
  }

  // Some activities replaced, some deleted, some new, some whose new text is not embedded yet. `records` becomes what
  // can be suggested after the changes.
  v1::WatchChangesResponse Changes(int64_t revision, int count, std::vector<v1::Activity>* records) {
    v1::WatchChangesResponse changes;
    changes.set_revision(revision);
    changes.set_model_id(world_.embedder().info().id);
    const int first_new = 1000 * static_cast<int>(revision);
    for (int i = 0; i < count; ++i) {
      v1::Activity activity = random_.ActivityOfAllKinds(first_new + i);
      const int kind = random_.Below(4);
      const auto at = records->begin() + random_.Below(static_cast<int>(records->size()));
      if (kind != 3) {
        activity.set_name(at->name());
        *activity.mutable_duplicates() = at->duplicates();  // As the store keeps them.
      }
      v1::Change change = world_.ChangeTo(activity, kind != 1);
      if (kind == 2) {
        change.clear_activity();
        change.clear_vector();
        change.set_deleted(true);
      }
      *changes.add_changes() = change;
      if (kind != 3) records->erase(at);
      if (kind == 0 || kind == 3) records->push_back(activity);
      if (records->empty()) break;
    }
    return changes;
  }

  const uint32_t seed_;
  const absl::CivilDay day_;
  RandomCatalog random_;
  SampleWorld world_;
  TempDir settings_folder_;
  std::shared_ptr<const matcher::Settings> settings_;
  std::unique_ptr<matcher::SettingsHolder> holder_;
  FixedClock clock_{Now()};
  std::unique_ptr<matcher::SuggestEngine> engine_;
  NaiveClient::World naive_;
  std::vector<NaiveActivity> activities_;
  matcher::ViewPtr view_;
};

}  // namespace meedoen::testing
