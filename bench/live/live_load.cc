#include "bench/live/live_load.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"

namespace meedoen::bench {
namespace {

constexpr int kWriters = 8;
// New activities stay in the catalogue, so each run has groups of its own.
constexpr int kTextGroupsARun = 6, kTextGroups = 60;
constexpr int kFirstStatusAge = 20, kFirstTextAge = 40, kBulkAge = 100;
constexpr char kHome[] = "9771", kElsewhere[] = "9773";

// Words enough that texts differ.
std::string Words(int seed) {
  static constexpr const char* kWords[] = {"koken",  "wandelen", "zingen",  "tuin",  "schaken", "praten",
                                           "koffie", "naaien",   "fietsen", "lezen", "dansen",  "muziek",
                                           "taal",   "computer", "bingo",   "vissen"};
  std::string text = "Samen";
  for (int i = 0; i < 12; ++i) {
    seed = seed * 1103515245 + 12345;
    absl::StrAppend(&text, " ", kWords[(static_cast<unsigned>(seed) >> 16) % 16]);
  }
  return text;
}

v1::Activity Plain(const std::string& municipality, const std::string& id, int age, const char* postcode) {
  v1::Activity activity;
  activity.set_name(absl::StrCat("municipalities/", municipality, "/activities/", id));
  activity.mutable_provider()->set_name("Stichting Meedoen");
  activity.add_categories("community");
  activity.mutable_place()->set_kind(v1::VENUE);
  activity.mutable_place()->set_postcode(postcode);
  activity.mutable_age_range()->set_minimum_years(static_cast<uint32_t>(age));
  activity.mutable_age_range()->set_maximum_years(static_cast<uint32_t>(age));
  v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(v1::TUESDAY);
  slot->set_start_time("10:00");
  slot->set_end_time("12:00");
  return activity;
}

v1::SuggestRequest RequestOfAge(int age) {
  v1::SuggestRequest request;
  request.set_k(50);
  v1::ClientProfile* client = request.mutable_client();
  client->mutable_home()->set_postcode(kHome);
  client->mutable_mobility()->add_means(v1::CAR);
  client->mutable_mobility()->set_maximum_minutes(60);
  client->set_age_years(static_cast<uint32_t>(age));
  return request;
}

// One write: what it does to the activity, and to whom it must show.
struct Write {
  v1::Activity* activity;
  int age;
};

// Calls `next` for each write at its time, writes, and tells the watchers.
Times WriteAll(const WriteLoad& load, Kind kind, const std::function<Write(int number)>& next) {
  const auto stub = v1::CatalogService::NewStub(NewChannel(load.indexer_address));
  const absl::Time first = absl::Now();
  const int count = static_cast<int>(load.rate * absl::ToDoubleSeconds(load.length));
  std::atomic<int> number{0};
  absl::Mutex mutex;
  Times took;
  const auto work = [&] {
    for (int i = number++; i < count; i = number++) {
      absl::SleepFor(first + absl::Seconds(i / load.rate) - absl::Now());
      const Write write = next(i);
      v1::UpsertActivityRequest request;
      *request.mutable_activity() = *write.activity;
      request.mutable_activity()->clear_etag();
      grpc::ClientContext context;
      const absl::Time before = absl::Now();
      v1::Activity stored;
      const absl::Status status = FromGrpcStatus(stub->UpsertActivity(&context, request, &stored));
      const absl::Time after = absl::Now();
      if (!status.ok()) std::printf("a write failed: %s\n", status.ToString().c_str());
      if (!status.ok()) continue;
      const bool hidden = stored.status() == v1::CANCELLED || stored.status() == v1::FULL;
      for (Watcher* const watcher : load.watchers) {
        watcher->Expect({kind, write.age, stored.name(), stored.etag(), hidden, after});
      }
      absl::MutexLock lock(&mutex);
      took.milliseconds.push_back(absl::ToDoubleMilliseconds(after - before));
    }
  };
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) writers.emplace_back(work);
  for (std::thread& writer : writers) writer.join();
  return took;
}

}  // namespace

double Times::Quantile(double share) {
  if (milliseconds.empty()) return 0;
  std::sort(milliseconds.begin(), milliseconds.end());
  const double rank = std::ceil(share * static_cast<double>(milliseconds.size())) - 1;
  return milliseconds[static_cast<size_t>(std::max(rank, 0.0))];
}

