// Clients with activities that people judged for them: what a ranking is measured on.
//
// Threads: safe. Errors: NOT_FOUND and INVALID_ARGUMENT for the files, by file and line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

struct JudgedClient {
  std::string id;  // The file's name without .json.
  v1::SuggestRequest request;
  std::string language = "nl";        // Of the wishes.
  bool odd = true;                    // The weights were tuned on the odd ones; the even ones are reported.
  std::map<std::string, int> grades;  // By activity name; what is not there was judged 0.
};

// Every *.json of the folder with its lines of the judgements (tab-separated: client, activity, grade 0 to 3).
// Wishes are taken to be in the language that `languages` (tab-separated: client, code) says, else Dutch. The first
// client is odd, the second even, and so on.
absl::StatusOr<std::vector<JudgedClient>> LoadJudgedClients(Env& env, const std::string& clients_folder,
                                                            const std::string& judgements_file,
                                                            const std::string& languages_file);

// What a client is counted under: "all", "age 18-65" or "age 65+" (the middle of a band), "language tr", "means
// bicycle" (each means; "means none" for who has to be fetched), "municipality GM0150", "half odd". `municipality` is
// the home's.
std::vector<std::string> GroupsOf(const JudgedClient& client, const std::string& municipality);

}  // namespace meedoen::matcher
