#include "indexer/import/price_header.h"

#include <algorithm>
#include <utility>

namespace meedoen::indexer {
namespace {

constexpr std::string_view kPriceWords[] = {"kosten",         "prijs",           "prijzen",        "bijdrage",
                                            "eigen_bijdrage", "tarief",          "contributie",    "lesgeld",
                                            "cursusgeld",     "entree",          "deelnamekosten", "deelnemersbijdrage",
                                            "deelnameprijs",  "kosten_deelname", "prijs_kosten",   "bedrag"};

// What stands behind such a word, and the column it makes of it.
constexpr std::pair<std::string_view, std::string_view> kPriceUnits[] = {{"", "kosten"},
                                                                         {"per_keer", "kosten_per_keer"},
                                                                         {"per_les", "kosten_per_keer"},
                                                                         {"per_bijeenkomst", "kosten_per_keer"},
                                                                         {"per_bezoek", "kosten_per_keer"},
                                                                         {"per_ochtend", "kosten_per_keer"},
                                                                         {"per_middag", "kosten_per_keer"},
                                                                         {"per_avond", "kosten_per_keer"},
                                                                         {"per_dagdeel", "kosten_per_keer"},
                                                                         {"per_maaltijd", "kosten_per_keer"},
                                                                         {"per_sessie", "kosten_per_keer"},
                                                                         {"per_deelname", "kosten_per_keer"},
                                                                         {"p_k", "kosten_per_keer"},
                                                                         {"pk", "kosten_per_keer"},
                                                                         {"p_keer", "kosten_per_keer"},
                                                                         {"p_les", "kosten_per_keer"},
                                                                         {"keer", "kosten_per_keer"},
                                                                         {"per_maand", "kosten_per_maand"},
                                                                         {"per_mnd", "kosten_per_maand"},
                                                                         {"p_m", "kosten_per_maand"},
                                                                         {"pm", "kosten_per_maand"},
                                                                         {"p_mnd", "kosten_per_maand"},
                                                                         {"p_maand", "kosten_per_maand"},
                                                                         {"maand", "kosten_per_maand"},
                                                                         {"per_jaar", "kosten_per_jaar"},
                                                                         {"p_j", "kosten_per_jaar"},
                                                                         {"pj", "kosten_per_jaar"},
                                                                         {"p_jaar", "kosten_per_jaar"},
                                                                         {"jaar", "kosten_per_jaar"},
                                                                         {"per_cursus", "kosten_per_cursus"},
                                                                         {"per_reeks", "kosten_per_cursus"},
                                                                         {"hele_cursus", "kosten_per_cursus"},
                                                                         {"voor_de_cursus", "kosten_per_cursus"}};

// "per persoon", "in euro": says nothing of what it is per.
std::string_view WithoutPerson(std::string_view text) {
  constexpr std::string_view kFillers[] = {"per_persoon", "per_deelnemer", "p_p",  "pp", "in_euro_s",
                                           "in_euro",     "in_euros",      "euro", "eur"};
  for (const std::string_view filler : kFillers) {
    if (text == filler) return "";
    const bool first = text.starts_with(filler) && text[filler.size()] == '_';
    if (first) return WithoutPerson(text.substr(filler.size() + 1));
    const bool last = text.ends_with(filler) && text[text.size() - filler.size() - 1] == '_';
    if (last) return WithoutPerson(text.substr(0, text.size() - filler.size() - 1));
  }
  return text;
}

}  // namespace

std::string_view PriceColumnOf(std::string_view header) {
  for (const std::string_view word : kPriceWords) {
    if (!header.starts_with(word)) continue;
    if (header.size() > word.size() && header[word.size()] != '_') continue;
    const std::string_view unit = WithoutPerson(header.substr(std::min(word.size() + 1, header.size())));
    for (const auto& [text, column] : kPriceUnits) {
      if (unit == text) return column;
    }
  }
  return "";
}

}  // namespace meedoen::indexer
