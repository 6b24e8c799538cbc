#include "indexer/import/table_file.h"

#include <utility>

#include "core/base/status.h"
#include "indexer/import/csv_parser.h"
#include "indexer/import/encoding.h"

namespace meedoen::indexer {
namespace {

constexpr char kSeparators[] = {';', ',', '\t'};

}  // namespace

absl::StatusOr<TableFile> OpenTableFile(std::string_view bytes, const std::string& file_name,
                                        const std::function<bool(TableSource&)>& understood) {
  TableFile file;
  if (bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0")) {  // The latter: an old .xls, which is refused.
    absl::StatusOr<std::unique_ptr<TableSource>> sheet = OpenSheet(bytes, "");
    if (!sheet.ok()) return Annotate(sheet.status(), file_name);
    file.source = *std::move(sheet);
    return file;
  }
  MEEDOEN_ASSIGN_OR_RETURN(const DecodedText decoded, DecodeText(bytes, file_name));
  file.owned = decoded.owned;
  file.note = decoded.note;
  for (const char separator : kSeparators) {
    auto source = std::make_unique<CsvParser>(decoded.text, separator);
    const bool found = understood(*source);
    source->Rewind();
    if (found) {
      file.source = std::move(source);
      return file;
    }
  }
  file.source = std::make_unique<CsvParser>(decoded.text, kSeparators[0]);
  return file;
}

}  // namespace meedoen::indexer
