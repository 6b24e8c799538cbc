#include "indexer/freshness/question.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/text/clean.h"
#include "indexer/freshness/when_text.h"
#include "indexer/import/contact_text.h"

namespace meedoen::indexer {
namespace {

Question QuestionOf(const v1::Activity& activity, absl::CivilDay today) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity.name());
  const absl::StatusOr<absl::CivilDay> verified = ParseDate(activity.verification().verified_on());
  Question question;
  question.id = name.ok() ? name->Key() : activity.name();
  question.title = activity.title();
  question.when = WhenText(activity.schedule(), today);
  question.last_confirmed = verified.ok() ? DutchDate(*verified) : kNeverConfirmed;
  const std::string when = question.when.empty() ? "" : absl::StrCat(", ", question.when);
  const std::string last =
      verified.ok() ? absl::StrCat("Laatst bevestigd ", question.last_confirmed, ".") : "Nog nooit bevestigd.";
  question.text = absl::StrCat("Loopt '", activity.title(), "' nog", when, "? ", last);
  return question;
}

void AddOnce(const std::string& value, std::vector<std::string>* list) {
  if (!value.empty() && std::find(list->begin(), list->end(), value) == list->end()) list->push_back(value);
}

}  // namespace

std::vector<ProviderQuestions> QuestionsByProvider(const std::vector<v1::Activity>& activities, absl::CivilDay today) {
  std::map<std::string, ProviderQuestions> providers;  // By folded name.
  for (const v1::Activity& activity : activities) {
    ProviderQuestions& provider = providers[FoldText(activity.provider().name())];
    if (provider.provider.empty()) provider.provider = activity.provider().name();
    v1::Contact contact = activity.contact();
    DropPrivateContact(&contact);  // An import drops it too; but what was stored otherwise is not shown either.
    AddOnce(contact.telephone(), &provider.telephones);
    AddOnce(contact.email(), &provider.emails);
    AddOnce(contact.person_name(), &provider.persons);
    provider.questions.push_back(QuestionOf(activity, today));
  }
  std::vector<ProviderQuestions> sorted;
  for (auto& [folded, provider] : providers) {
    std::sort(provider.questions.begin(), provider.questions.end(), [](const Question& a, const Question& b) {
      return std::pair(FoldText(a.title), a.id) < std::pair(FoldText(b.title), b.id);
    });
    sorted.push_back(std::move(provider));
  }
  return sorted;
}

}  // namespace meedoen::indexer
