// Random activities, clients and settings, the same for the same seed. Every field that a limit reads takes all kinds
// of values, the unknown one included, and most limits hold for some clients only, so that about a fifth of the pairs
// are feasible. Those "of all kinds" are stranger: sessions at night, neighbours of another municipality, twins.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "meedoen/v1/settings.pb.h"
#include "tests/testing/sample_world.h"

namespace meedoen::testing {

class RandomCatalog {
 public:
  // Dates lie around `day`.
  explicit RandomCatalog(uint32_t seed, absl::CivilDay day = kWorldDay) : random_(seed), day_(day) {}

  std::vector<v1::Activity> Activities(int count) {
    std::vector<v1::Activity> activities;
    for (int i = 0; i < count; ++i) activities.push_back(Activity(i));
    return activities;
  }

  v1::Activity Activity(int number) {
    const bool city = Below(4) > 0;
    v1::Activity activity = VenueAt(absl::StrCat("a", number), PointNear(city), Words(2));
    activity.set_name(absl::StrCat("municipalities/", city ? "GM0150" : "GM1966", "/activities/a", number));
    activity.set_description(Words(8));
    activity.mutable_provider()->set_name(absl::StrCat("Stichting ", Below(9)));
    activity.clear_categories();
    for (int i = Below(3); i >= 0; --i) activity.add_categories(Category());
    activity.set_role(static_cast<v1::Role>(1 + Below(4)));
    for (int i = Below(3); i > 0; --i) activity.add_goals(static_cast<v1::Goal>(1 + Below(9)));
    SetPlace(&activity);
    SetTimes(&activity);
    SetPeople(&activity);
    SetRest(&activity);
    return activity;
  }

  v1::SuggestRequest Request() {
    v1::SuggestRequest request;
    v1::ClientProfile* client = request.mutable_client();
    for (int i = Below(4); i > 0; --i) client->add_wishes(Words(2));
    if (Below(3) == 0) client->add_dislikes(Words(1));
    for (int i = Below(3); i > 0; --i) client->add_goals(static_cast<v1::Goal>(1 + Below(9)));
    if (Below(4) == 0) client->add_roles(static_cast<v1::Role>(1 + Below(4)));
    SetHome(client);
    SetNeeds(client);
    for (int i = Below(2) * Below(6); i > 0; --i) {
      v1::AvailabilityWindow* window = client->add_availability();
      window->set_day(static_cast<v1::DayOfWeek>(1 + Below(7)));
      const int start = 8 + Below(9);
      window->set_start_time(FormatTimeOfDay(start * 60 + 15 * Below(4)));
      window->set_end_time(FormatTimeOfDay((start + 2 + Below(5)) * 60));
    }
    if (Below(3) == 0) client->set_least_session_share_percent(static_cast<uint32_t>(1 + Below(100)));
    if (Below(2) == 0) client->set_age_years(static_cast<uint32_t>(12 + Below(85)));
    if (!client->has_age_years() && Below(3) == 0) {
      client->mutable_age_band()->set_minimum_years(static_cast<uint32_t>(20 + Below(50)));
      client->mutable_age_band()->set_maximum_years(client->age_band().minimum_years() + 10);
    }
    client->set_gender(static_cast<v1::Gender>(Below(4)));
    if (Below(4) == 0) client->set_maximum_cents_per_visit(static_cast<uint32_t>(Below(600)));
    client->set_has_city_pass(Below(3) == 0);
    client->set_nervous_about_first_visit(Below(3) == 0);
    client->set_prefers_small_group(Below(3) == 0);
    for (int i = Below(2) * 5; i > 0; --i) {
      client->add_excluded_activities(absl::StrCat("municipalities/GM0150/activities/a", Below(150)));
    }
    request.set_horizon_days(Below(3) == 0 ? 0 : static_cast<uint32_t>(1 + Below(120)));
    if (Below(8) == 0) request.add_categories(Category());
    if (Below(6) == 0) request.add_excluded_categories(Category());
    return request;
  }

  v1::Activity ActivityOfAllKinds(int number) {
    v1::Activity activity = Activity(number);
    if (Below(6) == 0) {
      activity.set_name(absl::StrCat("municipalities/", Municipality(), "/activities/a", number));
    }
    SetHours(&activity);
    SetThreshold(&activity);
    if (Below(4) == 0) activity.add_languages(Pick({"nl", "en", "fa", "ka"}));
    if (Below(5) == 0) activity.mutable_capacity()->set_free_places(static_cast<uint32_t>(Below(3)));
    if (Below(12) == 0) activity.mutable_place()->set_doubt_metres(static_cast<uint32_t>(900 + Below(4000)));
    if (Below(6) == 0) {  // About one thing only.
      activity.set_title(Words(1));
      activity.set_description(activity.title());
    }
    if (Below(10) == 0 && !last_.title().empty()) {  // A twin but for its name.
      const std::string name = activity.name();
      activity = last_;
      activity.set_name(name);
    }
    last_ = activity;
    return activity;
  }

