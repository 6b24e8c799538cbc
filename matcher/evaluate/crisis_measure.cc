#include "matcher/evaluate/crisis_measure.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "matcher/crisis/crisis_words.h"

namespace meedoen::matcher {
namespace {

constexpr char kHeading[] = "language\tkinds\tset\ttext";
constexpr const char* kSets[] = {"develop", "held-out", "fresh"};
constexpr double kZ = 1.959964;  // Of the normal distribution, for 95 %.

absl::StatusOr<std::vector<v1::CrisisKind>> ParseKinds(const std::string& text) {
  std::vector<v1::CrisisKind> kinds;
  if (text == "none") return kinds;
  for (const auto& name : absl::StrSplit(text, ',')) {
    v1::CrisisKind kind;
    if (!v1::CrisisKind_Parse(std::string(name), &kind) || kind == v1::CRISIS_KIND_UNSPECIFIED) {
      return absl::InvalidArgumentError("kinds are SUICIDE, VIOLENCE and NO_SHELTER with commas between, or none");
    }
    kinds.push_back(kind);
  }
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  return kinds;
}

absl::StatusOr<CrisisExample> ParseExample(const std::string& line) {
  const std::vector<std::string> cells = absl::StrSplit(line, '\t');
  if (cells.size() != 4) {
    return absl::InvalidArgumentError(absl::StrCat(cells.size(), " columns where there should be 4"));
  }
  CrisisExample example;
  example.language = cells[0];
  if (example.language.size() != 2 || !std::all_of(cells[0].begin(), cells[0].end(), absl::ascii_islower)) {
    return absl::InvalidArgumentError("the language is a code of two letters, e.g. nl");
  }
  MEEDOEN_ASSIGN_OR_RETURN(example.kinds, ParseKinds(cells[1]));
  example.set = cells[2];
  if (std::find(std::begin(kSets), std::end(kSets), example.set) == std::end(kSets)) {
    return absl::InvalidArgumentError("the set is develop, held-out or fresh");
  }
  MEEDOEN_ASSIGN_OR_RETURN(example.text, CleanText(cells[3]));
  const size_t size = CountCharacters(example.text);
  if (size == 0 || size > kMaxWishCharacters) {
    return absl::InvalidArgumentError(absl::StrCat("the text has 1 to ", kMaxWishCharacters, " characters"));
  }
  return example;
}

void Count(bool is, bool found, CrisisRow* row) {
  ++row->examples;
  row->recall.of += is ? 1 : 0;
  row->precision.of += found ? 1 : 0;
  row->recall.hits += is && found ? 1 : 0;
  row->precision.hits += is && found ? 1 : 0;
}

bool Has(const std::vector<v1::CrisisKind>& kinds, v1::CrisisKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string Names(const std::vector<v1::CrisisKind>& kinds) {
  if (kinds.empty()) return "none";
  return absl::StrJoin(kinds, ",", [](std::string* out, v1::CrisisKind kind) { *out += v1::CrisisKind_Name(kind); });
}

double Wilson(const Proportion& share, double sign) {
  if (share.of == 0) return sign < 0 ? 0 : 1;
  const double n = share.of, p = share.value();
  const double spread = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return std::clamp((p + kZ * kZ / (2 * n) + sign * spread) / (1 + kZ * kZ / n), 0.0, 1.0);
}

std::string Print(const Proportion& share) {
  return absl::StrFormat("%3d of %3d = %.3f (%.3f to %.3f)", share.hits, share.of, share.value(), share.low(),
                         share.high());
}

}  // namespace

double Proportion::low() const { return Wilson(*this, -1); }
double Proportion::high() const { return Wilson(*this, 1); }

absl::StatusOr<std::vector<CrisisExample>> LoadCrisisExamples(Env& env, const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string file, env.ReadFile(path, kMaxImportBytes));
  std::vector<CrisisExample> examples;
  std::map<std::string, std::string> seen;  // Folded text to where it stands.
  int number = 0;
  for (const auto& piece : absl::StrSplit(file, '\n')) {
    const std::string line(piece), where = absl::StrCat(path, ":", ++number);
    if (number == 1 && line != kHeading) {
      return absl::InvalidArgumentError(where + ": the first line must be: language, kinds, set, text, with tabs");
    }
    if (number == 1 || line.empty()) continue;
    absl::StatusOr<CrisisExample> example = ParseExample(line);
    if (!example.ok()) return absl::InvalidArgumentError(absl::StrCat(where, ": ", example.status().message()));
    const auto [first, is_new] = seen.emplace(FoldText(example->text), where);
    if (!is_new) return absl::InvalidArgumentError(absl::StrCat(where, ": the same text as ", first->second));
    example->where = where;
    examples.push_back(*std::move(example));
  }
  if (examples.empty()) return absl::InvalidArgumentError(path + ": no examples after the first line");
  return examples;
}

CrisisMeasures MeasureCrisis(const std::vector<CrisisExample>& examples) {
  CrisisMeasures measures;
  for (const std::string set : kSets) {
    CrisisRow all{set, "all"};
    std::vector<CrisisRow> kinds, languages;
    for (int kind = v1::CRISIS_KIND_UNSPECIFIED + 1; kind < v1::CrisisKind_ARRAYSIZE; ++kind) {
      kinds.push_back({set, v1::CrisisKind_Name(kind)});
    }
    for (const CrisisExample& example : examples) {
      if (example.set != set) continue;
      const std::vector<v1::CrisisKind> found = FindCrisis({example.text});
      const auto same = [&](const CrisisRow& row) { return row.group == example.language; };
      auto language = std::find_if(languages.begin(), languages.end(), same);
      if (language == languages.end()) language = languages.insert(language, {set, example.language});
      Count(!example.kinds.empty(), !found.empty(), &all);
      Count(!example.kinds.empty(), !found.empty(), &*language);
      for (size_t i = 0; i < kinds.size(); ++i) {
        const auto kind = static_cast<v1::CrisisKind>(v1::CRISIS_KIND_UNSPECIFIED + 1 + i);
        Count(Has(example.kinds, kind), Has(found, kind), &kinds[i]);
      }
      if (found == example.kinds) continue;
      measures.misses.push_back(absl::StrCat(example.where, " ", example.language, " ", set, ": ", Names(example.kinds),
                                             ", found ", Names(found), ": ", example.text));
    }
    if (all.examples == 0) continue;
    measures.rows.push_back(all);
    measures.rows.insert(measures.rows.end(), kinds.begin(), kinds.end());
    measures.rows.insert(measures.rows.end(), languages.begin(), languages.end());
  }
  return measures;
}

std::string PrintCrisisMeasures(const CrisisMeasures& measures) {
  std::string text =
      absl::StrFormat("%-8s %-10s %8s  %-34s %s\n", "set", "group", "examples", "precision (95 %)", "recall (95 %)");
  for (const CrisisRow& row : measures.rows) {
    absl::StrAppend(&text, absl::StrFormat("%-8s %-10s %8d  %-36s %s\n", row.set, row.group, row.examples,
                                           Print(row.precision), Print(row.recall)));
  }
  return text;
}

}  // namespace meedoen::matcher
