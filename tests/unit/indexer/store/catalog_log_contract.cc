#include "tests/unit/indexer/store/catalog_log_contract.h"

#include <atomic>
#include <set>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "tests/testing/catalog_writes.h"
#include "tests/unit/indexer/store/contract_authors.h"
#include "tests/unit/indexer/store/contract_checks.h"

namespace meedoen::indexer::testing {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);

// Everything after `after`, in steps of `step`; an error if revisions do not follow each other.
absl::StatusOr<std::vector<ChangeSet>> ReadAll(CatalogLog& log, int64_t after, int step) {
  std::vector<ChangeSet> all;
  while (true) {
    MEEDOEN_ASSIGN_OR_RETURN(auto sets, log.ReadFrom(after, step));
    if (sets.empty()) return all;
    REQUIRE(sets.size() <= static_cast<size_t>(step), sets.size());
    for (ChangeSet& set : sets) {
      REQUIRE(set.revision == after + 1, absl::StrCat(set.revision, " after ", after));
      after = set.revision;
      all.push_back(std::move(set));
    }
  }
}

absl::Status RevisionsCount(LogUnderTest& test) {
  CatalogLog& log = test.log();
  REQUIRE(log.revision() == 0, log.revision());
  for (int i = 1; i <= 20; ++i) {
    MEEDOEN_ASSIGN_OR_RETURN(const auto committed, log.Commit(TransactionOf(UpsertOf(absl::StrCat("a", i), "tekst"))));
    REQUIRE(committed.revision == i, committed.revision);
    REQUIRE(log.revision() == i, log.revision());
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(log, 0, 3));
  REQUIRE(sets.size() == 20, sets.size());
  for (const ChangeSet& set : sets) REQUIRE(set.changes.size() == 1, set.changes.size());
  return absl::OkStatus();
}

absl::Status AcknowledgedStays(LogUnderTest& test) {
  for (int i = 1; i <= 30; ++i) {
    const std::string id = absl::StrCat("a", i);
    MEEDOEN_RETURN_IF_ERROR(test.log().Commit(TransactionOf(UpsertOf(id, absl::StrCat("tekst ", i)))).status());
  }
  test.Reopen();
  REQUIRE(test.log().revision() == 30, test.log().revision());
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 0, 100));
  REQUIRE(sets.size() == 30, sets.size());
  for (int i = 1; i <= 30; ++i) {
    const auto& changes = sets[static_cast<size_t>(i) - 1].changes;
    REQUIRE(changes.size() == 1 && changes[0].key == KeyOf(absl::StrCat("a", i)), i);
    REQUIRE(changes[0].activity.description() == absl::StrCat("tekst ", i), changes[0].activity.description());
  }
  return absl::OkStatus();
}

