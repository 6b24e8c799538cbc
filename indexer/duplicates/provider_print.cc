#include "indexer/duplicates/provider_print.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "absl/strings/ascii.h"
#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

constexpr std::string_view kCommonWords[] = {"bv",        "de",          "en",        "gemeente", "het",        "st",
                                             "stichting", "stg",         "van",       "ver",      "vereniging", "voor",
                                             "vzw",       "wijkcentrum", "buurthuis", "dorpshuis"};
constexpr size_t kLeastTelephoneDigits = 9;

}  // namespace

ProviderPrint ReadProvider(const v1::Activity& activity) {
  ProviderPrint print;
  print.kvk_number = activity.provider().kvk_number();
  for (const std::string& word : WordsOf(activity.provider().name())) {
    const bool common =
        std::find(std::begin(kCommonWords), std::end(kCommonWords), Plain(word)) != std::end(kCommonWords);
    if (!common) print.words.push_back(word);
  }
  for (const char c : activity.contact().telephone()) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) print.telephone += c;
  }
  if (print.telephone.size() < kLeastTelephoneDigits) print.telephone.clear();
  return print;
}

ProviderEvidence CompareProviders(const ProviderPrint& a, const ProviderPrint& b) {
  if (!a.kvk_number.empty() && !b.kvk_number.empty()) {
    return a.kvk_number == b.kvk_number ? ProviderEvidence::kSame : ProviderEvidence::kOtherNumber;
  }
  if (Contains(a.words, b.words)) return ProviderEvidence::kSame;
  if (!a.telephone.empty() && a.telephone == b.telephone) return ProviderEvidence::kSame;
  if (a.words.empty() || b.words.empty()) return ProviderEvidence::kUnknown;
  return ProviderEvidence::kOther;
}

}  // namespace meedoen::indexer
