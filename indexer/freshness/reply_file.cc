#include "indexer/freshness/reply_file.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/freshness/question_file.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/table_file.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kMostLinesAbove = 30;  // Of titles, before the header.

// Which column is which; -1: it is not there.
struct Columns {
  int id = -1, answer = -1, remark = -1, last_confirmed = -1;
  std::vector<std::string> names;  // As the file has them.
  bool twice = false;

  bool found() const { return id >= 0 && answer >= 0; }
  std::string NameOf(size_t index) const {
    const bool named = index < names.size() && !names[index].empty();
    return named ? names[index] : absl::StrCat("column ", index + 1);
  }
};

Columns ColumnsOf(const TableRecord& record) {
  Columns columns;
  for (size_t i = 0; i < record.cells.size(); ++i) {
    const absl::StatusOr<std::string> cell = CleanText(record.cells[i]);
    const std::string folded = cell.ok() ? FoldHeader(*cell) : "";
    columns.names.push_back(cell.ok() && !ContainsCitizenNumber(*cell) ? *cell : "");
    int* column = nullptr;
    if (folded == kIdColumn) column = &columns.id;
    if (folded.starts_with(kAnswerColumn)) column = &columns.answer;
    if (folded.starts_with(kRemarkColumn)) column = &columns.remark;
    if (folded.starts_with(kLastConfirmedColumn)) column = &columns.last_confirmed;
    if (column == nullptr) continue;
    columns.twice = columns.twice || *column >= 0;
    *column = static_cast<int>(i);
  }
  return columns;
}

// The header's columns; the source stands behind it.
Columns FindHeader(TableSource& source) {
  TableRecord record;
  while (source.Next(&record) && record.line <= kMostLinesAbove) {
    if (Columns columns = ColumnsOf(record); columns.found()) return columns;
  }
  return {};
}

std::optional<Reply::Answer> AnswerOf(const std::string& cell) {
  using Answer = Reply::Answer;
  static const std::map<std::string, Answer> kAnswers = {
      {"", Answer::kNone}, {"ja", Answer::kYes},  {"j", Answer::kYes}, {"yes", Answer::kYes},     {"nee", Answer::kNo},
      {"n", Answer::kNo},  {"neen", Answer::kNo}, {"no", Answer::kNo}, {"anders", Answer::kOther}};
  const auto found = kAnswers.find(FoldText(cell));
  if (found == kAnswers.end() || (found->first.empty() && !cell.empty())) return std::nullopt;
  return found->second;
}

class ReplyReader {
 public:
  ReplyReader(const std::string& file_name, Columns columns) : file_name_(file_name), columns_(std::move(columns)) {
    file_.id_column = columns_.NameOf(static_cast<size_t>(columns_.id));
    file_.answer_column = columns_.NameOf(static_cast<size_t>(columns_.answer));
  }

