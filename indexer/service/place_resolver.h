// Where an activity is, by the table of places: the point that distances are measured from, and how far the truth can
// be.
//
// Threads: safe. Ownership: the store outlives it. Errors: returned are those of the store (DATA_LOSS); what is wrong
// with the activity goes to Problems by field path. Units: metres, degrees. Cost: one read of the store a code.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/problems.h"
#include "core/geo/place.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

class PlaceResolver {
 public:
  explicit PlaceResolver(const CatalogStore& store) : store_(store) {}

  // Sets resolved_coordinates and doubt_metres of a normalised activity. Stated coordinates win, with doubt 0; else the
  // postcode's centre (a PC6 that is not in the table counts as its PC4). A postcode that is not in the table is an
  // error, coordinates far from the postcode and a postcode of another municipality are warnings.
  absl::Status Resolve(v1::Activity* activity, Problems* problems) const;

 private:
  absl::StatusOr<std::optional<Place>> Find(const std::string& postcode) const;
  void ResolvePoint(const std::optional<Place>& place, v1::Activity* activity, Problems* problems) const;
  absl::Status CheckAreas(const google::protobuf::RepeatedPtrField<std::string>& codes, const std::string& path,
                          Problems* problems) const;

  const CatalogStore& store_;
};

}  // namespace meedoen::indexer
