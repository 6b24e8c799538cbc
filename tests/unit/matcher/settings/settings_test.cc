#include "matcher/settings/settings.h"

#include <google/protobuf/util/json_util.h>

#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SettingsTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& json) { std::ofstream(folder_.File(name)) << json; }
  absl::StatusOr<std::shared_ptr<const Settings>> Load() {
    return Settings::Load(*PosixEnv(), folder_.path(), nullptr);
  }
  std::shared_ptr<const Settings> Loaded() {
    const auto settings = Load();
    EXPECT_OK(settings);
    return settings.ok() ? *settings : Settings::BuiltIn();
  }

  const meedoen::testing::TempDir folder_;
};

TEST_F(SettingsTest, WithoutAFolderOrFilesTheBuiltInValuesHold) {
  const Weights weights;
  for (const auto& settings : {Settings::BuiltIn(), Loaded()}) {
    const Rules& rules = settings->RulesOf("GM0150");
    EXPECT_EQ(rules.weights.wishes, weights.wishes);
    EXPECT_EQ(rules.role_shares[v1::VOLUNTEER], 0);
    EXPECT_NEAR(rules.travel->Minutes(v1::FOOT, 1000 / 1.3), 60 / 4.5, 1e-9);
    EXPECT_TRUE(rules.crisis_contacts.empty());
    EXPECT_TRUE(settings->Shares("GM0150", "GM0150"));
    EXPECT_FALSE(settings->Shares("GM0150", "GM0177")) << "deny by default";
  }
  EXPECT_EQ(Settings::BuiltIn()->id(), "built-in");
}

TEST_F(SettingsTest, AMunicipalitySaysOtherwiseOnlyWhereItSaysSomething) {
  Write("default.json", R"({"weights": {"travel": 2, "goals": 4},
                            "role_mix": [{"role": "VOLUNTEER", "share": 0.5}],
                            "means": [{"means": "FOOT", "kilometres_an_hour": 4}]})");
  Write("GM0150.json", R"({"weights": {"travel": 0.5},
                           "means": [{"means": "PUBLIC_TRANSPORT", "last_return": "22:30"}],
                           "crisis_contacts": [{"kinds": ["NO_SHELTER"], "name": "Opvang", "telephone": "14 0570"}]})");
  Write("README.md", "not settings");
  const auto settings = Loaded();
  const Rules &own = settings->RulesOf("GM0150"), &other = settings->RulesOf("GM1966");
  EXPECT_EQ(other.weights.travel, 2);
  EXPECT_EQ(own.weights.travel, 0.5);
  EXPECT_EQ(own.weights.goals, 4) << "of default.json";
  EXPECT_EQ(own.weights.wishes, Weights().wishes) << "of the program";
  EXPECT_EQ(own.role_shares[v1::VOLUNTEER], 0.5);
  EXPECT_NEAR(own.travel->Minutes(v1::FOOT, 1000 / 1.3), 15, 1e-9);
  EXPECT_EQ(own.travel->Hours(v1::PUBLIC_TRANSPORT).last_return, 22 * 60 + 30);
  EXPECT_EQ(own.travel->Hours(v1::PUBLIC_TRANSPORT).first_departure, 6 * 60);
  EXPECT_EQ(other.travel->Hours(v1::PUBLIC_TRANSPORT).last_return, 24 * 60);
  ASSERT_EQ(own.crisis_contacts.size(), 1u);
  EXPECT_EQ(own.crisis_contacts[0].name(), "Opvang");
  EXPECT_TRUE(other.crisis_contacts.empty());
}

