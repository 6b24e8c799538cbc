// Measures how well words that point to a crisis are found, on written examples.
//
// Threads: safe. Errors: NOT_FOUND and INVALID_ARGUMENT for the file, by file and line. Cost: some milliseconds.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::matcher {

struct CrisisExample {
  std::string where;                  // "examples.tsv:12"
  std::string language;               // "nl"
  std::vector<v1::CrisisKind> kinds;  // Rising; empty: an ordinary wish.
  std::string set;                    // "develop", "held-out" or "fresh": docs/crisis.md.
  std::string text;
};

// A tab-separated file: a line of headings, then language, kinds (with commas, or none), set and text. The same
// text twice is an error: it could stand in two sets.
absl::StatusOr<std::vector<CrisisExample>> LoadCrisisExamples(Env& env, const std::string& path);

// A share of some, with the interval of Wilson (1927) that holds it in 95 of 100 cases. Of none: 1, from 0 to 1.
struct Proportion {
  int hits = 0, of = 0;
  double value() const { return of == 0 ? 1 : static_cast<double>(hits) / of; }
  double low() const;
  double high() const;
};

struct CrisisRow {
  std::string set;
  std::string group;  // "all" (any notice), "SUICIDE" and the other kinds, "nl" and the other languages (any notice).
  int examples = 0;
  Proportion precision{};  // Of what was found, what is there.
  Proportion recall{};     // Of what is there, what was found.
};

struct CrisisMeasures {
  std::vector<CrisisRow> rows;
  std::vector<std::string> misses;  // "examples.tsv:12 nl fresh: SUICIDE, found none: ..."
};

CrisisMeasures MeasureCrisis(const std::vector<CrisisExample>& examples);

// A line a row, with a heading.
std::string PrintCrisisMeasures(const CrisisMeasures& measures);

}  // namespace meedoen::matcher
