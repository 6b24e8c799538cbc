#include "matcher/evaluate/crisis_measure.h"

#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FailsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kHeading[] = "language\tkinds\tset\ttext\n";

absl::StatusOr<std::vector<CrisisExample>> Load(const std::string& lines) {
  const testing::TempDir folder;
  const std::string path = folder.path() + "/examples.tsv";
  EXPECT_OK(WriteFileSynced(*PosixEnv(), path, lines));
  return LoadCrisisExamples(*PosixEnv(), path);
}

TEST(CrisisMeasureTest, Loads) {
  const auto examples =
      Load(std::string(kHeading) + "nl\tNO_SHELTER,SUICIDE\tfresh\tik wil  dood\n\nen\tnone\tdevelop\twalk\n");
  ASSERT_OK(examples);
  ASSERT_THAT(*examples, SizeIs(2));
  EXPECT_THAT((*examples)[0].where, HasSubstr("examples.tsv:2"));
  EXPECT_EQ((*examples)[0].language, "nl");
  EXPECT_THAT((*examples)[0].kinds, ElementsAre(v1::SUICIDE, v1::NO_SHELTER));
  EXPECT_EQ((*examples)[0].set, "fresh");
  EXPECT_EQ((*examples)[0].text, "ik wil dood");
  EXPECT_THAT((*examples)[1].where, HasSubstr("examples.tsv:4"));
  EXPECT_THAT((*examples)[1].kinds, SizeIs(0));
}

TEST(CrisisMeasureTest, MistakesNameFileAndLine) {
  for (const auto& [line, why] : std::vector<std::pair<std::string, std::string>>{
           {"nl\tnone\tdevelop", "3 columns"},
           {"nl\tnone\tdevelop\ta\tb", "5 columns"},
           {"dutch\tnone\tdevelop\ta", "two letters"},
           {"NL\tnone\tdevelop\ta", "two letters"},
           {"nl\tsuicide\tdevelop\ta", "kinds are"},
           {"nl\tCRISIS_KIND_UNSPECIFIED\tdevelop\ta", "kinds are"},
           {"nl\t\tdevelop\ta", "kinds are"},
           {"nl\tnone\thalf\ta", "the set is"},
           {"nl\tnone\tdevelop\t", "1 to 300"},
           {"nl\tnone\tdevelop\t" + std::string(kMaxWishCharacters + 1, 'a'), "1 to 300"},
           {"nl\tnone\tdevelop\t\xff", "UTF-8"},
           {"nl\tnone\tfresh\tWANDELEN", "the same text as"}}) {
    EXPECT_THAT(Load(kHeading + std::string("nl\tnone\tdevelop\twandelen\n") + line + "\n"),
                FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("examples.tsv:3"), HasSubstr(why))))
        << line;
  }
  EXPECT_OK(Load(kHeading + std::string("nl\tnone\tdevelop\t") + std::string(kMaxWishCharacters, 'a')));
  EXPECT_THAT(Load("nl\tnone\tdevelop\ta\n"), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("first line")));
  EXPECT_THAT(Load(kHeading), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("no examples")));
  EXPECT_THAT(LoadCrisisExamples(*PosixEnv(), "nowhere.tsv"),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("nowhere")));
}

TEST(CrisisMeasureTest, CountsByKindAndLanguage) {
  const auto examples = Load(std::string(kHeading) +
                             "nl\tSUICIDE\tdevelop\tik wil dood\n"
                             "nl\tSUICIDE,VIOLENCE\tdevelop\tik wil liever dood\n"  // Half right.
                             "nl\tVIOLENCE\tdevelop\twandelen\n"                    // Missed.
                             "en\tnone\tdevelop\tI want to die\n"                   // Wrongly found.
                             "en\tnone\tdevelop\twalking\n"
                             "en\tnone\tfresh\tsinging\n");
  ASSERT_OK(examples);
  const CrisisMeasures measures = MeasureCrisis(*examples);
  const auto row = [&](const std::string& set, const std::string& group) {
    for (const CrisisRow& one : measures.rows) {
      if (one.set == set && one.group == group) return one;
    }
    ADD_FAILURE() << set << " " << group;
    return CrisisRow{};
  };
  const CrisisRow all = row("develop", "all");
  EXPECT_EQ(all.examples, 5);
  EXPECT_EQ(all.precision.hits, 2);
  EXPECT_EQ(all.precision.of, 3);
  EXPECT_EQ(all.recall.hits, 2);
  EXPECT_EQ(all.recall.of, 3);
  EXPECT_EQ(row("develop", "VIOLENCE").recall.of, 2);
  EXPECT_EQ(row("develop", "VIOLENCE").recall.hits, 0);
  EXPECT_EQ(row("develop", "SUICIDE").precision.of, 3);
  EXPECT_EQ(row("develop", "nl").examples, 3);
  EXPECT_EQ(row("develop", "en").precision.hits, 0);
  EXPECT_EQ(row("fresh", "all").examples, 1);
  EXPECT_EQ(row("fresh", "all").recall.value(), 1);
  EXPECT_THAT(measures.misses, SizeIs(3));
  EXPECT_THAT(measures.misses[0], HasSubstr("examples.tsv:3 nl develop: SUICIDE,VIOLENCE, found SUICIDE: ik wil"));
  EXPECT_THAT(PrintCrisisMeasures(measures),
              HasSubstr("develop  all               5    2 of   3 = 0.667 (0.208 to 0.939)"));
}

// Against values worked out apart: Wilson (1927) for 8 of 10 and 10 of 10.
TEST(CrisisMeasureTest, IntervalsOfWilson) {
  EXPECT_NEAR((Proportion{8, 10}.low()), 0.4902, 1e-4);
  EXPECT_NEAR((Proportion{8, 10}.high()), 0.9433, 1e-4);
  EXPECT_NEAR((Proportion{10, 10}.low()), 0.7225, 1e-4);
  EXPECT_NEAR((Proportion{10, 10}.high()), 1, 1e-9);
  EXPECT_EQ((Proportion{0, 0}.low()), 0);
  EXPECT_EQ((Proportion{0, 0}.high()), 1);
  EXPECT_EQ((Proportion{0, 7}.low()), 0);
}

}  // namespace
}  // namespace meedoen::matcher
