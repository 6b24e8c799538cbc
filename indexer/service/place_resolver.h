// Where an activity is, by the table of places: the point that distances are measured from, and how far the truth can
// be.
//
// Threads: safe. Ownership: the store outlives it. Errors: returned are those of the store (DATA_LOSS); what is wrong
// with the activity goes to Problems by field path. Units: metres, degrees. Cost: one read of the store a code; where
// coordinates or a town must be looked at, the whole table is read once after each change of it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/base/problems.h"
#include "core/geo/place.h"
#include "indexer/import/place_index.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// Coordinates further than this from their postcode's centre are doubted, or further than the postcode's own doubt,
// where that is more.
inline constexpr double kMaxMetresFromPostcode = 5'000;
// A town whose postcodes lie in a circle larger than this says too little of where a venue is.
inline constexpr double kMaxTownDoubtMetres = 5'000;

class PlaceResolver {
 public:
  explicit PlaceResolver(const CatalogStore& store) : store_(store) {}

  // Sets resolved_coordinates and doubt_metres of a normalised activity. Stated coordinates win, with doubt 0; then the
  // postcode's centre (a PC6 that is not in the table counts as its PC4); then the town that the address names, which
  // is a warning: of one postcode it is set as `postcode`, of several it is the circle around them. A postcode that is
  // not in the table, and a venue of which all this says nothing, are errors. Coordinates far from the postcode or
  // outside the municipality and a postcode of another municipality are warnings.
  absl::Status Resolve(v1::Activity* activity, Problems* problems) const;

  // The table by name and position, as it is now.
  absl::StatusOr<std::shared_ptr<const PlaceIndex>> Index() const;

 private:
  absl::StatusOr<std::optional<Place>> Find(const std::string& postcode) const;
  // A venue without postcode and coordinates: what its address, else its name, says.
  absl::Status ResolveWords(const std::string& municipality, v1::Place* where, Problems* problems) const;
  absl::Status CheckCoordinates(const std::string& municipality, const std::optional<Place>& place,
                                const v1::Place& where, Problems* problems) const;
  absl::Status CheckAreas(const google::protobuf::RepeatedPtrField<std::string>& codes, const std::string& path,
                          Problems* problems) const;

  const CatalogStore& store_;
  mutable absl::Mutex mutex_;
  mutable std::shared_ptr<const PlaceIndex> index_ ABSL_GUARDED_BY(mutex_);
  mutable int64_t index_version_ ABSL_GUARDED_BY(mutex_) = -1;
};

}  // namespace meedoen::indexer
