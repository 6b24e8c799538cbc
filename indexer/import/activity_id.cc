#include "indexer/import/activity_id.h"

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMaxSlug = 50;
constexpr size_t kHashDigits = 8;
constexpr int kMaxTries = 10;  // A title that holds such a number itself is refused anyway.

}  // namespace

std::string Slug(std::string_view text) {
  std::string slug;
  for (char c : FoldText(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) slug.push_back(c);
    if (!plain && !slug.empty() && slug.back() != '-') slug.push_back('-');
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::string IdentityText(const v1::Activity& activity) {
  const v1::Place& place = activity.place();
  const std::string where = !place.venue_name().empty() ? place.venue_name()
                            : !place.address().empty()  ? place.address()
                                                        : place.postcode();
  return absl::StrCat(FoldText(activity.provider().name()), "\n", FoldText(activity.title()), "\n", FoldText(where));
}

std::string MadeUpId(const v1::Activity& activity, int ordinal) {
  std::string key = IdentityText(activity);
  if (ordinal > 1) absl::StrAppend(&key, "\n#", ordinal);
  std::string slug = Slug(activity.title()).substr(0, kMaxSlug);
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  const auto id = [&] { return absl::StrCat(slug, slug.empty() ? "" : "-", Sha256HexOf(key).substr(0, kHashDigits)); };
  // Digits of the title and of the hash may look like a citizen number together; then another hash is taken.
  for (int tries = 0; tries < kMaxTries && ContainsCitizenNumber(id()); ++tries) key += "\n";
  return id();
}

}  // namespace meedoen::indexer
