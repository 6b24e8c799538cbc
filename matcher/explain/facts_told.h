// The sentences about one activity for one client: reasons and cautions. Internal to matcher/explain.
#pragma once

#include "core/index/facts.h"
#include "matcher/explain/explain.h"

namespace meedoen::matcher {

// One suggestion as it is being explained.
struct Telling {
  const ExplainContext& context;
  const Candidate& candidate;
  const WayThere& way;
  uint32_t unknown_needs;
  v1::Suggestion* suggestion;  // Its activity is there already.

  void Reason(std::string_view code, std::initializer_list<std::string> values = {}) const;
  void Caution(std::string_view code, std::initializer_list<std::string> values = {}) const;
};

void TellReasons(const Telling& telling);
void TellCautions(const Telling& telling);

}  // namespace meedoen::matcher
