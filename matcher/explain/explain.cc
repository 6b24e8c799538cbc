#include "matcher/explain/explain.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "matcher/explain/facts_told.h"

namespace meedoen::matcher {
namespace {

constexpr size_t kMostDates = 3;

google::protobuf::Timestamp Timestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  return timestamp;
}

uint32_t WholeMinutes(double minutes) { return static_cast<uint32_t>(std::lround(minutes)); }

void SetTravel(const WayThere& way, const TravelModel& travel, v1::Travel* out) {
  out->set_kind(way.kind);
  out->set_means(way.means);
  out->set_metres(static_cast<uint32_t>(std::lround(travel.WayMetres(way.metres))));
  out->set_minutes_least(WholeMinutes(way.minutes_least));
  out->set_minutes_most(WholeMinutes(way.minutes_most));
  out->set_estimate(way.estimated);
}

// Whether a session certainly takes place. Columns do not say; the record does.
class CertainSessions {
 public:
  CertainSessions(const v1::Activity& activity, const ClientQuery& query)
      : all_certain_(!WeeksUnknown(activity.schedule())) {
    if (all_certain_) return;
    // A session that goes on now can have begun the day before.
    const auto sessions =
        ExpandCertain(activity, DayFromNumber(query.today) - 1, DayFromNumber(query.today) + kMaxHorizonDays);
    if (sessions.ok()) sessions_ = *sessions;
  }
  bool Contains(absl::Time start, int minutes) const {
    const Occurrence session{start, start + absl::Minutes(minutes)};
    return all_certain_ || std::find(sessions_.begin(), sessions_.end(), session) != sessions_.end();
  }

 private:
  const bool all_certain_;
  std::vector<Occurrence> sessions_;
};

absl::Time StartOf(const Candidate& candidate, uint64_t session) {
  return absl::FromUnixSeconds(int64_t{candidate.segment->session_starts[session]} * 60);
}

// Those that the client can attend, if they are certain.
void SetDates(const Filter& filter, const Candidate& candidate, const WayThere& way, const ClientQuery& query,
              v1::Suggestion* suggestion) {
  const auto [first, last] = filter.UpcomingSessions(candidate.row);
  const CertainSessions certain(suggestion->activity(), query);
  std::vector<uint64_t> sessions, begun;
  for (uint64_t session = first; session < last && sessions.size() < kMostDates; ++session) {
    if (!filter.CanAttend(session, way)) continue;
    if (!certain.Contains(StartOf(candidate, session), candidate.segment->session_lengths[session])) continue;
    const bool in_time = candidate.segment->session_starts[session] >= query.now_minute + way.minutes_least;
    (in_time ? sessions : begun).push_back(session);
  }
  // One that is missed, at least in part, is told only if no other comes.
  if (sessions.empty() && !begun.empty()) sessions = {begun.back()};
  for (const uint64_t session : sessions) {
    const absl::Time start = StartOf(candidate, session);
    v1::NextDate* date = suggestion->add_next_dates();
    *date->mutable_start_time() = Timestamp(start);
    *date->mutable_end_time() = Timestamp(start + absl::Minutes(candidate.segment->session_lengths[session]));
  }
}

// "Bel even" is of little use without a number: what the text does not have itself is added.
std::string WithContact(const v1::Contact& contact, Language language) {
  std::string text = contact.how_to_join();
  const auto add = [&](std::string_view code, const std::string& value) {
    if (value.empty() || absl::StrContains(contact.how_to_join(), value)) return;
    absl::StrAppend(&text, " ", Say(language, code, {value}));
  };
  add("contact_telephone", contact.telephone());
  add("contact_mail", contact.email());
  if (contact.telephone().empty() && contact.email().empty()) add("website", contact.website());
  return text;
}

std::string FirstStep(const v1::Activity& activity, Language language) {
  const v1::Contact& contact = activity.contact();
  if (!contact.how_to_join().empty()) return WithContact(contact, language);
  if (activity.attendance() == v1::DROP_IN) return Say(language, "just_come");
  if (!contact.telephone().empty()) return Say(language, "call", {contact.telephone()});
  if (!contact.email().empty()) return Say(language, "mail", {contact.email()});
  if (!contact.website().empty()) return Say(language, "website", {contact.website()});
  return Say(language, "ask_coach");
}

std::string PlaceText(const v1::Place& place) {
  std::vector<std::string> parts;
  for (const std::string& part : {place.venue_name(), place.address()}) {
    if (!part.empty()) parts.push_back(part);
  }
  return absl::StrJoin(parts, ", ");
}

std::string ClientText(const v1::Suggestion& suggestion, Language language) {
  const v1::Activity& activity = suggestion.activity();
  std::vector<std::string> lines = {activity.title()};
  if (!activity.provider().name().empty()) lines.push_back(Say(language, "organiser", {activity.provider().name()}));
  const std::string place = PlaceText(activity.place());
  if (!place.empty()) lines.push_back(Say(language, "where", {place}));
  // Nobody is sent to a first time that is not theirs yet: full, or by way of a talk or a referral.
  const bool open = activity.status() != v1::FULL && activity.way_in() <= v1::OPEN;
  if (open && suggestion.next_dates_size() > 0) {
    const v1::NextDate& next = suggestion.next_dates(0);
    const absl::Time start = absl::FromUnixSeconds(next.start_time().seconds());
    const absl::Time end = absl::FromUnixSeconds(next.end_time().seconds());
    lines.push_back(Say(language, "next_date", {SayDate(language, start), SayTimes(language, start, end)}));
  }
  for (const v1::Reason& reason : suggestion.reasons()) {
    if (reason.code() != "wish" && reason.code() != "wish_too" && reason.code() != "goals") {
      lines.push_back(reason.text());
    }
  }
  for (const v1::Caution& caution : suggestion.cautions()) lines.push_back(caution.text());
  lines.push_back(suggestion.first_step());
  return absl::StrJoin(lines, "\n");
}

}  // namespace

