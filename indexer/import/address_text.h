// What an address says of where it is, beside the street: a postcode, a town. "Dorpsstraat 5, 9995 PA Kantens".
//
// Threads: safe. Errors: none; nothing found is nothing said. Cost: linear.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// A postcode with letters inside a text, "9995 PA", and where it stands.
struct PostcodeInText {
  std::string code;  // "9995PA"
  size_t at = 0, size = 0;
};
// Nothing if there is none, or if there are several that differ.
std::optional<PostcodeInText> FindPostcode(const std::string& text);

// The one in the address, or in the name of the venue; nothing if the two differ.
std::optional<PostcodeInText> PostcodeOf(const v1::Place& place);

// A part of an address that may be the name of a town, and the postcode of four digits before it ("9995 Kantens").
struct TownText {
  std::string name;
  std::string postcode4;  // Empty: none.
};
// What may be one, the likeliest first: what stands behind the last comma, behind a house number, or a part without any
// number. Nothing is made of "Kerkplein Kantens": a street may be called so.
std::vector<TownText> TownsIn(std::string_view address);

}  // namespace meedoen::indexer
