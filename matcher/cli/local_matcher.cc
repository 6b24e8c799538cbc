#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
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

}  // namespace

absl::StatusOr<std::unique_ptr<LocalMatcher>> StartLocalMatcher(const CliOptions& options, bool follow) {
  auto matcher = std::make_unique<LocalMatcher>();
  MEEDOEN_ASSIGN_OR_RETURN(matcher->clock, ClockFor(options.date));
  MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<Embedder> embedder,
                           LoadEmbedder(*PosixEnv(), options.model_folder, {.passage_threads = 0}));
  matcher->embedder = std::make_unique<CachingEmbedder>(std::move(embedder));
  const FollowerOptions follower_options{.snapshots_folder = options.data_folder + "/snapshots",
                                         .indexer_address = follow ? options.indexer : "",
                                         .model_id = matcher->embedder->info().id};
  matcher->follower = std::make_unique<Follower>(follower_options, *PosixEnv(), *matcher->clock, &matcher->views);
  MEEDOEN_RETURN_IF_ERROR(matcher->follower->LoadFirst());
  if (!follow && matcher->views.Get() == nullptr) {
    return absl::NotFoundError(absl::StrCat(follower_options.snapshots_folder,
                                            ": no snapshot was published yet; run \"meedoen-indexer rebuild\""));
  }
  matcher->engine = std::make_unique<SuggestEngine>(
      EngineParts{*matcher->embedder, *matcher->clock, matcher->travel, matcher->weights, BestKernel()});
  Follower* const follower = matcher->follower.get();
  matcher->service = std::make_unique<MatchServiceImpl>(matcher->views, *matcher->engine, BestKernel(),
                                                        [follower] { return follower->connected(); });
  return matcher;
}

}  // namespace meedoen::matcher
