// Makes .xlsx files for tests, as whole or as broken as wanted.
#pragma once

#include <zip.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer::testing {

using Parts = std::map<std::string, std::string>;

// An archive of these parts, `packed` or as they are.
inline std::string Archive(const Parts& parts, bool packed = true) {
  const meedoen::testing::TempDir folder;
  const std::string path = folder.File("a.zip");
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  for (const auto& [name, text] : parts) {
    const zip_int64_t index =
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 1);
  }
  zip_close(archive);
  return FileText(path);
}

// The parts of a workbook of one sheet with these rows of XML; `workbook` stands in its properties.
inline Parts OneSheet(const std::string& rows, const std::string& workbook = "") {
  return {{"xl/workbook.xml",
           absl::StrCat("<workbook xmlns:r=\"r\">", workbook,
                        "<sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")},
          {"xl/_rels/workbook.xml.rels",
           "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
           "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
          {"xl/worksheets/sheet1.xml", absl::StrCat("<worksheet><sheetData>", rows, "</sheetData></worksheet>")}};
}

inline std::string Inline(const std::string& text) {
  return absl::StrCat("<c t=\"inlineStr\"><is><t>", text, "</t></is></c>");
}

// The header of a small sheet.
inline std::string HeaderRow() {
  return absl::StrCat("<row>", Inline("titel"), Inline("omschrijving"), Inline("organisatie"), Inline("categorieen"),
                      Inline("postcode"), Inline("startdatum"), "</row>");
}
// A row that is right, with one more cell of XML.
inline std::string GoodRow(const std::string& more = "") {
  return absl::StrCat("<row>", Inline("Koor"), Inline("Zingen"), Inline("Koor"), Inline("music_singing"),
                      Inline("7411"), more, "</row>");
}

inline ReadFile ReadXlsx(const std::string& bytes, const std::string& sheet = "") {
  return Read(v1::ImportActivitiesRequest::XLSX, bytes, {"a.xlsx", "GM0150", "csv", "", sheet});
}

}  // namespace meedoen::indexer::testing
