#include "tests/fuzz/archive.h"

#include <zip.h>

#include <algorithm>

namespace meedoen::fuzz {
namespace {

constexpr std::string_view kMark = "=== ";
constexpr char kSheet[] = "xl/worksheets/sheet1.xml";
constexpr char kWorkbook[] = "xl/workbook.xml";
constexpr char kRelations[] = "xl/_rels/workbook.xml.rels";

}  // namespace

std::map<std::string, std::string> SplitParts(std::string_view input) {
  std::map<std::string, std::string> parts;
  std::string name = kSheet;
  while (!input.empty()) {
    const size_t end = std::min(input.find('\n'), input.size() - 1) + 1;
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end);
    if (line.starts_with(kMark)) {
      name = std::string(line.substr(kMark.size(), line.find_first_of("\r\n") - kMark.size()));
    } else {
      parts[name].append(line);
    }
  }
  parts.try_emplace(kWorkbook,
                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
                    "</workbook>");
  parts.try_emplace(kRelations,
                    "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
                    "Target=\"worksheets/sheet1.xml\"/></Relationships>");
  return parts;
}

std::string MakeArchive(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);  // zip_close gives up one hold on it.
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : parts) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, 0);
    if (index < 0) {
      zip_source_free(source);  // A name that no entry can have.
      continue;
    }
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  std::string bytes;
  if (zip_close(archive) != 0) {
    zip_discard(archive);
  } else if (zip_source_open(target) == 0) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target, &stat) == 0) bytes.resize(stat.size);
    if (zip_source_read(target, bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) bytes.clear();
    zip_source_close(target);
  }
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

}  // namespace meedoen::fuzz
