// The file in which providers answer: a row for each of their activities, with a column for "does it still run?".
//
// CSV for Excel: UTF-8 with a byte order mark, semicolons, CRLF; what a spreadsheet would take for a formula is text.
// reply_file.h reads it back, in whatever form it was saved. Format: docs/freshness.md.
// Threads: safe. Errors: none.
#pragma once

#include <string>
#include <vector>

#include "indexer/freshness/question.h"

namespace meedoen::indexer {

// The columns that come back, as FoldHeader has them; of the second its beginning.
inline constexpr char kIdColumn[] = "id";
inline constexpr char kAnswerColumn[] = "loopt_nog";
inline constexpr char kRemarkColumn[] = "opmerking";
inline constexpr char kLastConfirmedColumn[] = "laatst_bevestigd";

std::string QuestionFile(const std::vector<ProviderQuestions>& providers);

// What the file of one provider is called: "stichting-meedoen.csv".
std::string QuestionFileName(const ProviderQuestions& provider);

}  // namespace meedoen::indexer
