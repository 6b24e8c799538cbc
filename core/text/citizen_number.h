// Finds Dutch citizen service numbers (BSN), which must never be stored.
//
// Threads: safe. Errors: none. Cost: linear.
// Source: the eleven test: for digits d1..d9, 9*d1 + 8*d2 + ... + 2*d8 - d9 is divisible by 11, not all zero.
#pragma once

#include <string_view>

namespace meedoen {

// Whether nine digits that pass the eleven test stand in the text, in the digits of any script: in one piece, or in two
// to four groups of at least two digits with spaces, dots or hyphens between them ("1234.56.782"). Not as part of a
// longer number, and not in a telephone number that starts with + or 00. One in eleven other numbers of nine digits
// passes too; refusing those is meant.
bool ContainsCitizenNumber(std::string_view utf8);

}  // namespace meedoen
