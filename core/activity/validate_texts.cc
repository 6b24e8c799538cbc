// The rules that hold for every field of a kind, found by reflection so that a new field cannot slip past them.
#include <map>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/checker.h"
#include "core/base/limits.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Every other text may have kMaxNoteCharacters.
size_t MostCharacters(std::string_view path) {
  if (path == "title" || path == "provider.name") return kMaxTitleCharacters;
  if (path == "description") return kMaxDescriptionCharacters;
  if (path == "source") return kMaxSourceCharacters;
  return kMaxNoteCharacters;
}

void CheckText(const std::string& path, const std::string& text, Checker* checker) {
  if (!IsValidUtf8(text)) {
    checker->AddAndSilence(path, "is not valid UTF-8; save the file or send the text as UTF-8");
    return;
  }
  // An etag is made by this service of letters and digits; everything else is written by somebody.
  if (path != "etag" && ContainsCitizenNumber(text)) {
    checker->AddAndSilence(path, "holds a number of nine digits that is a citizen service number (BSN); take it out");
  }
  const size_t characters = CountCharacters(text), most = MostCharacters(path);
  if (characters > most) {
    checker->AddAndSilence(path, absl::StrCat("has ", characters, " characters; at most ", most, " are taken"));
  }
}

int MostItems(const std::string& path) {
  static const auto& most = *new std::map<std::string, int>{
      {"categories", kMaxCategories},
      {"goals", kMaxGoals},
      {"languages", kMaxLanguages},
      {"place.service_area_codes", kMaxAreaCodes},
      {"transport.pick_up_area_codes", kMaxAreaCodes},
      {"schedule.weekly_slots", kMaxWeeklySlots},
      {"schedule.recurrences", kMaxRecurrences},
      {"schedule.single_dates", kMaxSingleDates},
      {"schedule.exception_dates", kMaxExceptionDates},
  };
  const auto found = most.find(path);
  return found == most.end() ? kMaxAreaCodes : found->second;
}

void CheckChoice(const std::string& path, const FieldDescriptor* field, int value, Checker* checker) {
  if (field->enum_type()->FindValueByNumber(value) != nullptr) return;
  checker->Add(path, absl::StrCat(value, " is no value of ", field->enum_type()->name(),
                                  "; use one that the API's documentation names"));
}

void CheckListsAndChoices(const Message& message, const std::string& prefix, Checker* checker) {
  const Reflection* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string path = prefix + field->name();
    const bool choice = field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM;
    const bool nested = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!field->is_repeated()) {
      if (choice) CheckChoice(path, field, reflection->GetEnumValue(message, field), checker);
      if (nested) CheckListsAndChoices(reflection->GetMessage(message, field), path + ".", checker);
      continue;
    }
    const int size = reflection->FieldSize(message, field), most = MostItems(path);
    if (size > most) checker->Add(path, absl::StrCat("has ", size, " items; at most ", most, " are taken"));
    for (int i = 0; i < std::min(size, most); ++i) {
      const std::string item = absl::StrCat(path, "[", i, "]");
      if (choice) CheckChoice(item, field, reflection->GetRepeatedEnumValue(message, field, i), checker);
      if (nested) CheckListsAndChoices(reflection->GetRepeatedMessage(message, field, i), item + ".", checker);
    }
  }
}

}  // namespace

void CheckEveryField(const v1::Activity& activity, Checker* checker) {
  ForEachText(activity, [&](const std::string& path, const std::string& text) { CheckText(path, text, checker); });
  CheckListsAndChoices(activity, "", checker);
}

}  // namespace meedoen
