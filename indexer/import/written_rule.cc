#include "indexer/import/written_rule.h"

#include "absl/strings/ascii.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/status.h"
#include "indexer/import/cells.h"

namespace meedoen::indexer {
namespace {

constexpr char kAnyStart[] = "2026-01-01";

absl::Status NotUnderstood(const char* why) { return absl::InvalidArgumentError(why); }

// With a start, if it needs one that the cell does not say: another column may.
bool IsRule(v1::Recurrence rule) {
  if (CheckRule(rule).ok()) return true;
  if (!rule.start_date().empty()) return false;
  rule.set_start_date(kAnyStart);
  return CheckRule(rule).ok();
}

}  // namespace

bool IsWrittenRule(std::string_view text) {
  const std::string start = absl::AsciiStrToUpper(std::string(text.substr(0, 6)));
  return start.starts_with("FREQ=") || start == "RRULE:";
}

absl::StatusOr<v1::Recurrence> ParseWrittenRule(const std::string& text) {
  absl::StatusOr<v1::Recurrence> rule = ParseRecurrence(text);
  if (!rule.ok()) return NotUnderstood("the times of a rule, or its start, are not understood");
  std::string normal = absl::AsciiStrToUpper(rule->rrule());
  if (normal.starts_with("RRULE:")) normal.erase(0, 6);
  if (normal.ends_with(";")) normal.pop_back();
  rule->set_rrule(normal);
  if (rule->start_date() == kNoStartDate) rule->clear_start_date();
  const absl::StatusOr<int> start = ParseTimeOfDay(rule->start_time()), end = ParseTimeOfDay(rule->end_time());
  if (!start.ok() || !end.ok() || *end <= *start) return NotUnderstood("the times of a rule are not understood");
  if (!IsRule(*rule)) return NotUnderstood("a rule is not understood");
  return rule;
}

}  // namespace meedoen::indexer
