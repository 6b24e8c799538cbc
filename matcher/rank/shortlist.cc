#include "matcher/rank/shortlist.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "matcher/rank/twins.h"

namespace meedoen::matcher {
namespace {

// Inner products of any two activities of the default model lie between these.
constexpr double kUnlike = 0.8, kAlike = 1.0;

bool Meets(const Candidate& candidate, size_t wish) { return candidate.score.wishes[wish] >= kMetWish; }

// The twins of what is chosen, each record read once however often the choice is made.
class TwinReader {
 public:
  const std::vector<uint64_t>& Of(const Candidate& candidate) {
    const auto [found, is_new] = read_.try_emplace(&candidate);
    if (is_new) found->second = TwinsOf(candidate);
    return found->second;
  }

 private:
  absl::flat_hash_map<const Candidate*, std::vector<uint64_t>> read_;
};

class Chooser {
 public:
  Chooser(const ClientQuery& query, const Kernel& kernel, const ShortlistOptions& options, TwinReader& reader)
      : query_(query), kernel_(kernel), options_(options), reader_(reader) {}

  // Moves up to `most` from the pool to the end of the list.
  void Choose(std::vector<const Candidate*> pool, size_t most) {
    EraseTwins(&pool);
    const size_t early = std::max<size_t>(3, query_.wishes.size());
    for (size_t i = 0; i < most && !pool.empty(); ++i) {
      const std::vector<size_t> open = OpenWishes(pool);
      // Places left for the wishes that are still open: the early ones, or, once those are gone, all that remain.
      const size_t remaining = most - i;
      const size_t left = chosen_.size() < early ? std::min(early - chosen_.size(), remaining) : remaining;
      const bool must_cover = options_.cover_wishes && !open.empty() && open.size() >= left;
      const bool short_of_places = must_cover && open.size() > left;
      auto best = pool.end();
      std::pair<size_t, double> best_value;  // Wishes that it covers, where places are short; then its own value.
      for (auto it = pool.begin(); it != pool.end(); ++it) {
        const auto covers = [&](size_t wish) { return Meets(**it, wish); };
        const auto covered = static_cast<size_t>(std::count_if(open.begin(), open.end(), covers));
        if (must_cover && covered == 0) continue;
        const std::pair value(short_of_places ? covered : 0, Value(**it));
        if (best == pool.end() || value > best_value) {
          best = it;
          best_value = value;
        }
      }
      Take(**best);
      pool.erase(best);
      EraseTwins(&pool);
    }
  }

  // What is shown in another part of the answer.
  void Avoid(const std::vector<const Candidate*>& shown) {
    for (const Candidate* candidate : shown) twins_.Add(reader_.Of(*candidate));
  }

  const std::vector<const Candidate*>& chosen() const { return chosen_; }
  bool covers_wishes() const { return options_.cover_wishes; }

 private:
  void Take(const Candidate& candidate) {
    chosen_.push_back(&candidate);
    twins_.Add(reader_.Of(candidate));
  }

  void EraseTwins(std::vector<const Candidate*>* pool) const {
    std::erase_if(*pool, [this](const Candidate* candidate) { return twins_.Has(candidate->name_hash); });
  }

  // Wishes that nothing chosen meets but something in the pool does.
  std::vector<size_t> OpenWishes(const std::vector<const Candidate*>& pool) const {
    std::vector<size_t> open;
    for (size_t wish = 0; wish < query_.wishes.size(); ++wish) {
      const auto meets = [wish](const Candidate* candidate) { return Meets(*candidate, wish); };
      if (std::any_of(chosen_.begin(), chosen_.end(), meets)) continue;
      if (std::any_of(pool.begin(), pool.end(), meets)) open.push_back(wish);
    }
    return open;
  }

