// The load of the live benchmark: writes at a steady rate, and watchers that see when each shows in a matcher.
//
// The activities that are watched lie far from all others, in groups of kGroupSize that only clients of one age fit, so
// that one small Suggest shows a whole group.
// Threads: a Watcher runs one of its own; writes come from several. Units: milliseconds.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "meedoen/v1/match_service.grpc.pb.h"

namespace meedoen::bench {

inline constexpr int kGroupSize = 40;  // A Suggest shows at most 50.
inline constexpr int kStatusSlots = 8 * kGroupSize;

enum class Kind { kStatus, kText };

// What a write that was acknowledged must make visible.
struct Expected {
  Kind kind;
  int age;  // Of the group.
  std::string name;
  std::string etag;
  bool hidden;  // It must not be suggested any more.
  absl::Time acknowledged;
};

struct Times {
  std::vector<double> milliseconds;
  int never = 0;  // Not within kGiveUp.

  double Quantile(double share);  // Sorts.
  double Longest() { return milliseconds.empty() ? 0 : Quantile(1); }
};

// Asks one matcher until it shows what is expected.
class Watcher {
 public:
  static constexpr absl::Duration kPoll = absl::Milliseconds(5);
  static constexpr absl::Duration kGiveUp = absl::Seconds(60);

  explicit Watcher(const std::string& matcher_address);
  ~Watcher() { Finish(); }

  void Expect(const Expected& expected);
  void Finish();  // When nothing is expected any more.

  Times& times(Kind kind) { return kind == Kind::kStatus ? status_ : text_; }  // After Finish.
  int calls() const { return calls_; }
  int failed_calls() const { return failed_calls_; }

 private:
  void Run();
  void Look(int age, std::vector<Expected>* open);

  const std::unique_ptr<v1::MatchService::Stub> stub_;
  absl::Mutex mutex_;
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<Expected> new_ ABSL_GUARDED_BY(mutex_);
  Times status_, text_;
  int calls_ = 0, failed_calls_ = 0;
  std::thread thread_;
};

// Row `number` of the catalogue around it; its text depends on `round`.
v1::Activity BulkActivity(int number, int round);

// One that is watched, before the first change.
v1::Activity StatusActivity(int slot);

// Writes for `length`: at the times first + i / rate, i counting from 0.
struct WriteLoad {
  std::string indexer_address;
  std::vector<Watcher*> watchers;
  absl::Duration length;
  double rate = 0;
  int run = 0;  // New activities of each run have names of their own.
};

// Cancelled and back, full and back, moved, other times: in turn. Returns how long each write took.
Times WriteStatuses(const WriteLoad& load);
// A new activity, and a changed text of an earlier one, in turn.
Times WriteTexts(const WriteLoad& load);

}  // namespace meedoen::bench
