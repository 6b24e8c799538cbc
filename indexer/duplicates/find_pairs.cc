#include "indexer/duplicates/find_pairs.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kKeyLetters = 4;
constexpr uint32_t kLookUpEvery = 64;  // Rows between two questions whether to go on.
// A title that half the catalogue begins with says nothing: of such a word the neighbours by title are compared only
// (sorted neighbourhood; Hernandez and Stolfo, 1995).
constexpr size_t kMostOfOneKey = 2'000, kNeighbours = 100;

uint64_t PairOf(uint32_t a, uint32_t b) { return (uint64_t{std::min(a, b)} << 32) | std::max(a, b); }

class Search {
 public:
  Search(const std::vector<Print>& prints, const Comparer& comparer, const std::function<bool()>& go_on)
      : prints_(prints), comparer_(comparer), go_on_(go_on) {}

  absl::StatusOr<FoundPairs> Run() {
    Split();
    if (!Near() || !ByWord()) return absl::CancelledError("finding duplicates was stopped");
    Third();
    std::sort(found_.pairs.begin(), found_.pairs.end(), [this](const FoundPair& a, const FoundPair& b) {
      if (a.points != b.points) return a.points > b.points;
      const std::string &a_first = prints_[a.first].name, &b_first = prints_[b.first].name;
      return a_first != b_first ? a_first < b_first : prints_[a.second].name < prints_[b.second].name;
    });
    return std::move(found_);
  }

 private:
  void Split() {
    for (uint32_t i = 0; i < prints_.size(); ++i) {
      if (prints_[i].cancelled) continue;
      (prints_[i].place.has_point ? with_point_ : without_point_).push_back(i);
    }
    std::sort(with_point_.begin(), with_point_.end(), [this](uint32_t a, uint32_t b) {
      const double x = prints_[a].place.point.latitude, y = prints_[b].place.point.latitude;
      return x != y ? x < y : a < b;
    });
  }

  // Venues, from south to north: the next ones until the latitude alone is too far away.
  bool Near() {
    uint32_t most_doubt = 0;
    for (const uint32_t i : with_point_) most_doubt = std::max(most_doubt, prints_[i].place.doubt_metres);
    for (size_t i = 0; i < with_point_.size(); ++i) {
      if (i % kLookUpEvery == 0 && !go_on_()) return false;
      const Print& one = prints_[with_point_[i]];
      const double reach = FurthestDegrees(one.place.doubt_metres + most_doubt);
      for (size_t j = i + 1; j < with_point_.size(); ++j) {
        const Print& other = prints_[with_point_[j]];
        if (other.place.point.latitude - one.place.point.latitude > reach) break;
        if (!MayOverlap(one.times, other.times) || one.role != other.role) continue;
        if (!MayBeOnePlace(one.place, other.place)) continue;
        Compare(with_point_[i], with_point_[j]);
      }
    }
    return true;
  }

  bool ByWord() {
    std::map<std::string, std::vector<uint32_t>> of_key;
    for (uint32_t i = 0; i < prints_.size(); ++i) {
      if (prints_[i].cancelled) continue;
      for (const std::string& word : prints_[i].title.words) {
        std::vector<uint32_t>& rows = of_key[std::string(Plain(word).substr(0, kKeyLetters))];
        if (rows.empty() || rows.back() != i) rows.push_back(i);
      }
    }
    absl::flat_hash_set<uint64_t> seen;
    for (auto& [key, rows] : of_key) {
      const size_t reach = rows.size() > kMostOfOneKey ? kNeighbours : rows.size();
      if (rows.size() > kMostOfOneKey) {
        std::sort(rows.begin(), rows.end(), [this](uint32_t a, uint32_t b) {
          return prints_[a].title.all_words != prints_[b].title.all_words
                     ? prints_[a].title.all_words < prints_[b].title.all_words
                     : a < b;
        });
      }
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i % kLookUpEvery == 0 && !go_on_()) return false;
        for (size_t j = i + 1; j < std::min(rows.size(), i + 1 + reach); ++j) {
          const Print &one = prints_[rows[i]], &other = prints_[rows[j]];
          if (one.place.has_point && other.place.has_point) continue;
          if (one.role != other.role || !MayOverlap(one.times, other.times)) continue;
          if (seen.insert(PairOf(rows[i], rows[j])).second) Compare(rows[i], rows[j]);
        }
      }
    }
    return true;
  }

  // How far apart in degrees of latitude two places of so much doubt together can lie and be one.
  static double FurthestDegrees(double doubt) { return (1.5 * doubt + 1'001) / 111'000; }

  void Compare(uint32_t a, uint32_t b) {
    if (IsFull(a) || IsFull(b)) return;
    ++found_.considered;
    const Likeness likeness = comparer_.Compare(prints_[a], prints_[b]);
    found_.compared += !likeness.settled;
    if (likeness.alike()) Add(a, b, likeness);
  }

  bool IsFull(uint32_t row) const {
    const auto found = neighbours_.find(row);
    return found != neighbours_.end() && found->second.size() >= kMostAlike;
  }

  void Add(uint32_t a, uint32_t b, const Likeness& likeness) {
    if (prints_[b].name < prints_[a].name) std::swap(a, b);
    if (!linked_.insert(PairOf(a, b)).second) return;
    found_.pairs.push_back({a, b, likeness.points, Comparer::ReasonOf(likeness, prints_[a], prints_[b])});
    neighbours_[a].push_back(b);
    neighbours_[b].push_back(a);
  }

  // A is alike to B and B to C: then A and C need less to be alike too, so that a coach does not see C beside A.
  void Third() {
    std::vector<std::pair<uint32_t, uint32_t>> thirds;
    for (const auto& [middle, around] : neighbours_) {
      if (around.size() >= kMostAlike) continue;
      for (size_t i = 0; i < around.size(); ++i) {
        for (size_t j = i + 1; j < around.size(); ++j) {
          if (!linked_.contains(PairOf(around[i], around[j]))) thirds.emplace_back(around[i], around[j]);
        }
      }
    }
    for (const auto& [a, b] : thirds) {
      const Likeness likeness = comparer_.Compare(prints_[a], prints_[b]);
      if (!likeness.settled && likeness.points >= kThirdPoints) Add(a, b, likeness);
    }
  }

  const std::vector<Print>& prints_;
  const Comparer& comparer_;
  const std::function<bool()>& go_on_;
  std::vector<uint32_t> with_point_, without_point_;
  FoundPairs found_;
  absl::flat_hash_set<uint64_t> linked_;
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> neighbours_;
};

}  // namespace

absl::StatusOr<FoundPairs> FindPairs(const std::vector<Print>& prints, const Comparer& comparer,
                                     const std::function<bool()>& go_on) {
  return Search(prints, comparer, go_on).Run();
}

}  // namespace meedoen::indexer