void Telling::Reason(std::string_view code, std::initializer_list<std::string> values) const {
  v1::Reason* reason = suggestion->add_reasons();
  reason->set_code(std::string(code));
  reason->set_text(Say(context.language, code, values));
}

void Telling::Caution(std::string_view code, std::initializer_list<std::string> values) const {
  v1::Caution* caution = suggestion->add_cautions();
  caution->set_code(std::string(code));
  caution->set_text(Say(context.language, code, values));
}

absl::StatusOr<v1::Suggestion> Explain(const Candidate& candidate, const ExplainContext& context) {
  v1::Suggestion suggestion;
  MEEDOEN_ASSIGN_OR_RETURN(*suggestion.mutable_activity(), candidate.segment->Record(candidate.row));
  const Filter filter(context.query, *candidate.segment);
  const WayThere way = filter.Travel(candidate.row, candidate.in_area);
  suggestion.set_score(candidate.score.total / 10'000.0);
  const std::array<float, kParts> weights = WeightsFor(context.query);
  for (int part = 0; part < kParts; ++part) {
    if (weights[part] == 0) continue;
    v1::ScorePart* told = suggestion.add_parts();
    told->set_part(std::string(kPartNames[part]));
    told->set_value(candidate.score.parts[part]);
    told->set_weight(weights[part]);
  }
  suggestion.set_group(candidate.group);
  SetTravel(way, *context.query.rules->travel, suggestion.mutable_travel());
  SetDates(filter, candidate, way, context.query, &suggestion);
  const Telling telling{context, candidate, way, filter.UnknownNeeds(candidate.row), &suggestion};
  TellReasons(telling);
  TellCautions(telling);
  suggestion.set_first_step(FirstStep(suggestion.activity(), context.language));
  suggestion.set_client_text(ClientText(suggestion, context.language));
  return suggestion;
}

}  // namespace meedoen::matcher
