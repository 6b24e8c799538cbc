// A workbook made of an input of parts, so that a fuzzer changes XML and not the checksums around it.
//
// A line "=== NAME" begins the part of that name; what stands before the first is the sheet. Of the workbook and its
// relations there are plain ones where the input has none. Threads: safe. Errors: an empty archive. Cost: some 100
// microseconds.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace meedoen::fuzz {

std::map<std::string, std::string> SplitParts(std::string_view input);

// Not packed: the bytes of each part stand in the archive as they are.
std::string MakeArchive(const std::map<std::string, std::string>& parts);

}  // namespace meedoen::fuzz