absl::Status OutputFieldsAreSet(LogUnderTest& test) {
  test.clock().Set(absl::FromUnixSeconds(1'800'000'000));
  MEEDOEN_ASSIGN_OR_RETURN(const auto committed,
                           test.log().Commit(TransactionOf(UpsertOf("a", "een"), UpsertOf("b", "twee"))));
  REQUIRE(committed.activities.size() == 2, committed.activities.size());
  REQUIRE(committed.created[0] && committed.created[1] && committed.changed[0] && committed.changed[1], "not created");
  REQUIRE(committed.activities[1].name() == MakeActivity("b", "").name(), committed.activities[1].name());
  std::set<std::string> etags;
  for (const v1::Activity& activity : committed.activities) {
    REQUIRE(activity.revision() == 1, activity.revision());
    REQUIRE(activity.update_time().seconds() == 1'800'000'000, activity.update_time().seconds());
    REQUIRE(!activity.etag().empty(), "empty");
    etags.insert(activity.etag());
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto again, test.log().Commit(TransactionOf(UpsertOf("a", "drie"))));
  etags.insert(again.activities[0].etag());
  REQUIRE(etags.size() == 3, etags.size());
  REQUIRE(!again.created[0], "created twice");
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 0, 10));
  REQUIRE(sets[1].commit_time == absl::FromUnixSeconds(1'800'000'000), absl::FormatTime(sets[1].commit_time));
  return absl::OkStatus();
}

absl::Status EtagsGuard(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_ASSIGN_OR_RETURN(const auto first, log.Commit(TransactionOf(UpsertOf("a", "een"))));
  const std::string old_etag = first.activities[0].etag();
  MEEDOEN_ASSIGN_OR_RETURN(const auto second, log.Commit(TransactionOf(UpsertOf("a", "twee", old_etag))));
  MEEDOEN_RETURN_IF_ERROR(
      HasCode(log.Commit(TransactionOf(UpsertOf("a", "drie", old_etag))).status(), absl::StatusCode::kAborted));
  MEEDOEN_RETURN_IF_ERROR(
      HasCode(log.Commit(TransactionOf(DeleteOf("a", old_etag))).status(), absl::StatusCode::kAborted));
  MEEDOEN_RETURN_IF_ERROR(
      HasCode(log.Commit(TransactionOf(UpsertOf("b", "x", old_etag))).status(), absl::StatusCode::kNotFound));
  MEEDOEN_RETURN_IF_ERROR(HasCode(log.Commit(TransactionOf(DeleteOf("b"))).status(), absl::StatusCode::kNotFound));
  REQUIRE(log.revision() == 2, log.revision());
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(DeleteOf("a", second.activities[0].etag()))).status());
  return HasCode(log.Commit(TransactionOf(DeleteOf("a"))).status(), absl::StatusCode::kNotFound);
}

absl::Status AllOrNothing(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", "een"))).status());
  const auto failed = log.Commit(TransactionOf(UpsertOf("a", "twee"), UpsertOf("b", "nieuw"), DeleteOf("c")));
  MEEDOEN_RETURN_IF_ERROR(HasCode(failed.status(), absl::StatusCode::kNotFound));
  REQUIRE(log.revision() == 1, log.revision());
  MEEDOEN_ASSIGN_OR_RETURN(const auto retried, log.Commit(TransactionOf(UpsertOf("a", "een"), UpsertOf("b", "nieuw"))));
  REQUIRE(!retried.changed[0] && !retried.created[0], "half of a failed transaction stayed");
  REQUIRE(retried.created[1], "half of a failed transaction stayed");
  return absl::OkStatus();
}

absl::Status OneWriteAKey(LogUnderTest& test) {
  const auto twice = test.log().Commit(TransactionOf(UpsertOf("a", "een"), UpsertOf("b", "x"), UpsertOf("a", "twee")));
  MEEDOEN_RETURN_IF_ERROR(HasCode(twice.status(), absl::StatusCode::kInvalidArgument));
  REQUIRE(test.log().revision() == 0, test.log().revision());
  const std::string hash = HashOf("a", "een");
  return test.log().Commit(TransactionOf(UpsertOf("a", "een"), AttachTo("a", hash))).status();
}

absl::Status UnchangedIsSkipped(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_ASSIGN_OR_RETURN(const auto first, log.Commit(TransactionOf(UpsertOf("a", "een"))));
  Mutation echo = UpsertOf("a", "een");
  echo.activity.set_revision(77);  // Output only: what a caller sends back does not count.
  MEEDOEN_ASSIGN_OR_RETURN(const auto again, log.Commit(TransactionOf(echo)));
  REQUIRE(again.revision == 1 && !again.changed[0] && !again.created[0], again.revision);
  REQUIRE(again.activities[0].etag() == first.activities[0].etag(), again.activities[0].etag());
  REQUIRE(log.revision() == 1, log.revision());
  Transaction forced = TransactionOf(UpsertOf("a", "een"));
  forced.skip_unchanged = false;
  MEEDOEN_ASSIGN_OR_RETURN(const auto written, log.Commit(forced));
  REQUIRE(written.revision == 2 && written.changed[0], written.revision);
  return absl::OkStatus();
}

absl::Status DeletedIsGone(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", "een"))).status());
  MEEDOEN_ASSIGN_OR_RETURN(const auto deleted, log.Commit(TransactionOf(DeleteOf("a"))));
  REQUIRE(deleted.revision == 2 && deleted.activities.empty(), deleted.revision);
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(log, 1, 10));
  REQUIRE(sets.size() == 1 && sets[0].changes.size() == 1, sets.size());
  REQUIRE(sets[0].changes[0].deleted && sets[0].changes[0].key == KeyOf("a"), "not deleted");
  MEEDOEN_ASSIGN_OR_RETURN(const auto back, log.Commit(TransactionOf(UpsertOf("a", "een"))));
  REQUIRE(back.created[0] && back.revision == 3, back.revision);
  return absl::OkStatus();
}

