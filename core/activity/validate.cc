#include "core/activity/validate.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/activity/checker.h"
#include "core/activity/taxonomy.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/shortened.h"
#include "core/geo/coordinates.h"

namespace meedoen {
namespace {

// ISO 639-1, each code followed by a space.
constexpr std::string_view kLanguageCodes =
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es "
    "et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg "
    "ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
    "no "
    "nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te "
    "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

bool IsDigits(const std::string& text, size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// For messages; what is longer is cut off at a character.
std::string Quoted(const std::string& text) {
  const std::string shown = Shortened(text, 40);
  return absl::StrCat("\"", shown, shown.size() < text.size() ? "..." : "", "\"");
}

void CheckIdentity(const v1::Activity& activity, Checker* checker) {
  if (const auto name = ParseActivityName(activity.name()); !name.ok()) {
    checker->Add("name", std::string(name.status().message()));
  }
  if (activity.title().empty()) checker->Add("title", "is empty; give the activity a title");
  if (activity.description().empty()) {
    checker->Add("description", "is empty; describe in a few sentences what people do there");
  }
  if (activity.provider().name().empty()) checker->Add("provider.name", "is empty; name the organisation");
  const std::string& kvk = activity.provider().kvk_number();
  if (!kvk.empty() && !IsDigits(kvk, 8)) {
    checker->Add("provider.kvk_number", Quoted(kvk) + " is not a Chamber of Commerce number: 8 digits");
  }
}

void CheckWhatItIs(const v1::Activity& activity, Checker* checker) {
  if (activity.categories().empty()) {
    checker->Add("categories", "is empty; give 1 to 5 categories of docs/formats/taxonomy.md");
  }
  for (int i = 0; i < std::min(activity.categories_size(), kMaxCategories); ++i) {
    const std::string& id = activity.categories(i);
    if (FindCategory(id) != nullptr) continue;
    checker->Add(absl::StrCat("categories[", i, "]"),
                 absl::StrCat(Quoted(id), " is not a category; did you mean \"", std::string(NearestCategory(id).id),
                              "\"? All are in docs/formats/taxonomy.md"));
  }
  for (int i = 0; i < activity.goals_size(); ++i) {
    if (activity.goals(i) != v1::GOAL_UNSPECIFIED) continue;
    checker->Add(absl::StrCat("goals[", i, "]"), "is unspecified; name a goal or leave it out");
  }
  for (int i = 0; i < std::min(activity.languages_size(), kMaxLanguages); ++i) {
    const std::string& code = activity.languages(i);
    if (IsLanguageCode(code)) continue;
    checker->Add(absl::StrCat("languages[", i, "]"),
                 Quoted(code) + " is not a language code of ISO 639-1, two letters: nl, en, tr, ar, pl, uk");
  }
}

void CheckAreas(const std::string& path, const google::protobuf::RepeatedPtrField<std::string>& codes,
                Checker* checker) {
  for (int i = 0; i < std::min(codes.size(), kMaxAreaCodes); ++i) {
    const AreaKind kind = AreaKindOf(codes[i]);
    if (kind != AreaKind::kNone && kind != AreaKind::kPostcode6) continue;
    checker->Add(absl::StrCat(path, "[", i, "]"),
                 Quoted(codes[i]) + " is not the code of an area: GM0150, WK015001, BU01500101 or a postcode 7415");
  }
}

void CheckPlace(const v1::Place& place, Checker* checker) {
  const AreaKind kind = AreaKindOf(place.postcode());
  if (!place.postcode().empty() && kind != AreaKind::kPostcode4 && kind != AreaKind::kPostcode6) {
    checker->Add("place.postcode", Quoted(place.postcode()) + " is not a postcode; write it as 7415AB or 7415");
  }
  // A town in an address is looked up where the table of places is (place_resolver.h).
  const bool words = !place.address().empty() || !place.venue_name().empty();
  if (place.kind() == v1::VENUE && place.postcode().empty() && !place.has_coordinates() && !words) {
    checker->Add("place.postcode",
                 "is empty, and there are no coordinates and no address with a town; a venue needs one of these (else "
                 "choose another place kind)");
  }
  if (place.has_coordinates()) {
    const std::string why = WhyNotInTheNetherlands(place.coordinates().latitude(), place.coordinates().longitude());
    if (!why.empty()) checker->Add("place.coordinates", why);
  }
  if (place.kind() == v1::SERVICE_AREA && place.service_area_codes().empty()) {
    checker->Add("place.service_area_codes", "is empty; name the areas, for example GM0150");
  }
  CheckAreas("place.service_area_codes", place.service_area_codes(), checker);
}

void CheckMoney(const v1::Cost& cost, Checker* checker) {
  checker->AtMost("cost.cents_per_visit", cost.cents_per_visit(), kMaxCents, "cents");
  checker->AtMost("cost.cents_per_month", cost.cents_per_month(), kMaxCents, "cents");
  checker->AtMost("cost.cents_per_year", cost.cents_per_year(), kMaxCents, "cents");
  checker->AtMost("cost.cents_per_course", cost.cents_per_course(), kMaxCents, "cents");
}

void CheckPeople(const v1::Activity& activity, Checker* checker) {
  const v1::AgeRange& age = activity.age_range();
  checker->AtMost("age_range.minimum_years", age.minimum_years(), kMaxAgeYears, "years");
  checker->AtMost("age_range.maximum_years", age.maximum_years(), kMaxAgeYears, "years");
  if (age.has_minimum_years() && age.has_maximum_years() && age.minimum_years() > age.maximum_years()) {
    checker->Add("age_range.maximum_years",
                 absl::StrCat(age.maximum_years(), " is below the minimum, ", age.minimum_years()));
  }
  const v1::GroupSize& group = activity.group_size();
  checker->AtMost("group_size.minimum_people", group.minimum_people(), kMaxPeople, "people");
  checker->AtMost("group_size.maximum_people", group.maximum_people(), kMaxPeople, "people");
  if (group.has_minimum_people() && group.has_maximum_people() && group.minimum_people() > group.maximum_people()) {
    checker->Add("group_size.maximum_people",
                 absl::StrCat(group.maximum_people(), " is below the minimum, ", group.minimum_people()));
  }
  const v1::Commitment& commitment = activity.commitment();
  checker->AtMost("commitment.sessions", commitment.sessions(), kMaxCourseSessions, "sessions");
  checker->AtMost("commitment.months", commitment.months(), kMaxCommitmentMonths, "months");
}

void CheckCapacity(const v1::Capacity& capacity, Checker* checker) {
  checker->AtMost("capacity.maximum_people", capacity.maximum_people(), kMaxPeople, "people");
  checker->AtMost("capacity.free_places", capacity.free_places(), kMaxPeople, "people");
  checker->AtMost("capacity.waiting_list_length", capacity.waiting_list_length(), kMaxPeople, "people");
  checker->Date("capacity.as_of_date", capacity.as_of_date());
  const bool dated = capacity.has_free_places() || capacity.has_waiting_list_length() ||
                     capacity.waiting_list() != v1::TRISTATE_UNKNOWN;
  if (dated && capacity.as_of_date().empty()) {
    checker->Add("capacity.as_of_date", "is empty; free places and waiting lists need the date they were stated on");
  }
  if (capacity.has_maximum_people() && capacity.has_free_places() &&
      capacity.free_places() > capacity.maximum_people()) {
    checker->Add("capacity.free_places",
                 absl::StrCat(capacity.free_places(), " is more than there is room for, ", capacity.maximum_people()));
  }
}

void CheckContact(const v1::Contact& contact, Checker* checker) {
  if (!contact.person_name().empty() && !contact.person_consents()) {
    checker->Add(
        "contact.person_name",
        "names a person without that person's consent; leave it empty, or set person_consents if it was given");
  }
  const std::string& email = contact.email();
  const size_t at = email.find('@');
  const bool mail = at != email.npos && at > 0 && at + 1 < email.size() && email.find('@', at + 1) == email.npos &&
                    email.find_first_of(" \n,;") == email.npos;
  if (!email.empty() && !mail) checker->Add("contact.email", "is not one mail address, as info@example.org");
  if (contact.website().find_first_of(" \n") != std::string::npos) {
    checker->Add("contact.website", Quoted(contact.website()) + " is not one web address");
  }
}

}  // namespace

bool IsLanguageCode(const std::string& code) {
  return code.size() == 2 && kLanguageCodes.find(code + " ") != kLanguageCodes.npos;
}

void ValidateActivity(const v1::Activity& activity, Problems* problems) {
  Checker checker(problems);
  CheckEveryField(activity, &checker);  // First: it silences fields that must not be quoted.
  CheckIdentity(activity, &checker);
  CheckWhatItIs(activity, &checker);
  CheckPlace(activity.place(), &checker);
  CheckSchedule(activity, &checker);
  CheckMoney(activity.cost(), &checker);
  CheckPeople(activity, &checker);
  CheckAreas("transport.pick_up_area_codes", activity.transport().pick_up_area_codes(), &checker);
  CheckCapacity(activity.capacity(), &checker);
  CheckContact(activity.contact(), &checker);
  checker.Date("verification.verified_on", activity.verification().verified_on());
}

}  // namespace meedoen
