// A store in a folder of its own that can be closed and opened again.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/base/clock.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {

class StoreFixture : public ::testing::Test {
 protected:
  StoreFixture() {
    options_.folder = folder_.File("catalogue");
    options_.model_id = "model-a";
    options_.dimension = kTestDimension;
  }

  void SetUp() override { Open(); }

  absl::Status TryOpen() {
    store_.reset();
    auto opened = CatalogStore::Open(options_, clock_);
    if (opened.ok()) store_ = *std::move(opened);
    return opened.status();
  }
  void Open() { ASSERT_THAT(TryOpen(), meedoen::testing::IsOk()); }
  void Close() { store_.reset(); }

  template <typename... Mutations>
  Committed Write(Mutations... mutations) {
    auto committed = store_->Commit(TransactionOf(std::move(mutations)...));
    EXPECT_THAT(committed, meedoen::testing::IsOk());
    return committed.ok() ? *committed : Committed();
  }

  meedoen::testing::TempDir folder_;
  FixedClock clock_{absl::FromUnixSeconds(1'760'000'000)};
  StoreOptions options_;
  std::unique_ptr<CatalogStore> store_;
};

}  // namespace meedoen::indexer::testing
