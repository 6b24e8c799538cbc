// The parts of an .xlsx workbook that its sheets refer to: which sheets there are, shared texts, forms of numbers.
//
// Inside indexer/import only. Threads: one at a time. Errors: INVALID_ARGUMENT without the file's name. Bounds:
// kMaxSharedStrings, those of ZipFile and XmlReader. Source: ECMA-376 part 1, 18.2 to 18.8.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/import/number_format.h"
#include "indexer/import/xml_reader.h"
#include "indexer/import/zip_file.h"

namespace meedoen::indexer {

struct Workbook {
  struct Sheet {
    std::string name;
    std::string part;  // Of the archive: "xl/worksheets/sheet1.xml".
    bool hidden = false;
  };
  std::vector<Sheet> sheets;  // In the order of the tabs.
  bool since_1904 = false;
  std::vector<std::string> texts;
  std::vector<NumberFormat> formats;  // By the style of a cell.
};

absl::StatusOr<Workbook> ReadWorkbook(const ZipFile& zip);

// Reads a part of the archive as XML.
absl::Status ReadXmlPart(const ZipFile& zip, const std::string& part, XmlHandler& handler);

}  // namespace meedoen::indexer
