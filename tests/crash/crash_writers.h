// The threads of store_crash_child that write. Each owns its activities, so that what the last acknowledged write of
// each was, is known without looking at the others'. None ever returns.
#pragma once

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <utility>

#include "indexer/service/catalog_importer.h"
#include "tests/crash/crash_voice.h"

namespace meedoen::indexer::testing {

// Upserts, deletes, attaches vectors, and imports in one transaction.
class CrashWriter {
 public:
  CrashWriter(CatalogStore& store, uint32_t thread, uint32_t seed, std::atomic<uint32_t>& stamps)
      : store_(store), thread_(thread), random_(seed + thread), stamps_(stamps) {}

  [[noreturn]] void Run() {
    while (true) {
      ::usleep(random_() % 2'000);  // Leaves time for the others: a rebuild ends when no text waits.
      const uint32_t kind = random_() % 20;
      if (kind == 0) {
        Import(stamps_++);
      } else {
        One(kind, stamps_++);
      }
    }
  }

 private:
  void One(uint32_t kind, uint32_t stamp) {
    const uint32_t slot = random_() % kCrashSlots;
    const std::string id = CrashId(thread_, slot);
    const bool remove = kind < 5 && store_.Get(KeyOf(id)).ok();
    const auto done = store_.Commit(TransactionOf(remove ? DeleteOf(id) : UpsertOf(id, CrashText(stamp))));
    FailUnless(done.status(), "writing");
    const int64_t revision = remove ? done->revision : done->activities[0].revision();
    Say(remove ? CrashState::kDeleted : CrashState::kUpserted, revision, thread_, slot, stamp);
    if (remove || kind > 8) return;
    Mutation attach = AttachTo(id, HashOf(id, CrashText(stamp)));
    attach.vector = CrashVector(stamp);
    const auto attached = store_.Commit(TransactionOf(std::move(attach)));
    FailUnless(attached.status(), "attaching a vector");
    Say(CrashState::kAttached, attached->revision, thread_, slot, stamp);
  }

  // All of it carries the stamp, so that half of one shows.
  void Import(uint32_t stamp) {
    Transaction import;
    import.principal = "import";
    for (uint32_t row = 0; row < kCrashImportRows; ++row) {
      import.mutations.push_back(UpsertOf(CrashImportId(thread_, row), CrashText(stamp)));
    }
    const auto done = store_.Commit(std::move(import));
    FailUnless(done.status(), "importing");
    Say(CrashState::kImported, done->activities[0].revision(), thread_, 0, stamp);
  }

  CatalogStore& store_;
  const uint32_t thread_;
  std::mt19937 random_;
  std::atomic<uint32_t>& stamps_;
};

// Files, through the importer that the program has.
class CrashFiles {
 public:
  CrashFiles(CatalogStore& store, uint32_t seed, std::atomic<uint32_t>& stamps)
      : importer_(store, clock_), store_(store), random_(seed), stamps_(stamps) {}

  [[noreturn]] void Run() {
    while (true) {
      Import(random_() % 8 == 0 ? kCrashLargeFile : kCrashSmallFile, stamps_++);
      ::usleep(random_() % 30'000);
    }
  }

 private:
  void Import(uint32_t rows, uint32_t stamp) {
    std::string bytes;
    for (uint32_t row = 0; row < rows; ++row) {
      const std::string id = CrashFileId(rows, row);
      absl::StrAppend(&bytes, R"({"name": "municipalities/GM0150/activities/)", id, R"(", "title": "Activiteit )", id,
                      R"(", "description": ")", CrashText(stamp), R"(", "provider": {"name": "Meedoen"}, )",
                      R"("categories": ["walking"], "place": {"kind": "ONLINE"}})", "\n");
    }
    v1::ImportActivitiesRequest request;
    request.set_file_name("rows.jsonl");
    const auto never = [] { return false; };
    request.set_dry_run(true);
    const auto dry = importer_.ImportActivities(request, bytes, never);
    FailUnless(dry.status(), "trying a file");
    request.set_dry_run(false);
    request.set_token(dry->token());
    const auto done = importer_.ImportActivities(request, bytes, never);
    FailUnless(done.status(), "importing a file");
    if (done->created() + done->changed() != rows) Fail(done->ShortDebugString());
    Say(CrashState::kFile, store_.revision(), 0, rows, stamp);
  }

  const RealClock clock_;
  CatalogImporter importer_;
  CatalogStore& store_;
  std::mt19937 random_;
  std::atomic<uint32_t>& stamps_;
};

// Forgets changes now and then, so that those who are slow have to reload.
class CrashTrimmer {
 public:
  CrashTrimmer(CatalogStore& store, uint32_t seed, std::atomic<int64_t>& trimming)
      : store_(store), random_(seed), trimming_(trimming) {}

  [[noreturn]] void Run() {
    while (true) {
      ::usleep(2'000 + random_() % 30'000);
      const int64_t below = store_.revision() - static_cast<int64_t>(random_() % 100);
      if (below < 2) continue;
      trimming_ = std::max(trimming_.load(), below);
      Say(CrashState::kTrimming, below);
      FailUnless(store_.TrimBelow(below), "trimming");
    }
  }

 private:
  CatalogStore& store_;
  std::mt19937 random_;
  std::atomic<int64_t>& trimming_;
};

}  // namespace meedoen::indexer::testing
