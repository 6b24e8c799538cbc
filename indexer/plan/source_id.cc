#include "indexer/plan/source_id.h"

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kIdKept = 50;
constexpr size_t kLetters = 8;

}  // namespace

std::string IdOfSource(const ActivityName& name, const std::string& source, const std::string& id) {
  const std::string hash = Sha256HexOf(absl::StrCat(source, "\n", id, "\n", name.activity_id));
  std::string letters;
  for (const char digit : hash.substr(0, kLetters)) {
    letters.push_back(static_cast<char>(digit >= 'a' ? digit - 'a' + 'k' : digit - '0' + 'a'));
  }
  std::string kept = name.activity_id.substr(0, kIdKept);
  while (!kept.empty() && kept.back() == '-') kept.pop_back();
  return absl::StrCat(kept, "-", letters);
}

}  // namespace meedoen::indexer
