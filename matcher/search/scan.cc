#include "matcher/search/scan.h"

#include <algorithm>
#include <bit>

#include "matcher/search/planner.h"

namespace meedoen::matcher {
namespace {

// The best `most` candidates of a group, as a heap with the worst on top.
class Best {
 public:
  explicit Best(size_t most) : most_(most) {}

  void Offer(const Candidate& candidate) {
    if (most_ == 0) return;
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

// The best found so far: of each group, and of what just falls out.
struct Found {
  explicit Found(const ScanOptions& options)
      : groups{Best(options.most), Best(options.most), Best(options.most)}, near(options.most_near) {}

  std::array<Best, 3> groups;
  Best near;
};

class SegmentScan {
 public:
  SegmentScan(const ClientQuery& query, const SegmentView& segment, const ScanOptions& options)
      : judge_(query, segment, *options.kernel), near_(options.most_near > 0) {}

  void Look(uint32_t row, AreaFit in_area, ScanResult* result, Found* found) const {
    ++result->considered;
    Candidate candidate;
    const FailMask fails = judge_.Judge(row, in_area, &candidate);
    if (fails == 0) {
      ++result->feasible;
      found->groups[static_cast<size_t>(candidate.group - v1::CONFIRMED)].Offer(candidate);
      return;
    }
    const bool only = std::has_single_bit(fails);
    for (FailMask left = fails; left != 0; left &= left - 1) {
      const int reason = std::countr_zero(left);
      ++result->fails[static_cast<size_t>(reason)];
      result->fails_only[static_cast<size_t>(reason)] += only;
    }
    if (!near_ || !only || (fails & kChangeable) == 0) return;
    ++result->near_rows;
    found->near.Offer(judge_.Rate(row, in_area));
  }

 private:
  const RowJudge judge_;
  const bool near_;
};

// Every row of a plan once, in rising order within the runs, then those of the areas that lie elsewhere.
template <typename Visit>
void ForEachRow(const Plan& plan, Visit visit) {
  size_t next_area = 0;
  std::vector<AreaRow> elsewhere;
  for (const RowRun& run : plan.runs) {
    for (uint32_t row = run.begin; row < run.end; ++row) {
      while (next_area < plan.area_rows.size() && plan.area_rows[next_area].row < row) {
        elsewhere.push_back(plan.area_rows[next_area++]);
      }
      const bool serves = next_area < plan.area_rows.size() && plan.area_rows[next_area].row == row;
      visit(row, serves ? plan.area_rows[next_area++].fit : AreaFit::kOutside);
    }
  }
  elsewhere.insert(elsewhere.end(), plan.area_rows.begin() + static_cast<ptrdiff_t>(next_area), plan.area_rows.end());
  for (const AreaRow& area : elsewhere) visit(area.row, area.fit);
}

}  // namespace

ScanResult Scan(const ClientQuery& query, const View& view, const ScanOptions& options) {
  ScanResult result;
  Found found(options);
  const SegmentView& snapshot = view.snapshot->segment();
  const SegmentScan snapshot_scan(query, snapshot, options);
  const Plan plan = MakePlan(query, snapshot);
  result.branch = plan.branch;
  ForEachRow(plan, [&](uint32_t row, AreaFit in_area) {
    if (!view.Hidden(row)) snapshot_scan.Look(row, in_area, &result, &found);
  });
  const uint32_t before = result.considered;
  for (const OverlayLayer& layer : view.overlay) {
    const SegmentScan layer_scan(query, layer.segment->view, options);
    ForEachRow(MakePlan(query, layer.segment->view), [&](uint32_t row, AreaFit in_area) {
      if (!layer.Hidden(row)) layer_scan.Look(row, in_area, &result, &found);
    });
  }
  result.from_overlay = result.considered - before;
  for (Best& group : found.groups) group.AppendSorted(&result.pool);
  found.near.AppendSorted(&result.near);
  return result;
}

}  // namespace meedoen::matcher
