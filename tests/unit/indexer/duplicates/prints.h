// Activities as lists bring them, for tests of what is compared.
#pragma once

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "indexer/duplicates/comparer.h"
#include "tests/unit/indexer/duplicates/labelled_pairs.h"

namespace meedoen::indexer::testing {

// At De Bron, with coordinates, on Tuesday at 10.00, from a list of its own.
inline v1::Activity Listed(const std::string& id, const std::string& title, const std::string& source = "csv:een") {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_source(source);
  activity.set_title(title);
  activity.set_description(title);
  activity.mutable_provider()->set_name("Buurthuis De Bron");
  activity.set_role(v1::PARTICIPANT);
  v1::Place* place = activity.mutable_place();
  place->set_kind(v1::VENUE);
  place->set_venue_name("Buurthuis De Bron");
  place->set_address("Karel de Grotelaan 40, Deventer");
  place->set_postcode("7415");
  place->mutable_resolved_coordinates()->set_latitude(52.2717);
  place->mutable_resolved_coordinates()->set_longitude(6.1652);
  v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(v1::TUESDAY);
  slot->set_start_time("10:00");
  slot->set_end_time("12:00");
  return activity;
}

// Without vectors.
inline Likeness Compare(const v1::Activity& a, const v1::Activity& b) {
  const PrintedCatalogue catalogue({a, b}, nullptr);
  const Comparer comparer(catalogue.stride());
  const Likeness likeness = comparer.Compare(catalogue.prints()[0], catalogue.prints()[1]);
  const Likeness other_way = comparer.Compare(catalogue.prints()[1], catalogue.prints()[0]);
  EXPECT_EQ(likeness.settled, other_way.settled);
  EXPECT_DOUBLE_EQ(likeness.points, other_way.points) << a.title() << " / " << b.title();
  return likeness;
}

inline std::string Reason(const v1::Activity& a, const v1::Activity& b) {
  const PrintedCatalogue catalogue({a, b}, nullptr);
  const Likeness likeness = Comparer(catalogue.stride()).Compare(catalogue.prints()[0], catalogue.prints()[1]);
  return Comparer::ReasonOf(likeness, catalogue.prints()[0], catalogue.prints()[1]);
}

}  // namespace meedoen::indexer::testing
