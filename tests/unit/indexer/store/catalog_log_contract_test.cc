// The contract of CatalogLog, kept by the RocksDB store and by the one in memory, and broken by logs that are wrong on
// purpose.
#include "tests/unit/indexer/store/catalog_log_contract.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/memory_catalog_log.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'760'000'000);

class RocksUnderTest final : public LogUnderTest {
 public:
  RocksUnderTest() { Reopen(); }
  CatalogLog& log() override { return *store_; }
  FixedClock& clock() override { return clock_; }
  void Reopen() override {
    store_.reset();
    StoreOptions options;
    options.folder = folder_.File("catalogue");
    options.model_id = "model-a";
    options.dimension = kTestDimension;
    auto opened = CatalogStore::Open(options, clock_);
    EXPECT_OK(opened);
    store_ = *std::move(opened);
  }

 private:
  meedoen::testing::TempDir folder_;
  FixedClock clock_{kStart};
  std::unique_ptr<CatalogStore> store_;
};

class MemoryUnderTest : public LogUnderTest {
 public:
  CatalogLog& log() override { return log_; }
  FixedClock& clock() override { return clock_; }
  void Reopen() override {}

 private:
  FixedClock clock_{kStart};
  MemoryCatalogLog log_{clock_};
};

enum class Fault {
  kNone,
  kLosesAWrite,
  kHoleInRevisions,
  kWatchSkips,
  kWatchRepeats,
  kIgnoresEtags,
  kForgetsRequests,
  kTrimsNothing
};

// Passes everything on to a right log, but for one fault.
class FaultyLog final : public CatalogLog {
 public:
  FaultyLog(CatalogLog& right, Fault fault) : right_(right), fault_(fault) {}

  absl::StatusOr<Committed> Commit(Transaction transaction) override {
    if (fault_ == Fault::kLosesAWrite && right_.revision() == 13) {
      Committed committed;
      committed.revision = 14;
      return committed;
    }
    if (fault_ == Fault::kForgetsRequests) transaction.request_id.clear();
    for (Mutation& mutation : transaction.mutations) {
      if (fault_ == Fault::kIgnoresEtags) mutation.etag.clear();
    }
    auto committed = right_.Commit(std::move(transaction));
    if (committed.ok()) committed->revision = Shown(committed->revision);
    return committed;
  }
  absl::StatusOr<std::vector<ChangeSet>> ReadFrom(int64_t after, int most) override {
    if (fault_ == Fault::kTrimsNothing && after < revision()) after = std::max<int64_t>(after, trimmed_ - 1);
    auto sets = right_.ReadFrom(after, most);
    if (sets.ok()) {
      for (ChangeSet& set : *sets) set.revision = Shown(set.revision);
    }
    return sets;
  }
  absl::StatusOr<std::unique_ptr<Watcher>> Watch(int64_t after) override {
    auto watcher = right_.Watch(after);
    if (!watcher.ok()) return watcher;
    return std::make_unique<FaultyWatcher>(*std::move(watcher), fault_);
  }
  absl::Status TrimBelow(int64_t revision) override {
    trimmed_ = std::max(trimmed_, revision);
    return right_.TrimBelow(revision);
  }
  int64_t revision() const override { return Shown(right_.revision()); }

 private:
  class FaultyWatcher final : public Watcher {
   public:
    FaultyWatcher(std::unique_ptr<Watcher> right, Fault fault) : right_(std::move(right)), fault_(fault) {}
    absl::StatusOr<ChangeSet> Next(absl::Time deadline) override {
      ++calls_;
      if (calls_ == 40 && fault_ == Fault::kWatchRepeats) return last_;
      if (calls_ == 40 && fault_ == Fault::kWatchSkips) MEEDOEN_RETURN_IF_ERROR(right_->Next(deadline).status());
      MEEDOEN_ASSIGN_OR_RETURN(last_, right_->Next(deadline));
      return last_;
    }

   private:
    const std::unique_ptr<Watcher> right_;
    const Fault fault_;
    ChangeSet last_;
    int calls_ = 0;
  };

  int64_t Shown(int64_t revision) const {
    return fault_ == Fault::kHoleInRevisions && revision >= 7 ? revision + 1 : revision;
  }

  CatalogLog& right_;
  const Fault fault_;
  int64_t trimmed_ = 1;
};

class FaultyUnderTest final : public MemoryUnderTest {
 public:
  explicit FaultyUnderTest(Fault fault) : faulty_(MemoryUnderTest::log(), fault) {}
  CatalogLog& log() override { return faulty_; }

 private:
  FaultyLog faulty_;
};

class CatalogLogContractTest : public ::testing::TestWithParam<ContractRule> {};

TEST_P(CatalogLogContractTest, IsKeptByTheStore) {
  RocksUnderTest test;
  EXPECT_OK(GetParam().check(test));
}

TEST_P(CatalogLogContractTest, IsKeptInMemory) {
  MemoryUnderTest test;
  EXPECT_OK(GetParam().check(test));
}

TEST_P(CatalogLogContractTest, IsKeptByAFaultyLogWithoutFault) {
  FaultyUnderTest test(Fault::kNone);
  EXPECT_OK(GetParam().check(test));
}

INSTANTIATE_TEST_SUITE_P(Rules, CatalogLogContractTest, ::testing::ValuesIn(ContractRules()),
                         [](const auto& param_info) { return param_info.param.name; });

absl::Status CheckWith(Fault fault, const std::string& name) {
  for (const ContractRule& rule : ContractRules()) {
    if (rule.name != name) continue;
    FaultyUnderTest test(fault);
    return rule.check(test);
  }
  return absl::OkStatus();
}

TEST(FaultyCatalogLogTest, EachFaultIsCaughtByItsRule) {
  using meedoen::testing::FailsWith;
  using ::testing::HasSubstr;
  const auto caught = FailsWith(absl::StatusCode::kInternal, ::testing::_);
  EXPECT_THAT(CheckWith(Fault::kLosesAWrite, "AcknowledgedStays"), caught);
  EXPECT_THAT(CheckWith(Fault::kHoleInRevisions, "RevisionsCount"), caught);
  EXPECT_THAT(CheckWith(Fault::kWatchSkips, "WatchersSeeAllInOrder"),
              FailsWith(absl::StatusCode::kInternal, HasSubstr(" instead of ")));
  EXPECT_THAT(CheckWith(Fault::kWatchRepeats, "WatchersSeeAllInOrder"),
              FailsWith(absl::StatusCode::kInternal, HasSubstr(" instead of ")));
  EXPECT_THAT(CheckWith(Fault::kIgnoresEtags, "EtagsGuard"), caught);
  EXPECT_THAT(CheckWith(Fault::kForgetsRequests, "RetriesAreAnswered"), caught);
  EXPECT_THAT(CheckWith(Fault::kTrimsNothing, "TrimmedIsOutOfRange"), caught);
}

}  // namespace
}  // namespace meedoen::indexer::testing
