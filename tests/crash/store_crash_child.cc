// Does everything that a running indexer does to its data, all at once, until it is killed; says on standard output
// what was acknowledged. Anything wrong ends it by itself, which is what its parent takes for a failure.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/base/log.h"
#include "tests/crash/crash_rebuilds.h"
#include "tests/crash/crash_voice.h"
#include "tests/crash/crash_watchers.h"
#include "tests/crash/crash_writers.h"
#include "tests/testing/forgetful_env.h"
#include "tests/testing/forgetful_file_system.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::ForgetfulEnv;
using meedoen::testing::ForgetfulFileSystem;

int Main(const CrashOrders& orders) {
  StartLogging("store_crash_child", "error");
  const RealClock clock;
  ForgetfulEnv forgetful;
  StoreOptions options = CrashOptions(orders.folder);
  if (orders.disk != CrashDisk::kReal) {
    const ForgetfulFileSystem::Habits habits = {.spills = orders.seed % 2 == 0,
                                                .lies = orders.disk == CrashDisk::kLying};
    options.file_system = std::make_shared<ForgetfulFileSystem>(orders.seed, habits);
  }
  const auto store = CatalogStore::Open(options, clock);
  FailUnless(store.status(), "opening");
  Say(CrashState::kOpened, (*store)->revision());
  std::atomic<uint32_t> stamps = orders.first_stamp;
  std::atomic<int64_t> trimming = orders.trimming;
  std::vector<std::thread> threads;
  for (uint32_t number = 0; number < kCrashThreads; ++number) {
    threads.emplace_back([&, number] { CrashWriter(**store, number, orders.seed, stamps).Run(); });
  }
  for (uint32_t number = 0; number < kCrashWatchers; ++number) {
    threads.emplace_back([&, number] { CrashWatcher(**store, number, orders, trimming).Run(); });
  }
  threads.emplace_back([&] { CrashFiles(**store, orders.seed, stamps).Run(); });
  threads.emplace_back([&] { CrashTrimmer(**store, orders.seed, trimming).Run(); });
  Env& env = orders.disk == CrashDisk::kReal ? *PosixEnv() : static_cast<Env&>(forgetful);
  threads.emplace_back([&] { CrashRebuilder(**store, env, clock, orders).Run(); });
  for (std::thread& thread : threads) thread.join();
  return 0;
}

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) {
  meedoen::indexer::testing::CrashOrders orders;
  if (!orders.FromArguments({argv + 1, argv + argc})) return 1;
  return meedoen::indexer::testing::Main(orders);
}