absl::Status RetriesAreAnswered(LogUnderTest& test) {
  const auto attempt = [&](const std::string& text, const std::string& id, const std::string& hash) {
    return test.log().Commit(WithRequest(TransactionOf(UpsertOf("a", text)), id, hash));
  };
  MEEDOEN_ASSIGN_OR_RETURN(const auto first, attempt("een", "id-1", "h1"));
  MEEDOEN_RETURN_IF_ERROR(attempt("twee", "id-2", "h2").status());
  for (int i = 0; i < 2; ++i) {
    MEEDOEN_ASSIGN_OR_RETURN(const auto again, attempt("een", "id-1", "h1"));
    REQUIRE(again.revision == 1 && again.created == first.created && again.changed == first.changed, again.revision);
    REQUIRE(again.activities.size() == 1, again.activities.size());
    REQUIRE(again.activities[0].SerializeAsString() == first.activities[0].SerializeAsString(),
            again.activities[0].ShortDebugString());
    MEEDOEN_RETURN_IF_ERROR(HasCode(attempt("drie", "id-1", "h3").status(), absl::StatusCode::kInvalidArgument));
    REQUIRE(test.log().revision() == 2, test.log().revision());
    test.Reopen();
  }
  Transaction other = WithRequest(TransactionOf(UpsertOf("b", "een")), "id-1", "h9");
  other.principal = "somebody-else";
  MEEDOEN_ASSIGN_OR_RETURN(const auto theirs, test.log().Commit(other));
  REQUIRE(theirs.revision == 3, theirs.revision);
  test.clock().Set(test.clock().Now() + absl::Hours(24));
  MEEDOEN_ASSIGN_OR_RETURN(const auto later, attempt("drie", "id-1", "h3"));
  REQUIRE(later.revision == 4, later.revision);
  return absl::OkStatus();
}

