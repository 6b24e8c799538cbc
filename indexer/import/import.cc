#include "indexer/import/import.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/import/row_checker.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {
namespace {

absl::StatusOr<std::unique_ptr<RowReader>> Open(v1::ImportActivitiesRequest::Format format, std::string_view text,
                                                const ImportOptions& options) {
  const bool table = format == v1::ImportActivitiesRequest::CSV || format == v1::ImportActivitiesRequest::XLSX;
  if (!options.mapping.empty() && !table) {
    return absl::InvalidArgumentError(absl::StrCat(options.file_name, ": a mapping is for CSV and .xlsx only"));
  }
  if (!options.sheet.empty() && format != v1::ImportActivitiesRequest::XLSX) {
    return absl::InvalidArgumentError(absl::StrCat(options.file_name, ": a sheet can be named for .xlsx only"));
  }
  switch (format) {
    case v1::ImportActivitiesRequest::CSV:
      return OpenCsv(text, options);
    case v1::ImportActivitiesRequest::XLSX:
      return OpenXlsx(text, options);
    case v1::ImportActivitiesRequest::JSON_LINES: {
      MEEDOEN_ASSIGN_OR_RETURN(const std::string_view lines, TextOf(text, options.file_name));
      return OpenJsonLines(lines, options.file_name);
    }
    default:
      return absl::InvalidArgumentError(
          absl::StrCat(options.file_name, ": the format is not stated; choose CSV, XLSX or JSON_LINES"));
  }
}

}  // namespace

absl::StatusOr<std::string_view> TextOf(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > kMaxImportBytes) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": has ", bytes.size(), " bytes; at most ",
                                                   kMaxImportBytes, " are taken, so split the file"));
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": is in UTF-16; save it as CSV UTF-8"));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find_first_not_of(" \t\r\n") == bytes.npos) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": the file is empty"));
  }
  return bytes;
}

absl::Status TooManyRows(const std::string& file_name) {
  return absl::InvalidArgumentError(
      absl::StrCat(file_name, ": has more than ", kMaxImportRows, " rows; split the file"));
}

absl::StatusOr<ImportSummary> ReadActivities(v1::ImportActivitiesRequest::Format format, std::string_view bytes,
                                             const ImportOptions& options,
                                             const std::function<absl::Status(ImportedRow)>& take) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<RowReader> reader, Open(format, bytes, options));
  ImportSummary summary;
  summary.column_of = [reader](const std::string& path) { return reader->ColumnOf(path); };
  for (const Problem& problem : reader->file_problems()) {
    summary.problems.push_back(MakeRowProblem(options, reader->header_line(), problem, problem.field));
  }
  RowChecker checker(*reader, options);
  for (ParsedRow row; reader->Next(&row);) {
    if (row.skipped) {
      for (const Problem& problem : row.problems.all()) {
        summary.problems.push_back(MakeRowProblem(options, row.line, problem, problem.field));
      }
      continue;
    }
    ImportedRow imported = checker.Check(std::move(row));
    ++summary.rows;
    summary.refused += imported.activity.has_value() || imported.repeats ? 0 : 1;
    MEEDOEN_RETURN_IF_ERROR(take(std::move(imported)));
  }
  return summary;
}

std::string FormatProblem(const v1::RowProblem& problem) {
  const std::string column = problem.column().empty() ? "" : absl::StrCat("kolom \"", problem.column(), "\": ");
  return absl::StrCat(problem.file_name(), ":", problem.line(), ": ", problem.warning() ? "let op: " : "", column,
                      problem.message());
}

}  // namespace meedoen::indexer
