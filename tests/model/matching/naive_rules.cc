// What a municipality sets, on top of what docs/ranking.md and docs/travel.md say.
#include "core/base/civil_time.h"
#include "tests/model/matching/naive_matcher.h"

namespace meedoen::testing {
namespace {

// Every field of WeightSettings that is stated, by its name.
void TakeWeights(const v1::WeightSettings& settings, std::map<std::string, double>* weights) {
  std::vector<const google::protobuf::FieldDescriptor*> stated;
  settings.GetReflection()->ListFields(settings, &stated);
  for (const auto* field : stated) (*weights)[field->name()] = settings.GetReflection()->GetDouble(settings, field);
}

void Take(const v1::MunicipalitySettings& settings, NaiveRules* rules) {
  TakeWeights(settings.weights(), &rules->weights);
  for (const v1::RoleShare& share : settings.role_mix()) rules->role_shares[share.role()] = share.share();
  for (const v1::MeansSettings& stated : settings.means()) {
    NaiveMeans& means = rules->means[stated.means()];
    if (stated.has_kilometres_an_hour()) means.kilometres_an_hour = stated.kilometres_an_hour();
    if (stated.has_start_minutes()) means.start_minutes = stated.start_minutes();
    if (stated.has_first_departure()) means.first_departure = *ParseTimeOfDay(stated.first_departure());
    if (stated.has_last_return()) means.last_return = *ParseTimeOfDay(stated.last_return());
  }
  if (settings.ageing().has_ask_after_days()) rules->ageing.ask_after = settings.ageing().ask_after_days();
  if (settings.ageing().has_leave_out_after_days()) {
    rules->ageing.leave_out_after = settings.ageing().leave_out_after_days();
  }
}

// Whom a municipality names; what a file leaves out is taken from the one for all.
std::set<std::string> NamedBy(const std::string& municipality, const v1::MunicipalitySettings& common,
                              const NaiveSettings& own) {
  const auto found = own.find(municipality);
  const bool names = found != own.end() && !found->second.across_border_with().empty();
  const auto& named = names ? found->second.across_border_with() : common.across_border_with();
  return {named.begin(), named.end()};
}

}  // namespace

NaiveRules DocumentedRules() {
  NaiveRules rules;
  rules.weights = {{"wishes", 10},       {"goals", 3},
                   {"travel", 1},        {"schedule", 0.3},
                   {"threshold", 0.5},   {"language", 2},
                   {"freshness", 0.3},   {"capacity", 0.3},
                   {"group", 0.1},       {"group_small", 0.6},
                   {"neighbourhood", 1}, {"threshold_nervous", 1},
                   {"role", 3},          {"dislike_penalty", 0.4}};
  rules.role_shares = {{v1::PARTICIPANT, 1}, {v1::VOLUNTEER, 0}, {v1::BUDDY, 1}, {v1::PROFESSIONAL_SUPPORT, 1}};
  rules.means = {{v1::FOOT, {4.5, 0}},
                 {v1::ROLLATOR, {2.5, 0}},
                 {v1::WHEELCHAIR, {4, 0}},
                 {v1::BICYCLE, {15, 0}},
                 {v1::MOBILITY_SCOOTER, {12, 0}},
                 {v1::PUBLIC_TRANSPORT, {18, 8, 6 * 60, 24 * 60}},
                 {v1::CAR, {30, 5}},
                 {v1::TAXI, {30, 5}}};
  return rules;
}

NaiveRules RulesFor(const std::string& municipality, const v1::MunicipalitySettings& common, const NaiveSettings& own) {
  NaiveRules rules = DocumentedRules();
  Take(common, &rules);
  if (const auto found = own.find(municipality); found != own.end()) Take(found->second, &rules);
  for (const std::string& other : NamedBy(municipality, common, own)) {
    if (NamedBy(other, common, own).contains(municipality)) rules.shares_with.insert(other);
  }
  return rules;
}

}  // namespace meedoen::testing
