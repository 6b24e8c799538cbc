#include "matcher/near/widening.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "matcher/near/failures.h"
#include "matcher/rank/shortlist.h"
#include "matcher/rank/twins.h"
#include "matcher/search/scan.h"

namespace meedoen::matcher {
namespace {

constexpr uint32_t kFurtherDays = 56;
constexpr double kFurther = 1.5, kFurthest = 2;

// Each step widens `merge`, and puts in words how far it goes by now; false if there is nothing to change.
using Step = bool (*)(const Question&, v1::SuggestRequest* merge, Widened::Texts*);

bool LookAhead(uint32_t days, const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
  const uint32_t now = static_cast<uint32_t>(question.query.horizon_day - question.query.today);
  if (std::max(now, merge->horizon_days()) >= days) return false;
  merge->set_horizon_days(days);
  (*texts)[Widened::kDays] = Say(question.language, "widened_days", {absl::StrCat(days)});
  return true;
}

uint32_t Longer(double minutes, double factor) {
  return std::min(kMaxTravelMinutes, static_cast<uint32_t>(std::ceil(minutes * factor)));
}

bool TravelLonger(double factor, const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
  if (question.query.pick_up_only) return false;
  const v1::Mobility& mobility = question.request.client().mobility();
  v1::Mobility* longer = merge->mutable_client()->mutable_mobility();
  longer->set_maximum_minutes(Longer(TravelMinutesLimit(mobility), factor));
  longer->clear_limits();
  for (const v1::MeansLimit& limit : mobility.limits()) {
    v1::MeansLimit* one = longer->add_limits();
    one->set_means(limit.means());
    one->set_maximum_minutes(Longer(limit.maximum_minutes(), factor));
  }
  std::vector<std::string> each;
  for (const v1::Means means : MeansOf(mobility)) {
    const uint32_t minutes = Longer(TravelMinutesLimit(mobility, means), factor);
    each.push_back(absl::StrCat(SayMinutes(question.language, minutes), " ", SayMeans(question.language, means)));
  }
  (*texts)[Widened::kMinutes] = Say(question.language, "widened_minutes", {Enumerate(question.language, each)});
  return true;
}

bool OutOfTheNeighbourhood(const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
  if (question.query.neighbourhood != v1::ONLY_OWN_NEIGHBOURHOOD) return false;
  merge->mutable_client()->set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
  (*texts)[Widened::kNeighbourhood] = Say(question.language, "widened_neighbourhood");
  return true;
}

bool AtAnyTime(const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
  if (!question.query.has_windows) return false;
  for (int day = v1::MONDAY; day <= v1::SUNDAY; ++day) {
    v1::AvailabilityWindow* window = merge->mutable_client()->add_availability();
    window->set_day(static_cast<v1::DayOfWeek>(day));
    window->set_start_time("00:00");
    window->set_end_time("24:00");
  }
  (*texts)[Widened::kTimes] = Say(question.language, "widened_times");
  return true;
}

constexpr Step kSteps[] = {
    [](const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
      return LookAhead(kFurtherDays, question, merge, texts);
    },
    [](const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
      return TravelLonger(kFurther, question, merge, texts);
    },
    OutOfTheNeighbourhood,
    AtAnyTime,
    [](const Question& question, v1::SuggestRequest* merge, Widened::Texts* texts) {
      const bool ahead = LookAhead(kMaxHorizonDays, question, merge, texts);
      return TravelLonger(kFurthest, question, merge, texts) || ahead;
    },
};

// What the wider search finds beside what is shown: confirmed first, then "ask first"; support stays out of it.
std::vector<Candidate> NewOnes(const View& view, const std::vector<Candidate>& shown, size_t missing,
                               const Question& question, const ClientQuery& query) {
  std::set<uint64_t> known;
  for (const Candidate& candidate : shown) known.insert(candidate.name_hash);
  ClientQuery wider = query;
  wider.k = static_cast<uint32_t>(missing);
  const uint32_t most = std::max<uint32_t>(100, 5 * query.k) + static_cast<uint32_t>(shown.size());
  std::vector<Candidate> pool = Scan(wider, view, {.kernel = &question.kernel, .most = most}).pool;
  Twins twins;
  twins.Add(shown);
  std::erase_if(pool, [&](const Candidate& one) {
    return one.group == v1::SUPPORT || known.contains(one.name_hash) || twins.Has(one.name_hash);
  });
  return MakeShortlist(wider, pool, question.kernel);
}

}  // namespace

size_t CountMain(const std::vector<Candidate>& shown) {
  const auto main = [](const Candidate& candidate) { return candidate.group != v1::SUPPORT; };
  return static_cast<size_t>(std::count_if(shown.begin(), shown.end(), main));
}

Widened Widen(const View& view, const std::vector<Candidate>& shown, const Question& question) {
  Widened widened;
  const size_t main = CountMain(shown);
  if (main >= question.query.k) return widened;
  const size_t missing = question.query.k - main;
  for (const Step step : kSteps) {
    v1::SuggestRequest merge = widened.merge;
    Widened::Texts texts = widened.texts;
    if (!step(question, &merge, &texts)) continue;
    std::optional<ClientQuery> query = QueryWith(merge, question);
    if (!query.has_value()) continue;  // So many windows are stated that no more can be.
    widened.merge = std::move(merge);
    widened.query = *std::move(query);
    widened.texts = std::move(texts);
    widened.candidates = NewOnes(view, shown, missing, question, widened.query);
    if (widened.candidates.size() >= missing) break;
  }
  return widened;
}

std::string SayWidened(const Widened& widened, const std::vector<Candidate>& shown, Language language) {
  const size_t few = CountMain(shown);
  const std::string begin = few == 0   ? Say(language, "widened_none")
                            : few == 1 ? Say(language, "widened_one")
                                       : Say(language, "widened_few", {absl::StrCat(few)});
  const std::string end = widened.candidates.empty() ? " " + Say(language, "widened_in_vain") : "";
  std::vector<std::string> texts = {begin};
  for (const auto& [kind, text] : widened.texts) texts.push_back(text);
  return absl::StrCat(absl::StrJoin(texts, " "), end);
}

void AddBeyond(const Candidate& candidate, const Question& question, v1::Suggestion* suggestion) {
  const Filter filter(question.query, *candidate.segment);
  FailMask left = filter.Check(candidate.row, candidate.in_area);
  for (; left != 0; left &= left - 1) {
    const auto reason = static_cast<v1::ExclusionReason>(std::countr_zero(left));
    v1::Caution* caution = suggestion->add_cautions();
    caution->set_code("widened");
    caution->set_text(
        Say(question.language, "widened", {SayFailure(reason, candidate, suggestion->activity(), question)}));
  }
}

}  // namespace meedoen::matcher
