// Changes of a request that should only ever add activities, or only ever take some away.
//
// Threads: plain functions. Each edit changes the request at random, and says whether it applies to it.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "core/base/limits.h"
#include "tests/testing/random_catalog.h"

namespace meedoen::testing {

// A change of a request. False: it does not apply to this one.
using Edit = std::function<bool(RandomCatalog&, v1::SuggestRequest*)>;
using Edits = std::map<std::string, Edit>;

inline v1::ClientProfile& Client(v1::SuggestRequest* request) { return *request->mutable_client(); }
inline v1::Mobility& MobilityOf(v1::SuggestRequest* request) { return *request->mutable_client()->mutable_mobility(); }

template <typename List>
void RemoveAt(List* list, int at) {
  list->erase(list->begin() + at);
}

inline Edits RicherEdits() {
  Edits edits;
  edits["more minutes"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const uint32_t now =
        request->client().mobility().maximum_minutes() == 0 ? 30 : request->client().mobility().maximum_minutes();
    MobilityOf(request).set_maximum_minutes(std::min(180u, now + 1 + static_cast<uint32_t>(random.Below(60))));
    return true;
  };
  edits["more minutes for a means"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->client().mobility().limits().empty()) return false;
    for (v1::MeansLimit& limit : *MobilityOf(request).mutable_limits()) {
      limit.set_maximum_minutes(std::min(180u, limit.maximum_minutes() + static_cast<uint32_t>(random.Below(60))));
    }
    return true;
  };
  edits["another means"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->client().mobility().means().empty()) return false;  // On foot, and then no more.
    MobilityOf(request).add_means(static_cast<v1::Means>(1 + random.Below(8)));
    return true;
  };
  edits["more for a taxi"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (!request->client().mobility().has_taxi_budget_cents()) return false;
    MobilityOf(request).set_taxi_budget_cents(request->client().mobility().taxi_budget_cents() +
                                              static_cast<uint32_t>(random.Below(2000)));
    return true;
  };
  edits["a companion"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    MobilityOf(request).set_companion(true);
    return request->client().needs().pick_up();
  };
  return edits;
}

// Limits of the person: age, gender, needs, money.
inline void AddPersonEdits(Edits* edits) {
  (*edits)["less money"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const uint32_t most =
        request->client().has_maximum_cents_per_visit() ? request->client().maximum_cents_per_visit() : 900;
    Client(request).set_maximum_cents_per_visit(static_cast<uint32_t>(random.Below(static_cast<int>(most) + 1)));
    return true;
  };
  (*edits)["age stated"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->client().age_case() == v1::ClientProfile::kAgeYears) return false;
    const uint32_t least = request->client().has_age_band() ? request->client().age_band().minimum_years() : 10;
    Client(request).set_age_years(least + static_cast<uint32_t>(random.Below(11)));
    return true;
  };
  (*edits)["gender stated"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->client().gender() != v1::GENDER_UNSPECIFIED) return false;
    Client(request).set_gender(static_cast<v1::Gender>(1 + random.Below(3)));
    return true;
  };
  (*edits)["confirmed only"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    Client(request).mutable_needs()->set_unknown_accessibility(v1::CONFIRMED_ONLY);
    return true;
  };
  (*edits)["a need more"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    v1::Needs* needs = Client(request).mutable_needs();
    random.Below(2) == 0 ? needs->set_hearing_loop(true) : needs->set_wheelchair(true);
    return true;
  };
  (*edits)["cannot travel alone"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    Client(request).mutable_needs()->set_pick_up(true);
    return true;
  };
  (*edits)["no companion"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    const bool had = request->client().mobility().companion();
    MobilityOf(request).set_companion(false);
    return had;
  };
  (*edits)["no city pass"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    const bool had = request->client().has_city_pass();
    Client(request).set_has_city_pass(false);
    return had;
  };
}

// Limits of time and place.
inline void AddPlaceEdits(Edits* edits) {
  (*edits)["fewer windows"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const int windows = request->client().availability_size();
    if (windows == 1) return false;  // Without any the client is always free.
    if (windows > 1) {
      RemoveAt(Client(request).mutable_availability(), random.Below(windows));
      return true;
    }
    v1::AvailabilityWindow* window = Client(request).add_availability();
    window->set_day(static_cast<v1::DayOfWeek>(1 + random.Below(7)));
    window->set_start_time("08:00");
    window->set_end_time("18:00");
    return true;
  };
  (*edits)["more of a session"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const uint32_t share = request->client().least_session_share_percent();
    const int now = share == 0 ? 60 : static_cast<int>(share);
    Client(request).set_least_session_share_percent(static_cast<uint32_t>(now + random.Below(101 - now)));
    return !request->client().availability().empty();
  };
  (*edits)["shorter horizon"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const int days = request->horizon_days() == 0 ? 28 : static_cast<int>(request->horizon_days());
    request->set_horizon_days(static_cast<uint32_t>(1 + random.Below(days)));
    return true;
  };
  (*edits)["fewer minutes"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const uint32_t minutes = request->client().mobility().maximum_minutes();
    const int now = minutes == 0 ? 30 : static_cast<int>(minutes);
    MobilityOf(request).set_maximum_minutes(static_cast<uint32_t>(1 + random.Below(now)));
    for (v1::MeansLimit& limit : *MobilityOf(request).mutable_limits()) {
      limit.set_maximum_minutes(1 + static_cast<uint32_t>(random.Below(static_cast<int>(limit.maximum_minutes()))));
    }
    return true;
  };
  (*edits)["a means less"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    auto* means = MobilityOf(request).mutable_means();
    if (means->empty()) return false;
    const int gone = means->Get(random.Below(means->size()));
    if (std::count(means->begin(), means->end(), gone) == means->size()) return false;  // Then on foot.
    means->erase(std::remove(means->begin(), means->end(), gone), means->end());
    return true;
  };
  (*edits)["less for a taxi"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    const v1::Mobility& mobility = request->client().mobility();
    const uint32_t most = mobility.has_taxi_budget_cents() ? mobility.taxi_budget_cents() : 3000;
    MobilityOf(request).set_taxi_budget_cents(static_cast<uint32_t>(random.Below(static_cast<int>(most) + 1)));
    return true;
  };
  (*edits)["own neighbourhood only"] = [](RandomCatalog&, v1::SuggestRequest* request) {
    Client(request).set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
    return !request->client().home().has_coordinates();
  };
}

// Limits of what is asked for.
inline void AddChoiceEdits(Edits* edits) {
  (*edits)["categories"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->categories_size() == 1) return false;
    request->clear_categories();
    request->add_categories(random.Below(2) == 0 ? "walking" : "games");
    return true;
  };
  (*edits)["categories left out"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    request->add_excluded_categories(random.Below(2) == 0 ? "creative" : "money");
    return true;
  };
  (*edits)["roles"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (!request->client().roles().empty()) return false;
    Client(request).add_roles(static_cast<v1::Role>(1 + random.Below(4)));
    return true;
  };
  (*edits)["a dislike more"] = [](RandomCatalog& random, v1::SuggestRequest* request) {
    if (request->client().dislikes_size() == kMaxDislikes) return false;
    Client(request).add_dislikes(random.Request().client().wishes_size() > 1 ? "koor" : "tuin");
    return true;
  };
}

}  // namespace meedoen::testing
