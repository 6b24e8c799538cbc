#include <thread>

#include "gtest/gtest.h"
#include "matcher/view/view.h"

namespace meedoen::matcher {
namespace {

ViewPtr ViewAt(int64_t revision) {
  auto view = std::make_shared<View>();
  view->revision = revision;
  return view;
}

TEST(ViewHolderTest, NeverGoesBack) {
  ViewHolder holder;
  EXPECT_EQ(holder.Get(), nullptr);
  EXPECT_TRUE(holder.Set(ViewAt(5)));
  EXPECT_FALSE(holder.Set(ViewAt(4)));
  EXPECT_EQ(holder.Get()->revision, 5);
  const ViewPtr rebuilt = ViewAt(5);
  EXPECT_TRUE(holder.Set(rebuilt)) << "another snapshot of the same revision";
  EXPECT_EQ(holder.Get(), rebuilt);
}

TEST(ViewHolderTest, WhoHoldsAViewKeepsIt) {
  ViewHolder holder;
  holder.Set(ViewAt(1));
  const ViewPtr held = holder.Get();
  holder.Set(ViewAt(2));
  EXPECT_EQ(held->revision, 1);
}

TEST(ViewHolderTest, WaitsForARevision) {
  ViewHolder holder;
  holder.Set(ViewAt(1));
  EXPECT_EQ(holder.WaitFor(1, absl::InfinitePast())->revision, 1) << "there already";
  std::thread later([&holder] {
    absl::SleepFor(absl::Milliseconds(20));
    holder.Set(ViewAt(2));
    holder.Set(ViewAt(3));
  });
  EXPECT_EQ(holder.WaitFor(3, absl::Now() + absl::Seconds(20))->revision, 3);
  later.join();
}

TEST(ViewHolderTest, GivesWhatItHasWhenTheDeadlinePasses) {
  ViewHolder holder;
  EXPECT_EQ(holder.WaitFor(1, absl::Now() + absl::Milliseconds(5)), nullptr);
  holder.Set(ViewAt(1));
  EXPECT_EQ(holder.WaitFor(9, absl::Now() + absl::Milliseconds(5))->revision, 1);
}

}  // namespace
}  // namespace meedoen::matcher
