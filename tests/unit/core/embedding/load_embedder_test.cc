#include <memory>

#include "core/base/limits.h"
#include "core/embedding/embedder.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

TEST(LoadEmbedder, LoadsAHashingModelFromItsFolder) {
  const testing::TempDir dir;
  testing::WriteManifest(dir.path(), testing::HashingManifest());
  const auto embedder = LoadEmbedder(*PosixEnv(), dir.path(), {});
  ASSERT_OK(embedder);
  EXPECT_EQ((*embedder)->info().id, "test-hashing");
  EXPECT_EQ((*embedder)->EmbedQuery("koor", absl::InfiniteFuture())->size(), 64u);
}

TEST(LoadEmbedder, RefusesADamagedFile) {
  const testing::TempDir dir;
  nlohmann::json manifest = testing::HashingManifest();
  manifest["files"] = {{"extra", Sha256HexOf("right")}};
  testing::WriteManifest(dir.path(), manifest);
  testing::WriteText(dir.File("extra"), "wrong");
  EXPECT_THAT(LoadEmbedder(*PosixEnv(), dir.path(), {}), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("extra")));
}

TEST(LoadEmbedder, TakesTheMostThreadsAndRefusesOneMore) {
  const testing::TempDir dir;
  testing::WriteManifest(dir.path(), testing::HashingManifest());
  constexpr int kMost = kMaxEmbeddingThreads;
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_OK(LoadEmbedder(*PosixEnv(), dir.path(), {.query_requests = kMost, .passage_threads = kMost}));
  EXPECT_OK(LoadEmbedder(*PosixEnv(), dir.path(), {.query_requests = 0, .passage_threads = 1}));
  for (const EmbedderOptions& options :
       {EmbedderOptions{kMost + 1, 1}, EmbedderOptions{1, kMost + 1}, EmbedderOptions{-1, 1}, EmbedderOptions{0, 0}}) {
    EXPECT_THAT(LoadEmbedder(*PosixEnv(), dir.path(), options), FailsWith(kInvalid, HasSubstr("query_requests")));
  }
}

}  // namespace
}  // namespace meedoen
