#include "matcher/query/query_check.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/taxonomy.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"

namespace meedoen::matcher {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kBroken[] = "is not valid UTF-8; send text in UTF-8";
constexpr char kCitizenNumber[] = "holds a citizen service number (BSN); remove it, it may not be processed here";

void CheckText(const std::string& path, const std::string& text, Problems* problems) {
  if (!IsValidUtf8(text)) {
    problems->Add(path, kBroken);
  } else if (ContainsCitizenNumber(text)) {
    problems->Add(path, kCitizenNumber);
  }
}

void CheckEnum(const std::string& path, const FieldDescriptor* field, int number, Problems* problems) {
  if (field->enum_type()->FindValueByNumber(number) == nullptr) {
    problems->Add(path, absl::StrCat(number, " is not a value of ", field->enum_type()->name()));
  } else if (field->is_repeated() && number == 0) {
    problems->Add(path, "is not stated; leave it out");
  }
}

// Every text and every enum of a message and the messages in it, whatever fields later versions add.
void CheckValues(const std::string& prefix, const Message& message, Problems* problems) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const bool repeated = field->is_repeated();
      const std::string path = absl::StrCat(prefix, field->name(), repeated ? absl::StrCat("[", i, "]") : "");
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        CheckText(path,
                  repeated ? reflection->GetRepeatedString(message, field, i) : reflection->GetString(message, field),
                  problems);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        CheckEnum(
            path, field,
            repeated ? reflection->GetRepeatedEnumValue(message, field, i) : reflection->GetEnumValue(message, field),
            problems);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        CheckValues(
            path + ".",
            repeated ? reflection->GetRepeatedMessage(message, field, i) : reflection->GetMessage(message, field),
            problems);
      }
    }
  }
}

void CheckCount(const std::string& path, int count, int most, Problems* problems) {
  if (count > most) problems->Add(path, absl::StrCat(count, " given; at most ", most, " are taken"));
}

void CheckWishes(const std::string& path, const google::protobuf::RepeatedPtrField<std::string>& texts,
                 Problems* problems) {
  for (int i = 0; i < texts.size(); ++i) {
    const std::string here = absl::StrCat(path, "[", i, "]");
    if (!IsValidUtf8(texts[i])) continue;  // CheckValues says so.
    const absl::StatusOr<std::string> clean = CleanText(texts[i]);
    if (!clean.ok() || clean->empty()) {
      problems->Add(here, "is empty; leave it out");
    } else if (CountCharacters(*clean) > kMaxWishCharacters) {
      problems->Add(here, absl::StrCat("is longer than ", kMaxWishCharacters, " characters; split it into wishes"));
    }
  }
}

void CheckHome(const v1::Home& home, Problems* problems) {
  switch (home.place_case()) {
    case v1::Home::PLACE_NOT_SET:
      problems->Add("client.home", "is needed: a postcode, an area code or coordinates");
      break;
    case v1::Home::kPostcode: {
      const AreaKind kind = AreaKindOf(NormalizeAreaCode(home.postcode()));
      if (kind != AreaKind::kPostcode4 && kind != AreaKind::kPostcode6) {
        problems->Add("client.home.postcode", "is not a Dutch postcode; write 7415 or 7415AB");
      }
      break;
    }
    case v1::Home::kAreaCode: {
      const AreaKind kind = AreaKindOf(NormalizeAreaCode(home.area_code()));
      if (kind != AreaKind::kNeighbourhood && kind != AreaKind::kDistrict) {
        problems->Add("client.home.area_code", "is not a CBS code; write BU01500101 or WK015001");
      }
      break;
    }
    case v1::Home::kCoordinates: {
      const v1::LatLng& point = home.coordinates();
      const bool inside = point.latitude() >= kMinLatitude && point.latitude() <= kMaxLatitude &&
                          point.longitude() >= kMinLongitude && point.longitude() <= kMaxLongitude;
      if (!inside) problems->Add("client.home.coordinates", "lie outside the Netherlands");
      if (!IsMunicipalityCode(home.municipality_code())) {
        problems->Add("client.home.municipality_code", "is needed with coordinates; write GM0150");
      }
      break;
    }
  }
}

void CheckWindows(const v1::ClientProfile& client, Problems* problems) {
  for (int i = 0; i < client.availability_size(); ++i) {
    const v1::AvailabilityWindow& window = client.availability(i);
    const std::string path = absl::StrCat("client.availability[", i, "]");
    if (window.day() == v1::DAY_OF_WEEK_UNSPECIFIED) problems->Add(path + ".day", "is needed");
    const absl::StatusOr<int> start = ParseTimeOfDay(window.start_time()), end = ParseTimeOfDay(window.end_time());
    if (!start.ok()) problems->Add(path + ".start_time", "is not a time; write 09:30");
    if (!end.ok()) problems->Add(path + ".end_time", "is not a time; write 12:30");
    if (start.ok() && end.ok() && *start >= *end) problems->Add(path, "ends before it starts");
  }
}

void CheckAge(const v1::ClientProfile& client, Problems* problems) {
  const auto too_old = [](uint32_t years) { return years > kMaxAgeYears; };
  if (client.has_age_years() && too_old(client.age_years())) {
    problems->Add("client.age_years", absl::StrCat("is over ", kMaxAgeYears));
  }
  const v1::AgeBand& band = client.age_band();
  if (client.has_age_band() && (too_old(band.maximum_years()) || band.minimum_years() > band.maximum_years())) {
    problems->Add("client.age_band", absl::StrCat("must rise and end at ", kMaxAgeYears, " at most"));
  }
}

