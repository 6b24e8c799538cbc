#include "indexer/import/workbook.h"

#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

constexpr char kWorkbookPart[] = "xl/workbook.xml";

std::string Get(const XmlAttributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

int Number(const std::string& text) {
  int number = -1;
  return absl::SimpleAtoi(text, &number) ? number : -1;
}

class Quiet : public XmlHandler {
 public:
  absl::Status Start(const std::string&, const XmlAttributes&) override { return absl::OkStatus(); }
  absl::Status End(const std::string&) override { return absl::OkStatus(); }
  absl::Status Text(std::string_view) override { return absl::OkStatus(); }
};

// xl/workbook.xml; a sheet's part is the id of a relation until that is looked up.
class WorkbookPart final : public Quiet {
 public:
  explicit WorkbookPart(Workbook& workbook) : workbook_(workbook) {}
  absl::Status Start(const std::string& name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string value = Get(attributes, "date1904");
      workbook_.since_1904 = value == "1" || value == "true";
    }
    if (name == "sheet") {
      const std::string state = Get(attributes, "state");
      workbook_.sheets.push_back(
          {Get(attributes, "name"), Get(attributes, "id"), state == "hidden" || state == "veryHidden"});
    }
    return absl::OkStatus();
  }

 private:
  Workbook& workbook_;
};

class RelationsPart final : public Quiet {
 public:
  absl::Status Start(const std::string& name, const XmlAttributes& attributes) override {
    const bool sheet = name == "Relationship" && Get(attributes, "Type").ends_with("/worksheet");
    const std::string target = Get(attributes, "Target");
    if (sheet) sheets[Get(attributes, "Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    return absl::OkStatus();
  }
  std::map<std::string, std::string> sheets;  // Part by id.
};

class TextsPart final : public XmlHandler {
 public:
  explicit TextsPart(std::vector<std::string>& texts) : texts_(texts) {}
  absl::Status Start(const std::string& name, const XmlAttributes&) override {
    if (name == "si") {
      if (texts_.size() == kMaxSharedStrings) {
        return absl::InvalidArgumentError(absl::StrCat("has more than ", kMaxSharedStrings, " texts"));
      }
      texts_.emplace_back();
    }
    if (name == "rPh") phonetic_ = true;
    in_text_ = name == "t" && !phonetic_ && !texts_.empty();
    return absl::OkStatus();
  }
  absl::Status End(const std::string& name) override {
    if (name == "rPh") phonetic_ = false;
    in_text_ = false;
    return absl::OkStatus();
  }
  absl::Status Text(std::string_view text) override {
    if (in_text_) texts_.back().append(text);
    return absl::OkStatus();
  }

 private:
  std::vector<std::string>& texts_;
  bool in_text_ = false, phonetic_ = false;
};

class StylesPart final : public Quiet {
 public:
  explicit StylesPart(std::vector<NumberFormat>& formats) : formats_(formats) {}
  absl::Status Start(const std::string& name, const XmlAttributes& attributes) override {
    const int id = Number(Get(attributes, "numFmtId"));
    if (name == "numFmt") own_[id] = ParseNumberFormat(Get(attributes, "formatCode"));
    if (name == "cellXfs") in_cells_ = true;
    if (name == "xf" && in_cells_) formats_.push_back(own_.contains(id) ? own_[id] : BuiltInFormat(id));
    return absl::OkStatus();
  }
  absl::Status End(const std::string& name) override {
    if (name == "cellXfs") in_cells_ = false;
    return absl::OkStatus();
  }

 private:
  std::vector<NumberFormat>& formats_;
  std::map<int, NumberFormat> own_;
  bool in_cells_ = false;
};

}  // namespace

absl::Status ReadXmlPart(const ZipFile& zip, const std::string& part, XmlHandler& handler) {
  XmlReader reader(handler);
  const auto in_part = [&](const absl::Status& status) {
    return status.ok()
               ? status
               : absl::InvalidArgumentError(absl::StrCat("its part ", part, " ", std::string(status.message())));
  };
  MEEDOEN_RETURN_IF_ERROR(zip.Read(part, [&](std::string_view piece) { return in_part(reader.Feed(piece)); }));
  return in_part(reader.Finish());
}

absl::StatusOr<Workbook> ReadWorkbook(const ZipFile& zip) {
  if (!zip.Has(kWorkbookPart)) return absl::InvalidArgumentError("is no Excel workbook (.xlsx)");
  Workbook workbook;
  WorkbookPart sheets(workbook);
  MEEDOEN_RETURN_IF_ERROR(ReadXmlPart(zip, kWorkbookPart, sheets));
  RelationsPart relations;
  MEEDOEN_RETURN_IF_ERROR(ReadXmlPart(zip, "xl/_rels/workbook.xml.rels", relations));
  for (Workbook::Sheet& sheet : workbook.sheets) sheet.part = relations.sheets[sheet.part];
  std::erase_if(workbook.sheets, [](const Workbook::Sheet& sheet) { return sheet.part.empty(); });  // Charts.
  if (workbook.sheets.empty()) return absl::InvalidArgumentError("has no sheet");
  if (zip.Has("xl/sharedStrings.xml")) {
    TextsPart texts(workbook.texts);
    MEEDOEN_RETURN_IF_ERROR(ReadXmlPart(zip, "xl/sharedStrings.xml", texts));
  }
  if (zip.Has("xl/styles.xml")) {
    StylesPart styles(workbook.formats);
    MEEDOEN_RETURN_IF_ERROR(ReadXmlPart(zip, "xl/styles.xml", styles));
  }
  return workbook;
}

}  // namespace meedoen::indexer
