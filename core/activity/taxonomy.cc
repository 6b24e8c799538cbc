#include "core/activity/taxonomy.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

constexpr std::string_view kMeeting = "Ontmoeten en samenleven";
constexpr std::string_view kHobbies = "Hobby's en interesses";
constexpr std::string_view kMoving = "Sporten en bewegen";
constexpr std::string_view kLanguage = "Taal en computer";
constexpr std::string_view kSupport = "Ondersteuning";
constexpr std::string_view kHealth = "Gezondheid";
constexpr std::string_view kLiving = "Wonen en huishouden";
constexpr std::string_view kTransport = "Vervoer";
constexpr std::string_view kFamily = "Gezin en opvoeden";
constexpr std::string_view kCarers = "Zorg voor een naaste";
constexpr std::string_view kMoney = "Geldzaken";
constexpr std::string_view kWork = "Werk en opleiding";

// Numbers are stored in snapshots: add at the end, never renumber. A name is embedded: changing one embeds anew.
constexpr Category kCategories[] = {
    {0, "coffee_morning", "koffie-inloop", "coffee morning, walk-in", kMeeting, "", ""},
    {1, "shared_meal", "samen eten", "shared meal", kMeeting, "", "Eten en drinken"},
    {2, "cooking", "koken", "cooking", kHobbies, "", "Voeding"},
    {3, "walking", "wandelen", "walking", kMoving, "Walking", "Atletiek, wandelen en fietsen"},
    {4, "sport", "sport", "sport", kMoving, "", "Sportactiviteit"},
    {5, "gentle_exercise", "bewegen en gymnastiek", "gentle exercise", kMoving, "",
     "Fitness, gymnastiek, dans en vechtsport"},
    {6, "swimming", "zwemmen", "swimming", kMoving, "Swimming", "Zwemmen en watersport"},
    {7, "dancing", "dansen", "dancing", kMoving, "Dance", "Fitness, gymnastiek, dans en vechtsport"},
    {8, "cycling", "fietsen", "cycling", kMoving, "Cycling", "Atletiek, wandelen en fietsen"},
    {9, "creative", "creatief en handwerk", "arts and crafts", kHobbies, "", "Creativiteit"},
    {10, "music_singing", "muziek en zingen", "music and singing", kHobbies, "", ""},
    {11, "games", "spel en kaarten", "games and cards", kHobbies, "", "Spel of quiz"},
    {12, "reading_culture", "lezen en cultuur", "reading and culture", kHobbies, "", "Literatuur"},
    {13, "nature", "natuur", "nature", kHobbies, "", "Milieu en natuur"},
    {14, "garden", "tuinieren", "gardening", kHobbies, "Gardening", ""},
    {15, "repair", "repareren en techniek", "repairing and technology", kHobbies, "", ""},
    {16, "workshop", "werkplaats (mannen)", "men's shed, workshop", kHobbies, "", ""},
    {17, "language_practice", "taal oefenen", "language practice", kLanguage, "", ""},
    {18, "digital_help", "digitale hulp", "digital help", kLanguage, "", "Computer en techniek"},
    {19, "course", "cursus en lezing", "course and lecture", kHobbies, "", "Cursus of workshop"},
    {20, "mourning", "rouw en verlies", "mourning and loss", kSupport, "", ""},
    {21, "peer_support", "lotgenotencontact", "peer support", kSupport, "", ""},
    {22, "relaxation", "ontspanning", "relaxation", kHealth, "", "Gezondheid en wellness"},
    {23, "meaning", "zingeving", "meaning of life", kSupport, "", "Zingeving, filosofie en religie"},
    {24, "buddy", "maatje", "buddy", kSupport, "", ""},
    {25, "visiting", "bezoek aan huis", "visiting at home", kMeeting, "", ""},
    {26, "practical_help", "klussen en boodschappen", "odd jobs and shopping", kLiving, "", ""},
    {27, "transport", "vervoer", "transport", kTransport, "", ""},
    {28, "animals", "dieren", "animals", kHobbies, "", ""},
    {29, "children_families", "kinderen en gezinnen", "children and families", kFamily, "", "Opvoeding"},
    {30, "community", "buurt en ontmoeten", "neighbourhood and meeting", kMeeting, "", ""},
    {31, "carer_support", "mantelzorg", "support for carers", kCarers, "", ""},
    {32, "money", "geldzaken", "money and debts", kMoney, "", ""},
    {33, "housing", "wonen", "housing", kLiving, "", ""},
    {34, "work", "werk en opleiding", "work and training", kWork, "", ""},
    {35, "care", "zorg en gezondheid", "care and health", kHealth, "", "Gezondheid en zorg"},
    {36, "outing", "uitjes", "outings", kHobbies, "", "Begeleide uitstap of rondleiding"},
    {37, "heritage", "geschiedenis en erfgoed", "history and heritage", kHobbies, "", "Erfgoed"},
    {38, "environment", "milieu en duurzaamheid", "environment", kHobbies, "", "Milieu en natuur"},
    {39, "second_hand", "kringloop en voedselhulp", "second hand and food aid", kMoney, "", ""},
};

constexpr size_t kMaxComparedBytes = 64;

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

}  // namespace

std::span<const Category> AllCategories() { return kCategories; }

const Category* FindCategory(std::string_view id) {
  static const auto& by_id = *[] {
    auto* map = new absl::flat_hash_map<std::string, const Category*>();
    for (const Category& category : kCategories) map->emplace(category.id, &category);
    return map;
  }();
  const auto found = by_id.find(std::string(id));
  return found == by_id.end() ? nullptr : found->second;
}

const Category& NearestCategory(std::string_view text) {
  const std::string wanted = FoldText(text).substr(0, kMaxComparedBytes);
  const Category* nearest = kCategories;
  size_t least = std::numeric_limits<size_t>::max();
  for (const Category& category : kCategories) {
    for (std::string_view name : {category.id, category.name_nl, category.name_en}) {
      const size_t distance = EditDistance(wanted, FoldText(name));
      if (distance < least) {
        least = distance;
        nearest = &category;
      }
    }
  }
  return *nearest;
}

}  // namespace meedoen
