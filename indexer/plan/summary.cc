#include "indexer/plan/summary.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace meedoen::indexer {
namespace {

// For a count of one, and for any other.
struct Counted {
  const char* one;
  const char* more;
};

struct Words {
  const char* nothing;
  Counted created;
  Counted changed;
  Counted withdrawn;
  Counted unchanged;
  Counted stay_deleted;
  Counted refused;
  const char* guard;
  const char* dry_run;
};

constexpr Words kDutch = {
    "Het bestand verandert niets.",
    {"nieuw", "nieuw"},
    {"gewijzigd", "gewijzigd"},
    {"staat niet meer in de lijst en gaat weg", "staan niet meer in de lijst en gaan weg"},
    {"gelijk gebleven", "gelijk gebleven"},
    {"blijft weg, want een redacteur heeft die verwijderd", "blijven weg, want een redacteur heeft die verwijderd"},
    {"rij is geweigerd, zie de meldingen", "rijen zijn geweigerd, zie de meldingen"},
    "Let op: er gaan veel activiteiten weg. Dat kan alleen met --force.",
    "Er is nog niets opgeslagen."};
constexpr Words kEnglish = {"The file changes nothing.",
                            {"new", "new"},
                            {"changed", "changed"},
                            {"is no longer in the list and goes", "are no longer in the list and go"},
                            {"unchanged", "unchanged"},
                            {"stays away, because an editor deleted it", "stay away, because an editor deleted them"},
                            {"row is refused, see the messages", "rows are refused, see the messages"},
                            "Mind: many activities would go. That takes --force.",
                            "Nothing has been stored yet."};

}  // namespace

std::string ImportSummaryText(const v1::ImportActivitiesResponse& response, const std::string& language, bool applied) {
  const Words& words = language == "en" ? kEnglish : kDutch;
  std::vector<std::string> parts;
  const auto add = [&](uint32_t count, const Counted& what) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", count == 1 ? what.one : what.more));
  };
  add(response.created(), words.created);
  add(response.changed(), words.changed);
  add(response.withdrawn(), words.withdrawn);
  const bool nothing = parts.empty();
  add(response.unchanged(), words.unchanged);
  add(response.stay_deleted(), words.stay_deleted);
  add(response.refused(), words.refused);
  std::vector<std::string> sentences;
  if (nothing) sentences.push_back(words.nothing);
  if (!parts.empty()) sentences.push_back(absl::StrJoin(parts, "; ") + ".");
  if (!response.guard().empty()) sentences.push_back(words.guard);
  if (!applied) sentences.push_back(words.dry_run);
  return absl::StrJoin(sentences, " ");
}

}  // namespace meedoen::indexer
