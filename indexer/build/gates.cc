#include "indexer/build/gates.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/geo/distance.h"
#include "core/index/geo_lists.h"
#include "core/index/kernels.h"

namespace meedoen::indexer {
namespace {

using Scored = std::pair<float, uint32_t>;

constexpr float kScoreError = 1e-4f;  // Sums of floats in another order.
constexpr double kExactRadiusMetres = 5'000;
constexpr int kExactResults = 50;
constexpr char kReport[] = "; the catalogue is as it was: run \"meedoen-indexer verify\", then rebuild again";

absl::Status Refused(const char* gate, const std::string& what) {
  return absl::FailedPreconditionError(absl::StrCat("gate \"", gate, "\": ", what));
}

std::string NameOf(const SegmentView& segment, uint32_t row) {
  const auto activity = segment.Record(row);
  return absl::StrCat("row ", row, " (", activity.ok() ? activity->name() : "record unreadable", ")");
}

// At most `most` rows, evenly spaced over `rows`.
std::vector<uint32_t> Sample(uint32_t rows, uint32_t most) {
  std::vector<uint32_t> sample;
  const uint32_t count = std::min(rows, most);
  for (uint64_t i = 0; i < count; ++i) sample.push_back(static_cast<uint32_t>(i * rows / count));
  return sample;
}

bool HasPlace(const SegmentView& segment, uint32_t row) { return (segment.flags[row] & flag::kHasPlace) != 0; }

Point PointOf(const SegmentView& segment, uint32_t row) { return {segment.latitude[row], segment.longitude[row]}; }

std::span<const float> QueryOf(const SegmentView& segment, uint32_t row) {
  return {segment.Vector(row), static_cast<size_t>(segment.dimension)};
}

float Score(const SegmentView& segment, uint32_t a, uint32_t b) {
  return BestKernel().inner_product(segment.Vector(a), segment.Vector(b), segment.stride);
}

bool Holds(const std::vector<RowRun>& runs, uint32_t row) {
  return std::any_of(runs.begin(), runs.end(), [row](const RowRun& run) { return run.begin <= row && row < run.end; });
}

absl::Status CheckIsNearestToItself(const SegmentView& segment, uint32_t row) {
  const CellId cell = CellOf(PointOf(segment, row));
  const std::vector<RowRun> runs = segment.RowsIn({{cell, cell}});
  if (!Holds(runs, row)) {
    return Refused("self-queries",
                   absl::StrCat(NameOf(segment, row), " is not among the rows of its cell ", cell, kReport));
  }
  const float own = Score(segment, row, row);
  for (const RowRun& run : runs) {
    for (uint32_t other = run.begin; other < run.end; ++other) {
      if (const float score = Score(segment, row, other); score > own + kScoreError) {
        return Refused("self-queries", absl::StrCat(NameOf(segment, row), " scores ", own, " against itself but ",
                                                    score, " against ", NameOf(segment, other), kReport));
      }
    }
  }
  return absl::OkStatus();
}

std::vector<Scored> Scan(const SegmentView& segment, uint32_t query, const std::vector<RowRun>& runs) {
  std::vector<Scored> scored;
  for (const RowRun& run : runs) {
    for (uint32_t row = run.begin; row < run.end; ++row) scored.emplace_back(Score(segment, query, row), row);
  }
  const size_t most = std::min<size_t>(kExactResults, scored.size());
  std::partial_sort(scored.begin(), scored.begin() + static_cast<ptrdiff_t>(most), scored.end(), std::greater<>());
  scored.resize(most);
  return scored;
}

absl::Status CheckCoverage(const SegmentView& segment, uint32_t query, const std::vector<RowRun>& runs) {
  const DistanceFrom from(PointOf(segment, query));
  for (uint32_t row = 0; row < segment.rows; ++row) {
    if (!HasPlace(segment, row) || Holds(runs, row)) continue;
    const double metres = from.Metres(segment.latitude[row], segment.longitude[row]);
    if (metres <= kExactRadiusMetres) {
      return Refused("exact search",
                     absl::StrCat(NameOf(segment, row), " lies ", metres, " m from ", NameOf(segment, query),
                                  " but is not in the cells around it", kReport));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAgainstFaiss(const SegmentView& segment, const GeoLists& lists, uint32_t query) {
  const std::vector<CellRun> cells = CellsWithin(PointOf(segment, query), kExactRadiusMetres);
  const std::vector<RowRun> runs = segment.RowsIn(cells);
  MEEDOEN_RETURN_IF_ERROR(CheckCoverage(segment, query, runs));
  const std::vector<Scored> ours = Scan(segment, query, runs);
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Scored> theirs,
                           lists.Search(QueryOf(segment, query), cells, kExactResults));
  bool alike = ours.size() == theirs.size();
  for (size_t i = 0; alike && i < ours.size(); ++i) {
    // Rows may change places where scores are alike; a row's score may not.
    alike = std::abs(ours[i].first - theirs[i].first) <= kScoreError &&
            std::abs(Score(segment, query, theirs[i].second) - theirs[i].first) <= kScoreError;
  }
  if (alike) return absl::OkStatus();
  return Refused("exact search", absl::StrCat("around ", NameOf(segment, query), " our scan found ", ours.size(),
                                              " and Faiss ", theirs.size(), " nearest rows, and they differ", kReport));
}

}  // namespace

absl::Status CheckCounts(uint32_t activities, const std::optional<Manifest>& previous, bool force) {
  if (force || !previous || previous->activities <= kTooFewToCompare) return absl::OkStatus();
  const uint64_t least = (uint64_t{previous->activities} * kLeastSharePercent + 99) / 100;
  if (activities >= least) return absl::OkStatus();
  return Refused("counts",
                 absl::StrCat(activities, " activities where snapshot ", previous->id, " has ", previous->activities,
                              "; at least ", least, " (", kLeastSharePercent,
                              " %) are expected. Look whether an import went wrong; if the change is meant, run "
                              "\"meedoen-indexer rebuild --force\""));
}

absl::Status CheckVectors(const SegmentView& segment) {
  for (uint32_t row = 0; row < segment.rows; ++row) {
    double squares = 0;
    for (size_t i = 0; i < segment.stride; ++i) {
      const float value = segment.Vector(row)[i];
      squares += double{value} * value;
      if (static_cast<int>(i) >= segment.dimension && value != 0) {
        return Refused("vectors", absl::StrCat(NameOf(segment, row), " has ", value, " in the padding", kReport));
      }
    }
    // Written so that a NaN is refused too.
    if (!(std::abs(std::sqrt(squares) - 1) <= kMostLengthError)) {
      return Refused("vectors",
                     absl::StrCat("the vector of ", NameOf(segment, row), " has length ", std::sqrt(squares),
                                  " where it must be 1; check the model with \"meedoen-indexer model check\""));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSelfQueries(const SegmentView& segment) {
  for (const uint32_t row : Sample(segment.rows, kSelfQueries)) {
    const auto activity = segment.Record(row);
    if (!activity.ok()) return Refused("self-queries", std::string(activity.status().message()));
    const std::optional<uint32_t> found = segment.FindRow(NameHash(activity->name()));
    if (found != row) {
      return Refused("self-queries", absl::StrCat(NameOf(segment, row), " is not found by its name", kReport));
    }
    if (HasPlace(segment, row)) MEEDOEN_RETURN_IF_ERROR(CheckIsNearestToItself(segment, row));
  }
  return absl::OkStatus();
}

absl::Status CheckExactSearch(const SegmentView& segment) {
  const uint32_t placed = segment.cell_offsets.back();  // Rows without a place come last.
  const GeoLists lists(segment);
  for (const uint32_t row : Sample(placed, kExactQueries)) {
    MEEDOEN_RETURN_IF_ERROR(CheckAgainstFaiss(segment, lists, row));
  }
  return absl::OkStatus();
}

absl::Status CheckGates(const Snapshot& built, const std::optional<Manifest>& previous, bool force) {
  MEEDOEN_RETURN_IF_ERROR(CheckCounts(built.manifest().activities, previous, force));
  MEEDOEN_RETURN_IF_ERROR(CheckVectors(built.segment()));
  MEEDOEN_RETURN_IF_ERROR(CheckSelfQueries(built.segment()));
  return CheckExactSearch(built.segment());
}

}  // namespace meedoen::indexer
