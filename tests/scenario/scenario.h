// A scenario as it was read from its text: a town, its activities, clients, and what the answer to each must be.
// The form of the text: README.md.
//
// Threads: plain data.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/geo/distance.h"
#include "core/geo/place.h"
#include "meedoen/v1/match_service.pb.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::scenario {

// Where the client's home is put, whatever town is drawn: a point that survives the rounding to 100 metres.
inline constexpr Point kHomePoint{52.255, 6.16};

// What a line under "Verwacht" is about.
enum class About {
  kOrder,       // Volgorde: K, W
  kFirst,       // Eerst: K
  kWithin,      // Bij de eerste 3: K, W
  kIncluded,    // Erbij: K, W
  kExcluded,    // Niet erbij: V omdat te ver
  kAbove,       // Boven: K boven W
  kAskFirst,    // Eerst vragen: R
  kSupport,     // Hulpverlening: D
  kWidened,     // Verruimd: X
  kTravel,      // Reis K: 8 minuten met de rollator
  kDates,       // Data K: dinsdag 24 november 10:00-12:00
  kReason,      // Omdat K: Het is gratis.
  kNoReason,    // Niet omdat K: ...
  kCaution,     // Let op K: Er is een VOG nodig.
  kNoCaution,   // Geen let op K: ...
  kFirstStep,   // Hoe K: U kunt gewoon komen.
  kAlsoListed,  // Ook bekend als K: D
  kUnmet,       // Onvervuld: schaken
  kCounts,      // Uitgevallen: 2 te ver, 1 te duur
  kNear,        // Bijna: V, K
  kNearChange,  // Bijna V: Als u 10 minuten langer kunt reizen.
  kWidenedBy,   // Verruimd met: ...
  kNotice,      // Melding: ja
  kContacts,    // Bel: 113 Zelfmoordpreventie
  kWhy,         // Waarom V: valt uit
  kWhyText,     // Uitleg V: Het is te ver
};

struct Expectation {
  About about;
  int line = 0;
  char letter = 0;       // Of the activity that the line is about; 0: the whole answer.
  std::string said;      // What stands before the colon.
  std::string expected;  // What stands behind it.
};

// One client of the town, and the answer that is expected.
struct Case {
  int line = 0;
  v1::SuggestRequest request;
  std::vector<Place> homes;  // For the table of places, if the home is told by a code; at kHomePoint.
  std::vector<Expectation> expectations;
};

struct Scenario {
  std::string file;
  std::string title;
  absl::Time now;
  absl::CivilDay today;
  std::map<char, Point> drawn;  // Activities on the map.
  std::map<char, Place> areas;  // Of the table of places, beside the clients' homes.
  std::map<char, v1::Activity> activities;
  std::map<std::string, v1::MunicipalitySettings> settings;  // By municipality code.
  std::vector<Case> cases;
};

}  // namespace meedoen::scenario