  double Value(const Candidate& candidate) const {
    double likeness = 0;
    int same_provider = 0;
    const SegmentView& segment = *candidate.segment;
    for (const Candidate* other : chosen_) {
      const double product =
          kernel_.inner_product(segment.Vector(candidate.row), other->segment->Vector(other->row), segment.stride);
      likeness = std::max(likeness, std::clamp((product - kUnlike) / (kAlike - kUnlike), 0.0, 1.0));
      same_provider += segment.provider[candidate.row] == other->segment->provider[other->row];
    }
    return candidate.score.total - options_.likeness_penalty * likeness - options_.provider_penalty * same_provider;
  }

  const ClientQuery& query_;
  const Kernel& kernel_;
  const ShortlistOptions options_;
  TwinReader& reader_;
  std::vector<const Candidate*> chosen_;
  Twins twins_;
};

using Pool = std::vector<const Candidate*>;

size_t CountMet(const ClientQuery& query, const Pool& candidates) {
  size_t met = 0;
  for (size_t wish = 0; wish < query.wishes.size(); ++wish) {
    met +=
        std::any_of(candidates.begin(), candidates.end(), [wish](const Candidate* one) { return Meets(*one, wish); });
  }
  return met;
}

// The k of the confirmed and the "ask first" ones. The confirmed ones give up a place only where that meets one more
// wish.
Pool ChooseMain(const ClientQuery& query, const Pool& confirmed, const Pool& ask_first, const Chooser& empty) {
  Pool best;
  size_t best_met = 0;
  Pool all = confirmed;
  all.insert(all.end(), ask_first.begin(), ask_first.end());
  const size_t can_be_met = CountMet(query, all);
  for (size_t given_up = 0; given_up <= std::min<size_t>(query.k, query.wishes.size()); ++given_up) {
    Chooser chooser = empty;
    chooser.Choose(confirmed, query.k - given_up);
    chooser.Choose(ask_first, query.k - chooser.chosen().size());
    const size_t met = CountMet(query, chooser.chosen());
    if (given_up == 0 || met > best_met) {
      best = chooser.chosen();
      best_met = met;
    }
    if (best_met == can_be_met || !empty.covers_wishes()) break;
  }
  return best;
}

// Support is shown where it answers a wish; without wishes, where it serves a goal.
bool SupportFits(const ClientQuery& query, const Candidate& candidate) {
  if (query.wishes.empty()) return candidate.score.parts[kGoals] > 0;
  for (size_t wish = 0; wish < query.wishes.size(); ++wish) {
    if (Meets(candidate, wish)) return true;
  }
  return false;
}

}  // namespace

std::vector<Candidate> MakeShortlist(const ClientQuery& query, const std::vector<Candidate>& pool, const Kernel& kernel,
                                     const ShortlistOptions& options) {
  Pool confirmed, ask_first, fitting_support;
  for (const Candidate& candidate : pool) {
    if (candidate.group == v1::CONFIRMED) confirmed.push_back(&candidate);
    if (candidate.group == v1::TO_ASK_FIRST) ask_first.push_back(&candidate);
    if (candidate.group == v1::SUPPORT && SupportFits(query, candidate)) fitting_support.push_back(&candidate);
  }
  TwinReader reader;
  const Chooser empty(query, kernel, options, reader);
  const Pool main = ChooseMain(query, confirmed, ask_first, empty);
  Chooser support = empty;
  support.Avoid(main);
  support.Choose(std::move(fitting_support), kMostSupport);
  std::vector<Candidate> shortlist;
  for (const Candidate* candidate : main) shortlist.push_back(*candidate);
  for (const Candidate* candidate : support.chosen()) shortlist.push_back(*candidate);
  return shortlist;
}

std::vector<uint32_t> UnmetWishes(const ClientQuery& query, const std::vector<Candidate>& shortlist) {
  std::vector<uint32_t> unmet;
  for (uint32_t wish = 0; wish < query.wishes.size(); ++wish) {
    const auto meets = [wish](const Candidate& candidate) { return Meets(candidate, wish); };
    if (std::none_of(shortlist.begin(), shortlist.end(), meets)) unmet.push_back(wish);
  }
  return unmet;
}

}  // namespace meedoen::matcher
