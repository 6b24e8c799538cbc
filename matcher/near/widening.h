// If fewer than k fit, the search goes wider step by step: later dates, further away, outside the own neighbourhood,
// at other times; never past what is about the person (age, gender, needs, money) or what the client does not want.
//
// Threads: safe. Errors: none. Cost: a scan a step, five steps at most.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "matcher/near/question.h"
#include "matcher/view/view.h"

namespace meedoen::matcher {

struct Widened {
  enum Kind { kDays, kMinutes, kNeighbourhood, kTimes };
  using Texts = std::map<Kind, std::string>;

  v1::SuggestRequest merge;           // All steps taken.
  ClientQuery query;                  // Of the request with `merge`; valid if `texts` is not empty.
  Texts texts;                        // How far it goes, in words. Empty: the search was not widened.
  std::vector<Candidate> candidates;  // That fit only now, in the order they are to be shown.
};

// Of those shown, the ones that are no professional support.
size_t CountMain(const std::vector<Candidate>& shown);

// As many as are missing from `shown`, or fewer if the widest search finds no more.
Widened Widen(const View& view, const std::vector<Candidate>& shown, const Question& question);

// "Er zijn maar 2 activiteiten die passen. Daarom is er verder gezocht. Tot 45 minuten reizen."
std::string SayWidened(const Widened& widened, const std::vector<Candidate>& shown, Language language);

// A caution for each limit of the request, as it was, that one of the candidates breaks.
void AddBeyond(const Candidate& candidate, const Question& question, v1::Suggestion* suggestion);

}  // namespace meedoen::matcher
