// The adapter for JSON lines: one Activity in protobuf's JSON form a line, names in snake_case or camelCase.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/import/cells.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {
namespace {

// protobuf's message without the piece of the line that it shows below its first line: that is the sender's text.
std::string Explained(const google::protobuf::util::Status& status) {
  std::string text(status.message().data(), status.message().size());
  text = text.substr(0, text.find('\n')).substr(0, 200);
  const bool quotable = IsValidUtf8(text) && !ContainsCitizenNumber(text);
  return absl::StrCat("is not an activity in JSON: ", quotable ? text : "a value does not fit its field",
                      "; field names and values are those of protos/meedoen/v1/activity.proto");
}

class JsonReader final : public RowReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool Next(ParsedRow* row) override {
    std::string_view line;
    do {
      if (at_ >= text_.size()) return false;
      const size_t end = std::min(text_.find('\n', at_), text_.size());
      line = text_.substr(at_, end - at_);
      at_ = end + 1;
      ++line_;
    } while (line.find_first_not_of(" \t\r") == line.npos);
    *row = ParsedRow();
    row->line = line_;
    if (std::string problem = Parse(line, &row->activity); !problem.empty()) {
      row->readable = false;
      row->problems.Add("", problem);
    }
    return true;
  }

  std::string ColumnOf(const std::string& path) const override { return path; }
  const std::vector<Problem>& file_problems() const override { return problems_; }

 private:
  static std::string Parse(std::string_view line, v1::Activity* activity) {
    if (line.size() > kMaxMessageBytes) {
      return absl::StrCat("the line has ", line.size(), " bytes; at most ", kMaxMessageBytes, " are taken");
    }
    if (!IsValidUtf8(line)) return std::string(CleanText(line).status().message());
    if (line[line.find_first_not_of(" \t")] != '{')
      return "does not start with {; each line holds one activity in JSON";
    const auto status = google::protobuf::util::JsonStringToMessage({line.data(), line.size()}, activity);
    return status.ok() ? "" : Explained(status);
  }

  const std::string_view text_;
  const std::vector<Problem> problems_;
  size_t at_ = 0;
  uint32_t line_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RowReader>> OpenJsonLines(std::string_view bytes, const std::string& file_name) {
  size_t rows = 0;
  for (size_t at = 0; at < bytes.size(); ++rows) {
    if (rows == kMaxImportRows) return TooManyRows(file_name);
    at = std::min(bytes.find('\n', at), bytes.size()) + 1;
  }
  return std::make_unique<JsonReader>(bytes);
}

}  // namespace meedoen::indexer
