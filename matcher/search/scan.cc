#include "matcher/search/scan.h"

#include <algorithm>
#include <bit>

#include "core/index/facts.h"
#include "matcher/search/planner.h"

namespace meedoen::matcher {
namespace {

// The best `most` candidates of a group, as a heap with the worst on top.
class Best {
 public:
  explicit Best(size_t most) : most_(most) {}

  void Offer(const Candidate& candidate) {
    if (heap_.size() == most_) {
      if (!Before(candidate, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), Before);
      heap_.pop_back();
    }
    heap_.push_back(candidate);
    std::push_heap(heap_.begin(), heap_.end(), Before);
  }

  void AppendSorted(std::vector<Candidate>* out) {
    std::sort_heap(heap_.begin(), heap_.end(), Before);
    out->insert(out->end(), heap_.begin(), heap_.end());
  }

 private:
  const size_t most_;
  std::vector<Candidate> heap_;
};

class SegmentScan {
 public:
  SegmentScan(const ClientQuery& query, const SegmentView& segment, const ScanOptions& options)
      : query_(query),
        segment_(segment),
        filter_(query, segment, *options.travel),
        scorer_(query, segment, filter_, *options.weights, *options.kernel) {}

  void Look(uint32_t row, bool in_area, ScanResult* result, std::array<Best, 3>* best) const {
    ++result->considered;
    const FailMask fails = filter_.Check(row, in_area);
    if (fails != 0) {
      Count(fails, result);
      return;
    }
    ++result->feasible;
    Candidate candidate{&segment_, row, in_area, v1::CONFIRMED, {}, segment_.name_hash[row]};
    const WayThere way = filter_.Travel(row, in_area);
    candidate.group = GroupOf(row, way);
    candidate.score = scorer_.ScoreOf(row, way);
    (*best)[candidate.group - v1::CONFIRMED].Offer(candidate);
  }

 private:
  static void Count(FailMask fails, ScanResult* result) {
    const bool only = std::has_single_bit(fails);
    for (FailMask left = fails; left != 0; left &= left - 1) {
      const int reason = std::countr_zero(left);
      ++result->fails[reason];
      result->fails_only[reason] += only;
    }
  }

  v1::SuggestionGroup GroupOf(uint32_t row, const WayThere& way) const {
    if (query_.support_apart && (segment_.flags[row] & flag::kSupport) != 0) return v1::SUPPORT;
    const bool known = filter_.UnknownNeeds(row) == 0 && (way.kind != v1::Travel::OWN || way.certain);
    return known ? v1::CONFIRMED : v1::TO_ASK_FIRST;
  }

  const ClientQuery& query_;
  const SegmentView& segment_;
  const Filter filter_;
  const Scorer scorer_;
};

// Every row of a plan once, in rising order within the runs, then those of the areas that lie elsewhere.
template <typename Visit>
void ForEachRow(const Plan& plan, Visit visit) {
  size_t next_area = 0;
  std::vector<uint32_t> elsewhere;
  for (const RowRun& run : plan.runs) {
    for (uint32_t row = run.begin; row < run.end; ++row) {
      while (next_area < plan.area_rows.size() && plan.area_rows[next_area] < row) {
        elsewhere.push_back(plan.area_rows[next_area++]);
      }
      const bool in_area = next_area < plan.area_rows.size() && plan.area_rows[next_area] == row;
      next_area += in_area;
      visit(row, in_area);
    }
  }
  elsewhere.insert(elsewhere.end(), plan.area_rows.begin() + static_cast<ptrdiff_t>(next_area), plan.area_rows.end());
  for (const uint32_t row : elsewhere) visit(row, true);
}

}  // namespace

ScanResult Scan(const ClientQuery& query, const View& view, const ScanOptions& options) {
  ScanResult result;
  std::array<Best, 3> best = {Best(options.most), Best(options.most), Best(options.most)};
  const SegmentView& snapshot = view.snapshot->segment();
  const SegmentScan snapshot_scan(query, snapshot, options);
  const Plan plan = MakePlan(query, snapshot);
  result.branch = plan.branch;
  ForEachRow(plan, [&](uint32_t row, bool in_area) {
    if (!view.Hidden(row)) snapshot_scan.Look(row, in_area, &result, &best);
  });
  const uint32_t before = result.considered;
  for (const OverlayLayer& layer : view.overlay) {
    const SegmentScan layer_scan(query, layer.segment->view, options);
    ForEachRow(MakePlan(query, layer.segment->view), [&](uint32_t row, bool in_area) {
      if (!layer.Hidden(row)) layer_scan.Look(row, in_area, &result, &best);
    });
  }
  result.from_overlay = result.considered - before;
  for (Best& group : best) group.AppendSorted(&result.pool);
  return result;
}

}  // namespace meedoen::matcher
