#include "core/index/geo_lists.h"

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/impl/FaissException.h>
#include <faiss/invlists/InvertedLists.h>

#include <algorithm>
#include <string>

namespace meedoen {
namespace {

// Faiss' view of the segment's rows; nothing is copied. Needs rows without padding: stride = dimension.
class SegmentLists final : public faiss::ReadOnlyInvertedLists {
 public:
  explicit SegmentLists(const SegmentView& segment)
      : ReadOnlyInvertedLists(segment.cells.size() + 1, segment.stride * sizeof(float)), segment_(segment) {
    ids_.resize(segment.rows);
    for (uint32_t row = 0; row < segment.rows; ++row) ids_[row] = row;
  }

  size_t list_size(size_t list) const override { return End(list) - Begin(list); }
  const uint8_t* get_codes(size_t list) const override {
    return reinterpret_cast<const uint8_t*>(segment_.Vector(Begin(list)));
  }
  const idx_t* get_ids(size_t list) const override { return ids_.data() + Begin(list); }

 private:
  uint32_t Begin(size_t list) const { return segment_.cell_offsets[list]; }
  uint32_t End(size_t list) const {
    return list + 1 < segment_.cell_offsets.size() ? segment_.cell_offsets[list + 1] : segment_.rows;
  }

  const SegmentView& segment_;
  std::vector<idx_t> ids_;
};

}  // namespace

struct GeoLists::Impl {
  explicit Impl(const SegmentView& view)
      : segment(view),
        lists(view),
        quantizer(static_cast<faiss::Index::idx_t>(view.stride), faiss::METRIC_INNER_PRODUCT),
        index(&quantizer, view.stride, view.cells.size() + 1, faiss::METRIC_INNER_PRODUCT) {
    index.own_fields = false;
    index.replace_invlists(&lists, false);
    index.is_trained = true;
    index.ntotal = view.rows;
  }

  const SegmentView& segment;
  SegmentLists lists;
  faiss::IndexFlat quantizer;
  faiss::IndexIVFFlat index;
};

GeoLists::GeoLists(const SegmentView& segment) : impl_(std::make_unique<Impl>(segment)) {}
GeoLists::~GeoLists() = default;

absl::StatusOr<std::vector<std::pair<float, uint32_t>>> GeoLists::Search(std::span<const float> query,
                                                                         const std::vector<CellRun>& cells,
                                                                         int most) const {
  std::vector<faiss::Index::idx_t> lists;
  for (size_t list = 0; list < impl_->segment.cells.size(); ++list) {
    const CellId cell = impl_->segment.cells[list];
    const auto holds = [cell](const CellRun& run) { return run.first <= cell && cell <= run.last; };
    if (std::any_of(cells.begin(), cells.end(), holds)) lists.push_back(static_cast<faiss::Index::idx_t>(list));
  }
  if (lists.empty() || most <= 0) return std::vector<std::pair<float, uint32_t>>{};
  std::vector<float> padded(impl_->segment.stride, 0.0f);
  std::copy(query.begin(), query.end(), padded.begin());
  const std::vector<float> unused(lists.size(), 0.0f);
  std::vector<float> scores(most);
  std::vector<faiss::Index::idx_t> rows(most);
  try {
    faiss::IVFSearchParameters parameters;
    parameters.nprobe = lists.size();
    impl_->index.search_preassigned(1, padded.data(), most, lists.data(), unused.data(), scores.data(), rows.data(),
                                    false, &parameters);
  } catch (const std::exception& error) {
    return absl::InternalError(std::string("Faiss: ") + error.what());
  }
  std::vector<std::pair<float, uint32_t>> found;
  for (int i = 0; i < most && rows[i] >= 0; ++i) found.emplace_back(scores[i], static_cast<uint32_t>(rows[i]));
  return found;
}

}  // namespace meedoen
