#include "matcher/query/query_check.h"

#include <cmath>
#include <functional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "google/rpc/error_details.pb.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// 111222333 passes the eleven test.
constexpr char kCitizenNumber[] = "111222333";
constexpr char kBrokenUtf8[] = "koffie \xC3\x28";

v1::SuggestRequest Plain() {
  v1::SuggestRequest request;
  request.mutable_client()->mutable_home()->set_postcode("7411");
  return request;
}

// The paths of all fields that have a problem.
std::vector<std::string> Paths(const v1::SuggestRequest& request) {
  const absl::Status status = CheckRequest(request);
  google::rpc::BadRequest details;
  if (const auto payload = status.GetPayload(kBadRequestUrl)) details.ParseFromString(std::string(*payload));
  std::vector<std::string> paths;
  for (const auto& violation : details.field_violations()) paths.push_back(violation.field());
  EXPECT_EQ(status.ok(), paths.empty()) << status;
  return paths;
}

std::vector<std::string> PathsAfter(const std::function<void(v1::SuggestRequest*)>& change) {
  v1::SuggestRequest request = Plain();
  change(&request);
  return Paths(request);
}

TEST(QueryCheckTest, AClientWithOnlyAHomeIsEnough) { EXPECT_THAT(Paths(Plain()), IsEmpty()); }

TEST(QueryCheckTest, AClientIsNeeded) {
  EXPECT_THAT(Paths({}), ElementsAre("client"));
  v1::SuggestRequest request;
  request.mutable_client();
  EXPECT_THAT(Paths(request), ElementsAre("client.home"));
}

TEST(QueryCheckTest, EveryProblemIsToldAtOnceByItsPath) {
  v1::SuggestRequest request;
  v1::ClientProfile* client = request.mutable_client();
  client->mutable_home()->set_postcode("74");
  client->add_wishes("koken");
  client->add_wishes("  ");
  client->add_dislikes(kBrokenUtf8);
  client->mutable_mobility()->set_maximum_minutes(kMaxTravelMinutes + 1);
  v1::AvailabilityWindow* window = client->add_availability();
  window->set_start_time("12:00");
  window->set_end_time("11:00");
  client->set_age_years(kMaxAgeYears + 1);
  client->add_excluded_activities("koor");
  client->add_languages("nederlands");
  request.set_k(kMaxSuggestions + 1);
  request.add_categories("zingen");
  request.add_excluded_categories("walking");
  request.add_excluded_categories("lopen");
  EXPECT_THAT(Paths(request),
              UnorderedElementsAre("client.home.postcode", "client.wishes[1]", "client.dislikes[0]",
                                   "client.mobility.maximum_minutes", "client.availability[0].day",
                                   "client.availability[0]", "client.age_years", "client.excluded_activities[0]",
                                   "client.languages[0]", "k", "categories[0]", "excluded_categories[1]"));
}

TEST(QueryCheckTest, EachLimitAtItAndAboveIt) {
  struct Limit {
    const char* path;
    uint64_t most;
    std::function<void(v1::SuggestRequest*, uint64_t)> set;
  };
  const auto times = [](uint64_t count, const auto& add) {
    for (uint64_t i = 0; i < count; ++i) add();
  };
  const Limit limits[] = {
      {"client.wishes", kMaxWishes,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->add_wishes("koken"); }); }},
      {"client.dislikes", kMaxDislikes,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->add_dislikes("drukte"); }); }},
      {"client.wishes[0]", kMaxWishCharacters,
       [](auto* r, uint64_t n) {
         std::string wish;  // Characters, not bytes.
         for (uint64_t i = 0; i < n; ++i) wish += "é";
         r->mutable_client()->add_wishes(wish);
       }},
      {"client.availability", kMaxAvailabilityWindows,
       [&](auto* r, uint64_t n) {
         times(n, [&] {
           v1::AvailabilityWindow* window = r->mutable_client()->add_availability();
           window->set_day(v1::MONDAY);
           window->set_start_time("09:00");
           window->set_end_time("24:00");
         });
       }},
      {"client.excluded_activities", kMaxExcludedActivities,
       [&](auto* r, uint64_t n) {
         times(n, [&] { r->mutable_client()->add_excluded_activities("municipalities/GM0150/activities/koor"); });
       }},
      {"client.languages", kMaxLanguages,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->add_languages("tr"); }); }},
      {"client.goals", kMaxGoals,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->add_goals(v1::MOVE); }); }},
      {"client.roles", kMaxRoles,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->add_roles(v1::BUDDY); }); }},
      {"client.mobility.means", kMaxMeans,
       [&](auto* r, uint64_t n) { times(n, [&] { r->mutable_client()->mutable_mobility()->add_means(v1::FOOT); }); }},
      {"client.mobility.maximum_minutes", kMaxTravelMinutes,
       [](auto* r, uint64_t n) { r->mutable_client()->mutable_mobility()->set_maximum_minutes(n); }},
      {"client.least_session_share_percent", 100,
       [](auto* r, uint64_t n) { r->mutable_client()->set_least_session_share_percent(n); }},
      {"client.age_years", kMaxAgeYears, [](auto* r, uint64_t n) { r->mutable_client()->set_age_years(n); }},
      {"client.age_band", kMaxAgeYears,
       [](auto* r, uint64_t n) { r->mutable_client()->mutable_age_band()->set_maximum_years(n); }},
      {"k", kMaxSuggestions, [](auto* r, uint64_t n) { r->set_k(n); }},
      {"horizon_days", kMaxHorizonDays, [](auto* r, uint64_t n) { r->set_horizon_days(n); }},
      {"categories", kMaxRequestCategories,
       [&](auto* r, uint64_t n) { times(n, [&] { r->add_categories("walking"); }); }},
      {"excluded_categories", kMaxRequestCategories,
       [&](auto* r, uint64_t n) { times(n, [&] { r->add_excluded_categories("walking"); }); }}};
  for (const Limit& limit : limits) {
    v1::SuggestRequest at = Plain(), above = Plain();
    limit.set(&at, limit.most);
    limit.set(&above, limit.most + 1);
    EXPECT_THAT(Paths(at), IsEmpty()) << limit.path;
    EXPECT_THAT(Paths(above), ElementsAre(limit.path));
  }
}

