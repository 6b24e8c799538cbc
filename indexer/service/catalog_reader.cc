#include "indexer/service/catalog_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/taxonomy.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/settings/ageing.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/freshness/stale.h"
#include "indexer/service/page_token.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kUsualPageSize = 100;
constexpr size_t kPageBytes = 3 << 20;  // The largest activity fits beside it in kMaxMessageBytes.

// A ListActivitiesRequest that was understood.
struct Filter {
  std::string prefix;  // Of keys: "GM0150/" or "".
  std::string after_key;
  uint32_t page_size = 0;
  std::string category;
  std::string stale_before;
  std::string folded_text;
  std::optional<AgeingRules> ageing;  // Only those that should be asked about, at `now`.
  absl::Time now;

  bool Passes(const v1::Activity& activity) const {
    const auto& categories = activity.categories();
    if (!category.empty() && std::find(categories.begin(), categories.end(), category) == categories.end())
      return false;
    // Dates of this form sort as text; never verified is the empty one.
    if (!stale_before.empty() && activity.verification().verified_on() >= stale_before) return false;
    const bool has_text = folded_text.empty() || FoldText(activity.title()).find(folded_text) != std::string::npos ||
                          FoldText(activity.description()).find(folded_text) != std::string::npos;
    return has_text && (!ageing.has_value() || ShouldBeAsked(activity, *ageing, now));
  }
};

void ReadTextFilter(const std::string& text, Filter* filter, Problems* problems) {
  if (ContainsCitizenNumber(text)) {
    problems->Add("text", "holds a citizen service number; such numbers are never looked for");
  } else if (CountCharacters(text) > kMaxWishCharacters) {
    problems->Add("text", absl::StrCat("is longer than ", kMaxWishCharacters, " characters"));
  } else if (filter->folded_text = FoldText(text); filter->folded_text.empty() && !text.empty()) {
    problems->Add("text", "has no letter or digit to look for");
  }
}

absl::StatusOr<Filter> ReadFilter(const v1::ListActivitiesRequest& request) {
  Filter filter;
  Problems problems;
  if (auto prefix = KeyPrefixOf(request.parent()); prefix.ok()) {
    filter.prefix = *std::move(prefix);
  } else {
    problems.Add("parent", std::string(prefix.status().message()));
  }
  if (request.page_size() > kMaxPageSize) {
    problems.Add("page_size", absl::StrCat(request.page_size(), " is more than ", kMaxPageSize));
  }
  filter.page_size = request.page_size() == 0 ? kUsualPageSize : request.page_size();
  if (auto after = ReadPageToken(QuestionOf(request), request.page_token()); after.ok()) {
    filter.after_key = *std::move(after);
  } else {
    problems.Add("page_token", std::string(after.status().message()));
  }
  filter.category = request.category();
  if (!filter.category.empty() && FindCategory(filter.category) == nullptr) {
    problems.Add("category", absl::StrCat("is not a category; did you mean \"",
                                          std::string(NearestCategory(filter.category).id), "\"?"));
  }
  filter.stale_before = request.stale_before();
  if (!filter.stale_before.empty()) {
    if (auto day = ParseDate(filter.stale_before); !day.ok()) {
      problems.Add("stale_before", std::string(day.status().message()));
    }
  }
  ReadTextFilter(request.text(), &filter, &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  return filter;
}

// Nothing that is wrong with the request.
absl::Status SettingsProblem(const absl::Status& why) {
  return absl::FailedPreconditionError(
      absl::StrCat("the settings files are wrong: ", std::string(why.message()), "; correct them (docs/settings.md)"));
}

}  // namespace

absl::StatusOr<std::string> KeyPrefixOf(const std::string& parent) {
  constexpr std::string_view kCollection = "municipalities/";
  const std::string code = parent.starts_with(kCollection) ? parent.substr(kCollection.size()) : "";
  if (code == "-") return std::string();
  if (IsMunicipalityCode(code)) return code + "/";
  return absl::InvalidArgumentError("looks like municipalities/GM0150, or municipalities/- for all");
}

absl::Status FieldError(const std::string& field, const absl::Status& why) {
  if (why.ok()) return why;
  Problems problems;
  problems.Add(field, std::string(why.message()));
  return problems.ToStatus();
}

absl::StatusOr<v1::Activity> CatalogReader::Get(const v1::GetActivityRequest& request) const {
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.name());
  if (!name.ok()) return FieldError("name", name.status());
  return parts_.store.Get(name->Key());
}

absl::StatusOr<v1::ListActivitiesResponse> CatalogReader::List(const v1::ListActivitiesRequest& request,
                                                               const std::function<bool()>& is_cancelled) const {
  MEEDOEN_ASSIGN_OR_RETURN(Filter filter, ReadFilter(request));
  if (request.stale()) {
    absl::StatusOr<AgeingRules> rules = AgeingRules::Load(parts_.env, parts_.settings_folder);
    if (!rules.ok()) return SettingsProblem(rules.status());
    filter.ageing = *std::move(rules);
    filter.now = parts_.clock.Now();
  }
  v1::ListActivitiesResponse response;
  int64_t revision = 0;
  size_t bytes = 0;
  std::string last_key;
  bool cancelled = false;
  const auto visit = [&](CatalogRow row) {
    if (is_cancelled()) {
      cancelled = true;
      return false;
    }
    if (!filter.Passes(row.activity)) return true;
    const size_t more = row.activity.ByteSizeLong();
    const bool full = response.activities_size() == static_cast<int>(filter.page_size) || bytes + more > kPageBytes;
    if (full && response.activities_size() > 0) {
      response.set_next_page_token(MakePageToken(QuestionOf(request), last_key));
      return false;
    }
    bytes += more;
    last_key = row.key;
    *response.add_activities() = std::move(row.activity);
    return true;
  };
  MEEDOEN_RETURN_IF_ERROR(parts_.store.Scan(filter.prefix, filter.after_key, /*with_vectors=*/false, &revision, visit));
  if (cancelled) return absl::CancelledError("the caller went away");
  response.set_catalog_revision(revision);
  return response;
}

}  // namespace meedoen::indexer