  v1::SuggestRequest RequestOfAllKinds() {
    v1::SuggestRequest request = Request();
    v1::ClientProfile* client = request.mutable_client();
    if (Below(5) == 0) {
      client->clear_home();
      client->mutable_home()->set_area_code(Pick({"BU01500101", "WK015001", "wk015001"}));
      if (Below(3) == 0) client->set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
    }
    if (client->neighbourhood() == v1::NEIGHBOURHOOD_WISH_UNSPECIFIED && Below(4) == 0) {
      client->set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
    }
    v1::Mobility* mobility = client->mutable_mobility();
    for (int i = Below(3) * Below(2); i > 0; --i) {
      v1::MeansLimit* limit = mobility->add_limits();
      limit->set_means(static_cast<v1::Means>(1 + Below(8)));
      limit->set_maximum_minutes(static_cast<uint32_t>(1 + Below(Below(3) == 0 ? 180 : 40)));
    }
    mobility->set_companion(Below(4) == 0);
    for (int i = Below(3) * Below(2); i > 0; --i) {
      v1::RoleShare* share = client->add_role_mix();
      share->set_role(static_cast<v1::Role>(1 + Below(4)));
      share->set_share(Below(11) / 10.0);
    }
    for (int i = Below(3); i > 0; --i) client->add_languages(Pick({"nl", "en", "tr", "ar", "pl", "ka"}));
    client->set_dutch_level(static_cast<v1::DutchLevel>(Below(2) * Below(7)));
    if (Below(4) == 0) client->add_dislikes(Words(1));
    if (Below(6) == 0) SetEveningsOnly(client);
    if (Below(10) == 0) LiftLimits(&request);
    request.set_k(static_cast<uint32_t>(Below(51)));
    return request;
  }

  // Somebody who can do nearly anything.
  void LiftLimits(v1::SuggestRequest* request) {
    v1::ClientProfile* client = request->mutable_client();
    request->clear_categories();
    request->set_horizon_days(60);
    client->clear_roles();
    client->clear_needs();
    client->clear_neighbourhood();
    client->clear_availability();
    client->clear_maximum_cents_per_visit();
    client->clear_age();
    client->clear_mobility();
    client->mutable_mobility()->add_means(v1::CAR);
    client->mutable_mobility()->set_maximum_minutes(60);
  }

  // A municipality's own; most fields are left as they are.
  v1::MunicipalitySettings Settings() {
    v1::MunicipalitySettings settings;
    SetWeights(settings.mutable_weights());
    for (int i = Below(3); i > 0; --i) {
      v1::RoleShare* share = settings.add_role_mix();
      share->set_role(static_cast<v1::Role>(1 + Below(4)));
      share->set_share(Below(11) / 10.0);
    }
    for (int i = Below(4); i > 0; --i) {
      v1::MeansSettings* means = settings.add_means();
      means->set_means(static_cast<v1::Means>(1 + Below(8)));
      if (Below(2) == 0) means->set_kilometres_an_hour(2 + Below(30));
      if (Below(2) == 0) means->set_start_minutes(Below(12));
      if (Below(2) == 0) means->set_first_departure(FormatTimeOfDay(4 * 60 + 30 * Below(10)));
      if (Below(2) == 0) means->set_last_return(FormatTimeOfDay(16 * 60 + 30 * Below(17)));
    }
    for (int i = Below(3); i > 0; --i) settings.add_across_border_with(Municipality());
    if (Below(2) == 0) {
      v1::AgeingSettings* ageing = settings.mutable_ageing();
      ageing->set_ask_after_days(static_cast<uint32_t>(30 + Below(300)));
      const bool never = Below(3) == 0;
      ageing->set_leave_out_after_days(never ? 0 : ageing->ask_after_days() + static_cast<uint32_t>(Below(300)));
    }
    return settings;
  }

  int Below(int limit) { return static_cast<int>(random_() % static_cast<uint32_t>(limit)); }

 private:
  std::string Pick(const std::vector<std::string>& from) {
    return from[static_cast<size_t>(Below(static_cast<int>(from.size())))];
  }

  std::string Category() {
    return Pick({"coffee_morning", "walking", "creative", "games", "garden", "repair", "money"});
  }

