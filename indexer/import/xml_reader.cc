#include "indexer/import/xml_reader.h"

#include <expat.h>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"

namespace meedoen::indexer {
namespace {

std::string LocalName(const char* name) {
  const std::string_view whole = name;
  const size_t colon = whole.rfind(':');
  return std::string(colon == whole.npos ? whole : whole.substr(colon + 1));
}

}  // namespace

struct XmlReader::Callbacks {
  static void Check(XmlReader* reader, absl::Status status) {
    if (status.ok() || !reader->status_.ok()) return;
    reader->status_ = std::move(status);
    XML_StopParser(reader->parser_, XML_FALSE);
  }

  static void Start(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto* reader = static_cast<XmlReader*>(data);
    if (!reader->status_.ok()) return;
    if (++reader->depth_ > kMaxXmlDepth) {
      return Check(reader, absl::InvalidArgumentError(absl::StrCat("has elements more than ", kMaxXmlDepth, " deep")));
    }
    XmlAttributes named;
    for (const XML_Char** attribute = attributes; *attribute != nullptr; attribute += 2) {
      named.emplace(LocalName(attribute[0]), attribute[1]);
    }
    Check(reader, reader->handler_.Start(LocalName(name), named));
  }

  static void End(void* data, const XML_Char* name) {
    auto* reader = static_cast<XmlReader*>(data);
    --reader->depth_;
    if (reader->status_.ok()) Check(reader, reader->handler_.End(LocalName(name)));
  }

  static void Text(void* data, const XML_Char* text, int size) {
    auto* reader = static_cast<XmlReader*>(data);
    if (reader->status_.ok()) Check(reader, reader->handler_.Text({text, static_cast<size_t>(size)}));
  }

  static void Doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    Check(static_cast<XmlReader*>(data), absl::InvalidArgumentError("has a document type, which no workbook has"));
  }
};

XmlReader::XmlReader(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::Start, Callbacks::End);
  XML_SetCharacterDataHandler(parser_, Callbacks::Text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::Doctype);
}

XmlReader::~XmlReader() { XML_ParserFree(parser_); }

absl::Status XmlReader::Feed(std::string_view piece) { return Parse(piece, false); }

absl::Status XmlReader::Finish() { return Parse("", true); }

absl::Status XmlReader::Parse(std::string_view piece, bool last) {
  if (!status_.ok()) return status_;
  const XML_Status parsed = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
  if (!status_.ok()) return status_;
  if (parsed != XML_STATUS_OK) {
    status_ = absl::InvalidArgumentError(absl::StrCat("is no whole XML: line ", XML_GetCurrentLineNumber(parser_), ", ",
                                                      XML_ErrorString(XML_GetErrorCode(parser_))));
  }
  return status_;
}

}  // namespace meedoen::indexer
