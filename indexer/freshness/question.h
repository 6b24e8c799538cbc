// What a provider is asked about an entry of the catalogue, and whom to ask: "Loopt 'Koffie met een K' nog, elke
// dinsdag 10.00-12.00? Laatst bevestigd 12-03-2025."
//
// The name, the mobile number and the personal address of a private person who did not consent are never in it.
// Threads: safe. Errors: none. Cost: some 10 microseconds an activity.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

inline constexpr char kNeverConfirmed[] = "nooit";

struct Question {
  std::string id;  // GM0150/koffie-met-een-k
  std::string title;
  std::string when;            // As WhenText has it.
  std::string last_confirmed;  // "12-03-2025", or kNeverConfirmed.
  std::string text;            // All of it in a sentence.
};

struct ProviderQuestions {
  std::string provider;
  std::vector<std::string> telephones;  // Of the organisation, as its activities have them; each once.
  std::vector<std::string> emails;
  std::vector<std::string> persons;  // Who consented.
  std::vector<Question> questions;   // In the order of titles.
};

// By provider, in the order of their names. Providers whose names differ in capitals or accents only are one.
std::vector<ProviderQuestions> QuestionsByProvider(const std::vector<v1::Activity>& activities, absl::CivilDay today);

}  // namespace meedoen::indexer
