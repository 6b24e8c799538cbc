#include "core/snapshot/snapshot_id.h"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace meedoen {
namespace {

constexpr size_t kLeastRevisionDigits = 10, kMostRevisionDigits = 19;
constexpr size_t kTimeCharacters = 16;  // 20261122T031500Z

bool AreDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// What comes before the first and after the second hyphen, and what is between.
struct Parts {
  std::string_view revision, time, build;
  bool has_build = false;
};

Parts Split(std::string_view id) {
  Parts parts;
  const size_t first = id.find('-');
  parts.revision = id.substr(0, first);
  if (first == std::string_view::npos) return parts;
  const size_t second = id.find('-', first + 1);
  parts.has_build = second != std::string_view::npos;
  parts.time = id.substr(first + 1, parts.has_build ? second - first - 1 : std::string_view::npos);
  if (parts.has_build) parts.build = id.substr(second + 1);
  return parts;
}

}  // namespace

std::string SnapshotId(int64_t catalog_revision, absl::Time build_time, int build) {
  std::string id = absl::StrFormat("%010d-", catalog_revision);
  absl::StrAppend(&id, absl::FormatTime("%Y%m%dT%H%M%SZ", build_time, absl::UTCTimeZone()));
  if (build > 1) absl::StrAppend(&id, "-", build);
  return id;
}

bool IsSnapshotId(std::string_view id) {
  const Parts parts = Split(id);
  const bool revision = AreDigits(parts.revision) && parts.revision.size() >= kLeastRevisionDigits &&
                        parts.revision.size() <= kMostRevisionDigits;
  const bool time = parts.time.size() == kTimeCharacters && AreDigits(parts.time.substr(0, 8)) &&
                    parts.time[8] == 'T' && AreDigits(parts.time.substr(9, 6)) && parts.time[15] == 'Z';
  const bool build = !parts.has_build || (AreDigits(parts.build) && parts.build.size() <= 2 && parts.build[0] != '0');
  return revision && time && build;
}

bool OlderSnapshot(std::string_view a, std::string_view b) {
  // Numbers are compared by length first: none of them but a padded revision starts with a zero.
  const auto order = [](const Parts& parts) {
    return std::tuple(parts.revision.size(), parts.revision, parts.time, parts.build.size(), parts.build);
  };
  return order(Split(a)) < order(Split(b));
}

}  // namespace meedoen
