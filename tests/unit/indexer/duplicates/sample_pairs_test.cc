// What is found in the catalogue of samples, whose activities were all meant to be different ones.
#include <cstdio>
#include <filesystem>

#include "core/base/env.h"
#include "indexer/duplicates/find_pairs.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/duplicates/labelled_pairs.h"

namespace meedoen::indexer::testing {
namespace {

constexpr char kModel[] = "var/models/multilingual-e5-small";

FoundPairs FindIn(const char* path, Embedder* embedder) {
  const auto samples = LoadSamples(path);
  EXPECT_OK(samples);
  const PrintedCatalogue catalogue(samples.value_or(std::vector<v1::Activity>()), embedder);
  auto found = FindPairs(catalogue.prints(), Comparer(catalogue.stride()), [] { return true; });
  EXPECT_OK(found);
  if (!found.ok()) return {};
  for (const FoundPair& pair : found->pairs) {
    std::printf("%s ~ %s: %.1f, %s\n", catalogue.prints()[pair.first].name.c_str(),
                catalogue.prints()[pair.second].name.c_str(), pair.points, pair.reason.c_str());
  }
  return *found;
}

TEST(SamplePairsTest, NoneWithoutVectors) {
  EXPECT_TRUE(FindIn("catalog-samples/deventer.jsonl", nullptr).pairs.empty());
  EXPECT_TRUE(FindIn("catalog-samples/het-hogeland.jsonl", nullptr).pairs.empty());
}

TEST(SamplePairsTest, NoneWithTheModel) {
  if (!std::filesystem::exists(kModel)) GTEST_SKIP() << kModel << " is not here; make it with scripts/setup";
  const auto embedder = LoadEmbedder(*PosixEnv(), kModel, EmbedderOptions{.query_requests = 0, .passage_threads = 2});
  ASSERT_OK(embedder);
  EXPECT_TRUE(FindIn("catalog-samples/deventer.jsonl", embedder->get()).pairs.empty());
  EXPECT_TRUE(FindIn("catalog-samples/het-hogeland.jsonl", embedder->get()).pairs.empty());
}

}  // namespace
}  // namespace meedoen::indexer::testing
