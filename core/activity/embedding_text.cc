#include "core/activity/embedding_text.h"

#include "absl/strings/str_cat.h"
#include "core/activity/taxonomy.h"
#include "core/base/checksum.h"

namespace meedoen {
namespace {

bool EndsSentence(const std::string& text) {
  return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
}

void AppendSentence(const std::string& sentence, std::string* text) {
  if (sentence.empty()) return;
  absl::StrAppend(text, text->empty() ? "" : " ", sentence, EndsSentence(sentence) ? "" : ".");
}

}  // namespace

std::string EmbeddingText(const v1::Activity& activity) {
  std::string categories;
  for (const std::string& id : activity.categories()) {
    const Category* category = FindCategory(id);
    if (category == nullptr) continue;
    absl::StrAppend(&categories, categories.empty() ? "" : ", ", std::string(category->name_nl));
  }
  std::string text;
  AppendSentence(activity.title(), &text);
  AppendSentence(categories, &text);
  if (!activity.description().empty()) absl::StrAppend(&text, text.empty() ? "" : " ", activity.description());
  return text;
}

std::string EmbeddingTextHash(const v1::Activity& activity) { return Sha256Of(EmbeddingText(activity)); }

}  // namespace meedoen
