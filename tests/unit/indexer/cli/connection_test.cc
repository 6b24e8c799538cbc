#include "indexer/cli/connection.h"

#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "tests/testing/hashing_model.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::HasSubstr;

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    meedoen::testing::WriteHashingModel(folder_.File("model"));
    options_.data_folder = folder_.File("data");
    options_.model_folder = folder_.File("model");
  }
  static bool Answers(const Connection& connection) {
    grpc::ClientContext context;
    v1::ListActivitiesRequest request;
    request.set_parent("municipalities/-");
    v1::ListActivitiesResponse page;
    return v1::CatalogService::NewStub(connection.channel())->ListActivities(&context, request, &page).ok();
  }
  meedoen::testing::TempDir folder_;
  GlobalOptions options_;
};

TEST_F(ConnectionTest, OpensTheFolderItselfWhereNobodyServesIt) {
  const auto connection = Connection::Open(options_);
  ASSERT_OK(connection);
  EXPECT_TRUE(Answers(**connection));
  EXPECT_THAT(Connection::Open(options_), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("data")));
}

TEST_F(ConnectionTest, TalksToTheIndexerThatServesTheFolder) {
  RealClock clock;
  IndexerOptions serving = ToIndexerOptions(options_);
  serving.listen = "127.0.0.1:0";
  const auto indexer = Indexer::Open(serving, *PosixEnv(), clock);
  ASSERT_OK(indexer);
  const auto found = Connection::Open(options_);
  ASSERT_OK(found);
  EXPECT_TRUE(Answers(**found));

  GlobalOptions by_address;
  by_address.data_folder = folder_.File("elsewhere");
  by_address.address = (*indexer)->address().ToString();
  const auto asked_for = Connection::Open(by_address);
  ASSERT_OK(asked_for);
  EXPECT_TRUE(Answers(**asked_for));
}

TEST_F(ConnectionTest, AnAddressThatWasAskedForMustAnswer) {
  options_.address = "127.0.0.1:1";
  EXPECT_THAT(Connection::Open(options_),
              FailsWith(absl::StatusCode::kUnavailable, AllOf(HasSubstr("127.0.0.1:1"), HasSubstr("--address"))));
}

}  // namespace
}  // namespace meedoen::indexer
