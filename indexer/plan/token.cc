#include "indexer/plan/token.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/checksum.h"
#include "indexer/store/stored.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kDigits = 16;
constexpr char kTryAgain[] = "; make a dry run, look at what it would change, and give its token";

std::string FileHash(v1::ImportActivitiesRequest request, const std::string& bytes) {
  // What does not change the plan, or says only how far it may go.
  request.clear_file_name();
  request.clear_dry_run();
  request.clear_token();
  request.clear_language();
  request.clear_most_withdrawn_percent();
  request.clear_data();
  request.clear_force();
  return Sha256HexOf(Sha256Of(bytes) + SerializeDeterministic(request)).substr(0, kDigits);
}

std::string PlanHash(const ImportPlan& plan) {
  Sha256 hash;
  for (const PlannedChange& change : plan.changes) {
    hash.Update(absl::StrCat(change.kind, "\n", change.key, "\n", change.etag, "\n"));
    if (change.activity.has_value()) hash.Update(Sha256Of(ComparableBytes(*change.activity)));
  }
  return ToHex(hash.Digest()).substr(0, kDigits);
}

}  // namespace

std::string MakeToken(const v1::ImportActivitiesRequest& request, const std::string& bytes, const ImportPlan& plan,
                      int64_t revision) {
  return absl::StrCat(revision, "-", FileHash(request, bytes), "-", PlanHash(plan));
}

absl::Status CheckToken(const std::string& token, const std::string& current) {
  if (token.empty()) return absl::AbortedError(absl::StrCat("an import needs the token of a dry run", kTryAgain));
  const std::vector<std::string> given = absl::StrSplit(token, '-');
  const std::vector<std::string> now = absl::StrSplit(current, '-');
  if (given.size() != now.size()) return absl::AbortedError(absl::StrCat("this is no token of a dry run", kTryAgain));
  if (given[1] != now[1]) {
    return absl::AbortedError(absl::StrCat("the file or its options are others than those of the dry run", kTryAgain));
  }
  if (given[2] == now[2]) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat("the catalogue has changed since the dry run (revision ", given[0], ", now ",
                                         now[0], ") in what this file changes", kTryAgain));
}

}  // namespace meedoen::indexer
