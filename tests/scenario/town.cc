#include "tests/scenario/town.h"

#include <google/protobuf/util/json_util.h>

#include <fstream>

#include "core/base/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::scenario {
namespace {

// As a municipality writes them: files of a folder.
absl::StatusOr<std::shared_ptr<const matcher::Settings>> LoadSettings(const Scenario& scenario) {
  const testing::TempDir folder;
  for (const auto& [code, settings] : scenario.settings) {
    std::string json;
    const auto written = google::protobuf::util::MessageToJsonString(settings, &json);
    if (!written.ok()) return absl::InternalError(written.ToString());
    std::ofstream(folder.File(code + ".json")) << json;
  }
  return matcher::Settings::Load(*PosixEnv(), folder.path(), nullptr);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Town>> Town::Build(const Scenario& scenario) {
  auto town = std::unique_ptr<Town>(new Town(scenario));
  town->world_.UseModel(town->model_);
  town->world_.UseDay(scenario.today);
  std::vector<Place> places;
  for (const Case& one : scenario.cases) places.insert(places.end(), one.homes.begin(), one.homes.end());
  for (const auto& [letter, area] : scenario.areas) places.push_back(area);
  town->world_.UsePlaces(std::move(places));
  std::vector<v1::Activity> activities = FarAway();
  for (const auto& [letter, activity] : scenario.activities) activities.push_back(activity);
  MEEDOEN_ASSIGN_OR_RETURN(std::shared_ptr<const Snapshot> snapshot, town->world_.Publish(activities, 1));
  MEEDOEN_ASSIGN_OR_RETURN(town->view_, matcher::Overlay(std::move(snapshot)).MakeView(scenario.now));
  MEEDOEN_ASSIGN_OR_RETURN(std::shared_ptr<const matcher::Settings> settings, LoadSettings(scenario));
  town->settings_ = std::make_unique<matcher::SettingsHolder>(std::move(settings));
  town->engine_ = std::make_unique<matcher::SuggestEngine>(
      matcher::EngineParts{town->model_, town->clock_, *town->settings_, BestKernel()});
  return town;
}

absl::StatusOr<v1::SuggestResponse> Town::Suggest(const v1::SuggestRequest& request) const {
  return engine_->Suggest(*view_, request, absl::InfiniteFuture());
}

absl::StatusOr<v1::ExplainActivityResponse> Town::Explain(const v1::SuggestRequest& request,
                                                          const std::string& name) const {
  v1::ExplainActivityRequest explain;
  *explain.mutable_request() = request;
  explain.set_name(name);
  return engine_->ExplainActivity(*view_, explain, absl::InfiniteFuture());
}

}  // namespace meedoen::scenario