TEST(QueryCheckTest, CoordinatesAreDutchAndComeWithTheirMunicipality) {
  const auto at = [](double latitude, double longitude, const char* municipality) {
    v1::SuggestRequest request;
    v1::Home* home = request.mutable_client()->mutable_home();
    home->mutable_coordinates()->set_latitude(latitude);
    home->mutable_coordinates()->set_longitude(longitude);
    home->set_municipality_code(municipality);
    return Paths(request);
  };
  EXPECT_THAT(at(kMinLatitude, kMinLongitude, "GM0150"), IsEmpty());
  EXPECT_THAT(at(kMaxLatitude, kMaxLongitude, "GM0150"), IsEmpty());
  for (const auto& [latitude, longitude] : std::vector<std::pair<double, double>>{{kMinLatitude - 0.01, 6},
                                                                                  {kMaxLatitude + 0.01, 6},
                                                                                  {52, kMinLongitude - 0.01},
                                                                                  {52, kMaxLongitude + 0.01},
                                                                                  {std::nan(""), 6}}) {
    EXPECT_THAT(at(latitude, longitude, "GM0150"), ElementsAre("client.home.coordinates"));
  }
  EXPECT_THAT(at(52, 6, ""), ElementsAre("client.home.municipality_code"));
}

TEST(QueryCheckTest, OnlyTheOwnNeighbourhoodNeedsToKnowIt) {
  v1::SuggestRequest request = Plain();
  request.mutable_client()->set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  EXPECT_THAT(Paths(request), IsEmpty());
  request.mutable_client()->mutable_home()->mutable_coordinates()->set_latitude(52);
  request.mutable_client()->mutable_home()->mutable_coordinates()->set_longitude(6);
  request.mutable_client()->mutable_home()->set_municipality_code("GM0150");
  EXPECT_THAT(Paths(request), ElementsAre("client.neighbourhood"));
}

TEST(QueryCheckTest, ACitizenNumberAnywhereIsRefusedWithoutRepeatingIt) {
  const std::pair<const char*, std::function<void(v1::SuggestRequest*)>> fields[] = {
      {"client.wishes[0]", [](auto* r) { r->mutable_client()->add_wishes("bel 1112.22.333 even"); }},
      {"client.dislikes[0]", [](auto* r) { r->mutable_client()->add_dislikes(kCitizenNumber); }},
      {"client.home.postcode", [](auto* r) { r->mutable_client()->mutable_home()->set_postcode(kCitizenNumber); }},
      {"client.home.municipality_code",
       [](auto* r) { r->mutable_client()->mutable_home()->set_municipality_code(kCitizenNumber); }},
      {"client.availability[0].start_time",
       [](auto* r) { r->mutable_client()->add_availability()->set_start_time(kCitizenNumber); }},
      {"client.excluded_activities[0]", [](auto* r) { r->mutable_client()->add_excluded_activities(kCitizenNumber); }},
      {"client.languages[0]", [](auto* r) { r->mutable_client()->add_languages(kCitizenNumber); }},
      {"categories[0]", [](auto* r) { r->add_categories(kCitizenNumber); }}};
  for (const auto& [path, set] : fields) {
    EXPECT_THAT(PathsAfter(set), Contains(path));
    v1::SuggestRequest request = Plain();
    set(&request);
    const absl::Status status = CheckRequest(request);
    EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("BSN"))) << path;
    for (const char* part : {"111222333", "1112", "333"}) EXPECT_THAT(status.ToString(), Not(HasSubstr(part)));
  }
}

