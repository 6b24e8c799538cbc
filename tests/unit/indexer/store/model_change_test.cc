// A catalogue embedded with one model, opened with another.
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ModelChangeTest : public StoreFixture {
 protected:
  void Use(const std::string& model_id, int dimension, bool allow) {
    options_.model_id = model_id;
    options_.dimension = dimension;
    options_.allow_model_change = allow;
  }
};

TEST_F(ModelChangeTest, IsRefusedNamingBoth) {
  Write(UpsertOf("a", "een"));
  Write(AttachTo("a", HashOf("a", "een")));
  Use("model-b", kTestDimension, false);
  EXPECT_THAT(TryOpen(),
              FailsWith(absl::StatusCode::kFailedPrecondition, AllOf(HasSubstr("model-a"), HasSubstr("model-b"))));
  Use("model-a", kTestDimension + 1, false);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("of 4 numbers")));
  Use("model-a", kTestDimension, false);
  Open();
  EXPECT_EQ(store_->PendingCount(), 0);
}

TEST_F(ModelChangeTest, IsFreeWhileNothingIsEmbedded) {
  Write(UpsertOf("a", "een"));
  Use("model-b", 8, false);
  Open();
  EXPECT_EQ(store_->PendingCount(), 1);
  EXPECT_EQ(store_->model_id(), "model-b");
  EXPECT_EQ(store_->dimension(), 8);
}

TEST_F(ModelChangeTest, MakesPendingWhatTheNewModelLacks) {
  Write(UpsertOf("a", "een"), UpsertOf("b", "twee"), UpsertOf("c", "weg"));
  Write(AttachTo("a", HashOf("a", "een")));
  Write(DeleteOf("c"));
  Use("model-b", kTestDimension, true);
  Open();
  EXPECT_EQ(store_->PendingCount(), 2);
  ASSERT_THAT(*store_->Pending(10), SizeIs(2));
  EXPECT_THAT(store_->ReadFrom(1, 1)->front().changes[0].vector, IsEmpty());
  Write(AttachTo("b", HashOf("b", "twee")));
  EXPECT_THAT(*store_->Verify(), IsEmpty());
  Use("model-a", kTestDimension, true);  // And back: what it had embedded it still has.
  Open();
  ASSERT_THAT(*store_->Pending(10), SizeIs(1));
  EXPECT_EQ(store_->Pending(10)->front().key, KeyOf("b"));
  EXPECT_THAT(*store_->Verify(), IsEmpty());
}

TEST_F(ModelChangeTest, NoModelNamedIsTheOneThereIs) {
  Write(UpsertOf("a", "een"));
  Write(AttachTo("a", HashOf("a", "een")));
  Use("", 0, false);
  Open();
  EXPECT_EQ(store_->model_id(), "model-a");
  EXPECT_EQ(store_->dimension(), kTestDimension);
  EXPECT_THAT(store_->ReadFrom(1, 1)->front().changes[0].vector, SizeIs(kTestDimension));
}

TEST_F(ModelChangeTest, WithoutAnyModelThereAreNoVectors) {
  Close();
  options_.folder = folder_.File("another");
  Use("", 0, false);
  Open();
  Write(UpsertOf("a", "een"));
  EXPECT_THAT(store_->Commit(TransactionOf(AttachTo("a", HashOf("a", "een")))),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("model")));
  Use("model-a", kTestDimension, false);
  Open();
  EXPECT_EQ(store_->PendingCount(), 1);
  Use("model-a", 0, false);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("dimension")));
}

}  // namespace
}  // namespace meedoen::indexer::testing
