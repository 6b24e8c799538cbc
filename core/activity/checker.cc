#include "core/activity/checker.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/text/citizen_number.h"

namespace meedoen {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string Joined(const std::string& path, const FieldDescriptor* field) {
  return path.empty() ? field->name() : absl::StrCat(path, ".", field->name());
}

void Walk(const Message& message, const std::string& path,
          const std::function<void(const std::string&, const std::string&)>& visit) {
  const Reflection* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const bool text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    const bool nested = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!text && !nested) continue;
    const std::string here = Joined(path, field);
    if (!field->is_repeated()) {
      if (text) visit(here, reflection->GetStringReference(message, field, &scratch));
      if (nested) Walk(reflection->GetMessage(message, field), here, visit);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      const std::string item = absl::StrCat(here, "[", i, "]");
      if (text) visit(item, reflection->GetRepeatedStringReference(message, field, i, &scratch));
      if (nested) Walk(reflection->GetRepeatedMessage(message, field, i), item, visit);
    }
  }
}

// A longer number, cut off for a message, may look like a citizen number only there.
std::string Silent(const std::string& message) {
  return ContainsCitizenNumber(message) ? "is not valid; it is not shown, because nine digits of it look like a BSN"
                                        : message;
}

}  // namespace

void Checker::Add(const std::string& path, const std::string& message) {
  if (!silenced_.contains(path)) problems_->Add(path, Silent(message));
}

void Checker::Warn(const std::string& path, const std::string& message) {
  if (!silenced_.contains(path)) problems_->Warn(path, Silent(message));
}

void Checker::AddAndSilence(const std::string& path, const std::string& message) {
  Add(path, message);
  silenced_.insert(path);
}

std::optional<absl::CivilDay> Checker::Date(const std::string& path, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const absl::StatusOr<absl::CivilDay> day = ParseDate(text);
  if (day.ok()) return *day;
  Add(path, std::string(day.status().message()));
  return std::nullopt;
}

void Checker::Times(const std::string& path, const std::string& start, const std::string& end) {
  const absl::StatusOr<int> from = ParseTimeOfDay(start), until = ParseTimeOfDay(end);
  if (!from.ok()) Add(path + ".start_time", std::string(from.status().message()));
  if (!until.ok()) Add(path + ".end_time", std::string(until.status().message()));
  if (from.ok() && until.ok() && *until <= *from) {
    Add(path + ".end_time",
        absl::StrCat(end, " is not after the start, ", start, "; a session that runs past midnight ends at 24:00"));
  }
}

void Checker::AtMost(const std::string& path, uint64_t value, uint64_t most, const char* unit) {
  if (value > most) Add(path, absl::StrCat(value, " is more than the most that is taken, ", most, " ", unit));
}

void ForEachText(const Message& message, const std::function<void(const std::string&, const std::string&)>& visit) {
  Walk(message, "", visit);
}

void ReplaceTexts(Message* message, const std::function<std::string(const std::string&, const std::string&)>& visit) {
  const Reflection* reflection = message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(*message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const bool text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    const bool nested = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    const int size = field->is_repeated() ? reflection->FieldSize(*message, field) : 0;
    if (text && !field->is_repeated()) {
      const std::string& old = reflection->GetStringReference(*message, field, &scratch);
      reflection->SetString(message, field, visit(field->name(), old));
    } else if (nested && !field->is_repeated()) {
      ReplaceTexts(reflection->MutableMessage(message, field), visit);
    }
    for (int i = 0; i < size && (text || nested); ++i) {
      if (nested) {
        ReplaceTexts(reflection->MutableRepeatedMessage(message, field, i), visit);
      } else {
        const std::string& old = reflection->GetRepeatedStringReference(*message, field, i, &scratch);
        reflection->SetRepeatedString(message, field, i, visit(field->name(), old));
      }
    }
  }
}

}  // namespace meedoen
