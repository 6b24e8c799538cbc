#include "indexer/cli/import_report.h"

#include <iostream>

#include "core/base/names.h"
#include "google/protobuf/util/json_util.h"

namespace meedoen::indexer {
namespace {

const char* KindText(v1::ImportChange::Kind kind) {
  switch (kind) {
    case v1::ImportChange::NEW:
      return "new      ";
    case v1::ImportChange::CHANGED:
      return "changed  ";
    case v1::ImportChange::GONE:
      return "gone     ";
    case v1::ImportChange::RETURNED:
      return "returned ";
    case v1::ImportChange::STAYS_DELETED:
      return "deleted  ";
    case v1::ImportChange::KEPT:
      return "kept     ";
    default:
      return "?        ";
  }
}

std::string Value(const std::string& text) { return text.empty() ? "(empty)" : text; }

}  // namespace

void PrintProblems(const google::protobuf::RepeatedPtrField<v1::RowProblem>& problems, uint32_t left_out) {
  for (const v1::RowProblem& problem : problems) {
    std::cerr << problem.file_name();
    if (problem.line() > 0) std::cerr << ":" << problem.line();
    std::cerr << ": ";
    if (!problem.column().empty()) std::cerr << problem.column() << ": ";
    std::cerr << (problem.warning() ? "warning: " : "") << problem.message() << "\n";
  }
  if (left_out > 0) std::cerr << "and " << left_out << " more problems\n";
}

void PrintChanges(const v1::ImportActivitiesResponse& response) {
  for (const v1::ImportChange& change : response.changes()) {
    const absl::StatusOr<ActivityName> name = ParseActivityName(change.name());
    std::cout << "  " << KindText(change.kind()) << (name.ok() ? name->Key() : change.name()) << "  " << change.title();
    if (change.line() > 0) std::cout << "  (line " << change.line() << ")";
    std::cout << "\n";
    for (const v1::FieldChange& field : change.fields()) {
      std::cout << "             " << field.path() << ": " << Value(field.before());
      std::cout << (field.kept() ? "  kept, changed by an editor; the file has: " : "  ->  ") << Value(field.after())
                << "\n";
    }
  }
  if (response.changes_left_out() > 0) std::cout << "  and " << response.changes_left_out() << " more\n";
}

void PrintAsJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  print.add_whitespace = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(message, &json, print);
  if (!printed.ok()) {
    std::cerr << "cannot be written as JSON: " << printed.message() << "\n";
    return;
  }
  std::cout << json << std::flush;
}

}  // namespace meedoen::indexer
