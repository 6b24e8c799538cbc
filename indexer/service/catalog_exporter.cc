#include "indexer/service/catalog_exporter.h"

#include <utility>

#include "core/base/status.h"
#include "indexer/service/catalog_reader.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMessageBytes = 1 << 20;

}  // namespace

absl::Status CatalogExporter::Run(const v1::ExportActivitiesRequest& request, const std::function<bool()>& is_cancelled,
                                  const std::function<bool(const v1::ExportActivitiesResponse&)>& send) const {
  const absl::StatusOr<std::string> prefix = KeyPrefixOf(request.parent());
  if (!prefix.ok()) return FieldError("parent", prefix.status());
  const absl::Status gone = absl::CancelledError("the caller went away");
  v1::ExportActivitiesResponse message;
  int64_t revision = 0;
  size_t bytes = 0;
  absl::Status ended;
  const auto visit = [&](CatalogRow row) {
    if (stop_.IsSet()) ended = absl::UnavailableError("the indexer is stopping; export again when it is back");
    if (is_cancelled()) ended = gone;
    if (!ended.ok()) return false;
    const size_t more = row.activity.ByteSizeLong();
    if (message.activities_size() > 0 && bytes + more > kMessageBytes) {
      message.set_catalog_revision(revision);
      if (!send(message)) ended = gone;
      message.clear_activities();
      bytes = 0;
    }
    bytes += more;
    *message.add_activities() = std::move(row.activity);
    return ended.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(store_.Scan(*prefix, "", /*with_vectors=*/false, &revision, visit));
  MEEDOEN_RETURN_IF_ERROR(ended);
  message.set_catalog_revision(revision);
  return send(message) ? absl::OkStatus() : gone;
}

}  // namespace meedoen::indexer
