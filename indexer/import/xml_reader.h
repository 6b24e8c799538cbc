// XML read as it streams by, with expat: no document type, so no entities of its own and none from outside.
//
// Inside indexer/import only. Threads: one at a time. Errors: INVALID_ARGUMENT with the line, and what the handler
// returns. Bounds: kMaxXmlDepth.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"

struct XML_ParserStruct;

namespace meedoen::indexer {

using XmlAttributes = std::map<std::string, std::string>;

// Names come without their prefix: "row" of "x:row".
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status Start(const std::string& name, const XmlAttributes& attributes) = 0;
  virtual absl::Status End(const std::string& name) = 0;
  virtual absl::Status Text(std::string_view text) = 0;  // Perhaps in several pieces.
};

class XmlReader {
 public:
  explicit XmlReader(XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;

  absl::Status Feed(std::string_view piece);
  absl::Status Finish();

 private:
  struct Callbacks;
  absl::Status Parse(std::string_view piece, bool last);

  XmlHandler& handler_;
  XML_ParserStruct* const parser_;
  absl::Status status_;  // The first that went wrong.
  int depth_ = 0;
};

}  // namespace meedoen::indexer
