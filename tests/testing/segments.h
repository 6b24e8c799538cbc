// Segments of made-up activities for tests: some at places, some online, at home or with a pick-up, with vectors of
// length 1.
#pragma once

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/geo/distance.h"
#include "core/index/segment.h"
#include "gtest/gtest.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::testing {

inline const absl::CivilDay kSegmentDay(2026, 11, 22);
inline constexpr int kSegmentDimension = 20;  // Not a multiple of 16, so that rows are padded.

inline std::vector<float> RandomUnitVector(std::mt19937& random, int dimension) {
  std::normal_distribution<double> normal;
  std::vector<float> vector(static_cast<size_t>(dimension));
  double squares = 0;
  for (float& value : vector) {
    value = static_cast<float>(normal(random));
    squares += double{value} * value;
  }
  for (float& value : vector) value = static_cast<float>(value / std::sqrt(squares));
  return vector;
}

inline v1::Activity ActivityAt(const std::string& id, Point point) {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_title("Activiteit " + id);
  activity.mutable_provider()->set_name("Stichting " + id.substr(0, 1));
  activity.set_role(v1::PARTICIPANT);
  activity.mutable_place()->set_kind(v1::VENUE);
  activity.mutable_place()->mutable_resolved_coordinates()->set_latitude(point.latitude);
  activity.mutable_place()->mutable_resolved_coordinates()->set_longitude(point.longitude);
  return activity;
}

inline v1::Activity ActivityWithoutPlace(const std::string& id, v1::PlaceKind kind,
                                         const std::vector<std::string>& areas) {
  v1::Activity activity = ActivityAt(id, {});
  activity.mutable_place()->clear_resolved_coordinates();
  activity.mutable_place()->set_kind(kind);
  for (const std::string& area : areas) activity.mutable_place()->add_service_area_codes(area);
  return activity;
}

// Around Deventer, dense enough that cells hold several.
inline v1::Activity RandomActivity(std::mt19937& random, int number) {
  const std::string id = "a" + std::to_string(number);
  switch (random() % 8) {
    case 0:
      return ActivityWithoutPlace(id, v1::ONLINE, {});
    case 1:
      return ActivityWithoutPlace(id, v1::AT_HOME, {random() % 2 == 0 ? "7415" : "WK015001"});
    default:
      break;
  }
  const double latitude = std::uniform_real_distribution<double>(52.15, 52.35)(random);
  const double longitude = std::uniform_real_distribution<double>(6.0, 6.3)(random);
  v1::Activity activity = ActivityAt(id, {latitude, longitude});
  activity.mutable_place()->set_doubt_metres(random() % 700);
  if (random() % 4 == 0) activity.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  if (random() % 2 == 0) {
    v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
    slot->set_day(static_cast<v1::DayOfWeek>(1 + random() % 7));
    slot->set_start_time("10:00");
    slot->set_end_time("12:00");
  }
  return activity;
}

inline std::unique_ptr<SegmentBuilder> RandomBuilder(int seed, int rows, int dimension = kSegmentDimension) {
  std::mt19937 random(static_cast<uint32_t>(seed));
  auto builder = std::make_unique<SegmentBuilder>(dimension);
  for (int i = 0; i < rows; ++i) {
    const absl::Status added =
        builder->Add(RandomActivity(random, i), RandomUnitVector(random, dimension), kSegmentDay);
    EXPECT_TRUE(added.ok()) << added;
  }
  return builder;
}

inline std::unique_ptr<OwnedSegment> RandomSegment(int seed, int rows, int dimension = kSegmentDimension) {
  auto segment = RandomBuilder(seed, rows, dimension)->Build();
  EXPECT_TRUE(segment.ok()) << segment.status();
  return segment.ok() ? *std::move(segment) : nullptr;
}

// A view of the segment with one section replaced, if the segment takes it.
inline absl::StatusOr<SegmentView> ViewWith(const OwnedSegment& segment, const std::string& name,
                                            const std::string& bytes) {
  Sections sections;
  for (const auto& [section, content] : segment.bytes) sections[section] = content;
  sections[name] = bytes;
  return SegmentView::FromSections(sections, segment.view.rows, segment.view.dimension);
}

}  // namespace meedoen::testing