absl::Status RedactedIsGoneEverywhere(LogUnderTest& test) {
  const auto write = [&](const std::string& telephone, const std::string& request_id) {
    Mutation upsert = UpsertOf("a", "een");
    if (!telephone.empty()) upsert.activity.mutable_contact()->set_telephone(telephone);
    return test.log().Commit(WithRequest(TransactionOf(upsert), request_id, telephone));
  };
  MEEDOEN_RETURN_IF_ERROR(write("0570-111111", "id-1").status());
  MEEDOEN_RETURN_IF_ERROR(write("", "id-2").status());
  MEEDOEN_RETURN_IF_ERROR(write("0570-222222", "id-3").status());
  Mutation earlier_only = RedactionOf("a", {"contact.telephone"});
  earlier_only.earlier_versions_only = true;
  MEEDOEN_ASSIGN_OR_RETURN(auto committed, test.log().Commit(TransactionOf(earlier_only)));
  REQUIRE(committed.redacted_versions == 1 && committed.revision == 4, committed.redacted_versions);
  const Transaction redaction = WithRequest(TransactionOf(RedactionOf("a", {"contact.telephone", "title"})), "r", "r");
  MEEDOEN_ASSIGN_OR_RETURN(committed, test.log().Commit(redaction));
  REQUIRE(committed.redacted_versions == 3 && committed.revision == 5, committed.redacted_versions);
  test.Reopen();
  MEEDOEN_ASSIGN_OR_RETURN(const auto repeated, test.log().Commit(redaction));
  REQUIRE(repeated.redacted_versions == 3 && repeated.revision == 5, repeated.redacted_versions);
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 4, 10));
  REQUIRE(sets.size() == 1 && sets[0].changes.size() == 1, "those who watch do not hear of it");
  MEEDOEN_ASSIGN_OR_RETURN(const auto again, write("0570-111111", "id-1"));
  REQUIRE(again.activities[0].contact().telephone().empty() && again.activities[0].title().empty(), "kept for retries");
  const v1::Activity& now = sets[0].changes[0].activity;
  REQUIRE(now.contact().telephone().empty() && now.description() == "een" && now.revision() == 5, now.description());
  MEEDOEN_RETURN_IF_ERROR(test.log().Commit(TransactionOf(DeleteOf("a"))).status());
  MEEDOEN_ASSIGN_OR_RETURN(committed, test.log().Commit(TransactionOf(RedactionOf("a", {"description", "title"}))));
  REQUIRE(committed.redacted_versions == 4 && committed.revision == 7, committed.redacted_versions);
  const auto never = test.log().Commit(TransactionOf(RedactionOf("b", {"description"}))).status();
  return HasCode(never, absl::StatusCode::kNotFound);
}

absl::Status VectorsJoin(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", "een"))).status());
  MEEDOEN_ASSIGN_OR_RETURN(auto attached, log.Commit(TransactionOf(AttachTo("a", HashOf("a", "een")))));
  REQUIRE(attached.revision == 2, attached.revision);
  MEEDOEN_ASSIGN_OR_RETURN(auto sets, ReadAll(log, 1, 10));
  REQUIRE(sets.size() == 1 && sets[0].changes.size() == 1, sets.size());
  REQUIRE(sets[0].changes[0].vector == std::vector<float>(kTestDimension, 0.5F), "another vector");
  REQUIRE(sets[0].changes[0].activity.revision() == 1, "a vector changed the activity");
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", "twee"))).status());
  MEEDOEN_ASSIGN_OR_RETURN(sets, ReadAll(log, 2, 10));
  REQUIRE(sets[0].changes[0].vector.empty(), "the vector of another text");
  MEEDOEN_ASSIGN_OR_RETURN(attached, log.Commit(TransactionOf(AttachTo("a", HashOf("a", "een"), 0.1F))));
  REQUIRE(attached.revision == 3, "a vector that came too late was attached");
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", "een"))).status());
  MEEDOEN_ASSIGN_OR_RETURN(sets, ReadAll(log, 3, 10));
  REQUIRE(sets[0].changes[0].vector.size() == kTestDimension, "a known text was not complete at once");
  return absl::OkStatus();
}

absl::Status PlacesAreARevision(LogUnderTest& test) {
  Transaction transaction;
  transaction.places = {{"7415", 52.25, 6.16, 900, "GM0150", "Deventer"}};
  MEEDOEN_ASSIGN_OR_RETURN(const auto first, test.log().Commit(transaction));
  MEEDOEN_ASSIGN_OR_RETURN(const auto again, test.log().Commit(transaction));
  REQUIRE(first.revision == 1 && again.revision == 1, again.revision);
  transaction.places[0].doubt_metres = 800;
  MEEDOEN_ASSIGN_OR_RETURN(const auto changed, test.log().Commit(transaction));
  REQUIRE(changed.revision == 2, changed.revision);
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 0, 10));
  REQUIRE(sets.size() == 2 && sets[0].changes.empty(), sets.size());
  return absl::OkStatus();
}

