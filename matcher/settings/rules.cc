#include "matcher/settings/rules.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "matcher/crisis/crisis_notice.h"

namespace meedoen::matcher {
namespace {

constexpr double kMostWeight = 100;

struct Range {
  double least;
  double most;
};

// Sets `value` to what is stated, if it lies in the range.
void Take(const std::string& field, bool stated, double wanted, Range range, double* value, Problems* problems) {
  if (!stated) return;
  if (!(wanted >= range.least && wanted <= range.most)) {
    problems->Add(field, absl::StrCat("must be from ", range.least, " to ", range.most));
  } else {
    *value = wanted;
  }
}

void ApplyWeights(const v1::WeightSettings& settings, const std::string& where, Weights* weights, Problems* problems) {
#define MEEDOEN_WEIGHT(name, most) \
  Take(where + ": weights." #name, settings.has_##name(), settings.name(), {0, most}, &weights->name, problems)
  MEEDOEN_WEIGHT(wishes, kMostWeight);
  MEEDOEN_WEIGHT(goals, kMostWeight);
  MEEDOEN_WEIGHT(travel, kMostWeight);
  MEEDOEN_WEIGHT(schedule, kMostWeight);
  MEEDOEN_WEIGHT(threshold, kMostWeight);
  MEEDOEN_WEIGHT(threshold_nervous, kMostWeight);
  MEEDOEN_WEIGHT(language, kMostWeight);
  MEEDOEN_WEIGHT(freshness, kMostWeight);
  MEEDOEN_WEIGHT(capacity, kMostWeight);
  MEEDOEN_WEIGHT(group, kMostWeight);
  MEEDOEN_WEIGHT(group_small, kMostWeight);
  MEEDOEN_WEIGHT(role, kMostWeight);
  MEEDOEN_WEIGHT(neighbourhood, kMostWeight);
  MEEDOEN_WEIGHT(dislike_penalty, 1);
#undef MEEDOEN_WEIGHT
  // Where nothing of a client is known, only these are left: their sum must not be 0.
  const double always = weights->travel + weights->freshness + weights->capacity + weights->role;
  if (always <= 0) problems->Add(where + ": weights", "travel, freshness, capacity or role must be above 0");
}

void TakeTime(const std::string& field, bool stated, const std::string& text, int* minute, Problems* problems) {
  if (!stated) return;
  const absl::StatusOr<int> parsed = ParseTimeOfDay(text);
  if (parsed.ok()) {
    *minute = *parsed;
  } else {
    problems->Add(field, "is not a time; write 06:00, at most 24:00");
  }
}

void ApplyMeans(const v1::MeansSettings& settings, const std::string& field, MeansTable* table, Problems* problems) {
  if (settings.means() == v1::MEANS_UNSPECIFIED || !v1::Means_IsValid(settings.means())) {
    problems->Add(field + ".means", "is needed: FOOT, BICYCLE, PUBLIC_TRANSPORT, ...");
    return;
  }
  MeansValues& values = (*table)[static_cast<size_t>(settings.means())];
  Take(field + ".kilometres_an_hour", settings.has_kilometres_an_hour(), settings.kilometres_an_hour(), {1, 120},
       &values.kilometres_an_hour, problems);
  Take(field + ".start_minutes", settings.has_start_minutes(), settings.start_minutes(), {0, 60}, &values.start_minutes,
       problems);
  TakeTime(field + ".first_departure", settings.has_first_departure(), settings.first_departure(),
           &values.hours.first_departure, problems);
  TakeTime(field + ".last_return", settings.has_last_return(), settings.last_return(), &values.hours.last_return,
           problems);
  if (values.hours.first_departure >= values.hours.last_return) {
    problems->Add(field, "first_departure must come before last_return");
  }
}

void ApplyRoles(const v1::MunicipalitySettings& settings, const std::string& where, Rules* rules, Problems* problems) {
  for (int i = 0; i < settings.role_mix_size(); ++i) {
    const v1::RoleShare& share = settings.role_mix(i);
    const std::string field = absl::StrCat(where, ": role_mix[", i, "]");
    if (share.role() == v1::ROLE_UNSPECIFIED || !v1::Role_IsValid(share.role())) {
      problems->Add(field + ".role", "is needed: PARTICIPANT, VOLUNTEER, BUDDY or PROFESSIONAL_SUPPORT");
      continue;
    }
    Take(field + ".share", true, share.share(), {0, 1}, &rules->role_shares[static_cast<size_t>(share.role())],
         problems);
  }
}

void ApplyBorders(const v1::MunicipalitySettings& settings, const std::string& where, Rules* rules,
                  Problems* problems) {
  if (settings.across_border_with_size() == 0) return;
  if (settings.across_border_with_size() > kMaxBorders) {
    problems->Add(where + ": across_border_with", absl::StrCat("names more than ", kMaxBorders, " municipalities"));
  }
  rules->across_border_with.assign(settings.across_border_with().begin(), settings.across_border_with().end());
  for (const std::string& code : rules->across_border_with) {
    if (IsMunicipalityCode(code)) continue;
    problems->Add(where + ": across_border_with", "holds what is not a CBS code; write GM0177");
  }
  std::sort(rules->across_border_with.begin(), rules->across_border_with.end());
}

}  // namespace

void ApplySettings(const v1::MunicipalitySettings& settings, const std::string& where, Rules* rules,
                   Problems* problems) {
  ApplyWeights(settings.weights(), where, &rules->weights, problems);
  ApplyRoles(settings, where, rules, problems);
  for (int i = 0; i < settings.means_size(); ++i) {
    ApplyMeans(settings.means(i), absl::StrCat(where, ": means[", i, "]"), &rules->means, problems);
  }
  ApplyBorders(settings, where, rules, problems);
  ApplyAgeing(settings.ageing(), where, &rules->ageing, problems);
  if (settings.crisis_contacts_size() == 0) return;
  if (settings.crisis_contacts_size() > kMaxCrisisContacts) {
    problems->Add(where + ": crisis_contacts", absl::StrCat("are more than ", kMaxCrisisContacts));
  }
  for (int i = 0; i < settings.crisis_contacts_size(); ++i) {
    CheckCrisisContact(absl::StrCat(where, ": crisis_contacts[", i, "]"), settings.crisis_contacts(i), problems);
  }
  rules->crisis_contacts.assign(settings.crisis_contacts().begin(), settings.crisis_contacts().end());
}

void SetTravel(const std::shared_ptr<const TravelTimes>& times, Rules* rules) {
  if (times == nullptr) {
    rules->travel = std::make_shared<GreatCircleTravel>(rules->means);
  } else {
    rules->travel = std::make_shared<TableTravel>(times, rules->means);
  }
}

}  // namespace meedoen::matcher
