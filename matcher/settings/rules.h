// What holds for the clients of one municipality: the built-in values, with what its settings say in their place.
//
// Threads: plain data. Ownership: shared with the Settings that made it. Units: in protos/meedoen/v1/settings.proto.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/base/problems.h"
#include "core/geo/travel_times.h"
#include "core/settings/ageing.h"
#include "matcher/settings/weights.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::matcher {

// How much each role counts when nothing in the profile asks for it; by v1::Role.
using RoleShares = std::array<double, v1::Role_ARRAYSIZE>;

// Volunteering is a great thing for who wants to, and an imposition on who does not.
inline constexpr RoleShares kDefaultRoleShares = {1, 1, 0, 1, 1};

struct Rules {
  Weights weights;
  RoleShares role_shares = kDefaultRoleShares;
  MeansTable means = DefaultMeans();
  std::vector<std::string> across_border_with;     // Rising.
  std::vector<v1::CrisisContact> crisis_contacts;  // Empty: the national ones.
  Ageing ageing;                                   // Of this municipality's own activities, whoever the client is.
  std::shared_ptr<const TravelModel> travel = std::make_shared<GreatCircleTravel>();
};

// Puts what the settings say in place of what the rules are. `where` names the file in `problems`.
void ApplySettings(const v1::MunicipalitySettings& settings, const std::string& where, Rules* rules,
                   Problems* problems);

// Makes `travel` of `means`, with the table of travel times if there is one.
void SetTravel(const std::shared_ptr<const TravelTimes>& times, Rules* rules);

}  // namespace meedoen::matcher
