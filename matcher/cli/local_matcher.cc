#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/embedding/caching_embedder.h"
#include "matcher/cli/options.h"

namespace meedoen::matcher {
namespace {

constexpr int kMorningMinutes = 8 * 60;

absl::StatusOr<std::unique_ptr<Clock>> ClockFor(const std::string& date) {
  if (date.empty()) return std::make_unique<RealClock>();
  MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDate(date));
  return std::make_unique<FixedClock>(FromLocal(day, kMorningMinutes));
}

// Loads the models; wishes are embedded with the one of the snapshot at hand.
absl::StatusOr<Embedders> LoadModels(const CliOptions& options, LocalMatcher* matcher) {
  Embedders embedders;
  for (const std::string& folder : {options.model_folder, options.next_model_folder}) {
    if (folder.empty()) continue;
    MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<Embedder> embedder,
                             LoadEmbedder(*PosixEnv(), folder, {.passage_threads = 0}));
    matcher->models.push_back(std::make_unique<CachingEmbedder>(std::move(embedder)));
    MEEDOEN_RETURN_IF_ERROR(embedders.Add(*matcher->models.back()));
  }
  return embedders;
}

absl::Status LoadSettings(const CliOptions& options, LocalMatcher* matcher) {
  std::shared_ptr<const TravelTimes> times;
  if (!options.travel_times_file.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(times, TravelTimes::Read(*PosixEnv(), options.travel_times_file));
  }
  MEEDOEN_ASSIGN_OR_RETURN(std::shared_ptr<const Settings> settings,
                           Settings::Load(*PosixEnv(), options.settings_folder, times));
  matcher->settings = std::make_unique<SettingsHolder>(std::move(settings));
  matcher->settings_watcher =
      std::make_unique<SettingsWatcher>(*PosixEnv(), options.settings_folder, times, matcher->settings.get());
  return absl::OkStatus();
}

absl::Status LoadFirst(const FollowerOptions& options, LocalMatcher* matcher) {
  const absl::Status loaded = matcher->follower->LoadFirst();
  if (matcher->fetcher == nullptr || !absl::IsDataLoss(loaded)) return loaded;
  LogError("{}; it is fetched anew from {}", loaded.ToString(), options.indexer_address);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<LocalMatcher>> StartLocalMatcher(const CliOptions& options, bool follow) {
  auto matcher = std::make_unique<LocalMatcher>();
  MEEDOEN_ASSIGN_OR_RETURN(matcher->clock, ClockFor(options.date));
  MEEDOEN_RETURN_IF_ERROR(LoadSettings(options, matcher.get()));
  MEEDOEN_ASSIGN_OR_RETURN(const Embedders embedders, LoadModels(options, matcher.get()));
  const bool fetch = follow && !options.fetch_folder.empty();
  const FollowerOptions follower_options{
      .snapshots_folder = fetch ? options.fetch_folder : options.data_folder + "/snapshots",
      .indexer_address = follow ? options.indexer : "",
      .models = embedders.models()};
  if (fetch) {
    const FetcherOptions fetcher_options{.folder = options.fetch_folder, .indexer_address = options.indexer};
    matcher->fetcher = std::make_unique<SnapshotFetcher>(fetcher_options, *PosixEnv());
  }
  matcher->follower = std::make_unique<Follower>(follower_options, *PosixEnv(), *matcher->clock, &matcher->views);
  MEEDOEN_RETURN_IF_ERROR(LoadFirst(follower_options, matcher.get()));
  if (!follow && matcher->views.Get() == nullptr) {
    return absl::NotFoundError(absl::StrCat(follower_options.snapshots_folder,
                                            ": no snapshot was published yet; run \"meedoen-indexer rebuild\""));
  }
  matcher->engine =
      std::make_unique<SuggestEngine>(EngineParts{embedders, *matcher->clock, *matcher->settings, BestKernel()});
  Follower* const follower = matcher->follower.get();
  matcher->service = std::make_unique<MatchServiceImpl>(matcher->views, *matcher->engine, *matcher->settings,
                                                        BestKernel(), [follower] { return follower->connected(); });
  return matcher;
}

}  // namespace meedoen::matcher
