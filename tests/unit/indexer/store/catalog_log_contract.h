// What every CatalogLog must do, rule by rule. A rule says OK, or what it found instead, so that it can also be shown
// to catch a log that is wrong.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "core/base/clock.h"
#include "indexer/store/catalog_log.h"

namespace meedoen::indexer::testing {

// A log that starts empty, with vectors of kTestDimension numbers.
class LogUnderTest {
 public:
  virtual ~LogUnderTest() = default;
  virtual CatalogLog& log() = 0;
  virtual void Reopen() = 0;  // As after a restart, where the log outlives one. No watcher may be left.
  virtual FixedClock& clock() = 0;
};

struct ContractRule {
  std::string name;
  std::function<absl::Status(LogUnderTest&)> check;
};

const std::vector<ContractRule>& ContractRules();

}  // namespace meedoen::indexer::testing
