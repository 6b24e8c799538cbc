// How long the exact search takes, by how far the client can travel. Activities are spread like a city among villages;
// vectors are random. MEEDOEN_BENCH_ROWS sets how many there are (200,000; 1,000,000 needs some 6 GB and two minutes).
//
//   build/release/bench/search/bench_search
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/snapshot/snapshot_writer.h"
#include "matcher/search/scan.h"

namespace meedoen::matcher {
namespace {

constexpr int kDimension = 384;
constexpr Point kCity = {52.25, 6.16};

uint32_t Rows() {
  const char* wanted = std::getenv("MEEDOEN_BENCH_ROWS");
  return wanted == nullptr ? 200'000 : static_cast<uint32_t>(std::atoi(wanted));
}

std::vector<float> RandomUnit(std::mt19937_64& random) {
  std::normal_distribution<float> normal;
  std::vector<float> vector(kDimension);
  double length = 0;
  for (float& value : vector) {
    value = normal(random);
    length += double{value} * value;
  }
  for (float& value : vector) value /= static_cast<float>(std::sqrt(length));
  return vector;
}

// A tenth of the activities in and around the city, the rest all over the country.
v1::Activity RandomActivity(uint32_t number, std::mt19937_64& random) {
  std::normal_distribution<double> near(0, 0.05);
  std::uniform_real_distribution<double> any(0, 1);
  v1::Activity activity;
  activity.set_name(absl::StrCat("municipalities/GM0150/activities/a", number));
  activity.set_title("Bench");
  activity.add_categories("walking");
  activity.set_role(v1::PARTICIPANT);
  activity.set_status(v1::ACTIVE);
  activity.mutable_place()->set_kind(v1::VENUE);
  v1::LatLng* point = activity.mutable_place()->mutable_resolved_coordinates();
  const bool city = number % 10 == 0;
  point->set_latitude(city ? kCity.latitude + near(random) : 51 + 2.4 * any(random));
  point->set_longitude(city ? kCity.longitude + 1.6 * near(random) : 4 + 2.8 * any(random));
  v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(static_cast<v1::DayOfWeek>(1 + number % 7));
  slot->set_start_time("10:00");
  slot->set_end_time("12:00");
  if (number % 3 == 0) activity.mutable_age_range()->set_minimum_years(55);
  if (number % 5 == 0) activity.mutable_accessibility()->set_wheelchair(v1::TRISTATE_NO);
  return activity;
}

const View& TheView() {
  static const View view = [] {
    const std::string folder = std::filesystem::temp_directory_path() / "meedoen-bench-search";
    std::filesystem::remove_all(folder);
    std::mt19937_64 random(1);
    const absl::Time now = absl::Now();
    SegmentBuilder builder(kDimension);
    for (uint32_t row = 0; row < Rows(); ++row) {
      if (!builder.Add(RandomActivity(row, random), RandomUnit(random), LocalDay(now)).ok()) std::abort();
    }
    builder.Finish();
    const Calibration calibration = Calibration::Of(SegmentView{.dimension = kDimension});
    const absl::StatusOr<Manifest> written =
        WriteSnapshot(*PosixEnv(), folder, {1, "bench", kDimension, now, &builder, {}, &calibration});
    if (!written.ok()) {
      std::cerr << written.status() << "\n";
      std::exit(1);
    }
    View made;
    made.snapshot = *Snapshot::Open(*PosixEnv(), folder + "/" + written->id);
    made.revision = 1;
    std::filesystem::remove_all(folder);  // Stays mapped.
    return made;
  }();
  return view;
}

ClientQuery Client(double reach_metres, bool limits) {
  std::mt19937_64 random(2);
  ClientQuery query;
  query.home = kCity;
  query.areas = {"7415", "GM0150", "NL"};
  query.reach_metres = reach_metres;
  static const Rules rules;
  query.rules = &rules;
  query.municipalities = {150};
  query.reaches = {{v1::CAR, reach_metres, 60}};
  query.role_flags = flag::kParticipant;
  query.age_known = limits;
  query.age_least = query.age_most = 40;
  query.needs = limits ? kWheelchair : 0u;
  query.today = DayNumber(LocalDay(absl::Now()));
  query.now_minute = static_cast<int32_t>(absl::ToUnixSeconds(absl::Now()) / 60);
  query.horizon_day = query.today + 28;
  query.horizon_minute = query.now_minute + 28 * 24 * 60;
  for (int wish = 0; wish < 2; ++wish) query.wishes.push_back({RandomUnit(random), {0, 0.05}});
  return query;
}

void BM_Scan(benchmark::State& state) {
  const Kernel& kernel = SupportedKernels()[static_cast<size_t>(state.range(2)) % SupportedKernels().size()];
  const ClientQuery query = Client(static_cast<double>(state.range(0)), state.range(1) != 0);
  const View& view = TheView();
  ScanResult result;
  for (auto _ : state) {
    result = Scan(query, view, {.kernel = &kernel, .most = 100});
    benchmark::DoNotOptimize(result.pool.data());
  }
  state.counters["considered"] = result.considered;
  state.counters["feasible"] = result.feasible;
  state.SetLabel(std::string(kernel.name));
}
BENCHMARK(BM_Scan)
    ->ArgNames({"metres", "limits", "kernel"})
    ->ArgsProduct({{1000, 5000, 15000}, {0, 1}, {0, 2}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace meedoen::matcher

BENCHMARK_MAIN();
