// Reads the file of questions as providers gave it back: question_file.h filled in, saved by whatever program.
//
// Found by its header, wherever that stands: a column `id`, one that begins with `loopt nog`, and if they are there
// `opmerking` and `laatst bevestigd`. Every other column is looked through for citizen numbers only. Nothing is looked
// up in the catalogue.
// Threads: safe. Errors: INVALID_ARGUMENT when the file as a whole cannot be read; what is wrong with rows in
// `problems`, by line and column, never with a citizen number. Bounds: those of import.h. Cost: some microseconds a
// row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

struct Reply {
  enum class Answer { kNone, kYes, kNo, kOther };
  uint32_t line = 0;
  std::string key;  // GM0150/koffie-met-een-k
  Answer answer = Answer::kNone;
  std::string remark;          // As far as it is shown: 200 characters.
  std::string last_confirmed;  // What the question said: "2025-03-12"; "" for never, or if the file does not say.
  bool says_last_confirmed = false;
};

struct ReplyFile {
  std::vector<Reply> replies;            // One for each activity, in the file's order.
  uint32_t refused = 0;                  // Rows.
  std::vector<v1::RowProblem> problems;  // Of those; as a warning, what was concluded about the file.
  std::string answer_column;             // As the file has it, for problems that are found later.
  std::string id_column;
};

absl::StatusOr<ReplyFile> ReadReplies(std::string_view bytes, const std::string& file_name);

}  // namespace meedoen::indexer
