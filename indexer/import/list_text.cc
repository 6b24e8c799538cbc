#include "indexer/import/list_text.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_replace.h"
#include "core/activity/taxonomy.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"

namespace meedoen::indexer {
namespace {

using Table = std::pair<std::string_view, std::string_view>;  // Folded word, code.

// Languages without a code of two letters (Berbers, Papiaments, gebarentaal) are not here: they become a note.
constexpr Table kLanguages[] = {
    {"nederlands", "nl"}, {"nederlandse", "nl"}, {"engels", "en"},    {"duits", "de"},       {"frans", "fr"},
    {"spaans", "es"},     {"portugees", "pt"},   {"italiaans", "it"}, {"turks", "tr"},       {"arabisch", "ar"},
    {"pools", "pl"},      {"oekraiens", "uk"},   {"russisch", "ru"},  {"somalisch", "so"},   {"tigrinya", "ti"},
    {"tigrigna", "ti"},   {"farsi", "fa"},       {"perzisch", "fa"},  {"pasjtoe", "ps"},     {"koerdisch", "ku"},
    {"chinees", "zh"},    {"fries", "fy"},       {"roemeens", "ro"},  {"bulgaars", "bg"},    {"hongaars", "hu"},
    {"vietnamees", "vi"}, {"hindi", "hi"},       {"urdu", "ur"},      {"indonesisch", "id"}, {"grieks", "el"},
    {"tsjechisch", "cs"}, {"servisch", "sr"},    {"kroatisch", "hr"}, {"bosnisch", "bs"},    {"albanees", "sq"},
    {"armeens", "hy"},    {"hebreeuws", "he"},   {"amhaars", "am"},   {"swahili", "sw"},     {"thais", "th"},
    {"nl", "nl"},         {"en", "en"},          {"de", "de"},        {"fr", "fr"},          {"es", "es"},
    {"tr", "tr"},         {"ar", "ar"},          {"pl", "pl"},        {"uk", "uk"},          {"ru", "ru"},
    {"so", "so"},         {"ti", "ti"},          {"fa", "fa"},        {"ps", "ps"},          {"ku", "ku"},
    {"zh", "zh"},         {"ro", "ro"},          {"bg", "bg"},        {"pt", "pt"},          {"it", "it"},
    {"hu", "hu"},         {"vi", "vi"},          {"ur", "ur"},        {"hi", "hi"},          {"fy", "fy"},
    {"eng", "en"},        {"ned", "nl"}};

constexpr Table kCategoryWords[] = {{"koffie", "coffee_morning"},
                                    {"koffieochtend", "coffee_morning"},
                                    {"koffie inloop", "coffee_morning"},
                                    {"inloop", "coffee_morning"},
                                    {"koffie en thee", "coffee_morning"},
                                    {"eten", "shared_meal"},
                                    {"maaltijd", "shared_meal"},
                                    {"maaltijden", "shared_meal"},
                                    {"eettafel", "shared_meal"},
                                    {"eetgroep", "shared_meal"},
                                    {"kookgroep", "cooking"},
                                    {"wandelen", "walking"},
                                    {"wandelgroep", "walking"},
                                    {"sporten", "sport"},
                                    {"bewegen", "gentle_exercise"},
                                    {"gymnastiek", "gentle_exercise"},
                                    {"gym", "gentle_exercise"},
                                    {"yoga", "gentle_exercise"},
                                    {"fitness", "sport"},
                                    {"dans", "dancing"},
                                    {"creatief", "creative"},
                                    {"handwerken", "creative"},
                                    {"handwerk", "creative"},
                                    {"knutselen", "creative"},
                                    {"schilderen", "creative"},
                                    {"muziek", "music_singing"},
                                    {"zingen", "music_singing"},
                                    {"koor", "music_singing"},
                                    {"spel", "games"},
                                    {"spelletjes", "games"},
                                    {"kaarten", "games"},
                                    {"bingo", "games"},
                                    {"biljart", "games"},
                                    {"lezen", "reading_culture"},
                                    {"cultuur", "reading_culture"},
                                    {"moestuin", "garden"},
                                    {"reparatie", "repair"},
                                    {"repair cafe", "repair"},
                                    {"taal", "language_practice"},
                                    {"taalles", "language_practice"},
                                    {"taalcafe", "language_practice"},
                                    {"digitaal", "digital_help"},
                                    {"computer", "digital_help"},
                                    {"cursus", "course"},
                                    {"lezing", "course"},
                                    {"rouw", "mourning"},
                                    {"lotgenoten", "peer_support"},
                                    {"ontspannen", "relaxation"},
                                    {"maatjes", "buddy"},
                                    {"maatjesproject", "buddy"},
                                    {"huisbezoek", "visiting"},
                                    {"klussen", "practical_help"},
                                    {"boodschappen", "practical_help"},
                                    {"gezin", "children_families"},
                                    {"gezinnen", "children_families"},
                                    {"kinderen", "children_families"},
                                    {"ontmoeten", "community"},
                                    {"ontmoeting", "community"},
                                    {"buurt", "community"},
                                    {"mantelzorgers", "carer_support"},
                                    {"geld", "money"},
                                    {"schulden", "money"},
                                    {"werk", "work"},
                                    {"zorg", "care"},
                                    {"gezondheid", "care"},
                                    {"uitje", "outing"},
                                    {"excursie", "outing"},
                                    {"erfgoed", "heritage"},
                                    {"geschiedenis", "heritage"},
                                    {"milieu", "environment"},
                                    {"duurzaamheid", "environment"},
                                    {"kringloop", "second_hand"},
                                    {"voedselhulp", "second_hand"}};

template <size_t size>
std::string_view Find(const Table (&table)[size], const std::string& word) {
  for (const auto& [name, code] : table) {
    if (name == word) return code;
  }
  return "";
}

std::string_view CategoryOf(const std::string& item) {
  const std::string folded = FoldText(item);
  for (const Category& category : AllCategories()) {
    if (item == category.id || folded == FoldText(category.name_nl)) return category.id;
  }
  return Find(kCategoryWords, folded);
}

// "a/b & c en d" as items.
std::vector<std::string> Items(const std::string& cell) {
  return SplitItems(absl::StrReplaceAll(cell, {{"/", ";"}, {"+", ";"}, {"&", ";"}, {" en ", ";"}, {" of ", ";"}}));
}

}  // namespace

ListText ParseLanguages(const std::string& cell) {
  ListText list;
  for (const std::string& item : Items(cell)) {
    const std::string_view code = Find(kLanguages, FoldText(item));
    (code.empty() ? list.unknown : list.known).push_back(code.empty() ? item : std::string(code));
  }
  return list;
}

ListText ParseCategories(const std::string& cell) {
  ListText list;
  for (const std::string& whole : SplitItems(cell)) {
    // "muziek en zingen" is a name of ours; only what is none is taken apart.
    if (const std::string_view id = CategoryOf(whole); !id.empty()) {
      list.known.emplace_back(id);
      continue;
    }
    for (const std::string& item : Items(whole)) {
      const std::string_view id = CategoryOf(item);
      (id.empty() ? list.unknown : list.known).push_back(id.empty() ? item : std::string(id));
    }
  }
  return list;
}

}  // namespace meedoen::indexer
