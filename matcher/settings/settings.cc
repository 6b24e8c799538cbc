#include "matcher/settings/settings.h"

#include <algorithm>
#include <vector>

#include "core/base/log.h"
#include "core/base/status.h"
#include "core/settings/settings_files.h"

namespace meedoen::matcher {

std::shared_ptr<const Settings> Settings::BuiltIn(const std::shared_ptr<const TravelTimes>& times) {
  Rules rules;
  SetTravel(times, &rules);
  return Of(std::move(rules));
}

std::shared_ptr<const Settings> Settings::Of(Rules rules) {
  auto settings = std::make_shared<Settings>();
  settings->id_ = "built-in";
  settings->ageing_ = AgeingRules(rules.ageing);
  settings->default_ = std::move(rules);
  return settings;
}

absl::StatusOr<std::shared_ptr<const Settings>> Settings::Load(Env& env, const std::string& folder,
                                                               const std::shared_ptr<const TravelTimes>& times) {
  if (folder.empty()) return BuiltIn(times);
  Problems problems;
  MEEDOEN_ASSIGN_OR_RETURN(const SettingsFiles files, ReadSettingsFiles(env, folder, &problems));
  auto settings = std::make_shared<Settings>();
  settings->id_ = files.id;
  ApplySettings(files.common, kDefaultSettingsFile, &settings->default_, &problems);
  settings->ageing_ = AgeingRules(settings->default_.ageing);
  for (const auto& [code, own] : files.own) {
    Rules rules = settings->default_;
    ApplySettings(own, SettingsFileOf(code), &rules, &problems);
    SetTravel(times, &rules);
    settings->ageing_.Add(code, rules.ageing);
    settings->own_.emplace(code, std::move(rules));
  }
  SetTravel(times, &settings->default_);
  const absl::Status right = problems.ToStatus();
  if (!right.ok()) return Annotate(right, folder);
  return std::shared_ptr<const Settings>(std::move(settings));
}

const Rules& Settings::RulesOf(std::string_view municipality_code) const {
  const auto own = own_.find(municipality_code);
  return own == own_.end() ? default_ : own->second;
}

bool Settings::Shares(std::string_view code, std::string_view other_code) const {
  if (code == other_code) return true;
  const auto names = [this](std::string_view one, std::string_view other) {
    const std::vector<std::string>& across = RulesOf(one).across_border_with;
    return std::binary_search(across.begin(), across.end(), other, std::less<>());
  };
  return names(code, other_code) && names(other_code, code);
}

std::vector<std::string> Settings::SharedWith(const std::string& municipality_code) const {
  std::vector<std::string> shared = {municipality_code};
  for (const std::string& other : RulesOf(municipality_code).across_border_with) {
    if (other != municipality_code && Shares(municipality_code, other)) shared.push_back(other);
  }
  return shared;
}

std::shared_ptr<const Settings> SettingsHolder::Get() const {
  absl::MutexLock lock(&mutex_);
  return settings_;
}

std::string SettingsHolder::problem() const {
  absl::MutexLock lock(&mutex_);
  return problem_;
}

void SettingsHolder::Set(std::shared_ptr<const Settings> settings) {
  absl::MutexLock lock(&mutex_);
  settings_ = std::move(settings);
  problem_.clear();
}

void SettingsHolder::SetProblem(std::string problem) {
  absl::MutexLock lock(&mutex_);
  problem_ = std::move(problem);
}

void SettingsWatcher::LookOnce() {
  absl::StatusOr<std::shared_ptr<const Settings>> settings = Settings::Load(env_, folder_, times_);
  if (!settings.ok()) {
    std::string problem(settings.status().message());
    if (problem == holder_->problem()) return;
    LogError("settings not taken over, {} stay in use: {}", holder_->Get()->id(), problem);
    holder_->SetProblem(std::move(problem));
  } else if ((*settings)->id() != holder_->Get()->id() || !holder_->problem().empty()) {
    LogInfo("settings {} of {} are in use", (*settings)->id(), folder_);
    holder_->Set(*std::move(settings));
  }
}

void SettingsWatcher::Start() {
  if (folder_.empty() || thread_.joinable()) return;
  thread_ = std::thread([this] { Run(); });
}

void SettingsWatcher::Run() {
  while (true) {
    LookOnce();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval_)) return;
  }
}

void SettingsWatcher::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace meedoen::matcher
