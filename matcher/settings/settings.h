// The settings of all municipalities: a folder with default.json and a file for each municipality that wants its own,
// GM0150.json (docs/settings.md). Checked as a whole when they are loaded; constant from then on.
//
// Threads: a Settings is constant; SettingsHolder and SettingsWatcher are safe. Ownership: shared; a call holds the
// settings it began with. Errors: INVALID_ARGUMENT with everything that is wrong in any of the files, by file and
// field; those of reading. Cost: a look-up in a small map; loading, some milliseconds.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/base/env.h"
#include "core/settings/ageing.h"
#include "matcher/settings/rules.h"

namespace meedoen::matcher {

class Settings {
 public:
  // The built-in values for everybody. `times` may be null.
  static std::shared_ptr<const Settings> BuiltIn(const std::shared_ptr<const TravelTimes>& times = nullptr);

  // These values for everybody: for tests and for measuring.
  static std::shared_ptr<const Settings> Of(Rules rules);

  // From a folder; an empty name: BuiltIn.
  static absl::StatusOr<std::shared_ptr<const Settings>> Load(Env& env, const std::string& folder,
                                                              const std::shared_ptr<const TravelTimes>& times);

  // Of a municipality that has no file: those of default.json.
  const Rules& RulesOf(std::string_view municipality_code) const;

  // Whether activities of one are shown to clients of the other: each names the other, or they are one.
  bool Shares(std::string_view code, std::string_view other_code) const;

  // The municipalities whose activities clients of this one see, itself first.
  std::vector<std::string> SharedWith(const std::string& municipality_code) const;

  // How old an activity may be, by its own municipality.
  const AgeingRules& ageing() const { return ageing_; }

  const std::string& id() const { return id_; }  // Changes with what the files say.

 private:
  std::string id_;
  Rules default_;
  AgeingRules ageing_;
  std::map<std::string, Rules, std::less<>> own_;
};

class SettingsHolder {
 public:
  explicit SettingsHolder(std::shared_ptr<const Settings> settings) : settings_(std::move(settings)) {}

  std::shared_ptr<const Settings> Get() const;
  std::string problem() const;  // Why the files are not what is in use; empty: they are.
  void Set(std::shared_ptr<const Settings> settings);
  void SetProblem(std::string problem);

 private:
  mutable absl::Mutex mutex_;
  std::shared_ptr<const Settings> settings_ ABSL_GUARDED_BY(mutex_);
  std::string problem_ ABSL_GUARDED_BY(mutex_);
};

// Looks at the folder every now and then, and takes over what changed. Files that are wrong change nothing: they are
// logged once and named by SettingsHolder::problem.
class SettingsWatcher {
 public:
  SettingsWatcher(Env& env, std::string folder, std::shared_ptr<const TravelTimes> times, SettingsHolder* holder,
                  absl::Duration interval = absl::Seconds(2))
      : env_(env), folder_(std::move(folder)), times_(std::move(times)), holder_(holder), interval_(interval) {}
  ~SettingsWatcher() { Stop(); }

  void Start();
  void Stop();
  void LookOnce();

 private:
  void Run();

  Env& env_;
  const std::string folder_;
  const std::shared_ptr<const TravelTimes> times_;
  SettingsHolder* const holder_;
  const absl::Duration interval_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace meedoen::matcher
