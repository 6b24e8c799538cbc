// How long it takes to make a view of the snapshot and the changes since: all at once, and one change more.
#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/embedding/hashing_embedder.h"
#include "matcher/view/overlay.h"
#include "tests/testing/random_catalog.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::RandomCatalog;
using ::meedoen::testing::SampleWorld;
using ::meedoen::testing::WorldNow;

constexpr int kRows = 10'000;
constexpr int kDimension = 384;  // As of the default model.

// A snapshot, and as many changes as an overlay holds: half of them to what is in the snapshot.
struct Setting {
  Setting() {
    world.UseModel(model);
    RandomCatalog random(1);
    snapshot = *world.Publish(random.Activities(kRows), 1);
    for (int i = 0; i < 20'000; ++i) {
      v1::Change change = world.ChangeTo(random.Activity(kRows / 2 + i));
      change.mutable_activity()->set_description(std::string(600, 'x'));  // As long as a real record.
      changes.push_back(std::move(change));
    }
  }

  v1::WatchChangesResponse Message(int64_t revision, int first, int count) const {
    v1::WatchChangesResponse message;
    message.set_revision(revision);
    for (int i = first; i < first + count; ++i) *message.add_changes() = changes[static_cast<size_t>(i)];
    return message;
  }

  HashingEmbedder model{{"bench-model", kDimension, 512}};
  SampleWorld world;
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<v1::Change> changes;
};

const Setting& TheSetting() {
  static const Setting* const setting = new Setting();
  return *setting;
}

// Changes that were never laid out: what a matcher does that starts, or catches up.
void FirstView(benchmark::State& state) {
  const v1::WatchChangesResponse message = TheSetting().Message(2, 0, static_cast<int>(state.range(0)));
  for (auto _ : state) {
    state.PauseTiming();
    Overlay overlay(TheSetting().snapshot);
    overlay.Apply(message).IgnoreError();
    state.ResumeTiming();
    benchmark::DoNotOptimize(overlay.MakeView(WorldNow()));
  }
}
BENCHMARK(FirstView)->Arg(10'000)->Arg(20'000)->Unit(benchmark::kMillisecond);

// One layer of all that was laid out before: what every view would cost without the settled layer.
void OneLayer(benchmark::State& state) {
  Overlay overlay(TheSetting().snapshot, /*most_recent=*/100'000);
  overlay.Apply(TheSetting().Message(2, 0, static_cast<int>(state.range(0)))).IgnoreError();
  overlay.MakeView(WorldNow()).IgnoreError();
  for (auto _ : state) benchmark::DoNotOptimize(overlay.MakeView(WorldNow()));
}
BENCHMARK(OneLayer)->Arg(10'000)->Arg(20'000)->Unit(benchmark::kMillisecond);

// One change on top of as many: the views between two settlings, and the settling, in the share they have.
void OneChangeMore(benchmark::State& state) {
  const int count = static_cast<int>(state.range(0));
  Overlay overlay(TheSetting().snapshot);
  overlay.Apply(TheSetting().Message(2, 0, count)).IgnoreError();
  overlay.MakeView(WorldNow()).IgnoreError();
  int64_t revision = 2;
  double longest = 0;
  for (auto _ : state) {
    state.PauseTiming();
    ++revision;
    const v1::WatchChangesResponse message = TheSetting().Message(revision, static_cast<int>(revision) % count, 1);
    state.ResumeTiming();
    const absl::Time before = absl::Now();
    overlay.Apply(message).IgnoreError();
    benchmark::DoNotOptimize(overlay.MakeView(WorldNow()));
    longest = std::max(longest, absl::ToDoubleMilliseconds(absl::Now() - before));
  }
  state.counters["longest_ms"] = longest;
}
BENCHMARK(OneChangeMore)->Arg(1'000)->Arg(10'000)->Arg(19'000)->Unit(benchmark::kMillisecond)->Iterations(2000);

}  // namespace
}  // namespace meedoen::matcher

BENCHMARK_MAIN();
