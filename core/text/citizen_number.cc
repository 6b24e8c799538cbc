#include "core/text/citizen_number.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace meedoen {
namespace {

constexpr size_t kDigits = 9;
constexpr int kMaxSeparators = 3;  // "123 - 456 - 782"

using Group = std::vector<int>;  // Digits that stand together.

// Groups with nothing but separators between them.
struct Run {
  std::vector<Group> groups;
  bool telephone = false;  // A + stands before it.
};

bool IsSeparator(UChar32 c) {
  return c == '.' || c == '-' || (c >= 0x2010 && c <= 0x2015) || (c != '\n' && u_isUWhiteSpace(c));
}

bool PassesElevenTest(std::span<const Group> groups) {
  int weight = 9, sum = 0;
  bool any = false;
  for (const Group& group : groups) {
    for (int digit : group) {
      sum += digit * (weight == 1 ? -1 : weight);
      any = any || digit != 0;
      --weight;
    }
  }
  return weight == 0 && any && sum % 11 == 0;
}

bool HasSizes(std::span<const Group> groups, std::array<size_t, 3> sizes) {
  return groups[0].size() == sizes[0] && groups[1].size() == sizes[1] && groups[2].size() == sizes[2];
}

bool ContainsCitizenNumber(const Run& run) {
  const std::span<const Group> groups = run.groups;
  const bool dialled = run.telephone || (!groups.empty() && groups[0].size() > 1 && groups[0].size() != kDigits &&
                                         groups[0][0] == 0 && groups[0][1] == 0);
  if (dialled) return false;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].size() == kDigits && PassesElevenTest(groups.subspan(i, 1))) return true;
    if (i + 3 > groups.size()) continue;
    // The two usual ways of writing one are found among other numbers too.
    const std::span<const Group> three = groups.subspan(i, 3);
    if ((HasSizes(three, {3, 3, 3}) || HasSizes(three, {4, 2, 3})) && PassesElevenTest(three)) return true;
  }
  const bool grouped = groups.size() >= 2 && groups.size() <= 4 &&
                       std::all_of(groups.begin(), groups.end(), [](const Group& group) { return group.size() > 1; });
  return grouped && PassesElevenTest(groups);
}

}  // namespace

bool ContainsCitizenNumber(std::string_view utf8) {
  Run run;
  int separators = 0;
  bool plus = false;  // The last character was a +.
  const int64_t size = static_cast<int64_t>(utf8.size());
  for (int64_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(utf8.data(), at, size, c);
    const int digit = c < 0 ? -1 : u_charDigitValue(c);
    if (digit >= 0) {
      if (run.groups.empty()) run.telephone = plus;
      if (run.groups.empty() || separators > 0) run.groups.emplace_back();
      run.groups.back().push_back(digit);
      separators = 0;
    } else if (!run.groups.empty() && c >= 0 && IsSeparator(c) && separators < kMaxSeparators) {
      ++separators;
    } else if (!run.groups.empty()) {
      if (ContainsCitizenNumber(run)) return true;
      run = {};
      separators = 0;
    }
    plus = c == '+';
  }
  return ContainsCitizenNumber(run);
}

}  // namespace meedoen
