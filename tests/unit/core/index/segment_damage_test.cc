// A segment that was put together wrongly is refused by the name of the section, before anything reads past its end.
#include <cstring>
#include <functional>

#include "core/index/segment.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::RandomSegment;
using ::meedoen::testing::ViewWith;
using ::testing::AllOf;
using ::testing::HasSubstr;

auto Refuses(const std::string& section) {
  return FailsWith(absl::StatusCode::kDataLoss, AllOf(HasSubstr("\"" + section + "\""), HasSubstr("rebuild")));
}

template <typename T>
void Put(std::string* bytes, size_t index, T value) {
  std::memcpy(bytes->data() + index * sizeof(T), &value, sizeof(T));
}

class SegmentDamage : public ::testing::Test {
 protected:
  // What happens with one section changed.
  absl::StatusOr<SegmentView> With(const std::string& name, const std::function<void(std::string*)>& change) {
    changed_ = segment_->bytes.at(name);
    change(&changed_);
    return ViewWith(*segment_, name, changed_);
  }

  const std::unique_ptr<OwnedSegment> segment_ = RandomSegment(31, 200);
  std::string changed_;
};

TEST_F(SegmentDamage, UndamagedIsTaken) {
  EXPECT_OK(With("cells", [](std::string*) {}));
}

TEST_F(SegmentDamage, AnySectionMissing) {
  for (const std::string& missing : SegmentSectionNames()) {
    Sections sections;
    for (const auto& [name, bytes] : segment_->bytes) {
      if (name != missing) sections[name] = bytes;
    }
    EXPECT_THAT(SegmentView::FromSections(sections, segment_->view.rows, segment_->view.dimension), Refuses(missing));
  }
}

TEST_F(SegmentDamage, AnySectionCutShortOrTooLong) {
  for (const std::string& name : SegmentSectionNames()) {
    ASSERT_GT(segment_->bytes[name].size(), 12u) << name << " must hold something for this test";
    for (const size_t cut : {1, 2, 4, 8, 12}) {
      const auto view = With(name, [cut](std::string* bytes) { bytes->resize(bytes->size() - cut); });
      EXPECT_THAT(view, FailsWith(absl::StatusCode::kDataLoss, HasSubstr("segment section")))
          << name << " less " << cut;
    }
    const auto view = With(name, [](std::string* bytes) { bytes->append(12, '\0'); });
    EXPECT_THAT(view, FailsWith(absl::StatusCode::kDataLoss, HasSubstr("segment section"))) << name << " and 12 more";
    EXPECT_THAT(With(name, [](std::string* bytes) { bytes->clear(); }),
                FailsWith(absl::StatusCode::kDataLoss, HasSubstr("segment section")))
        << name << " empty";
  }
}

TEST_F(SegmentDamage, AnotherNumberOfRowsOrDimension) {
  Sections sections;
  for (const auto& [name, bytes] : segment_->bytes) sections[name] = bytes;
  EXPECT_THAT(SegmentView::FromSections(sections, 199, testing::kSegmentDimension), Refuses("latitude"));
  EXPECT_THAT(SegmentView::FromSections(sections, 201, testing::kSegmentDimension), Refuses("latitude"));
  EXPECT_THAT(SegmentView::FromSections(sections, 200, 33), Refuses("vectors"));
}

TEST_F(SegmentDamage, OffsetsThatDoNotStartAtZero) {
  EXPECT_THAT(With("cell_offsets", [](std::string* bytes) { Put<uint32_t>(bytes, 0, 1); }), Refuses("cell_offsets"));
  EXPECT_THAT(With("area_offsets", [](std::string* bytes) { Put<uint32_t>(bytes, 0, 1); }), Refuses("area_offsets"));
  EXPECT_THAT(With("record_offsets", [](std::string* bytes) { Put<uint64_t>(bytes, 0, 1); }),
              Refuses("record_offsets"));
}

TEST_F(SegmentDamage, OffsetsThatFallOrLeadOutside) {
  const auto high32 = [](std::string* bytes) { Put<uint32_t>(bytes, 1, 4'000'000'000); };
  const auto high64 = [](std::string* bytes) { Put<uint64_t>(bytes, 1, uint64_t{1} << 60); };
  EXPECT_THAT(With("cell_offsets", high32), Refuses("cell_offsets"));
  EXPECT_THAT(With("area_offsets", high32), Refuses("area_offsets"));
  EXPECT_THAT(With("session_offsets", high64), Refuses("session_offsets"));
  EXPECT_THAT(With("record_offsets", high64), Refuses("record_offsets"));
  const auto last = [this](const std::string& name, size_t size) { return segment_->bytes[name].size() / size - 1; };
  EXPECT_THAT(With("cell_offsets", [&](std::string* b) { Put<uint32_t>(b, last("cell_offsets", 4), 201); }),
              Refuses("cell_offsets"));
  EXPECT_THAT(With("record_offsets", [&](std::string* b) { Put<uint64_t>(b, last("record_offsets", 8), 1 << 30); }),
              Refuses("record_offsets"));
}

TEST_F(SegmentDamage, RowNumbersThatAreTooHigh) {
  for (const std::string name : {"area_rows", "name_order"}) {
    EXPECT_THAT(With(name, [](std::string* bytes) { Put<uint32_t>(bytes, 0, 200); }), Refuses(name));
  }
}

TEST_F(SegmentDamage, WhatIsSearchedByHalvesOutOfOrder) {
  EXPECT_THAT(With("cells", [](std::string* bytes) { Put<uint32_t>(bytes, 0, 4'000'000'000); }), Refuses("cells"));
  EXPECT_THAT(With("area_codes", [](std::string* bytes) { (*bytes)[0] = 'z'; }), Refuses("area_codes"));
  EXPECT_THAT(With("name_order",
                   [](std::string* bytes) {
                     uint32_t first = 0, second = 0;
                     std::memcpy(&first, bytes->data(), 4);
                     std::memcpy(&second, bytes->data() + 4, 4);
                     Put(bytes, 0, second);
                     Put(bytes, 1, first);
                   }),
              Refuses("name_order"));
}

TEST_F(SegmentDamage, ARecordThatCannotBeReadIsNamed) {
  const auto view = With("records", [](std::string* bytes) { (*bytes)[0] = '\xff'; });
  ASSERT_OK(view);
  EXPECT_THAT(view->Record(0), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("row 0")));
  EXPECT_OK(view->Record(1));
}

}  // namespace
}  // namespace meedoen