TEST(QueryCheckTest, BrokenUtf8IsRefused) {
  EXPECT_THAT(PathsAfter([](auto* r) { r->mutable_client()->add_wishes(kBrokenUtf8); }),
              ElementsAre("client.wishes[0]"));
  EXPECT_THAT(PathsAfter([](auto* r) { r->add_categories(kBrokenUtf8); }), Contains("categories[0]"));
}

TEST(QueryCheckTest, AnUnknownOrUnstatedChoiceIsRefused) {
  EXPECT_THAT(PathsAfter([](auto* r) { r->mutable_client()->set_gender(static_cast<v1::Gender>(9)); }),
              ElementsAre("client.gender"));
  EXPECT_THAT(PathsAfter([](auto* r) { r->mutable_client()->add_goals(static_cast<v1::Goal>(77)); }),
              ElementsAre("client.goals[0]"));
  EXPECT_THAT(PathsAfter([](auto* r) { r->set_language(static_cast<v1::ExplanationLanguage>(3)); }),
              ElementsAre("language"));
  // An entry of a list that says nothing would silently mean "none" (means) or "all" (roles).
  EXPECT_THAT(PathsAfter([](auto* r) {
                r->mutable_client()->mutable_mobility()->add_means(v1::MEANS_UNSPECIFIED);
                r->mutable_client()->add_roles(v1::ROLE_UNSPECIFIED);
              }),
              UnorderedElementsAre("client.mobility.means[0]", "client.roles[0]"));
}

TEST(QueryCheckTest, LimitsOfOneMeansAndTheMixOfRolesHaveTheirRanges) {
  v1::SuggestRequest request = Plain();
  v1::MeansLimit* limit = request.mutable_client()->mutable_mobility()->add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(kMaxTravelMinutes);
  v1::RoleShare* share = request.mutable_client()->add_role_mix();
  share->set_role(v1::BUDDY);
  share->set_share(1);
  request.set_near_misses(kMaxNearMisses);
  EXPECT_OK(CheckRequest(request));
  EXPECT_THAT(PathsAfter([](v1::SuggestRequest* r) {
                v1::Mobility* mobility = r->mutable_client()->mutable_mobility();
                mobility->add_limits()->set_means(v1::FOOT);
                mobility->add_limits()->set_maximum_minutes(kMaxTravelMinutes + 1);
                r->mutable_client()->add_role_mix()->set_share(1.01);
                r->mutable_client()->add_role_mix()->set_share(std::nan(""));
                r->mutable_client()->mutable_role_mix(1)->set_role(v1::BUDDY);
                r->set_near_misses(kMaxNearMisses + 1);
              }),
              UnorderedElementsAre("client.mobility.limits[0].maximum_minutes", "client.mobility.limits[1].means",
                                   "client.mobility.limits[1].maximum_minutes", "client.role_mix[0].role",
                                   "client.role_mix[0].share", "client.role_mix[1].share", "near_misses"));
}

TEST(QueryCheckTest, SoManyLimitsAndRolesAndNoMore) {
  v1::SuggestRequest request = Plain();
  for (int i = 0; i < kMaxMeansLimits; ++i) {
    v1::MeansLimit* limit = request.mutable_client()->mutable_mobility()->add_limits();
    limit->set_means(v1::FOOT);
    limit->set_maximum_minutes(1);
  }
  for (int i = 0; i < kMaxRoleShares; ++i) request.mutable_client()->add_role_mix()->set_role(v1::BUDDY);
  EXPECT_OK(CheckRequest(request));
  *request.mutable_client()->mutable_mobility()->add_limits() = request.client().mobility().limits(0);
  request.mutable_client()->add_role_mix()->set_role(v1::BUDDY);
  const absl::Status status = CheckRequest(request);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument,
                                AllOf(HasSubstr("client.mobility.limits"), HasSubstr("client.role_mix"))));
}

TEST(QueryCheckTest, NoMessageRepeatsWhatWasWritten) {
  v1::SuggestRequest request = Plain();
  request.mutable_client()->add_wishes(absl::StrCat("ZEBRA", std::string(kMaxWishCharacters, 'x')));
  request.mutable_client()->mutable_home()->set_postcode("ZEBRA");
  request.mutable_client()->add_languages("ZEBRA");
  request.mutable_client()->add_availability()->set_start_time("ZEBRA");
  request.add_categories("ZEBRA");
  const absl::Status status = CheckRequest(request);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("client.wishes[0]")));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("ZEBRA")));
}

}  // namespace
}  // namespace meedoen::matcher