v1::Activity BulkActivity(int number, int round) {
  v1::Activity activity = Plain("GM0150", absl::StrCat("rij-", number), kBulkAge, "7415");
  activity.set_title(absl::StrCat("Groep ", number));
  activity.set_description(Words(number + 100'000 * round));
  return activity;
}

v1::Activity StatusActivity(int slot) {
  v1::Activity activity = Plain("GM1966", absl::StrCat("s-", slot), kFirstStatusAge + slot / kGroupSize, kHome);
  activity.set_title(absl::StrCat("Club ", slot));
  activity.set_description(Words(-slot));
  return activity;
}

Times WriteStatuses(const WriteLoad& load) {
  std::vector<v1::Activity> activities;
  for (int slot = 0; slot < kStatusSlots; ++slot) activities.push_back(StatusActivity(slot));
  return WriteAll(load, Kind::kStatus, [&activities](int number) {
    const int slot = number % kStatusSlots;
    const bool there = (number / kStatusSlots) % 2 == 0;
    v1::Activity& activity = activities[static_cast<size_t>(slot)];
    if (slot % 4 == 0) activity.set_status(there ? v1::CANCELLED : v1::ACTIVE);
    if (slot % 4 == 1) activity.set_status(there ? v1::FULL : v1::ACTIVE);
    if (slot % 4 == 2) activity.mutable_place()->set_postcode(there ? kElsewhere : kHome);
    if (slot % 4 == 3) activity.mutable_schedule()->mutable_weekly_slots(0)->set_start_time(there ? "09:00" : "10:00");
    return Write{&activity, kFirstStatusAge + slot / kGroupSize};
  });
}

Times WriteTexts(const WriteLoad& load) {
  constexpr int kLater = 10;  // So many new ones come before a text is changed.
  const int count = static_cast<int>(load.rate * absl::ToDoubleSeconds(load.length));
  std::vector<v1::Activity> activities;
  std::vector<int> ages;
  for (int i = 0; i <= count / 2 + kLater; ++i) {
    ages.push_back(kFirstTextAge + (load.run * kTextGroupsARun + i / kGroupSize) % kTextGroups);
    activities.push_back(Plain("GM1966", absl::StrCat("t-", load.run, "-", i), ages.back(), kHome));
    activities.back().set_title(absl::StrCat("Kring ", load.run, "-", i));
  }
  return WriteAll(load, Kind::kText, [&activities, &ages](int number) {
    const size_t at = static_cast<size_t>(number % 2 == 0 ? number / 2 + kLater : number / 2);
    activities[at].set_description(Words(7 * number + 1));
    return Write{&activities[at], ages[at]};
  });
}

Watcher::Watcher(const std::string& matcher_address)
    : stub_(v1::MatchService::NewStub(NewChannel(matcher_address))), thread_([this] { Run(); }) {}

void Watcher::Expect(const Expected& expected) {
  absl::MutexLock lock(&mutex_);
  new_.push_back(expected);
}

void Watcher::Finish() {
  {
    absl::MutexLock lock(&mutex_);
    finishing_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Watcher::Run() {
  std::vector<Expected> open;
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (finishing_ && new_.empty() && open.empty()) return;
      for (Expected& expected : new_) open.push_back(std::move(expected));
      new_.clear();
    }
    std::set<int> ages;
    for (const Expected& expected : open) ages.insert(expected.age);
    for (const int age : ages) Look(age, &open);
    absl::SleepFor(kPoll);
  }
}

void Watcher::Look(int age, std::vector<Expected>* open) {
  grpc::ClientContext context;
  v1::SuggestResponse response;
  const bool answered = stub_->Suggest(&context, RequestOfAge(age), &response).ok();
  const absl::Time now = absl::Now();
  ++calls_;
  failed_calls_ += !answered;
  std::map<std::string, std::string> etags;
  for (const v1::Suggestion& suggestion : response.suggestions()) {
    etags[suggestion.activity().name()] = suggestion.activity().etag();
  }
  std::erase_if(*open, [&](const Expected& expected) {
    if (expected.age != age) return false;
    const auto found = etags.find(expected.name);
    const bool seen = expected.hidden ? found == etags.end() : found != etags.end() && found->second == expected.etag;
    if (answered && seen) {
      times(expected.kind).milliseconds.push_back(absl::ToDoubleMilliseconds(now - expected.acknowledged));
      return true;
    }
    if (now - expected.acknowledged < kGiveUp) return false;
    ++times(expected.kind).never;
    return true;
  });
}

}  // namespace meedoen::bench
