#include "core/embedding/model_check.h"

#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

TEST(CheckModel, MeasuresTheRealModel) {
  const auto check = CheckModel(*PosixEnv(), testing::kRealModel, {.query_requests = 1, .passage_threads = 2});
  ASSERT_TRUE(check.ok()) << check.status() << "\n" << testing::kNoRealModel;
  EXPECT_EQ(check->info.id, "multilingual-e5-small-q4");
  EXPECT_EQ(check->info.dimension, 384);
  EXPECT_EQ(check->licence, "MIT");
  EXPECT_GT(check->wish_milliseconds, 0);
  EXPECT_GT(check->texts_per_second, 1);
  EXPECT_THAT(check->ToString(), HasSubstr("384"));
  std::cout << check->ToString();
}

TEST(CheckModel, SaysWhatIsWrongWithAFolder) {
  const testing::TempDir dir;
  EXPECT_THAT(CheckModel(*PosixEnv(), dir.path(), {}), FailsWith(absl::StatusCode::kNotFound, HasSubstr("model.json")));
}

}  // namespace
}  // namespace meedoen
