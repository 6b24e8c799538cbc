// Reads a file from memory and keeps everything that comes of it.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "indexer/import/import.h"

namespace meedoen::indexer::testing {

struct ReadFile {
  absl::Status status;
  ImportSummary summary;
  std::vector<ImportedRow> rows;

  // "file:line: kolom ...: message" of every problem, the file's own first.
  std::vector<std::string> Problems() const {
    std::vector<std::string> lines;
    for (const v1::RowProblem& problem : summary.problems) lines.push_back(FormatProblem(problem));
    for (const ImportedRow& row : rows) {
      for (const v1::RowProblem& problem : row.problems) lines.push_back(FormatProblem(problem));
    }
    return lines;
  }
  const v1::Activity& Only() const { return rows.at(0).activity.value(); }
};

inline ReadFile Read(v1::ImportActivitiesRequest::Format format, const std::string& bytes,
                     const ImportOptions& options = {"a.csv", "GM0150", "csv"}) {
  ReadFile file;
  const auto summary = ReadActivities(format, bytes, options, [&](ImportedRow row) {
    file.rows.push_back(std::move(row));
    return absl::OkStatus();
  });
  file.status = summary.status();
  if (summary.ok()) file.summary = *summary;
  return file;
}
inline ReadFile ReadCsv(const std::string& bytes) { return Read(v1::ImportActivitiesRequest::CSV, bytes); }
inline ReadFile ReadJson(const std::string& bytes) { return Read(v1::ImportActivitiesRequest::JSON_LINES, bytes); }

// A file of one valid row, with more columns: {"postcode", "7415"} replaces one.
inline std::string OneRow(const std::vector<std::pair<std::string, std::string>>& more = {}) {
  std::vector<std::pair<std::string, std::string>> cells = {
      {"id", "koor"},          {"titel", "Koor"},          {"omschrijving", "Samen zingen"},
      {"organisatie", "Koor"}, {"categorieen", "walking"}, {"postcode", "7411"}};
  for (const auto& [header, value] : more) {
    bool found = false;
    for (auto& cell : cells) {
      if (cell.first == header) {
        cell.second = value;
        found = true;
      }
    }
    if (!found) cells.emplace_back(header, value);
  }
  std::string headers, values;
  for (const auto& [header, value] : cells) {
    absl::StrAppend(&headers, headers.empty() ? "" : ";", header);
    absl::StrAppend(&values, &header == &cells[0].first ? "" : ";", "\"", value, "\"");
  }
  return absl::StrCat(headers, "\n", values, "\n");
}

inline std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace meedoen::indexer::testing
