#include "core/activity/embedding_text.h"

#include "core/base/checksum.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using testing::Parsed;
using testing::ValidActivity;

TEST(EmbeddingTextTest, IsTitleCategoriesDescription) {
  EXPECT_EQ(EmbeddingText(Parsed(R"(title: "Eetclub" description: "Elke week." categories: "shared_meal"
                                    categories: "cooking")")),
            "Eetclub. samen eten, koken. Elke week.");
  EXPECT_EQ(EmbeddingText(Parsed(R"(title: "Zingt u mee?" description: "Ja!" categories: "music_singing")")),
            "Zingt u mee? muziek en zingen. Ja!");
}

TEST(EmbeddingTextTest, LeavesOutWhatIsNotThere) {
  EXPECT_EQ(EmbeddingText(Parsed(R"(description: "Elke week" categories: "nonsense")")), "Elke week");
  EXPECT_EQ(EmbeddingText({}), "");
}

TEST(EmbeddingTextTest, OnlyTextChangesTheHash) {
  const std::string hash = EmbeddingTextHash(ValidActivity());
  EXPECT_EQ(hash.size(), 32u);
  EXPECT_EQ(hash, Sha256Of(EmbeddingText(ValidActivity())));
  EXPECT_EQ(EmbeddingTextHash(ValidActivity(R"(status: FULL place { postcode: "7412" })")), hash);
  EXPECT_NE(EmbeddingTextHash(ValidActivity(R"(title: "Koor")")), hash);
  EXPECT_NE(EmbeddingTextHash(ValidActivity(R"(description: "Zing.")")), hash);
  EXPECT_NE(EmbeddingTextHash(ValidActivity(R"(categories: "dancing")")), hash);
}

}  // namespace
}  // namespace meedoen
