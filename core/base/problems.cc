#include "core/base/problems.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace meedoen {

void Problems::Add(std::string field, std::string message) {
  all_.push_back({std::move(field), std::move(message), false});
  ++errors_;
}

void Problems::Warn(std::string field, std::string message) {
  all_.push_back({std::move(field), std::move(message), true});
}

absl::Status Problems::ToStatus() const {
  if (errors_ == 0) return absl::OkStatus();
  google::rpc::BadRequest details;
  std::string text;
  for (const Problem& problem : all_) {
    if (problem.warning) continue;
    auto* violation = details.add_field_violations();
    violation->set_field(problem.field);
    violation->set_description(problem.message);
    absl::StrAppend(&text, text.empty() ? "" : "; ", problem.field, ": ", problem.message);
  }
  absl::Status status = absl::InvalidArgumentError(text);
  status.SetPayload(kBadRequestUrl, absl::Cord(details.SerializeAsString()));
  return status;
}

}  // namespace meedoen
