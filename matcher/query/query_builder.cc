#include "matcher/query/query_builder.h"

#include <algorithm>
#include <cmath>

#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/index/facts.h"

namespace meedoen::matcher {
namespace {

constexpr uint32_t kDefaultSuggestions = 5;
constexpr uint32_t kDefaultHorizonDays = 28;
constexpr int kDefaultSharePercent = 60;

// About 100 metres: what is needed of a home, and no more. The point is then at most so many metres off.
constexpr double kRoundingMetres = 70;
double Rounded(double degrees) { return std::round(degrees * 1000) / 1000; }

// The codes a place lies in by its own code: a neighbourhood lies in its district and municipality, a PC6 in its PC4.
void AddAreas(const std::string& code, const std::string& municipality, ClientQuery* query) {
  query->areas = {code};
  switch (AreaKindOf(code)) {
    case AreaKind::kPostcode6:
      query->areas.push_back(code.substr(0, 4));
      [[fallthrough]];
    case AreaKind::kPostcode4:
      query->own_postcode4 = static_cast<uint16_t>(std::stoul(code.substr(0, 4)));
      break;
    case AreaKind::kNeighbourhood:
      query->areas.push_back("WK" + code.substr(2, 6));
      break;
    default:
      break;
  }
  if (code != municipality) query->areas.push_back(municipality);
  query->areas.push_back("NL");
}

// Returns the code of the municipality.
absl::StatusOr<std::string> SetHome(const v1::Home& home, const PlaceTable& places, ClientQuery* query) {
  if (home.has_coordinates()) {
    query->home = {Rounded(home.coordinates().latitude()), Rounded(home.coordinates().longitude())};
    query->home_doubt_metres = kRoundingMetres;
    AddAreas(home.municipality_code(), home.municipality_code(), query);
    return home.municipality_code();
  }
  const bool by_postcode = home.has_postcode();
  const std::string code = NormalizeAreaCode(by_postcode ? home.postcode() : home.area_code());
  const absl::StatusOr<Place> place = places.Find(code);
  if (!place.ok()) {
    Problems problems;  // Says nothing of where the client lives.
    problems.Add(by_postcode ? "client.home.postcode" : "client.home.area_code",
                 "is not in the table of places; check it, or add it with \"meedoen-indexer places import FILE\"");
    return problems.ToStatus();
  }
  query->home = {Rounded(place->latitude), Rounded(place->longitude)};
  query->home_doubt_metres = place->doubt_metres + kRoundingMetres;
  AddAreas(code, place->municipality_code, query);
  if (!by_postcode) query->own_neighbourhood_metres = place->doubt_metres;
  return place->municipality_code;
}

void SetMunicipality(const std::string& code, const Settings& settings, ClientQuery* query) {
  query->rules = &settings.RulesOf(code);
  query->ageing = &settings.ageing();
  for (const std::string& shared : settings.SharedWith(code)) {
    query->municipalities.push_back(static_cast<uint32_t>(std::stoul(shared.substr(2))));
  }
  std::sort(query->municipalities.begin(), query->municipalities.end());
}

void SetReach(const v1::ClientProfile& client, const PlaceTable& places, ClientQuery* query) {
  const Origin origin{query->home, query->own_postcode4, &places};
  query->reaches = ReachesOf(*query->rules->travel, client.mobility(), origin);
  for (const Reach& reach : query->reaches) {
    query->reach_metres = std::max(query->reach_metres, reach.metres);
    query->hours_matter |= !reach.hours.AllDay();
  }
  // Somebody who comes along on the way is as good as being fetched.
  query->pick_up_only = client.needs().pick_up() && !client.mobility().companion();
  // Coordinates lie in no neighbourhood that is known.
  query->neighbourhood = client.home().has_coordinates() ? v1::NEIGHBOURHOOD_WISH_UNSPECIFIED : client.neighbourhood();
}

void SetRoles(const v1::ClientProfile& client, ClientQuery* query) {
  for (const int role : client.roles()) {
    if (role == v1::PARTICIPANT) query->role_flags |= flag::kParticipant;
    if (role == v1::VOLUNTEER) query->role_flags |= flag::kVolunteer;
    if (role == v1::BUDDY) query->role_flags |= flag::kBuddy;
    if (role == v1::PROFESSIONAL_SUPPORT) query->role_flags |= flag::kSupport;
  }
  if (query->role_flags == 0) {
    query->role_flags = flag::kParticipant | flag::kVolunteer | flag::kBuddy | flag::kSupport;
    query->support_apart = true;
  }
  query->role_shares = query->rules->role_shares;
  for (const v1::RoleShare& share : client.role_mix()) {
    query->role_shares[static_cast<size_t>(share.role())] = share.share();
  }
  const auto has = [](const auto& list, int value) { return std::find(list.begin(), list.end(), value) != list.end(); };
  if (has(client.roles(), v1::VOLUNTEER) || has(client.goals(), v1::MEAN_SOMETHING_TO_OTHERS)) {
    query->role_shares[v1::VOLUNTEER] = 1;
  }
}

void SetWindows(const v1::ClientProfile& client, ClientQuery* query) {
  for (const v1::AvailabilityWindow& window : client.availability()) {
    query->windows[window.day() - 1].push_back(
        {*ParseTimeOfDay(window.start_time()), *ParseTimeOfDay(window.end_time())});
    query->has_windows = true;
  }
  for (std::vector<Window>& day : query->windows) {
    std::sort(day.begin(), day.end(), [](Window a, Window b) { return a.start_minute < b.start_minute; });
    std::vector<Window> merged;
    for (const Window& window : day) {
      if (!merged.empty() && window.start_minute <= merged.back().end_minute) {
        merged.back().end_minute = std::max(merged.back().end_minute, window.end_minute);
      } else {
        merged.push_back(window);
      }
    }
    day = std::move(merged);
  }
  const int percent = static_cast<int>(client.least_session_share_percent());
  query->least_session_percent = percent == 0 ? kDefaultSharePercent : percent;
}

void SetLimits(const v1::SuggestRequest& request, ClientQuery* query) {
  const v1::ClientProfile& client = request.client();
  if (client.has_age_years()) {
    query->age_known = true;
    query->age_least = query->age_most = client.age_years();
  } else if (client.has_age_band()) {
    query->age_known = true;
    query->age_least = client.age_band().minimum_years();
    query->age_most = client.age_band().maximum_years();
  }
  if (client.gender() == v1::MALE) query->excluded_gender_flags = flag::kWomenOnly;
  if (client.gender() == v1::FEMALE) query->excluded_gender_flags = flag::kMenOnly;
  query->needs = NeedsOf(client.needs());
  query->confirmed_only = client.needs().unknown_accessibility() == v1::CONFIRMED_ONLY;
  query->wanted_categories = CategoryMask(request.categories());
  query->unwanted_categories = CategoryMask(request.excluded_categories());
  if (client.has_maximum_cents_per_visit()) {
    query->most_cents = static_cast<int32_t>(std::min<uint32_t>(client.maximum_cents_per_visit(), 1'000'000));
  }
  query->has_city_pass = client.has_city_pass();
  for (const std::string& name : client.excluded_activities()) query->excluded_names.push_back(NameHash(name));
  std::sort(query->excluded_names.begin(), query->excluded_names.end());
}

void SetMoment(const v1::SuggestRequest& request, absl::Time now, ClientQuery* query) {
  const absl::CivilDay today = LocalDay(now);
  const int days = static_cast<int>(request.horizon_days() == 0 ? kDefaultHorizonDays : request.horizon_days());
  query->today = DayNumber(today);
  query->now_minute = static_cast<int32_t>(absl::ToUnixSeconds(now) / 60);
  query->horizon_day = query->today + days;
  query->horizon_minute = static_cast<int32_t>(absl::ToUnixSeconds(FromLocal(today + days, 24 * 60)) / 60);
}

absl::Status Embed(const google::protobuf::RepeatedPtrField<std::string>& texts, const WishContext& context,
                   std::vector<Wish>* wishes) {
  for (const std::string& text : texts) {
    MEEDOEN_ASSIGN_OR_RETURN(std::vector<float> vector, context.embedder.EmbedQuery(text, context.deadline));
    const Expected expected = context.calibration.Expect(vector);
    vector.resize(context.stride, 0.0f);
    wishes->push_back({std::move(vector), expected});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ClientQuery> BuildLimits(const v1::SuggestRequest& request, const LimitsContext& context) {
  const v1::ClientProfile& client = request.client();
  ClientQuery query;
  MEEDOEN_ASSIGN_OR_RETURN(const std::string municipality, SetHome(client.home(), context.places, &query));
  query.places = &context.places;
  query.municipality = municipality;
  SetMunicipality(municipality, context.settings, &query);
  SetReach(client, context.places, &query);
  SetRoles(client, &query);
  SetWindows(client, &query);
  SetLimits(request, &query);
  SetMoment(request, context.now, &query);
  query.goals = GoalMask(client.goals());
  query.languages = LanguageMask(client.languages());
  query.dutch_level = client.dutch_level();
  query.prefers_small_group = client.prefers_small_group();
  query.nervous = client.nervous_about_first_visit();
  query.k = request.k() == 0 ? kDefaultSuggestions : request.k();
  return query;
}

absl::Status AddWishes(const v1::ClientProfile& client, const WishContext& context, ClientQuery* query) {
  MEEDOEN_RETURN_IF_ERROR(Embed(client.wishes(), context, &query->wishes));
  return Embed(client.dislikes(), context, &query->dislikes);
}

}  // namespace meedoen::matcher
