#include "core/rpc/admission.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

void WaitUntilWaiting(const Admission& admission, int count) {
  while (admission.waiting() < count) absl::SleepFor(absl::Milliseconds(1));
}

TEST(AdmissionTest, LetsInAsManyAsMayRunAndRefusesWhatCannotWait) {
  Admission admission(2, 0);
  auto first = admission.Enter(absl::InfiniteFuture());
  auto second = admission.Enter(absl::InfiniteFuture());
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_THAT(admission.Enter(absl::InfiniteFuture()),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("2 at work and 0 waiting")));
  { const Admission::Ticket ended = *std::move(first); }
  EXPECT_OK(admission.Enter(absl::InfiniteFuture()));
}

TEST(AdmissionTest, WaitsUntilTheDeadline) {
  Admission admission(1, 1);
  auto running = admission.Enter(absl::InfiniteFuture());
  ASSERT_OK(running);
  EXPECT_THAT(admission.Enter(absl::Now() + absl::Milliseconds(20)),
              FailsWith(absl::StatusCode::kDeadlineExceeded, HasSubstr("waited")));
  EXPECT_EQ(admission.waiting(), 0) << "one who gave up stands in the queue no more";
}

TEST(AdmissionTest, LetsInInTheOrderOfComing) {
  Admission admission(1, 3);
  auto running = std::make_unique<absl::StatusOr<Admission::Ticket>>(admission.Enter(absl::InfiniteFuture()));
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (int number = 0; number < 3; ++number) {
    threads.emplace_back([&admission, &order, number] {
      auto ticket = admission.Enter(absl::InfiniteFuture());
      EXPECT_OK(ticket);
      order.push_back(number);  // One at a time is let in.
    });
    WaitUntilWaiting(admission, number + 1);
  }
  EXPECT_THAT(admission.Enter(absl::InfiniteFuture()), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("3")));
  running.reset();
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(order, ::testing::ElementsAre(0, 1, 2));
  EXPECT_EQ(admission.running(), 0);
}

TEST(AdmissionTest, NeverRunsMoreThanAllowed) {
  Admission admission(3, 100);
  std::atomic<int> running = 0, most = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 12; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        auto ticket = admission.Enter(absl::InfiniteFuture());
        ASSERT_OK(ticket);
        const int now = ++running;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --running;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 3);
}

}  // namespace
}  // namespace meedoen
