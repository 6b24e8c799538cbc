// What the commands of meedoen-matcher have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/embedding/embedder.h"
#include "matcher/service/match_service.h"
#include "matcher/view/follower.h"
#include "matcher/view/snapshot_fetcher.h"

namespace meedoen::matcher {

struct CliOptions {
  std::string data_folder = "var/data";  // The indexer's; snapshots are in its folder "snapshots".
  std::string model_folder = "var/models/multilingual-e5-small";
  std::string next_model_folder;            // Another one, of snapshots to come; empty: none.
  std::string settings_folder;              // Of the municipalities; empty: the built-in settings.
  std::string travel_times_file;            // Empty: travel times are estimated.
  std::string fetch_folder;                 // Snapshots are fetched into it; empty: those of data_folder are read.
  std::string address = "127.0.0.1:50152";  // Where the matcher answers.
  std::string indexer = "127.0.0.1:50151";  // Whose changes are followed.
  std::string date;                         // Answer as on this date at 08:00; empty: now.
};

// A matcher in this process: model, view, engine, service. Members are destroyed in the right order.
struct LocalMatcher {
  std::unique_ptr<Clock> clock;
  std::unique_ptr<SettingsHolder> settings;
  std::unique_ptr<SettingsWatcher> settings_watcher;  // Started by whoever serves.
  std::vector<std::unique_ptr<Embedder>> models;
  ViewHolder views;
  std::unique_ptr<SnapshotFetcher> fetcher;  // Null: snapshots are not fetched.
  std::unique_ptr<Follower> follower;
  std::unique_ptr<SuggestEngine> engine;
  std::unique_ptr<MatchServiceImpl> service;
};

// Loads the model and the current snapshot. `follow`: keep up with later snapshots and changes. Without `follow` it is
// an error if there is no snapshot.
absl::StatusOr<std::unique_ptr<LocalMatcher>> StartLocalMatcher(const CliOptions& options, bool follow);

}  // namespace meedoen::matcher
