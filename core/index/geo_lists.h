// A segment as a Faiss inverted file whose lists are places: list i is cells[i], the last list the rows without a
// place. Our own scan over the same rows is what serves; Faiss' search over these lists is the reference it must agree
// with, in the tests and before a snapshot is published.
//
// Threads: a search may run on several threads, one at a time from outside. Ownership: the segment must outlive this.
// Errors: INTERNAL with what Faiss threw. Cost: Debian's Faiss has no SIMD: some 230 ns a row.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/index/segment.h"

namespace meedoen {

class GeoLists {
 public:
  explicit GeoLists(const SegmentView& segment);
  ~GeoLists();

  // The `most` rows nearest in meaning among those of these cells, as (inner product, row), best first.
  absl::StatusOr<std::vector<std::pair<float, uint32_t>>> Search(std::span<const float> query,
                                                                 const std::vector<CellRun>& cells, int most) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace meedoen
