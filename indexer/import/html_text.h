// HTML in a cell, as content management systems export it, as plain text.
//
// Only elements that HTML knows are taken for it: "leeftijd < 30" and "<naam>" stay as they are. Line breaks, list
// items and the like become line breaks; comments, scripts and styles go with what is in them; entities become letters.
// Threads: safe. Errors: none. Cost: linear.
#pragma once

#include <string>

namespace meedoen::indexer {

// The text itself if there is no HTML in it.
std::string TextOfHtml(const std::string& cell);

}  // namespace meedoen::indexer
