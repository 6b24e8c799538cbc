// How large one transaction may be.
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "indexer/store/transaction_writer.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using TransactionLimitsTest = StoreFixture;

TEST_F(TransactionLimitsTest, MostMutations) {
  Transaction transaction;
  for (size_t i = 0; i < kMaxTransactionMutations; ++i) {
    transaction.mutations.push_back(UpsertOf(absl::StrCat("a", i), "tekst"));
  }
  const auto committed = store_->Commit(transaction);
  ASSERT_OK(committed);
  EXPECT_EQ(committed->revision, 1);
  EXPECT_EQ(store_->PendingCount(), static_cast<int64_t>(kMaxTransactionMutations));
  EXPECT_EQ(store_->ReadFrom(0, 10)->front().changes.size(), kMaxTransactionMutations);
  transaction.mutations.push_back(UpsertOf("een-te-veel", "tekst"));
  EXPECT_THAT(store_->Commit(transaction),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(absl::StrCat(kMaxTransactionMutations))));
  EXPECT_EQ(store_->revision(), 1);
  Open();
  EXPECT_EQ(store_->PendingCount(), static_cast<int64_t>(kMaxTransactionMutations));
}

TEST_F(TransactionLimitsTest, MostBytes) {
  constexpr size_t kMiB = size_t{1} << 20;
  const ModelKey model = {"model-a", kTestDimension};
  Transaction transaction;
  for (size_t i = 0; i < kMaxTransactionBytes / kMiB; ++i) {
    transaction.mutations.push_back(UpsertOf(absl::StrCat("a", i), std::string(kMiB - 1000, 'x')));
  }
  const auto prepared = PrepareTransaction(transaction, model);
  ASSERT_OK(prepared);
  const size_t left = kMaxTransactionBytes - prepared->bytes;
  // A place counts its texts and 64 bytes more: fill up to the last byte.
  transaction.places = {{"p", 0, 0, 0, "", std::string(left - 65, 'n')}};
  EXPECT_EQ(PrepareTransaction(transaction, model)->bytes, kMaxTransactionBytes);
  const auto committed = store_->Commit(transaction);
  ASSERT_OK(committed);
  EXPECT_EQ(committed->revision, 1);
  transaction.places[0].name += 'n';
  EXPECT_THAT(store_->Commit(std::move(transaction)),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("Split it")));
  Open();
  EXPECT_EQ(store_->revision(), 1);
}

TEST_F(TransactionLimitsTest, MostPlaces) {
  Transaction transaction;
  transaction.places.resize(kMaxPlaces, Place{"7415", 52.25, 6.16, 900, "GM0150", ""});
  for (size_t i = 0; i < transaction.places.size(); ++i) transaction.places[i].code = absl::StrCat("P", i);
  ASSERT_OK(store_->Commit(transaction));
  EXPECT_EQ(store_->Places()->size(), kMaxPlaces);
  transaction.places.push_back(transaction.places[0]);
  EXPECT_THAT(store_->Commit(std::move(transaction)),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(absl::StrCat(kMaxPlaces))));
}

}  // namespace
}  // namespace meedoen::indexer::testing
