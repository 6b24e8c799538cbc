// Other listings of activities that are shown: those that a link of the catalogue calls the same activity, suspected or
// confirmed (Activity.duplicates). A coach sees one of them.
//
// Links are read from the records of what is chosen, so they cost nothing before; each stands at both sides, so that
// one side is enough, in whichever layer of the view it is.
//
// Threads: one. Ownership: keeps hashes only. Errors: a record that cannot be read has no links; whoever explains the
// activity reports it. Cost: some microseconds a record.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "matcher/rank/candidate.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::matcher {

// Hashes of the names of an activity's other listings.
std::vector<uint64_t> TwinsOf(const v1::Activity& activity);
std::vector<uint64_t> TwinsOf(const Candidate& candidate);

class Twins {
 public:
  // From now on the others of this one are twins.
  void Add(const std::vector<uint64_t>& twins) { hashes_.insert(twins.begin(), twins.end()); }
  void Add(const std::vector<Candidate>& shown);

  bool Has(uint64_t name_hash) const { return hashes_.contains(name_hash); }

 private:
  absl::flat_hash_set<uint64_t> hashes_;
};

// Names in Suggestion.also_listed_as what was left out for it: those of `pool` that are not among the suggestions. Each
// is named once, at the first that it is a twin of.
void SetAlsoListedAs(const std::vector<Candidate>& pool,
                     google::protobuf::RepeatedPtrField<v1::Suggestion>* suggestions);

}  // namespace meedoen::matcher
