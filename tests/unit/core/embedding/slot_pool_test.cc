#include "core/embedding/slot_pool.h"

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

const absl::Time kSoon = absl::InfiniteFuture();

TEST(SlotPool, GivesEachPlaceToOneAtATime) {
  SlotPool pool(2, 1);
  absl::StatusOr<SlotPool::Lease> a = pool.Take(kSoon);
  absl::StatusOr<SlotPool::Lease> b = pool.Take(kSoon);
  ASSERT_OK(a);
  ASSERT_OK(b);
  EXPECT_NE(a->slot(), b->slot());
  EXPECT_LT(a->slot() + b->slot(), 2);
}

TEST(SlotPool, GivesUpAtTheDeadline) {
  SlotPool pool(1, 1);
  const absl::StatusOr<SlotPool::Lease> held = pool.Take(kSoon);
  ASSERT_OK(held);
  const absl::Time start = absl::Now();
  EXPECT_THAT(pool.Take(start + absl::Milliseconds(50)),
              FailsWith(absl::StatusCode::kDeadlineExceeded, HasSubstr("time")));
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(49));
  EXPECT_EQ(pool.waiting(), 0);
}

TEST(SlotPool, RefusesADeadlineThatIsOverThoughAPlaceIsFree) {
  SlotPool pool(1, 1);
  EXPECT_THAT(pool.Take(absl::Now() - absl::Seconds(1)),
              FailsWith(absl::StatusCode::kDeadlineExceeded, HasSubstr("time")));
  EXPECT_OK(pool.Take(kSoon));
}

TEST(SlotPool, TakesAsManyWaitingAsTheLimitAndRefusesOneMore) {
  SlotPool pool(1, kMaxQueuedEmbeddings);
  std::optional<absl::StatusOr<SlotPool::Lease>> held(pool.Take(kSoon));
  ASSERT_OK(*held);
  std::atomic<int> served = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < kMaxQueuedEmbeddings; ++i) {
    threads.emplace_back([&] {
      if (pool.Take(kSoon).ok()) ++served;
    });
  }
  while (pool.waiting() < kMaxQueuedEmbeddings) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_THAT(pool.Take(kSoon), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("256 texts wait")));
  held.reset();
  threads.clear();
  EXPECT_EQ(served, kMaxQueuedEmbeddings);
  EXPECT_OK(pool.Take(kSoon));
}

TEST(SlotPool, NeverGivesAPlaceTwiceUnderLoad) {
  constexpr int kSlots = 3;
  SlotPool pool(kSlots, 100);
  std::atomic<int> inside[kSlots] = {};
  std::atomic<bool> doubled = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 500; ++round) {
        const absl::StatusOr<SlotPool::Lease> lease = pool.Take(kSoon);
        if (!lease.ok() || ++inside[lease->slot()] != 1) doubled = true;
        if (lease.ok()) --inside[lease->slot()];
      }
    });
  }
  threads.clear();
  EXPECT_FALSE(doubled);
}

}  // namespace
}  // namespace meedoen
