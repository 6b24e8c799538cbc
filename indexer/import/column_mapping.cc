#include "indexer/import/column_mapping.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/base/limits.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"

namespace meedoen::indexer {
namespace {

absl::Status Wrong(int line, const std::string& why) {
  return absl::InvalidArgumentError(absl::StrCat("mapping, line ", line, ": ", why));
}

const CsvColumn* Target(const std::string& name) {
  for (const auto& columns : {CsvColumns(), FreeColumns()}) {
    for (const CsvColumn& column : columns) {
      if (column.header == name) return &column;
    }
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<std::vector<MappedColumn>> ParseMapping(const std::string& text) {
  if (text.size() > kMaxMappingBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the mapping has ", text.size(), " bytes; at most ", kMaxMappingBytes, " are taken"));
  }
  std::vector<MappedColumn> mapping;
  int number = 0;
  for (absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::StatusOr<std::string> clean = CleanText({raw.data(), std::min(raw.find('#'), raw.size())});
    if (!clean.ok()) return Wrong(number, std::string(clean.status().message()));
    if (clean->empty()) continue;
    if (ContainsCitizenNumber(*clean)) return Wrong(number, "holds a citizen service number (BSN); take it out");
    const size_t sign = clean->rfind('=');
    const std::string header =
        sign == clean->npos ? "" : std::string(absl::StripAsciiWhitespace(clean->substr(0, sign)));
    const std::string target =
        sign == clean->npos ? "" : std::string(absl::StripAsciiWhitespace(clean->substr(sign + 1)));
    const std::string folded = FoldHeader(header);
    if (folded.empty() || target.empty()) {
      return Wrong(number, absl::StrCat(Shown(*clean),
                                        " is no mapping; write the file's header, = and our column, as "
                                        "Waar = locatie, or Waar = - to leave it out"));
    }
    const CsvColumn* column = Target(FoldHeader(target));
    if (column == nullptr && target != "-") {
      return Wrong(number, absl::StrCat(Shown(target), " is not a column of ours; all are in docs/formats/csv.md"));
    }
    for (const MappedColumn& other : mapping) {
      if (other.folded == folded)
        return Wrong(number, absl::StrCat(Shown(header), " stands on line ", other.line, " too"));
    }
    mapping.push_back({number, header, folded, column});
  }
  return mapping;
}

}  // namespace meedoen::indexer
