#include "indexer/plan/alike.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

// What two have in common; below kTelling it says nothing.
constexpr int kSameTimes = 4;
constexpr int kSameText = 2;
constexpr int kSamePrice = 1;
constexpr int kTelling = 2;

int InCommon(const v1::Activity& row, const v1::Activity& known) {
  int common = 0;
  if (row.has_schedule() && row.schedule().SerializeAsString() == known.schedule().SerializeAsString()) {
    common += kSameTimes;
  }
  if (row.description() == known.description()) common += kSameText;
  if (row.has_cost() && row.cost().SerializeAsString() == known.cost().SerializeAsString()) common += kSamePrice;
  return common;
}

struct Candidate {
  int common = 0;
  size_t row = 0;
  size_t known = 0;
};

}  // namespace

absl::StatusOr<std::vector<Pair>> PairAlike(const std::vector<ImportedRow>& rows, const std::vector<size_t>& group,
                                            const std::vector<KnownActivity*>& alike, const ActivityLookup& lookup) {
  if (group.size() == 1 && alike.size() == 1) return std::vector<Pair>{{group[0], alike[0]}};
  std::vector<Candidate> candidates;
  for (size_t known = 0; known < alike.size(); ++known) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, lookup(*alike[known]));
    for (const size_t row : group) candidates.push_back({InCommon(*rows[row].activity, activity), row, known});
  }
  // Of those with as much in common: in the order of rows, and of activities, where deleted ones come last.
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::make_tuple(-a.common, a.row, a.known) < std::make_tuple(-b.common, b.row, b.known);
  });
  // A best that others equal tells nothing either.
  const auto ambiguous = [&](const Candidate& best) {
    return std::count_if(candidates.begin(), candidates.end(), [&](const Candidate& other) {
             return other.common == best.common && other.row == best.row;
           }) > 1;
  };
  std::vector<Pair> pairs;
  std::set<size_t> rows_paired, known_paired;
  for (const Candidate& candidate : candidates) {
    if (rows_paired.contains(candidate.row) || known_paired.contains(candidate.known)) continue;
    const bool last_two = group.size() - rows_paired.size() == 1 && alike.size() - known_paired.size() == 1;
    const bool told = candidate.common >= kTelling && !ambiguous(candidate);
    pairs.push_back({candidate.row, alike[candidate.known], !told && !last_two});
    rows_paired.insert(candidate.row);
    known_paired.insert(candidate.known);
  }
  return pairs;
}

}  // namespace meedoen::indexer
