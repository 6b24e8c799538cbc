#include "matcher/rank/twins.h"

#include "core/index/facts.h"

namespace meedoen::matcher {
namespace {

bool IsSame(const v1::DuplicateLink& link) {
  return link.state() == v1::DuplicateLink::SUSPECTED || link.state() == v1::DuplicateLink::CONFIRMED;
}

}  // namespace

std::vector<uint64_t> TwinsOf(const v1::Activity& activity) {
  std::vector<uint64_t> twins;
  for (const v1::DuplicateLink& link : activity.duplicates()) {
    if (IsSame(link)) twins.push_back(NameHash(link.name()));
  }
  return twins;
}

std::vector<uint64_t> TwinsOf(const Candidate& candidate) {
  const auto activity = candidate.segment->Record(candidate.row);
  return activity.ok() ? TwinsOf(*activity) : std::vector<uint64_t>();
}

void Twins::Add(const std::vector<Candidate>& shown) {
  for (const Candidate& candidate : shown) Add(TwinsOf(candidate));
}

void SetAlsoListedAs(const std::vector<Candidate>& pool,
                     google::protobuf::RepeatedPtrField<v1::Suggestion>* suggestions) {
  absl::flat_hash_set<uint64_t> left_out;
  for (const Candidate& candidate : pool) left_out.insert(candidate.name_hash);
  for (const v1::Suggestion& suggestion : *suggestions) left_out.erase(NameHash(suggestion.activity().name()));
  for (v1::Suggestion& suggestion : *suggestions) {
    for (const v1::DuplicateLink& link : suggestion.activity().duplicates()) {
      if (IsSame(link) && left_out.erase(NameHash(link.name())) > 0) suggestion.add_also_listed_as(link.name());
    }
  }
}

}  // namespace meedoen::matcher
