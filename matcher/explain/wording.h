// The sentences of an explanation, in plain Dutch (B1) and English. Every sentence a user reads stands in wording.cc,
// under a code that does not change (docs/explanations.md).
//
// Threads: safe. Errors: none. Cost: a search in a small table.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

enum class Language { kDutch, kEnglish };

inline Language LanguageOf(v1::ExplanationLanguage language) {
  return language == v1::EN ? Language::kEnglish : Language::kDutch;
}

// The one that the language asks for.
std::string Pick(Language language, std::string_view dutch, std::string_view english);

// The sentence for a code, with {0}, {1}, ... replaced. Dies on a code that is not in the table.
std::string Say(Language language, std::string_view code, std::initializer_list<std::string> values = {});

// Every code of the table.
std::vector<std::string_view> WordingCodes();

std::string SayMoney(Language language, uint32_t cents);                    // "€ 2,50", "€2.50"
std::string SayMinutes(Language language, int64_t minutes);                 // "1 minuut", "8 minutes"
std::string SayDays(Language language, int64_t days);                       // "1 dag", "28 days"
std::string SayGroup(Language language, v1::SuggestionGroup group);         // "zeker", "eerst vragen"
std::string SayPlaces(Language language, uint32_t places);                  // "1 plaats", "3 places"
std::string SayMeans(Language language, v1::Means means);                   // "met de rollator", "with the rollator"
std::string SayDate(Language language, absl::Time time);                    // "dinsdag 24 november"
std::string SayTimes(Language language, absl::Time start, absl::Time end);  // "10:00-12:00"
std::string SayDay(Language language, const std::string& iso_date);         // "24 november 2026"
std::string SayWeekday(Language language, int weekday);                     // 0: "maandag"
std::string SayRole(Language language, v1::Role role);                      // "vrijwilligerswerk"
std::string SayNeeds(Language language, uint32_t needs);                    // Bits of Need: "rolstoel en ringleiding"
std::string SayCategory(Language language, const std::string& id);          // "wandelen"
std::string SayGoal(Language language, v1::Goal goal);
std::string SayLanguage(Language language, const std::string& iso_code);  // "Turks"; the code itself if it is rare.
std::string SayLevel(v1::DutchLevel level);                               // "A2"

// "a, b en c"
std::string Enumerate(Language language, const std::vector<std::string>& values);

}  // namespace meedoen::matcher
