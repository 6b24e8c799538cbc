// Running real programs from a test: start, wait for a line, stop or kill, and everything they printed.
//
// Threads: a Process is for one thread; it reads the program's output in threads of its own. Ownership: a program still
// running when its Process is destroyed is killed.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

extern char** environ;

namespace meedoen::testing {

struct Finished {
  int exit_code = -1;  // -1: ended by a signal, or not started.
  int signal = 0;
  bool dumped_core = false;
  std::string out;
  std::string err;
};

class Process {
 public:
  explicit Process(const std::vector<std::string>& command) {
    int out[2], err[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) {
      ADD_FAILURE() << "no pipes";
      return;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const int failed = ::posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
    EXPECT_EQ(failed, 0) << "cannot start " << command[0];
    posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(err[1]);
    readers_.emplace_back([this, from = out[0]] { Read(from, &finished_.out); });
    readers_.emplace_back([this, from = err[0]] { Read(from, &finished_.err); });
    if (failed != 0) pid_ = 0;
  }
  ~Process() {
    if (pid_ > 0) Kill();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // The line of standard error that has `text` in it; empty if none came in time.
  std::string WaitForLine(const std::string& text, absl::Duration timeout = absl::Seconds(20)) {
    const auto there = [this, &text] { return finished_.err.find(text) != std::string::npos; };
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(&there), timeout)) {
      ADD_FAILURE() << "no line with \"" << text << "\"; it printed:\n" << finished_.err;
      return "";
    }
    const size_t at = finished_.err.find(text);
    const size_t start = finished_.err.rfind('\n', at) + 1;  // npos + 1 is 0.
    return finished_.err.substr(start, finished_.err.find('\n', at) - start);
  }

  void Signal(int signal) {
    if (pid_ > 0) ::kill(pid_, signal);
  }

  // Waits for the end; after `timeout` it is killed, which is a failure.
  Finished Wait(absl::Duration timeout = absl::Seconds(60)) {
    const absl::Time deadline = absl::Now() + timeout;
    int status = 0;
    while (pid_ > 0 && ::waitpid(pid_, &status, WNOHANG) == 0) {
      if (absl::Now() > deadline) {
        ADD_FAILURE() << "the program did not end in time";
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, &status, 0);
        break;
      }
      absl::SleepFor(absl::Milliseconds(2));
    }
    pid_ = 0;
    for (std::thread& reader : readers_) reader.join();
    readers_.clear();
    finished_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    finished_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    finished_.dumped_core = WIFSIGNALED(status) && WCOREDUMP(status);
    return finished_;
  }

  // As a power cut would.
  Finished Kill() {
    Signal(SIGKILL);
    return Wait();
  }

 private:
  void Read(int from, std::string* to) {
    char bytes[4096];
    for (ssize_t size; (size = ::read(from, bytes, sizeof(bytes))) > 0;) {
      absl::MutexLock lock(&mutex_);
      to->append(bytes, static_cast<size_t>(size));
    }
    ::close(from);
  }

  pid_t pid_ = 0;
  absl::Mutex mutex_;
  Finished finished_;
  std::vector<std::thread> readers_;
};

inline Finished RunProgram(const std::vector<std::string>& command) { return Process(command).Wait(); }

}  // namespace meedoen::testing