absl::Status TrimmedIsOutOfRange(LogUnderTest& test) {
  CatalogLog& log = test.log();
  for (int i = 1; i <= 10; ++i) {
    MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf("a", absl::StrCat("tekst ", i)))).status());
  }
  MEEDOEN_RETURN_IF_ERROR(log.TrimBelow(6));
  MEEDOEN_RETURN_IF_ERROR(log.TrimBelow(3));
  for (int i = 0; i < 2; ++i) {
    MEEDOEN_RETURN_IF_ERROR(HasCode(test.log().ReadFrom(4, 10).status(), absl::StatusCode::kOutOfRange));
    MEEDOEN_RETURN_IF_ERROR(HasCode(test.log().Watch(4).status(), absl::StatusCode::kOutOfRange));
    MEEDOEN_RETURN_IF_ERROR(HasCode(test.log().ReadFrom(11, 10).status(), absl::StatusCode::kOutOfRange));
    MEEDOEN_RETURN_IF_ERROR(HasCode(test.log().Watch(11).status(), absl::StatusCode::kOutOfRange));
    MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 5, 2));
    REQUIRE(sets.size() == 5, sets.size());
    test.Reopen();
  }
  MEEDOEN_RETURN_IF_ERROR(test.log().TrimBelow(1'000));
  MEEDOEN_ASSIGN_OR_RETURN(const auto none, test.log().ReadFrom(10, 10));
  REQUIRE(none.empty(), none.size());
  MEEDOEN_ASSIGN_OR_RETURN(const auto next, test.log().Commit(TransactionOf(UpsertOf("b", "nieuw"))));
  REQUIRE(next.revision == 11, next.revision);
  MEEDOEN_ASSIGN_OR_RETURN(const auto last, ReadAll(test.log(), 10, 10));
  REQUIRE(last.size() == 1, last.size());
  return absl::OkStatus();
}

absl::Status OrderedFor(CatalogLog& log, int64_t after, int64_t last) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto watcher, log.Watch(after));
  for (int64_t expected = after + 1; expected <= last; ++expected) {
    MEEDOEN_ASSIGN_OR_RETURN(const ChangeSet set, watcher->Next(absl::Now() + kPatience));
    REQUIRE(set.revision == expected, absl::StrCat(set.revision, " instead of ", expected));
  }
  return HasCode(watcher->Next(absl::Now() + absl::Milliseconds(20)).status(), absl::StatusCode::kDeadlineExceeded);
}

absl::Status WatchersSeeAllInOrder(LogUnderTest& test) {
  constexpr int kWriters = 4;
  constexpr int kWrites = 50;
  constexpr int64_t kBefore = 10;
  CatalogLog& log = test.log();
  for (int i = 0; i < kBefore; ++i) {
    MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(UpsertOf(absl::StrCat("b", i), "vooraf"))).status());
  }
  std::vector<absl::Status> results(8 + kWriters);
  std::vector<std::thread> threads;
  for (int w = 0; w < 8; ++w) {
    threads.emplace_back(
        [&, w] { results[static_cast<size_t>(w)] = OrderedFor(log, w, kBefore + kWriters * kWrites); });
  }
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      for (int i = 0; i < kWrites; ++i) {
        const auto done =
            log.Commit(TransactionOf(UpsertOf(absl::StrCat("w", w, "-", i % 7), absl::StrCat("tekst ", i))));
        if (!done.ok()) results[static_cast<size_t>(8 + w)] = done.status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& result : results) MEEDOEN_RETURN_IF_ERROR(result);
  return absl::OkStatus();
}

