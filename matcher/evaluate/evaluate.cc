#include "matcher/evaluate/evaluate.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "matcher/evaluate/naive_check.h"

namespace meedoen::matcher {
namespace {

std::string MunicipalityOf(const ClientQuery& query) {
  const auto code = std::find_if(query.areas.begin(), query.areas.end(),
                                 [](const std::string& area) { return IsMunicipalityCode(area); });
  return code == query.areas.end() ? "unknown" : *code;
}

// With what the municipality's settings say of means and borders, and what all of them say of age.
absl::StatusOr<NaiveClient> NaiveOf(const EvaluateSetting& setting, const Case& one) {
  MEEDOEN_ASSIGN_OR_RETURN(NaiveClient naive, NaiveClientOf(one.client->request, setting.view.snapshot->places()));
  const ClientQuery& query = one.feasible.query;
  naive.shared_municipalities = one.feasible.settings->SharedWith(MunicipalityOf(query));
  naive.too_old_after = [settings = one.feasible.settings](const std::string& municipality) {
    return static_cast<int>(settings->ageing().Of(municipality).leave_out_after_days);
  };
  for (size_t means = 0; means < naive.means.size(); ++means) {
    const MeansValues& values = query.rules->means[means];
    naive.means[means] = {values.kilometres_an_hour, values.start_minutes,
                          static_cast<double>(values.hours.first_departure),
                          static_cast<double>(values.hours.last_return)};
  }
  return naive;
}

// Holds what the coach would be shown against the naive check.
absl::Status CheckSuggestions(const EvaluateSetting& setting, const Case& one, ClientResult* result) {
  MEEDOEN_ASSIGN_OR_RETURN(const NaiveClient naive, NaiveOf(setting, one));
  for (const Candidate& shown : MakeShortlist(one.feasible.query, one.feasible.scan.pool, setting.kernel)) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, shown.segment->Record(shown.row));
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> broken, BrokenLimits(activity, naive, setting.now));
    ++result->suggestions;
    if (!broken.empty()) result->infeasible.push_back(absl::StrCat(activity.name(), ": ", absl::StrJoin(broken, ", ")));
  }
  return absl::OkStatus();
}

template <typename MeasuresOfClient>
SummaryRow RowOf(const Evaluation& evaluation, const std::string& group, std::string name, MeasuresOfClient of) {
  std::vector<Measures> measures;
  for (const ClientResult& client : evaluation) {
    if (std::find(client.groups.begin(), client.groups.end(), group) == client.groups.end()) continue;
    measures.push_back(of(client));
  }
  return {std::move(name), group, static_cast<int>(measures.size()), EstimatesOf(measures)};
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const EvaluateSetting& setting, const std::vector<JudgedClient>& clients) {
  Evaluation evaluation;
  for (const JudgedClient& client : clients) {
    MEEDOEN_ASSIGN_OR_RETURN(
        SuggestEngine::Feasible feasible,
        setting.engine.FindFeasible(setting.view, client.request, absl::InfiniteFuture(), kMaxActivities));
    MEEDOEN_ASSIGN_OR_RETURN(const Case one, MakeCase(client, std::move(feasible)));
    ClientResult result;
    result.id = client.id;
    result.groups = GroupsOf(client, MunicipalityOf(one.feasible.query));
    result.feasible = static_cast<int>(one.activities.size());
    for (int ranking = 0; ranking < kRankings; ++ranking) {
      const std::vector<int> ranked = GradesBy(static_cast<Ranking>(ranking), one, setting.kernel);
      result.measures[static_cast<size_t>(ranking)] = MeasuresOf(ranked, one.grades);
    }
    MEEDOEN_RETURN_IF_ERROR(CheckSuggestions(setting, one, &result));
    evaluation.push_back(std::move(result));
  }
  return evaluation;
}

std::array<Estimate, kMeasures> EstimatesOf(const std::vector<Measures>& of_clients) {
  std::array<Estimate, kMeasures> estimates;
  for (size_t measure = 0; measure < kMeasures; ++measure) {
    std::vector<double> values;
    for (const Measures& of_client : of_clients) values.push_back(of_client[measure]);
    estimates[measure] = BootstrapMean(values);
  }
  return estimates;
}

Measures Less(const Measures& a, const Measures& b) {
  Measures difference;
  for (size_t measure = 0; measure < kMeasures; ++measure) difference[measure] = a[measure] - b[measure];
  return difference;
}

std::vector<SummaryRow> Summarize(const Evaluation& evaluation, const std::string& group) {
  std::vector<SummaryRow> rows;
  for (size_t ranking = 0; ranking < kRankings; ++ranking) {
    rows.push_back(RowOf(evaluation, group, std::string(kRankingNames[ranking]),
                         [&](const ClientResult& client) { return client.measures[ranking]; }));
  }
  return rows;
}

std::vector<SummaryRow> Differences(const Evaluation& evaluation, const std::string& group) {
  std::vector<SummaryRow> rows;
  for (size_t other = kMeedoen + 1; other < kRankings; ++other) {
    const std::string name = absl::StrCat("meedoen - ", std::string(kRankingNames[other]));
    rows.push_back(RowOf(evaluation, group, name, [&](const ClientResult& client) {
      return Less(client.measures[kMeedoen], client.measures[other]);
    }));
  }
  return rows;
}

std::vector<std::string> GroupNames(const Evaluation& evaluation) {
  std::set<std::string> names;
  for (const ClientResult& client : evaluation) names.insert(client.groups.begin(), client.groups.end());
  names.erase("all");
  std::vector<std::string> sorted = {"all"};
  sorted.insert(sorted.end(), names.begin(), names.end());
  return sorted;
}

}  // namespace meedoen::matcher