// The file that people copy says what the program does by itself.
TEST_F(SettingsTest, TheShippedFileHoldsEveryBuiltInValue) {
  const auto json = PosixEnv()->ReadFile("deploy/settings/default.json", kMaxSettingsBytes);
  ASSERT_OK(json);
  v1::MunicipalitySettings shipped;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*json, &shipped).ok());
  const auto* weights = v1::WeightSettings::descriptor();
  for (int i = 0; i < weights->field_count(); ++i) {
    EXPECT_TRUE(shipped.weights().GetReflection()->HasField(shipped.weights(), weights->field(i)))
        << weights->field(i)->name();
  }
  EXPECT_EQ(shipped.role_mix_size(), v1::Role_ARRAYSIZE - 1);
  EXPECT_EQ(shipped.means_size(), v1::Means_ARRAYSIZE - 1);
  Rules rules;
  Problems problems;
  ApplySettings(shipped, "default.json", &rules, &problems);
  EXPECT_THAT(problems.all(), ::testing::IsEmpty());
  const Rules built_in;
  EXPECT_EQ(std::memcmp(&rules.weights, &built_in.weights, sizeof(Weights)), 0);
  EXPECT_EQ(rules.role_shares, built_in.role_shares);
  EXPECT_TRUE(shipped.ageing().has_ask_after_days() && shipped.ageing().has_leave_out_after_days());
  EXPECT_EQ(rules.ageing.ask_after_days, built_in.ageing.ask_after_days);
  EXPECT_EQ(rules.ageing.leave_out_after_days, built_in.ageing.leave_out_after_days);
  for (size_t i = 0; i < rules.means.size(); ++i) {
    EXPECT_EQ(rules.means[i].kilometres_an_hour, built_in.means[i].kilometres_an_hour) << i;
    EXPECT_EQ(rules.means[i].start_minutes, built_in.means[i].start_minutes) << i;
    EXPECT_EQ(rules.means[i].hours.first_departure, built_in.means[i].hours.first_departure) << i;
    EXPECT_EQ(rules.means[i].hours.last_return, built_in.means[i].hours.last_return) << i;
  }
}

// The indexer and the matcher agree on how old is old.
TEST_F(SettingsTest, AgeingIsThatOfTheActivitysMunicipality) {
  Write("default.json", R"({"ageing": {"leave_out_after_days": 400}})");
  Write("GM0150.json", R"({"ageing": {"ask_after_days": 90}})");
  const auto settings = Loaded();
  const auto indexers = AgeingRules::Load(*PosixEnv(), folder_.path());
  ASSERT_OK(indexers);
  for (const char* code : {"GM0150", "GM0177"}) {
    EXPECT_EQ(settings->ageing().Of(code).ask_after_days, indexers->Of(code).ask_after_days);
    EXPECT_EQ(settings->ageing().Of(code).leave_out_after_days, indexers->Of(code).leave_out_after_days);
    EXPECT_EQ(settings->RulesOf(code).ageing.ask_after_days, indexers->Of(code).ask_after_days);
  }
  EXPECT_EQ(settings->ageing().Of("GM0150").ask_after_days, 90u);
  Write("GM0150.json", R"({"ageing": {"ask_after_days": 401}})");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("GM0150.json: ageing.leave_out")));
}

TEST_F(SettingsTest, ABorderIsOpenIfBothSaySo) {
  Write("GM0150.json", R"({"across_border_with": ["GM1955", "GM0177"]})");
  Write("GM0177.json", R"({"across_border_with": ["GM0150"]})");
  const auto settings = Loaded();
  EXPECT_TRUE(settings->Shares("GM0150", "GM0177"));
  EXPECT_TRUE(settings->Shares("GM0177", "GM0150"));
  EXPECT_FALSE(settings->Shares("GM0150", "GM1955")) << "that one has not agreed";
  EXPECT_THAT(settings->SharedWith("GM0150"), ElementsAre("GM0150", "GM0177"));
  EXPECT_THAT(settings->SharedWith("GM1955"), ElementsAre("GM1955"));
}

TEST_F(SettingsTest, EverythingThatIsWrongIsNamedAtOnce) {
  Write("default.json", R"({"weights": {"travel": -1, "dislike_penalty": 1.5}, "role_mix": [{"share": 1}]})");
  Write("GM0150.json", R"({"means": [{"means": "FOOT", "kilometres_an_hour": 300, "first_departure": "25:00"},
                                     {"kilometres_an_hour": 3},
                                     {"means": "CAR", "first_departure": "10:00", "last_return": "09:00"}],
                           "across_border_with": ["Raalte"], "crisis_contacts": [{"telephone": "113"}]})");
  Write("GM0177.json", R"({"weigths": {}})");
  Write("Deventer.json", "{}");
  const auto settings = Load();
  ASSERT_EQ(settings.status().code(), absl::StatusCode::kInvalidArgument);
  for (const char* named :
       {"default.json: weights.travel", "default.json: weights.dislike_penalty", "default.json: role_mix[0].role",
        "GM0150.json: means[0].kilometres_an_hour", "GM0150.json: means[0].first_departure",
        "GM0150.json: means[1].means", "GM0150.json: means[2]", "GM0150.json: across_border_with",
        "GM0150.json: crisis_contacts[0]", "GM0177.json", "weigths", "Deventer.json"}) {
    EXPECT_THAT(std::string(settings.status().message()), HasSubstr(named));
  }
}

