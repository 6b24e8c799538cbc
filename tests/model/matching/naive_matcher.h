// The matcher once more, in plain code from the records: every limit, every part of the score, the order, the pool. The
// model that the real one is held against; slow and simple on purpose.
//
// It shares with the matcher only what is not matching: the expansion of a schedule, the texts' vectors and what a wish
// scores by chance. Distances are great circles, numbers are doubles, nothing is a mask, a column or a cell.
// Threads: const methods are safe. Ownership: a client keeps the request by reference.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "core/geo/distance.h"
#include "core/geo/place.h"
#include "meedoen/v1/match_service.pb.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::testing {

struct NaiveSession {
  absl::Time start;
  absl::Time end;
  int weekday = 0;       // Monday = 0.
  int start_minute = 0;  // Local, since midnight.
  int length_minutes = 0;
};

struct NaiveActivity {
  v1::Activity record;
  std::vector<float> vector;
  std::vector<NaiveSession> sessions;
  uint64_t tie_breaker = 0;  // Of two with one score, the lower comes first.

  std::string municipality() const { return record.name().substr(15, 6); }
};

// `today` is the day from which sessions are known.
absl::StatusOr<NaiveActivity> ReadActivity(const v1::Activity& record, std::vector<float> vector, absl::CivilDay today);

struct NaiveMeans {
  double kilometres_an_hour = 0;
  double start_minutes = 0;
  int first_departure = 0;  // Minutes since midnight.
  int last_return = 24 * 60;
};

// Days since somebody confirmed it.
struct NaiveAgeing {
  double ask_after = 180;
  double leave_out_after = 0;  // 0: never.
};

// What a municipality can set.
struct NaiveRules {
  std::map<std::string, double> weights;  // By the names of docs/settings.md.
  std::map<int, double> role_shares;      // By v1::Role.
  std::map<int, NaiveMeans> means;        // By v1::Means.
  // Municipalities that share activities with the home's, each naming the other.
  std::set<std::string> shares_with;
  NaiveAgeing ageing;  // Of this municipality's own activities.
};

NaiveRules DocumentedRules();

// The settings of all, and those of each municipality that has its own, by its code.
using NaiveSettings = std::map<std::string, v1::MunicipalitySettings>;
NaiveRules RulesFor(const std::string& municipality, const v1::MunicipalitySettings& common, const NaiveSettings& own);

// A wish, or something not wanted, with what it scores by chance.
struct NaiveWish {
  std::vector<float> vector;
  double expected = 0;
  double spread = 1;
};

// How far rounding can lead the matcher away from the model: the model is asked again with distances and dislikes a
// little different.
struct Nudge {
  double distance = 0;     // In parts of DistanceDoubt.
  double dislike = 0;      // In spreads above chance.
  bool confirmed = false;  // As if the provider had said that it still runs: nothing is too old.
};

struct NaivePart {
  std::string name;
  double value = 0;
  double weight = 0;
};

// What the model says of one activity.
struct NaiveVerdict {
  std::set<int> reasons;  // v1::ExclusionReason; empty: it fits. All below is set only then.
  v1::SuggestionGroup group = v1::SUGGESTION_GROUP_UNSPECIFIED;
  v1::Travel::Kind kind = v1::Travel::KIND_UNSPECIFIED;
  v1::Means means = v1::MEANS_UNSPECIFIED;
  double minutes = 0;
  std::vector<NaivePart> parts;
  std::vector<double> closeness;  // To each wish.
  double penalty = 0;
  double score = 0;  // Before it is rounded.

  bool fits() const { return reasons.empty(); }
  bool Meets(size_t wish) const { return closeness[wish] >= 0.69; }  // Some two spreads above chance.
  int64_t steps() const;                                             // The score in steps of 0.0001.
};

class NaiveClient {
 public:
  // What is known besides the request.
  struct World {
    std::vector<Place> places;
    v1::MunicipalitySettings common_settings;
    NaiveSettings own_settings;
    absl::Time now;
    std::function<NaiveWish(const std::string&)> embed;  // A text's vector and what it scores by chance.
  };
  // NOT_FOUND: the home is not among the places.
  static absl::StatusOr<NaiveClient> Of(const v1::SuggestRequest& request, const World& world);

