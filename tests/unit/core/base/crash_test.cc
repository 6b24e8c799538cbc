// A crash leaves no memory behind. Each test crashes a process of its own.
#include "core/base/crash.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "gtest/gtest.h"
#include "tests/testing/temp_dir.h"

namespace meedoen {
namespace {

// How a process ends that may write cores of any size into `folder`, runs `before` and is then hit by a signal.
template <typename Before>
int EndOf(const std::string& folder, int signal, Before before) {
  const pid_t child = ::fork();
  if (child == 0) {
    rlimit limit;
    ::getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_CORE, &limit);
    if (::chdir(folder.c_str()) != 0) ::_exit(9);
    ::signal(signal, SIG_DFL);
    before();
    ::raise(signal);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(CrashTest, NoSignalLeavesACore) {
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGQUIT}) {
    const testing::TempDir folder;
    const int status = EndOf(folder.path(), signal, [] { NeverDumpMemory(); });
    EXPECT_EQ(WTERMSIG(status), signal);
    EXPECT_FALSE(WCOREDUMP(status)) << signal;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << signal;
  }
}

// That the test above would see a core, where this machine makes any.
TEST(CrashTest, WithoutItACoreIsLeft) {
  rlimit limit;
  ASSERT_EQ(::getrlimit(RLIMIT_CORE, &limit), 0);
  const testing::TempDir folder;
  const int status = EndOf(folder.path(), SIGABRT, [] { ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); });
  if (!WCOREDUMP(status)) GTEST_SKIP() << "this machine makes no core files (ulimit -H -c is " << limit.rlim_max << ")";
  EXPECT_EQ(WTERMSIG(status), SIGABRT);
}

TEST(CrashTest, BothWaysAreClosed) {
  EXPECT_EXIT(
      {
        NeverDumpMemory();
        rlimit limit;
        ::getrlimit(RLIMIT_CORE, &limit);
        const bool closed = limit.rlim_cur == 0 && limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
        ::_exit(closed ? 0 : 1);
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace meedoen
