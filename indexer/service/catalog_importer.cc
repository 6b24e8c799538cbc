#include "indexer/service/catalog_importer.h"

namespace meedoen::indexer {
absl::StatusOr<v1::ImportActivitiesResponse> CatalogImporter::ImportActivities(const v1::ImportActivitiesRequest&,
                                                                               const std::string&,
                                                                               const std::function<bool()>&) {
  return absl::UnimplementedError("ImportActivities");
}
absl::StatusOr<v1::ImportPlacesResponse> CatalogImporter::ImportPlaces(const v1::ImportPlacesRequest&,
                                                                       const std::string&,
                                                                       const std::function<bool()>&) {
  return absl::UnimplementedError("ImportPlaces");
}
}  // namespace meedoen::indexer
