// Finds the activities of a catalogue that are alike, and notes each pair at both.
//
// Municipalities are looked at one by one. It reads one revision of the catalogue, compares, and writes what changes
// in transactions of some hundred activities, both sides of a pair in one, each under the etag that it read; what
// somebody else changed meanwhile is read again, and no decision is ever overwritten.
//
// Threads: safe; writers go on. Ownership: store and clock outlive it. Errors: CANCELLED (`go_on` said no), ABORTED
// (the same activities kept changing; what was written stays, run it again), and those of the store. Cost:
// bench/duplicates; 3 KB an activity of one municipality while it runs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "indexer/duplicates/link_plan.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class DuplicateFinder {
 public:
  DuplicateFinder(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock) {}

  struct Options {
    std::string prefix;  // "GM0150/"; empty: all.
    bool dry_run = false;
    std::function<bool()> go_on = [] { return true; };
  };
  absl::StatusOr<v1::FindDuplicatesResponse> Find(const Options& options);

 private:
  absl::Status FindIn(const std::string& prefix, const Options& options, v1::FindDuplicatesResponse* response);
  // What one activity should have, as of the version with this etag.
  struct Wanted {
    std::string name;
    std::string etag;
    Links links;
  };
  absl::Status Write(std::vector<Wanted> wanted, const Options& options);
  absl::Status WriteTogether(const std::vector<Wanted>& wanted);

  CatalogStore& store_;
  const Clock& clock_;
};

// The links of an activity that was changed since its links were planned: the suspicions that are wanted, without those
// of who is not there (`exists`), and its own decisions as they are by now.
Links MergedLinks(const v1::Activity& current, const Links& wanted,
                  const std::function<bool(const std::string& name)>& exists);

}  // namespace meedoen::indexer
