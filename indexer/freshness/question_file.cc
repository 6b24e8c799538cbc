#include "indexer/freshness/question_file.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "indexer/import/activity_id.h"
#include "indexer/import/cells.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMostNameBytes = 100;
constexpr char kHeader[] =
    "\xEF\xBB\xBFid;aanbieder;titel;wanneer;laatst bevestigd;loopt nog (ja/nee/anders);opmerking\r\n";

std::string Cell(const std::string& text) {
  const std::string guarded = Guarded(text);
  const bool plain = guarded.find_first_of("\";,\n\r") == guarded.npos;
  return plain ? guarded : absl::StrCat("\"", absl::StrReplaceAll(guarded, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string QuestionFile(const std::vector<ProviderQuestions>& providers) {
  std::string file = kHeader;
  for (const ProviderQuestions& provider : providers) {
    for (const Question& question : provider.questions) {
      absl::StrAppend(&file, Cell(question.id), ";", Cell(provider.provider), ";", Cell(question.title), ";",
                      Cell(question.when), ";", question.last_confirmed, ";;\r\n");
    }
  }
  return file;
}

std::string QuestionFileName(const ProviderQuestions& provider) {
  const std::string slug = Slug(provider.provider);
  return absl::StrCat(slug.empty() ? "aanbieder" : slug.substr(0, kMostNameBytes), ".csv");
}

}  // namespace meedoen::indexer
