#include "indexer/plan/merge.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/activity/field_paths.h"
#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "core/text/clean.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "indexer/import/contact_text.h"
#include "indexer/store/authorship.h"

namespace meedoen::indexer {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Whether a difference in `path` is one that people care about: not what is worked out from other fields.
bool IsTold(const std::string& path) {
  return path != "place.doubt_metres" && !path.starts_with("place.resolved_coordinates") && path != "edited_fields" &&
         path != "duplicates";
}

// Where it takes place: fields that go together.
constexpr const char* kWhere[] = {"place.address", "place.coordinates", "place.kind", "place.postcode",
                                  "place.service_area_codes"};

bool IsWhere(const std::string& path) {
  return std::find(std::begin(kWhere), std::end(kWhere), path) != std::end(kWhere);
}

std::string ValueText(const Message& message, const FieldDescriptor* field) {
  const google::protobuf::Reflection* reflection = message.GetReflection();
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  const auto one = [&](int index) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      return index < 0 ? reflection->GetString(message, field) : reflection->GetRepeatedString(message, field, index);
    }
    std::string text;
    printer.PrintFieldValueToString(message, field, index, &text);
    if (text.ends_with(' ')) text.pop_back();
    return text;
  };
  if (!field->is_repeated()) return reflection->HasField(message, field) ? one(-1) : "";
  std::vector<std::string> parts;
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) parts.push_back(one(i));
  return absl::StrJoin(parts, field->message_type() == nullptr ? ", " : "; ");
}

}  // namespace

Merged MergeEdits(const v1::Activity& stored, const v1::Activity& delivered) {
  Merged merged;
  merged.activity = delivered;
  merged.activity.set_name(stored.name());
  KeepStored(Mutation::Author::kImport, stored, /*imported=*/true, &merged.activity);
  const std::vector<std::string> differing = ChangedFields(stored, merged.activity);
  std::set<std::string> held(stored.edited_fields().begin(), stored.edited_fields().end());
  if (std::any_of(held.begin(), held.end(), IsWhere)) held.insert(std::begin(kWhere), std::end(kWhere));
  for (const std::string& path : held) {
    CopyField(stored, path, &merged.activity);
    const bool differs = std::any_of(differing.begin(), differing.end(), [&](const std::string& other) {
      return other == path || other.starts_with(path + ".") || path.starts_with(other + ".");
    });
    if (differs) merged.kept.push_back(path);
  }
  if (stored.verification().verified_on() > delivered.verification().verified_on()) {
    *merged.activity.mutable_verification() = stored.verification();
  }
  if (held.empty()) return merged;
  if (merged.activity.has_contact()) DropPrivateContact(merged.activity.mutable_contact());
  // Into the one form again: a message of which nothing is left says the same as none.
  const v1::Activity kept_record = merged.activity;
  NormalizeActivity(&merged.activity);
  *merged.activity.mutable_edited_fields() = kept_record.edited_fields();
  *merged.activity.mutable_duplicates() = kept_record.duplicates();
  return merged;
}

std::vector<v1::FieldChange> FieldChanges(const v1::Activity& stored, const Merged& merged,
                                          const v1::Activity& delivered) {
  std::set<std::string> paths(merged.kept.begin(), merged.kept.end());
  for (const std::string& path : ChangedFields(stored, merged.activity)) {
    if (IsTold(path)) paths.insert(path);
  }
  const std::set<std::string> kept(merged.kept.begin(), merged.kept.end());
  std::vector<v1::FieldChange> changes;
  for (const std::string& path : paths) {
    v1::FieldChange& change = changes.emplace_back();
    change.set_path(path);
    change.set_kept(kept.contains(path));
    change.set_before(ShownField(stored, path));
    change.set_after(ShownField(change.kept() ? delivered : merged.activity, path));
  }
  return changes;
}

std::string ShownField(const v1::Activity& activity, const std::string& path) {
  constexpr std::string_view kPersonal[] = {"contact.person_name", "contact.telephone", "contact.email", "contact"};
  const std::string text = FieldText(activity, path);
  const bool personal = std::find(std::begin(kPersonal), std::end(kPersonal), path) != std::end(kPersonal);
  return text.empty() || !personal ? text : "(not shown)";
}

std::string FieldText(const v1::Activity& activity, const std::string& path) {
  const Message* message = &activity;
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (size_t i = 0; i + 1 < names.size(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(names[i]);
    if (!message->GetReflection()->HasField(*message, field)) return "";
    message = &message->GetReflection()->GetMessage(*message, field);
  }
  const std::string text = ValueText(*message, message->GetDescriptor()->FindFieldByName(names.back()));
  return CutCharacters(text, kMaxFieldTextCharacters);
}

}  // namespace meedoen::indexer