// As editors of Windows write it, and what is no JSON at all.
TEST_F(SettingsTest, AByteOrderMarkIsTakenAndBrokenTextIsNamed) {
  Write("default.json", "\xEF\xBB\xBF{\"weights\": {\"travel\": 2}}");
  EXPECT_EQ(Loaded()->RulesOf("GM0150").weights.travel, 2);
  Write("default.json", "{\"crisis_contacts\": [{\"name\": \"\xC3\x28\"}]}");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("default.json: is not valid UTF-8")));
  for (const char* broken : {"", "[]", "{\"weights\": {\"travel\": 2"}) {
    Write("default.json", broken);
    EXPECT_THAT(Load(),
                FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("default.json: is not settings in JSON")));
  }
  Write("default.json", R"({"weights": {"travel": "NaN"}})");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("weights.travel")));
}

TEST_F(SettingsTest, TheSumOfWhatAlwaysCountsIsNotZero) {
  Write("default.json", R"({"weights": {"travel": 0, "freshness": 0, "capacity": 0, "role": 0}})");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("must be above 0")));
  Write("default.json", R"({"weights": {"travel": 0, "freshness": 0, "capacity": 0, "role": 0.1}})");
  EXPECT_OK(Load());
}

TEST_F(SettingsTest, SoMuchAndNoMore) {
  const auto borders = [](int count) {
    std::string codes;
    for (int i = 0; i < count; ++i) absl::StrAppend(&codes, i > 0 ? "," : "", "\"GM", 1000 + i, "\"");
    return absl::StrCat("{\"across_border_with\": [", codes, "]}");
  };
  Write("default.json", borders(kMaxBorders));
  EXPECT_OK(Load());
  Write("default.json", borders(kMaxBorders + 1));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("across_border_with")));
  const auto contacts = [](int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&all, i > 0 ? "," : "", R"({"kinds": ["SUICIDE"], "name": "113", "telephone": "113"})");
    }
    return absl::StrCat("{\"crisis_contacts\": [", all, "]}");
  };
  Write("default.json", contacts(kMaxCrisisContacts));
  EXPECT_OK(Load());
  Write("default.json", contacts(kMaxCrisisContacts + 1));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("crisis_contacts")));
  Write("default.json", "{}" + std::string(kMaxSettingsBytes - 2, ' '));
  EXPECT_OK(Load());
  Write("default.json", "{}" + std::string(kMaxSettingsBytes - 1, ' '));
  EXPECT_FALSE(Load().ok());
  Write("default.json", "{}");
  for (size_t i = 1; i < kMaxSettingsFiles; ++i) Write(absl::StrCat("GM", 1000 + i, ".json"), "{}");
  EXPECT_OK(Load());
  Write("GM0001.json", "{}");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("more than")));
}

class SettingsWatcherTest : public SettingsTest {
 protected:
  SettingsHolder holder_{Settings::BuiltIn()};
  SettingsWatcher watcher_{*PosixEnv(), folder_.path(), nullptr, &holder_, absl::Milliseconds(2)};
};

TEST_F(SettingsWatcherTest, TakesOverWhatChangedAndKeepsWhatIsGood) {
  Write("default.json", R"({"weights": {"travel": 2}})");
  watcher_.LookOnce();
  const auto first = holder_.Get();
  EXPECT_EQ(first->RulesOf("GM0150").weights.travel, 2);
  watcher_.LookOnce();
  EXPECT_EQ(holder_.Get(), first) << "nothing changed";
  Write("default.json", R"({"weights": {"travel": -2}})");
  watcher_.LookOnce();
  EXPECT_EQ(holder_.Get(), first);
  EXPECT_THAT(holder_.problem(), HasSubstr("default.json: weights.travel"));
  Write("default.json", R"({"weights": {"travel": 2}})");
  watcher_.LookOnce();
  EXPECT_EQ(holder_.problem(), "") << "as it was, so nothing is wrong any more";
  Write("default.json", R"({"weights": {"travel": 3}})");
  watcher_.LookOnce();
  EXPECT_EQ(holder_.Get()->RulesOf("GM0150").weights.travel, 3);
  EXPECT_NE(holder_.Get()->id(), first->id());
  EXPECT_EQ(first->RulesOf("GM0150").weights.travel, 2) << "a call goes on with those it began with";
}

TEST_F(SettingsWatcherTest, LooksByItself) {
  watcher_.Start();
  Write("GM0150.json", R"({"weights": {"travel": 7}})");
  const absl::Time patience = absl::Now() + absl::Seconds(30);
  while (holder_.Get()->RulesOf("GM0150").weights.travel != 7 && absl::Now() < patience) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  watcher_.Stop();
  EXPECT_EQ(holder_.Get()->RulesOf("GM0150").weights.travel, 7);
}

}  // namespace
}  // namespace meedoen::matcher