absl::Status WritersGetRevisionsOfTheirOwn(LogUnderTest& test) {
  constexpr int kWriters = 16;
  constexpr int kWrites = 25;
  std::vector<std::vector<int64_t>> revisions(kWriters);
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (size_t w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      for (int i = 0; i < kWrites; ++i) {
        auto done = test.log().Commit(TransactionOf(UpsertOf(absl::StrCat("w", w, "-", i), "tekst")));
        if (!done.ok()) ++failures;
        if (done.ok()) revisions[w].push_back(done->revision);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  REQUIRE(failures == 0, failures.load());
  std::set<int64_t> all;
  for (const auto& own : revisions) {
    for (size_t i = 1; i < own.size(); ++i) REQUIRE(own[i] > own[i - 1], own[i]);
    all.insert(own.begin(), own.end());
  }
  REQUIRE(all.size() == kWriters * kWrites && *all.begin() == 1 && *all.rbegin() == kWriters * kWrites, all.size());
  MEEDOEN_ASSIGN_OR_RETURN(const auto sets, ReadAll(test.log(), 0, 64));
  REQUIRE(sets.size() == kWriters * kWrites, sets.size());
  return absl::OkStatus();
}

absl::Status OneEtagOneWinner(LogUnderTest& test) {
  constexpr int kWriters = 8;
  MEEDOEN_ASSIGN_OR_RETURN(const auto first, test.log().Commit(TransactionOf(UpsertOf("a", "begin"))));
  const std::string etag = first.activities[0].etag();
  std::atomic<int> won = 0;
  std::atomic<int> aborted = 0;
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      const auto done = test.log().Commit(TransactionOf(UpsertOf("a", absl::StrCat("van ", w), etag)));
      if (done.ok()) ++won;
      if (absl::IsAborted(done.status())) ++aborted;
    });
  }
  for (std::thread& thread : threads) thread.join();
  REQUIRE(won == 1 && aborted == kWriters - 1, absl::StrCat(won.load(), " won, ", aborted.load(), " aborted"));
  return absl::OkStatus();
}

absl::Status WatchersAreBounded(LogUnderTest& test) {
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < kMaxWatchers; ++i) {
    MEEDOEN_ASSIGN_OR_RETURN(watchers.emplace_back(), test.log().Watch(0));
  }
  MEEDOEN_RETURN_IF_ERROR(HasCode(test.log().Watch(0).status(), absl::StatusCode::kResourceExhausted));
  watchers.pop_back();
  return test.log().Watch(0).status();
}

}  // namespace

const std::vector<ContractRule>& ContractRules() {
  static const auto* const kRules = new std::vector<ContractRule>{
      {"RevisionsCount", RevisionsCount},
      {"AcknowledgedStays", AcknowledgedStays},
      {"OutputFieldsAreSet", OutputFieldsAreSet},
      {"EtagsGuard", EtagsGuard},
      {"AllOrNothing", AllOrNothing},
      {"OneWriteAKey", OneWriteAKey},
      {"UnchangedIsSkipped", UnchangedIsSkipped},
      {"DeletedIsGone", DeletedIsGone},
      {"RetriesAreAnswered", RetriesAreAnswered},
      {"RedactedIsGoneEverywhere", RedactedIsGoneEverywhere},
      {"VectorsJoin", VectorsJoin},
      {"PlacesAreARevision", PlacesAreARevision},
      {"TrimmedIsOutOfRange", TrimmedIsOutOfRange},
      {"WatchersSeeAllInOrder", WatchersSeeAllInOrder},
      {"WritersGetRevisionsOfTheirOwn", WritersGetRevisionsOfTheirOwn},
      {"OneEtagOneWinner", OneEtagOneWinner},
      {"WatchersAreBounded", WatchersAreBounded},
      {"EditorsFieldsAreNoted", EditorsFieldsAreNoted},
      {"ImportsKeepWhatIsNoted", ImportsKeepWhatIsNoted},
      {"TheServiceSetsWhatItSays", TheServiceSetsWhatItSays},
      {"NewMeansNew", NewMeansNew},
  };
  return *kRules;
}

}  // namespace meedoen::indexer::testing
