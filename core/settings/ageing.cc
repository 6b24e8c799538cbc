#include "core/settings/ageing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/settings/settings_files.h"

namespace meedoen {
namespace {

// "GM0150" as 150.
uint32_t NumberOf(std::string_view code) {
  uint32_t number = 0;
  for (const char digit : code.substr(std::min<size_t>(2, code.size()))) {
    number = number * 10 + static_cast<uint32_t>(digit - '0');
  }
  return number;
}

}  // namespace

void ApplyAgeing(const v1::AgeingSettings& settings, const std::string& where, Ageing* ageing, Problems* problems) {
  Ageing own = *ageing;
  if (settings.has_ask_after_days()) own.ask_after_days = settings.ask_after_days();
  if (settings.has_leave_out_after_days()) own.leave_out_after_days = settings.leave_out_after_days();
  const bool ask_is_right = own.ask_after_days >= 1 && own.ask_after_days <= kMaxAgeingDays;
  if (!ask_is_right) {
    problems->Add(where + ": ageing.ask_after_days", absl::StrCat("must be from 1 to ", kMaxAgeingDays));
  }
  if (own.leave_out_after_days > kMaxAgeingDays) {
    problems->Add(where + ": ageing.leave_out_after_days", absl::StrCat("must be from 0 (never) to ", kMaxAgeingDays));
  } else if (ask_is_right && own.leave_out_after_days > 0 && own.leave_out_after_days < own.ask_after_days) {
    problems->Add(where + ": ageing.leave_out_after_days",
                  absl::StrCat("is ", own.leave_out_after_days, ", before the provider is asked (ask_after_days: ",
                               own.ask_after_days, "); make it later, or 0 for never"));
  } else if (ask_is_right) {
    *ageing = own;
  }
}

absl::StatusOr<AgeingRules> AgeingRules::Load(Env& env, const std::string& folder) {
  if (folder.empty()) return AgeingRules();
  Problems problems;
  MEEDOEN_ASSIGN_OR_RETURN(const SettingsFiles files, ReadSettingsFiles(env, folder, &problems));
  Ageing common;
  ApplyAgeing(files.common.ageing(), kDefaultSettingsFile, &common, &problems);
  AgeingRules rules(common);
  for (const auto& [code, settings] : files.own) {
    Ageing own = common;
    ApplyAgeing(settings.ageing(), SettingsFileOf(code), &own, &problems);
    rules.Add(code, own);
  }
  const absl::Status right = problems.ToStatus();
  if (!right.ok()) return Annotate(right, folder);
  return rules;
}

void AgeingRules::Add(std::string_view municipality_code, const Ageing& ageing) {
  own_.emplace_back(NumberOf(municipality_code), ageing);
  leaves_out_ = leaves_out_ || ageing.leave_out_after_days > 0;
}

const Ageing& AgeingRules::Of(uint32_t municipality) const {
  const auto own = std::lower_bound(own_.begin(), own_.end(), municipality,
                                    [](const auto& one, uint32_t number) { return one.first < number; });
  return own != own_.end() && own->first == municipality ? own->second : common_;
}

const Ageing& AgeingRules::Of(std::string_view municipality_code) const { return Of(NumberOf(municipality_code)); }

}  // namespace meedoen
