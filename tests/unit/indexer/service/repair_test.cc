// Verify with repair as operators see it: what was mended is listed, and all is well after that.
#include <filesystem>
#include <fstream>

#include "core/snapshot/snapshot.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RepairTest : public testing::IndexerFixture {
 protected:
  v1::VerifyResponse Verify(bool repair) {
    grpc::ClientContext context;
    v1::VerifyRequest request;
    request.set_repair(repair);
    v1::VerifyResponse response;
    EXPECT_OK(FromGrpcStatus(index_->Verify(&context, request, &response)));
    return response;
  }
  // Repairs, and expects that all is well then; what was done.
  std::vector<std::string> Repaired() {
    EXPECT_THAT(Verify(false).problems(), Not(IsEmpty()));
    EXPECT_THAT(Verify(false).repaired(), IsEmpty());
    const v1::VerifyResponse repaired = Verify(true);
    EXPECT_THAT(repaired.problems(), IsEmpty());
    EXPECT_THAT(Verify(false).problems(), IsEmpty());
    EXPECT_THAT(Verify(true).repaired(), IsEmpty());
    return {repaired.repaired().begin(), repaired.repaired().end()};
  }
  std::string Build(const std::string& id) {
    EXPECT_OK(Upsert(GoodActivity(id)));
    const auto last = Rebuild();
    EXPECT_OK(last);
    return last.ok() ? last->snapshot().id() : "";
  }
  std::string Folder() const { return options_.data_folder + "/snapshots"; }
  std::string Current() const {
    const auto id = CurrentSnapshotId(*PosixEnv(), Folder());
    return id.ok() ? *id : std::string(id.status().message());
  }
  void Damage(const std::string& id) { std::filesystem::resize_file(Folder() + "/" + id + "/vectors", 8); }
};

TEST_F(RepairTest, TheCatalogueIsMendedWhileItServes) {
  Build("a");
  const auto activity = indexer_->store().Get("GM0150/a");
  indexer_.reset();
  {
    auto database = Database::Open(options_.data_folder + "/catalog/rocksdb", 1, false);
    ASSERT_OK(database);
    const auto batch = (*database)->NewBatch();
    std::string vector;
    ASSERT_OK((*database)->Scan(Column::kEmbeddings, "", "", [&](std::string_view key, std::string_view) {
      vector = std::string(key);
      return true;
    }));
    ASSERT_OK(batch->Put(Column::kEmbeddings, vector, "123"));
    ASSERT_OK((*database)->Write(*batch));
  }
  Open();
  EXPECT_THAT(Repaired(), ElementsAre(AllOf(HasSubstr("embeddings record"), HasSubstr("embedded anew"))));
  const auto last = Rebuild();
  ASSERT_OK(last);
  EXPECT_EQ(last->embedded(), 1u);
}

TEST_F(RepairTest, AMissingCurrentIsPublishedAgain) {
  Build("a");
  const std::string newest = Build("b");
  std::filesystem::remove(Folder() + "/CURRENT");
  EXPECT_THAT(Repaired(), ElementsAre(AllOf(HasSubstr("CURRENT is missing"), HasSubstr(newest))));
  EXPECT_EQ(Current(), newest);
}

TEST_F(RepairTest, ACurrentThatCannotBeReadIsPublishedAgain) {
  const std::string newest = Build("a");
  for (const char* text : {"", "nonsense\n", "../../etc\n"}) {
    std::ofstream(Folder() + "/CURRENT") << text;
    EXPECT_THAT(Repaired(), ElementsAre(AllOf(HasSubstr("CURRENT"), HasSubstr(newest)))) << text;
    EXPECT_EQ(Current(), newest);
  }
}

TEST_F(RepairTest, TheNewestWholeOneTakesThePlaceOfOneThatIsGone) {
  const std::string first = Build("a"), second = Build("b"), third = Build("c");
  std::filesystem::remove_all(Folder() + "/" + third);
  Damage(second);
  EXPECT_THAT(Repaired(), ElementsAre(AllOf(HasSubstr("CURRENT names"), HasSubstr(third), HasSubstr(first)),
                                      AllOf(HasSubstr(second), HasSubstr("removed"))));
  EXPECT_EQ(Current(), first);
  EXPECT_FALSE(std::filesystem::exists(Folder() + "/" + second));
}

TEST_F(RepairTest, ADamagedOneThatServesIsReplaced) {
  const std::string first = Build("a"), second = Build("b");
  Damage(second);
  EXPECT_THAT(Verify(false).problems(),
              ElementsAre(AllOf(HasSubstr(second), HasSubstr("vectors"), HasSubstr("--repair"))));
  EXPECT_THAT(Repaired(), SizeIs(2));
  EXPECT_EQ(Current(), first);
}

TEST_F(RepairTest, TheLastDamagedOneStaysUntilARebuild) {
  const std::string only = Build("a");
  Damage(only);
  const v1::VerifyResponse response = Verify(true);
  EXPECT_THAT(response.repaired(), IsEmpty());
  EXPECT_THAT(response.problems(), ElementsAre(AllOf(HasSubstr(only), HasSubstr("meedoen-indexer rebuild"))));
  EXPECT_TRUE(std::filesystem::exists(Folder() + "/" + only));
  ASSERT_FALSE(Build("b").empty());
  EXPECT_THAT(Repaired(), ElementsAre(AllOf(HasSubstr(only), HasSubstr("removed"))));
}

TEST_F(RepairTest, NothingPublishedYetIsNoProblem) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  const v1::VerifyResponse response = Verify(true);
  EXPECT_THAT(response.problems(), IsEmpty());
  EXPECT_THAT(response.repaired(), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer
