#include "matcher/evaluate/judged_clients.h"

#include <filesystem>
#include <fstream>

#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class JudgedClientsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(temp_.File("clients"));
    Write("clients/01-anna.json", R"({"client": {"wishes": ["koken"], "home": {"postcode": "7411"}}})");
    Write("clients/02-ayse.json", R"({"client": {"wishes": ["yemek"], "home": {"postcode": "7411"}}, "k": 3})");
    Write("clients/03-nobody.json", R"({"client": {"home": {"postcode": "7411"}}})");
    Write("clients/README.md", "not a client");
    Write("judgements.tsv", "01-anna\tmunicipalities/GM0150/activities/a\t3\n02-ayse\tx\t0\n01-anna\tb\t1\n");
    Write("languages.tsv", "02-ayse\ttr\n");
  }
  void Write(const std::string& name, const std::string& text) { std::ofstream(temp_.File(name)) << text; }
  absl::StatusOr<std::vector<JudgedClient>> Load() {
    return LoadJudgedClients(*PosixEnv(), temp_.File("clients"), temp_.File("judgements.tsv"),
                             temp_.File("languages.tsv"));
  }

  meedoen::testing::TempDir temp_;
};

TEST_F(JudgedClientsTest, LoadsWhoWasJudged) {
  const auto clients = Load();
  ASSERT_OK(clients);
  ASSERT_EQ(clients->size(), 2u);
  const JudgedClient &anna = (*clients)[0], &ayse = (*clients)[1];
  EXPECT_EQ(anna.id, "01-anna");
  EXPECT_EQ(anna.language, "nl");
  EXPECT_TRUE(anna.odd);
  EXPECT_EQ(anna.grades.at("municipalities/GM0150/activities/a"), 3);
  EXPECT_EQ(anna.grades.size(), 2u);
  EXPECT_EQ(ayse.language, "tr");
  EXPECT_FALSE(ayse.odd);
  EXPECT_EQ(ayse.request.k(), 3u);
}

TEST_F(JudgedClientsTest, ErrorsNameFileAndLine) {
  const auto fails = [this](const char* file, const char* text, const char* where) {
    SetUp();
    Write(file, text);
    EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(where)));
  };
  fails("judgements.tsv", "01-anna\ta\t3\n\n01-anna\tb\n", "judgements.tsv:3: 2 columns");
  fails("judgements.tsv", "01-anna\ta\t3\n09-else\ta\t3\n", "judgements.tsv:2: \"09-else\" is not a client");
  for (const char* grade : {"4", "-1", "", "2x", "2.5"}) {
    fails("judgements.tsv", (std::string("01-anna\ta\t") + grade + "\n").c_str(), "judgements.tsv:1: ");
  }
  fails("languages.tsv", "02-ayse\ttr\n09-else\ttr\n", "languages.tsv:2: \"09-else\" is not a client");
  fails("clients/02-ayse.json", "{\"client\": ", "02-ayse.json");
  fails("clients/02-ayse.json", R"({"clint": {}})", "02-ayse.json");
  fails("clients/02-ayse.json", R"({"client": {"home": {"postcode": "7411"}}, "k": 51})",
        "02-ayse.json: k: is over 50");
}

TEST_F(JudgedClientsTest, MissingFilesAndFoldersAreNamed) {
  std::filesystem::remove(temp_.File("judgements.tsv"));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kNotFound, HasSubstr("judgements.tsv")));
  std::filesystem::remove_all(temp_.File("clients"));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kNotFound, HasSubstr("clients")));
}

TEST_F(JudgedClientsTest, NobodyJudgedIsAnError) {
  Write("judgements.tsv", "");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kNotFound, HasSubstr("no client has judgements")));
}

TEST(GroupsOfTest, AgeLanguageMeansMunicipalityAndHalf) {
  JudgedClient client;
  client.language = "tr";
  v1::ClientProfile& profile = *client.request.mutable_client();
  const auto groups = [&] { return GroupsOf(client, "GM0150"); };
  EXPECT_THAT(groups(), UnorderedElementsAre("all", "age not stated", "language tr", "municipality GM0150", "half odd",
                                             "means foot"));
  client.odd = false;
  for (const v1::Means means : {v1::BICYCLE, v1::PUBLIC_TRANSPORT, v1::BICYCLE}) {
    profile.mutable_mobility()->add_means(means);
  }
  EXPECT_THAT(groups(), UnorderedElementsAre("all", "age not stated", "language tr", "municipality GM0150", "half even",
                                             "means bicycle", "means public transport"));
  profile.mutable_needs()->set_pick_up(true);
  EXPECT_THAT(groups(), Contains("means none"));
  EXPECT_THAT(groups(), Not(Contains("means bicycle")));
  profile.mutable_mobility()->set_companion(true);
  EXPECT_THAT(groups(), Contains("means bicycle"));
}

TEST(GroupsOfTest, ABandCountsByItsMiddle) {
  JudgedClient client;
  v1::ClientProfile& profile = *client.request.mutable_client();
  const auto age = [&] { return GroupsOf(client, "GM0150")[1]; };
  profile.set_age_years(17);
  EXPECT_EQ(age(), "age below 18");
  profile.set_age_years(64);
  EXPECT_EQ(age(), "age 18-65");
  profile.set_age_years(65);
  EXPECT_EQ(age(), "age 65+");
  profile.mutable_age_band()->set_minimum_years(46);
  profile.mutable_age_band()->set_maximum_years(60);
  EXPECT_EQ(age(), "age 18-65");
  profile.mutable_age_band()->set_minimum_years(61);
  profile.mutable_age_band()->set_maximum_years(75);
  EXPECT_EQ(age(), "age 65+");
}

}  // namespace
}  // namespace meedoen::matcher