  void Take(const TableRecord& record) {
    if (ColumnsOf(record).found()) return;  // The header once more, of a second list below the first.
    if (!record.problem.empty()) return Refuse(record.line, "", record.problem);
    line_ = record.line;
    wrong_ = false;
    const std::vector<std::string> cells = Cleaned(record);
    Reply reply;
    reply.line = record.line;
    if (!wrong_ && std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); })) return;
    if (!wrong_) ReadRow(cells, &reply);
    if (wrong_) {
      ++file_.refused;
    } else {
      Add(std::move(reply));
    }
  }

  // About the file as a whole.
  void Warn(const std::string& note) {
    Problem(1, "", note);
    file_.problems.back().set_warning(true);
  }

  ReplyFile Finish() {
    // What two rows answer differently is answered by neither.
    const auto contradicted = [this](const Reply& reply) { return contradicted_.contains(reply.key); };
    for (const Reply& reply : file_.replies) {
      if (contradicted(reply)) RefuseTwice(reply.line, contradicted_.at(reply.key));
    }
    std::erase_if(file_.replies, contradicted);
    std::stable_sort(file_.problems.begin(), file_.problems.end(),
                     [](const v1::RowProblem& a, const v1::RowProblem& b) { return a.line() < b.line(); });
    return std::move(file_);
  }

 private:
  std::vector<std::string> Cleaned(const TableRecord& record) {
    std::vector<std::string> cells;
    for (size_t i = 0; i < record.cells.size(); ++i) {
      absl::StatusOr<std::string> cell = CleanText(record.cells[i]);
      if (!cell.ok()) {
        Say(i, std::string(cell.status().message()));
        cells.emplace_back();
        continue;
      }
      if (ContainsCitizenNumber(*cell)) {  // Before any message could quote it.
        Say(i, "holds a number of nine digits that is a citizen service number (BSN); take it out");
      }
      cells.push_back(Unguarded(*std::move(cell)));
    }
    return cells;
  }

  void ReadRow(const std::vector<std::string>& cells, Reply* reply) {
    const auto cell = [&](int column) {
      const auto index = static_cast<size_t>(column);
      return column >= 0 && index < cells.size() ? cells[index] : "";
    };
    const auto answer_index = static_cast<size_t>(columns_.answer), id_index = static_cast<size_t>(columns_.id);
    const std::string id = cell(columns_.id);
    const absl::StatusOr<ActivityName> by_key = ParseActivityKey(id), by_name = ParseActivityName(id);
    if (by_key.ok() || by_name.ok()) {
      reply->key = by_key.ok() ? by_key->Key() : by_name->Key();
    } else if (id.empty()) {
      Say(id_index, "is empty; it says which activity the answer is about, so take it over from the question file");
    } else {
      Say(id_index, absl::StrCat(Shown(id),
                                 " is not the id of an activity; leave it as the question file has it: "
                                 "GM0150/koor-de-ijssel"));
    }
    const std::optional<Reply::Answer> answer = AnswerOf(cell(columns_.answer));
    if (answer.has_value()) {
      reply->answer = *answer;
    } else {
      Say(answer_index, absl::StrCat(Shown(cell(columns_.answer)),
                                     " is not an answer; write ja, nee or anders, and the rest under opmerking"));
    }
    reply->remark = CutCharacters(cell(columns_.remark), kMaxFieldTextCharacters);
    ReadLastConfirmed(cell(columns_.last_confirmed), reply);
  }

  void ReadLastConfirmed(const std::string& cell, Reply* reply) {
    if (cell.empty()) return;
    reply->says_last_confirmed = true;
    if (FoldText(cell) == kNeverConfirmed) return;
    if (const absl::StatusOr<std::string> date = ParseDutchDate(cell); date.ok()) {
      reply->last_confirmed = *date;
      return;
    }
    Say(static_cast<size_t>(columns_.last_confirmed),
        absl::StrCat(Shown(cell), " is not a date as 12-03-2025; leave it as the question file has it, or empty"));
  }

  void Add(Reply reply) {
    const auto [first, is_new] = lines_.emplace(reply.key, file_.replies.size());
    if (is_new) return file_.replies.push_back(std::move(reply));
    Reply& before = file_.replies[first->second];
    const bool same = before.answer == reply.answer && before.remark == reply.remark;
    if (same || reply.answer == Reply::Answer::kNone) return;
    if (before.answer == Reply::Answer::kNone) return static_cast<void>(before = std::move(reply));
    contradicted_.emplace(reply.key, reply.line);
    RefuseTwice(reply.line, before.line);
  }

  void RefuseTwice(uint32_t line, uint32_t other_line) {
    Refuse(line, file_.answer_column,
           absl::StrCat("line ", other_line, " answers otherwise for the same activity; neither is taken"));
  }

  // A problem of the row that is read.
  void Say(size_t column, const std::string& message) {
    wrong_ = true;
    Problem(line_, columns_.NameOf(column), message);
  }

  void Refuse(uint32_t line, const std::string& column, const std::string& message) {
    ++file_.refused;
    Problem(line, column, message);
  }

  void Problem(uint32_t line, const std::string& column, const std::string& message) {
    v1::RowProblem& problem = file_.problems.emplace_back();
    problem.set_file_name(file_name_);
    problem.set_line(line);
    problem.set_column(column);
    problem.set_message(message);
  }

  const std::string file_name_;
  const Columns columns_;
  ReplyFile file_;
  std::map<std::string, size_t> lines_;           // Place in `replies`, by key.
  std::map<std::string, uint32_t> contradicted_;  // By key: the line that says otherwise.
  uint32_t line_ = 0;
  bool wrong_ = false;
};

absl::Status InFile(const std::string& file_name, const std::string& message) {
  return absl::InvalidArgumentError(absl::StrCat(file_name, ": ", message));
}

}  // namespace

absl::StatusOr<ReplyFile> ReadReplies(std::string_view bytes, const std::string& file_name) {
  const auto has_header = [](TableSource& source) { return FindHeader(source).found(); };
  MEEDOEN_ASSIGN_OR_RETURN(TableFile table, OpenTableFile(bytes, file_name, has_header));
  Columns columns = FindHeader(*table.source);
  if (!columns.found()) {
    return InFile(file_name,
                  "has no header with the columns \"id\" and \"loopt nog\"; send back the question file as it is "
                  "(meedoen-indexer list --stale --output), with the answers filled in");
  }
  if (columns.twice) return InFile(file_name, "has one of its columns twice; take one out");
  ReplyReader reader(file_name, std::move(columns));
  if (!table.note.empty()) reader.Warn(table.note);
  TableRecord record;
  for (size_t rows = 0; table.source->Next(&record); ++rows) {
    if (rows == kMaxImportRows) {
      return InFile(file_name, absl::StrCat("has more than ", kMaxImportRows, " rows; split it into several"));
    }
    reader.Take(record);
  }
  return reader.Finish();
}

}  // namespace meedoen::indexer