void CheckMobility(const v1::Mobility& mobility, Problems* problems) {
  CheckCount("client.mobility.means", mobility.means_size(), kMaxMeans, problems);
  CheckCount("client.mobility.limits", mobility.limits_size(), kMaxMeansLimits, problems);
  if (mobility.maximum_minutes() > kMaxTravelMinutes) {
    problems->Add("client.mobility.maximum_minutes", absl::StrCat("is over ", kMaxTravelMinutes));
  }
  for (int i = 0; i < mobility.limits_size(); ++i) {
    const v1::MeansLimit& limit = mobility.limits(i);
    const std::string path = absl::StrCat("client.mobility.limits[", i, "]");
    if (limit.means() == v1::MEANS_UNSPECIFIED) problems->Add(path + ".means", "is needed");
    if (limit.maximum_minutes() < 1 || limit.maximum_minutes() > kMaxTravelMinutes) {
      problems->Add(path + ".maximum_minutes", absl::StrCat("must be from 1 to ", kMaxTravelMinutes));
    }
  }
}

void CheckRoleMix(const v1::ClientProfile& client, Problems* problems) {
  CheckCount("client.role_mix", client.role_mix_size(), kMaxRoleShares, problems);
  for (int i = 0; i < client.role_mix_size(); ++i) {
    const v1::RoleShare& share = client.role_mix(i);
    const std::string path = absl::StrCat("client.role_mix[", i, "]");
    if (share.role() == v1::ROLE_UNSPECIFIED) problems->Add(path + ".role", "is needed");
    if (!(share.share() >= 0 && share.share() <= 1)) problems->Add(path + ".share", "must be from 0 to 1");
  }
}

void CheckClient(const v1::ClientProfile& client, Problems* problems) {
  CheckCount("client.wishes", client.wishes_size(), kMaxWishes, problems);
  CheckCount("client.dislikes", client.dislikes_size(), kMaxDislikes, problems);
  CheckCount("client.availability", client.availability_size(), kMaxAvailabilityWindows, problems);
  CheckCount("client.excluded_activities", client.excluded_activities_size(), kMaxExcludedActivities, problems);
  CheckCount("client.languages", client.languages_size(), kMaxLanguages, problems);
  CheckCount("client.goals", client.goals_size(), kMaxGoals, problems);
  CheckCount("client.roles", client.roles_size(), kMaxRoles, problems);
  CheckWishes("client.wishes", client.wishes(), problems);
  CheckWishes("client.dislikes", client.dislikes(), problems);
  CheckHome(client.home(), problems);
  CheckWindows(client, problems);
  CheckAge(client, problems);
  CheckMobility(client.mobility(), problems);
  CheckRoleMix(client, problems);
  if (client.neighbourhood() == v1::ONLY_OWN_NEIGHBOURHOOD && client.home().has_coordinates()) {
    problems->Add("client.neighbourhood", "needs a home by postcode or area code; coordinates are in none");
  }
  if (client.least_session_share_percent() > 100) {
    problems->Add("client.least_session_share_percent", "is over 100");
  }
  for (int i = 0; i < client.excluded_activities_size(); ++i) {
    if (!ParseActivityName(client.excluded_activities(i)).ok()) {
      problems->Add(absl::StrCat("client.excluded_activities[", i, "]"),
                    "is not the name of an activity: municipalities/GM0150/activities/koor-de-ijssel");
    }
  }
  for (int i = 0; i < client.languages_size(); ++i) {
    if (!IsLanguageCode(client.languages(i))) {
      problems->Add(absl::StrCat("client.languages[", i, "]"), "is not an ISO 639-1 code in small letters: nl, tr");
    }
  }
}

void CheckCategories(const std::string& path, const google::protobuf::RepeatedPtrField<std::string>& ids,
                     Problems* problems) {
  CheckCount(path, ids.size(), kMaxRequestCategories, problems);
  for (int i = 0; i < ids.size(); ++i) {
    if (FindCategory(ids[i]) == nullptr) {
      problems->Add(absl::StrCat(path, "[", i, "]"), "is not a category; see docs/formats/taxonomy.md");
    }
  }
}

}  // namespace

absl::Status CheckRequest(const v1::SuggestRequest& request) {
  Problems problems;
  CheckValues("", request, &problems);
  if (!request.has_client()) {
    problems.Add("client", "is needed");
  } else {
    CheckClient(request.client(), &problems);
  }
  if (request.k() > kMaxSuggestions) problems.Add("k", absl::StrCat("is over ", kMaxSuggestions));
  if (request.horizon_days() > static_cast<uint32_t>(kMaxHorizonDays)) {
    problems.Add("horizon_days", absl::StrCat("is over ", kMaxHorizonDays));
  }
  CheckCategories("categories", request.categories(), &problems);
  CheckCategories("excluded_categories", request.excluded_categories(), &problems);
  if (request.near_misses() > kMaxNearMisses) problems.Add("near_misses", absl::StrCat("is over ", kMaxNearMisses));
  return problems.ToStatus();
}

}  // namespace meedoen::matcher
