// The bounds of MatchService at work: as many calls as may run, as many as may wait, and one more.
#include <thread>
#include <vector>

#include "core/base/limits.h"
#include "core/rpc/admission.h"
#include "gmock/gmock.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;

TEST(SuggestLimitsTest, RefusesOneMoreThanMayRunAndWait) {
  Admission admission(kMaxConcurrentSuggests, kMaxQueuedSuggests);
  std::vector<Admission::Ticket> running;
  for (int i = 0; i < kMaxConcurrentSuggests; ++i) {
    auto ticket = admission.Enter(absl::InfiniteFuture());
    ASSERT_OK(ticket);
    running.push_back(*std::move(ticket));
  }
  std::vector<std::thread> waiting;
  for (int i = 0; i < kMaxQueuedSuggests; ++i) {
    waiting.emplace_back([&admission] { EXPECT_OK(admission.Enter(absl::InfiniteFuture())); });
  }
  while (admission.waiting() < kMaxQueuedSuggests) std::this_thread::yield();
  EXPECT_THAT(admission.Enter(absl::InfiniteFuture()), FailsWith(absl::StatusCode::kResourceExhausted, ::testing::_));
  running.clear();
  for (std::thread& thread : waiting) thread.join();
}

}  // namespace
}  // namespace meedoen
