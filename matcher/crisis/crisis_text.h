// A text as the words that the crisis phrases are compared with.
//
// Threads: safe. Errors: none; broken UTF-8 is read as unknown characters. Cost: linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meedoen::matcher {

// Words of one sentence, folded as FoldText folds them and further to how people type: no apostrophes ("m'n" is "mn"),
// the Turkish dotless i as i, the Polish l with a stroke as l, Arabic alef, ya, kaf and ta marbuta in one form and
// without tatweel, a letter that is drawn out to three or more as two ("doooood" is "dood"). Between two clauses
// (at a comma, a bracket or a long dash) stands kClauseEnd.
using Words = std::vector<std::string>;
inline constexpr char kClauseEnd[] = ",";

// A sentence ends at . ! ? ; : and their Arabic forms, not at a run of dots, which people type for a pause.
std::vector<Words> SentencesOf(std::string_view text);

// An Arabic word without the "and" or "so" that is written onto it; "" if there is none or too little would be left.
std::string WithoutJoinedAnd(std::string_view word);

}  // namespace meedoen::matcher