  NaiveVerdict Judge(const NaiveActivity& activity, const Nudge& nudge = {}) const;

  // How much the matcher's distance can differ from the great circle: coordinates stored in 4 bytes, and a plane for a
  // sphere.
  double DistanceDoubt(const NaiveActivity& activity) const;

  // Whether it lies so near, or serves the home's area so plainly, that no plan may overlook it: within half as far
  // again as the client can get.
  bool MustBeLookedAt(const NaiveActivity& activity) const;

  const std::vector<NaiveWish>& wishes() const { return wishes_; }
  const std::vector<NaiveWish>& dislikes() const { return dislikes_; }

 private:
  // How the client gets there.
  struct Way {
    v1::Travel::Kind kind = v1::Travel::KIND_UNSPECIFIED;  // Unspecified: not at all.
    v1::Means means = v1::MEANS_UNSPECIFIED;
    double minutes = 0;
    double ease = 0;  // The travel part of the score.
    bool certain = true;
    bool too_far = false;
    bool no_way_back = false;
  };

  NaiveClient(const v1::SuggestRequest& request, absl::Time now) : request_(&request), now_(now) {}
  absl::Status SetHome(const std::vector<Place>& places);

  const v1::ClientProfile& client() const { return request_->client(); }
  // How surely the home lies in an area: 0 not, 1 perhaps, 2 surely.
  int LivesIn(const std::string& code) const;
  int AreaFit(const NaiveActivity& activity) const;  // Of the surest of those that it serves.
  bool InArea(const NaiveActivity& activity) const { return AreaFit(activity) > 0; }
  double MetresTo(const NaiveActivity& activity) const;
  std::vector<int> Means() const;
  double LimitOf(int means) const;
  bool Reaches(int means, double metres) const;
  double MinutesBy(int means, double metres) const;
  Way WayTo(const NaiveActivity& activity, const Nudge& nudge) const;
  bool CanAttend(const NaiveActivity& activity, int means, double minutes) const;
  bool InOwnNeighbourhood(const NaiveActivity& activity, const Nudge& nudge) const;
  std::vector<const NaiveSession*> Upcoming(const NaiveActivity& activity) const;
  bool InWindows(const NaiveSession& session) const;

  void CheckPerson(const NaiveActivity& activity, NaiveVerdict* verdict) const;
  void CheckRequest(const NaiveActivity& activity, NaiveVerdict* verdict) const;
  void CheckTime(const NaiveActivity& activity, NaiveVerdict* verdict) const;
  const NaiveAgeing& AgeingOf(const NaiveActivity& activity) const;
  bool TooOld(const NaiveActivity& activity) const;
  bool CheckAccess(const NaiveActivity& activity, NaiveVerdict* verdict) const;  // Whether all needs are known.
  bool NotWanted(const NaiveActivity& activity, const Nudge& nudge) const;

  void ScoreIt(const NaiveActivity& activity, const Way& way, const Nudge& nudge, NaiveVerdict* verdict) const;
  double LanguagePart(const v1::Activity& record) const;
  double RolePart(const v1::Activity& record) const;
  double FreshnessPart(const NaiveActivity& activity) const;
  double SchedulePart(const NaiveActivity& activity) const;

  const v1::SuggestRequest* request_;
  NaiveRules rules_;
  NaiveAgeing common_ageing_;
  std::map<std::string, NaiveAgeing> own_ageing_;  // Of municipalities with settings of their own.
  absl::Time now_;
  Point home_;
  std::string municipality_;
  std::string own_postcode4_;  // Empty: not known.
  double own_metres_ = 0;      // Of a home known by neighbourhood or district.
  std::string own_area_;       // Its code; empty: it is not known so.
  double home_doubt_ = 70;     // Metres: the rounding of the home, and what is not known of it.
  std::vector<Place> places_;
  std::set<std::string> areas_;
  std::vector<NaiveWish> wishes_;
  std::vector<NaiveWish> dislikes_;
};

// The order of the pool: group by group, the best first, at most `most` of each.
struct NaivePlaceInPool {
  int group = 0;
  int64_t steps = 0;
  uint64_t tie_breaker = 0;
  std::string name;
};
std::vector<NaivePlaceInPool> PoolOf(std::vector<NaivePlaceInPool> fitting, size_t most);

}  // namespace meedoen::testing
