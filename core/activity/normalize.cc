#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "core/activity/checker.h"
#include "core/activity/validate.h"
#include "core/base/names.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

template <typename List>
void SortUnique(List* list) {
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
}

template <typename List>
void UniqueInOrder(List* list) {
  absl::flat_hash_set<std::string> seen;
  list->erase(
      std::remove_if(list->begin(), list->end(), [&](const std::string& item) { return !seen.insert(item).second; }),
      list->end());
}

std::string WithoutSpaces(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

std::string NormalText(const std::string& field, const std::string& text) {
  const absl::StatusOr<std::string> clean = CleanText(text);
  if (!clean.ok()) return text;
  if (field == "postcode" || field.ends_with("area_codes")) return NormalizeAreaCode(*clean);
  if (field == "languages" || field == "categories") return absl::AsciiStrToLower(*clean);
  if (field == "kvk_number") return WithoutSpaces(*clean);
  if (field == "rrule") {
    std::string rule = absl::AsciiStrToUpper(WithoutSpaces(*clean));
    if (rule.starts_with("RRULE:")) rule.erase(0, 6);
    if (rule.ends_with(";")) rule.pop_back();
    return rule;
  }
  return *clean;
}

// A message without anything in it says what its absence says. Not so an age range: present, it is open to all.
void DropEmptyMessages(v1::Activity* activity) {
  const google::protobuf::Reflection* reflection = activity->GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(*activity, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    const bool message = field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE;
    if (!message || field->is_repeated() || field->name() == "age_range") continue;
    if (reflection->GetMessage(*activity, field).ByteSizeLong() == 0) reflection->ClearField(activity, field);
  }
}

}  // namespace

void NormalizeActivity(v1::Activity* activity) {
  ReplaceTexts(activity, NormalText);
  activity->clear_revision();
  activity->clear_update_time();
  activity->clear_edited_fields();
  activity->clear_duplicates();
  v1::Place* place = activity->mutable_place();
  place->clear_doubt_metres();
  place->clear_resolved_coordinates();
  if (place->kind() == v1::PLACE_KIND_UNSPECIFIED) place->set_kind(v1::VENUE);
  if (activity->role() == v1::ROLE_UNSPECIFIED) activity->set_role(v1::PARTICIPANT);
  if (activity->status() == v1::ACTIVITY_STATUS_UNSPECIFIED) activity->set_status(v1::ACTIVE);
  UniqueInOrder(activity->mutable_categories());
  SortUnique(activity->mutable_goals());
  SortUnique(activity->mutable_languages());
  SortUnique(place->mutable_service_area_codes());
  if (activity->has_transport()) SortUnique(activity->mutable_transport()->mutable_pick_up_area_codes());
  if (activity->has_schedule()) SortUnique(activity->mutable_schedule()->mutable_exception_dates());
  DropEmptyMessages(activity);
}

}  // namespace meedoen
