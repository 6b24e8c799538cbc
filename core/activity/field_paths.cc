#include "core/activity/field_paths.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <span>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/message_differencer.h"

namespace meedoen {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::util::MessageDifferencer;

constexpr std::string_view kNobodyChanges[] = {"name", "etag", "revision", "update_time"};
constexpr std::string_view kOwnCalls[] = {"edited_fields", "duplicates"};
constexpr std::string_view kNotEdits[] = {
    "source",       "source_id",     "place.doubt_metres", "place.resolved_coordinates",
    "verification", "edited_fields", "duplicates"};
constexpr size_t kMostNames = 2;

bool NobodyChanges(std::string_view field) {
  for (const std::string_view name : kNobodyChanges) {
    if (field == name) return true;
  }
  return false;
}

bool HasAnything(const Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  return field->is_repeated() ? reflection->FieldSize(message, field) > 0 : reflection->HasField(message, field);
}

using Names = std::span<const std::string>;

void CopyNamed(const Message& from, Names names, Message* to) {
  const FieldDescriptor* field = from.GetDescriptor()->FindFieldByName(names.front());
  const Reflection* reflection = from.GetReflection();
  if (names.size() > 1) {
    if (!reflection->HasField(from, field) && !reflection->HasField(*to, field)) return;
    return CopyNamed(reflection->GetMessage(from, field), names.subspan(1), reflection->MutableMessage(to, field));
  }
  reflection->ClearField(to, field);
  const std::unique_ptr<Message> only(from.New());  // Merging one field serves all types, and what is not set stays so.
  only->CopyFrom(from);
  std::vector<const FieldDescriptor*> set;
  reflection->ListFields(*only, &set);
  for (const FieldDescriptor* other : set) {
    if (other != field) reflection->ClearField(only.get(), other);
  }
  to->MergeFrom(*only);
}

bool ClearNamed(Names names, Message* message) {
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(names.front());
  if (!HasAnything(*message, field)) return false;
  if (names.size() > 1) {
    return ClearNamed(names.subspan(1), message->GetReflection()->MutableMessage(message, field));
  }
  message->GetReflection()->ClearField(message, field);
  return true;
}

std::vector<std::string> NamesOf(const std::string& path) { return absl::StrSplit(path, '.'); }

// Notes the path of every difference, down to kMostNames names or the first list.
class PathCollector final : public MessageDifferencer::Reporter {
 public:
  using Path = std::vector<MessageDifferencer::SpecificField>;
  void ReportAdded(const Message&, const Message&, const Path& path) override { Add(path); }
  void ReportDeleted(const Message&, const Message&, const Path& path) override { Add(path); }
  void ReportModified(const Message&, const Message&, const Path& path) override {
    const FieldDescriptor* field = path.back().field;
    if (field->is_repeated() || field->message_type() == nullptr) Add(path);  // Else what is in it is reported too.
  }

  std::vector<std::string> paths() const { return {paths_.begin(), paths_.end()}; }

 private:
  void Add(const Path& path) {
    std::string text;
    for (size_t i = 0; i < path.size() && i < kMostNames; ++i) {
      absl::StrAppend(&text, i == 0 ? "" : ".", path[i].field->name());
      if (path[i].field->is_repeated()) break;
    }
    if (!text.empty() && !NobodyChanges(path.front().field->name())) paths_.insert(text);
  }

  std::set<std::string> paths_;
};

// A message that came or went, taken apart into its fields; empty if it has none, as an age range without bounds.
std::vector<std::string> PartsOf(const std::string& path, const v1::Activity& before, const v1::Activity& after) {
  const FieldDescriptor* field = v1::Activity::descriptor()->FindFieldByName(path);
  std::vector<std::string> parts;
  if (field == nullptr || field->is_repeated() || field->message_type() == nullptr) return parts;
  for (const v1::Activity* activity : {&before, &after}) {
    const Message& message = activity->GetReflection()->GetMessage(*activity, field);
    std::vector<const FieldDescriptor*> set;
    message.GetReflection()->ListFields(message, &set);
    for (const FieldDescriptor* part : set) parts.push_back(absl::StrCat(path, ".", part->name()));
  }
  return parts;
}

}  // namespace

absl::Status CheckFieldPath(const std::string& path) {
  const Descriptor* message = v1::Activity::descriptor();
  const std::vector<std::string> names = NamesOf(path);
  for (size_t i = 0; i < names.size(); ++i) {
    const FieldDescriptor* field = message == nullptr ? nullptr : message->FindFieldByName(names[i]);
    if (field == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", path,
                       "\" is not a field of an activity; a path looks like title or schedule.note, and names a list "
                       "as a whole"));
    }
    message = field->is_repeated() ? nullptr : field->message_type();
  }
  const bool own_call = std::find(std::begin(kOwnCalls), std::end(kOwnCalls), names.front()) != std::end(kOwnCalls);
  if (!NobodyChanges(names.front()) && !own_call) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("\"", path, "\" cannot be changed"));
}

void CopyField(const v1::Activity& from, const std::string& path, v1::Activity* to) {
  CopyNamed(from, NamesOf(path), to);
}

bool ClearField(const std::string& path, v1::Activity* activity) { return ClearNamed(NamesOf(path), activity); }

bool IsEditable(const std::string& path) {
  return std::none_of(std::begin(kNotEdits), std::end(kNotEdits), [&](std::string_view field) {
    return path.starts_with(field) && (path.size() == field.size() || path[field.size()] == '.');
  });
}

std::vector<std::string> ChangedFields(const v1::Activity& before, const v1::Activity& after) {
  PathCollector collector;
  MessageDifferencer differencer;
  differencer.ReportDifferencesTo(&collector);
  differencer.Compare(before, after);
  std::set<std::string> paths;
  for (const std::string& path : collector.paths()) {
    const std::vector<std::string> parts = PartsOf(path, before, after);
    if (parts.empty()) paths.insert(path);
    paths.insert(parts.begin(), parts.end());
  }
  return {paths.begin(), paths.end()};
}

}  // namespace meedoen