  std::string Words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&text, i == 0 ? "" : " ",
                      Pick({"samen", "koken", "wandelen", "zingen", "koor", "tuin", "schaken", "praten", "koffie",
                            "naaien", "fietsen", "repareren", "computer", "taal", "rouw", "geld"}));
    }
    return text;
  }

  double Between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }

  Point PointNear(bool city) {
    return city ? Point{Between(52.21, 52.31), Between(6.10, 6.26)} : Point{Between(53.28, 53.40), Between(6.40, 6.62)};
  }

  std::string Municipality() { return Pick({"GM0150", "GM1966", "GM0301"}); }

  std::string Area() { return Pick({"GM0150", "GM1966", "7411", "7415", "9951", "WK015001", "BU01500101"}); }

  std::string Date(int from, int to) { return FormatDate(day_ + from + Below(to - from + 1)); }

  v1::Tristate Answer() { return static_cast<v1::Tristate>(Below(3)); }

  void SetPlace(v1::Activity* activity) {
    v1::Place* place = activity->mutable_place();
    place->set_postcode(Pick({"7411", "7412", "7415AB", "9951", ""}));
    if (Below(2) == 0) place->set_doubt_metres(static_cast<uint32_t>(Below(900)));
    const int kind = Below(10);
    if (kind < 3) {
      place->set_kind(kind == 0 ? v1::ONLINE : kind == 1 ? v1::AT_HOME : v1::SERVICE_AREA);
      place->clear_resolved_coordinates();
      if (kind > 0 && Below(3) > 0) place->add_service_area_codes(Area());
    }
    activity->mutable_transport()->set_pick_up_offered(Answer());
    for (int i = Below(3); i > 0; --i) activity->mutable_transport()->add_pick_up_area_codes(Area());
  }

  void SetTimes(v1::Activity* activity) {
    v1::Schedule* schedule = activity->mutable_schedule();
    const int hour = 8 + Below(12);
    const std::string start = FormatTimeOfDay(hour * 60 + 5 * Below(12));
    const std::string end = FormatTimeOfDay(hour * 60 + 60 + 5 * Below(30));
    const int kind = Below(10);
    if (kind < 5) {
      for (int i = Below(3); i >= 0; --i) {
        *schedule->add_weekly_slots() = WeeklySlot(static_cast<v1::DayOfWeek>(1 + Below(7)), start, end);
      }
    } else if (kind < 7) {
      for (int i = Below(3); i >= 0; --i) {
        v1::SingleDate* single = schedule->add_single_dates();
        single->set_date(Date(-3, 40));
        single->set_start_time(Below(6) == 0 ? "00:00" : start);
        single->set_end_time(end);
      }
    } else if (kind == 7) {
      v1::Recurrence* rule = schedule->add_recurrences();
      rule->set_rrule("FREQ=MONTHLY;BYDAY=2TU");
      rule->set_start_date("2026-01-01");
      rule->set_start_time(start);
      rule->set_end_time(end);
    } else {
      schedule->set_by_appointment(kind == 8);
    }
    if (Below(6) == 0) activity->set_valid_from(Date(-60, 60));
    if (Below(6) == 0) activity->set_valid_until(Date(-2, 60));
    if (Below(8) == 0) activity->set_sign_up_deadline(Date(-2, 10));
  }

  void SetPeople(v1::Activity* activity) {
    if (Below(2) == 0) {
      if (Below(2) == 0) activity->mutable_age_range()->set_minimum_years(static_cast<uint32_t>(12 + Below(60)));
      if (Below(3) == 0) activity->mutable_age_range()->set_maximum_years(static_cast<uint32_t>(50 + Below(50)));
    }
    if (Below(4) == 0) activity->set_gender_group(static_cast<v1::GenderGroup>(Below(4)));
    if (Below(5) == 0) activity->set_status(static_cast<v1::ActivityStatus>(1 + Below(4)));
    activity->mutable_capacity()->set_waiting_list(Answer());
    v1::Accessibility* access = activity->mutable_accessibility();
    access->set_wheelchair(Answer());
    access->set_step_free_toilet(Answer());
    access->set_hearing_loop(Answer());
    access->set_low_stimulus(Answer());
    access->set_seating(Answer());
    if (Below(3) == 0) activity->add_languages(Pick({"nl", "tr", "ar", "pl", "ka"}));
    activity->set_lowest_dutch_level(static_cast<v1::DutchLevel>(Below(7)));
  }

  void SetRest(v1::Activity* activity) {
    v1::Cost* cost = activity->mutable_cost();
    const int kind = Below(6);
    if (kind < 3) cost->set_cents_per_visit(static_cast<uint32_t>(Below(800)));
    if (kind == 3) {
      cost->set_cents_per_course(static_cast<uint32_t>(Below(9000)));
      if (Below(2) == 0) activity->mutable_commitment()->set_sessions(static_cast<uint32_t>(1 + Below(12)));
    }
    if (kind == 4) cost->set_cents_per_month(static_cast<uint32_t>(Below(4000)));
    cost->set_voluntary_donation(Below(4) == 0);
    cost->set_city_pass_accepted(Answer());
    activity->mutable_welcome()->set_met_by_somebody(Answer());
    if (Below(2) == 0) activity->mutable_verification()->set_verified_on(Date(-900, 0));
    if (Below(2) == 0) activity->mutable_group_size()->set_maximum_people(static_cast<uint32_t>(1 + Below(30)));
  }

  void SetHome(v1::ClientProfile* client) {
    v1::Home* home = client->mutable_home();
    const bool city = Below(4) > 0;
    if (Below(4) == 0) {
      const Point point = PointNear(city);
      home->mutable_coordinates()->set_latitude(point.latitude);
      home->mutable_coordinates()->set_longitude(point.longitude);
      home->set_municipality_code(city ? "GM0150" : "GM1966");
    } else {
      home->set_postcode(city ? Pick({"7411", "7412", "7415", "7415 ab", "7415ZZ"}) : "9951");
      if (Below(8) == 0) client->set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
    }
    v1::Mobility* mobility = client->mutable_mobility();
    for (int i = Below(3); i > 0; --i) mobility->add_means(static_cast<v1::Means>(1 + Below(8)));
    if (Below(2) == 0) mobility->set_maximum_minutes(static_cast<uint32_t>(1 + Below(60)));
    if (Below(3) == 0) mobility->set_taxi_budget_cents(static_cast<uint32_t>(Below(3000)));
  }

  void SetNeeds(v1::ClientProfile* client) {
    if (Below(2) == 0) return;
    v1::Needs* needs = client->mutable_needs();
    needs->set_wheelchair(Below(3) == 0);
    needs->set_step_free_toilet(Below(4) == 0);
    needs->set_hearing_loop(Below(6) == 0);
    needs->set_low_stimulus(Below(6) == 0);
    needs->set_seating(Below(5) == 0);
    needs->set_pick_up(Below(5) == 0);
    needs->set_unknown_accessibility(static_cast<v1::UnknownAccessibility>(Below(3)));
  }

  // Sessions early, late, at night, over each other; rules, holidays, exceptions, and times by appointment.
  void SetHours(v1::Activity* activity) {
    v1::Schedule* schedule = activity->mutable_schedule();
    if (Below(4) == 0) {
      *schedule = {};
      for (int i = Below(2); i >= 0; --i) {
        const int start = Below(2) == 0 ? 15 * Below(32) : 20 * 60 + 15 * Below(12);
        const int end = std::min(24 * 60, start + 15 * (1 + Below(12)));
        *schedule->add_weekly_slots() =
            WeeklySlot(static_cast<v1::DayOfWeek>(1 + Below(7)), FormatTimeOfDay(start), FormatTimeOfDay(end));
      }
    }
    if (Below(8) == 0) {
      v1::Recurrence* rule = schedule->add_recurrences();
      rule->set_rrule(Pick({"FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=DAILY;INTERVAL=9"}));
      rule->set_start_date("2026-03-01");
      rule->set_start_time(FormatTimeOfDay(15 * Below(92)));
      rule->set_end_time("24:00");
    }
    if (Below(5) == 0) schedule->set_pauses_on_public_holidays(Answer());
    for (int i = Below(6) - 3; i > 0; --i) schedule->add_exception_dates(Date(0, 20));
    if (Below(12) == 0) schedule->set_by_appointment(true);
  }

  void SetThreshold(v1::Activity* activity) {
    activity->mutable_welcome()->set_trial_visit(Answer());
    activity->mutable_welcome()->set_companion_welcome(Answer());
    activity->set_attendance(static_cast<v1::Attendance>(Below(3)));
  }

  void SetEveningsOnly(v1::ClientProfile* client) {
    client->clear_availability();
    for (int day = v1::MONDAY; day <= v1::SUNDAY; ++day) {
      v1::AvailabilityWindow* window = client->add_availability();
      window->set_day(static_cast<v1::DayOfWeek>(day));
      window->set_start_time("21:30");
      window->set_end_time("24:00");
    }
  }

  void SetWeights(v1::WeightSettings* weights) {
    if (Below(2) == 0) weights->set_wishes(Below(12));
    if (Below(3) == 0) weights->set_goals(Below(6));
    if (Below(3) == 0) weights->set_travel(0.5 + Below(30) / 10.0);
    if (Below(3) == 0) weights->set_schedule(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_threshold(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_threshold_nervous(Below(30) / 10.0);
    if (Below(3) == 0) weights->set_language(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_freshness(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_capacity(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_group(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_group_small(Below(20) / 10.0);
    if (Below(3) == 0) weights->set_role(Below(50) / 10.0);
    if (Below(3) == 0) weights->set_neighbourhood(Below(30) / 10.0);
    if (Below(3) == 0) weights->set_dislike_penalty(Below(11) / 10.0);
  }

  std::mt19937 random_;
  absl::CivilDay day_;
  v1::Activity last_;
};

}  // namespace meedoen::testing
