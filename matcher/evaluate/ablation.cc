#include "matcher/evaluate/ablation.h"

#include <functional>
#include <map>
#include <utility>

#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

// What a wish is expected to score where it is not known of each one.
struct Chance {
  double mean = 0, spread = 0;
  int wishes = 0;
};

struct Variant {
  const char* name;
  std::function<void(const Chance&, ClientQuery*, Weights*)> change;
  ShortlistOptions shortlist = {};
};

// Leaves out weights.
Variant Without(const char* name, std::vector<double Weights::*> parts) {
  return {name, [parts = std::move(parts)](const Chance&, ClientQuery*, Weights* weights) {
            for (double Weights::*const part : parts) weights->*part = 0;
          }};
}

void ForgetDislikes(const Chance&, ClientQuery* query, Weights*) { query->dislikes.clear(); }

void ForgetWishes(const Chance&, ClientQuery* query, Weights*) { query->wishes.clear(); }

// Every wish is held against the same chance, so that only its inner product counts.
void ForgetCalibration(const Chance& chance, ClientQuery* query, Weights*) {
  for (std::vector<Wish>* wishes : {&query->wishes, &query->dislikes}) {
    for (Wish& wish : *wishes) wish.expected = {chance.mean, chance.spread};
  }
}

void ChangeNothing(const Chance&, ClientQuery*, Weights*) {}

std::vector<Variant> Variants() {
  return {Without("wishes: score", {&Weights::wishes}),
          {"wishes: score and shortlist", ForgetWishes},
          Without("goals", {&Weights::goals}),
          Without("role", {&Weights::role}),
          Without("travel", {&Weights::travel}),
          Without("threshold", {&Weights::threshold, &Weights::threshold_nervous}),
          Without("language", {&Weights::language}),
          Without("schedule", {&Weights::schedule}),
          Without("freshness", {&Weights::freshness}),
          Without("capacity", {&Weights::capacity}),
          Without("group size", {&Weights::group, &Weights::group_small}),
          Without("own neighbourhood", {&Weights::neighbourhood}),
          Without("dislikes: penalty", {&Weights::dislike_penalty}),
          {"dislikes: penalty and limit", ForgetDislikes},
          {"calibration by wish", ForgetCalibration},
          {"shortlist: each wish met", ChangeNothing, {.cover_wishes = false}},
          {"shortlist: not alike", ChangeNothing, {.likeness_penalty = 0}},
          {"shortlist: other providers", ChangeNothing, {.provider_penalty = 0}},
          {"shortlist: all three", ChangeNothing, {0, 0, false}}};
}

Chance MeanChance(const std::vector<Case>& cases) {
  Chance sum;
  for (const Case& one : cases) {
    for (const Wish& wish : one.feasible.query.wishes) {
      sum.mean += wish.expected.mean;
      sum.spread += wish.expected.spread;
      ++sum.wishes;
    }
  }
  if (sum.wishes == 0) return {0, 1, 0};
  return {sum.mean / sum.wishes, sum.spread / sum.wishes, sum.wishes};
}

// Grades by activity: those of the one case and of the other.
std::vector<int> GradesOfEither(const Case& a, const Case& b) {
  std::map<uint64_t, int> grades;
  for (const Case* one : {&a, &b}) {
    for (size_t i = 0; i < one->grades.size(); ++i) grades[one->feasible.scan.pool[i].name_hash] = one->grades[i];
  }
  std::vector<int> all;
  for (const auto& [hash, grade] : grades) all.push_back(grade);
  return all;
}

absl::Status AddClient(const EvaluateSetting& setting, const Variant& variant, const Chance& chance, const Case& whole,
                       AblationPart* part) {
  SuggestEngine::Feasible feasible = whole.feasible;
  Rules rules = *feasible.query.rules;
  variant.change(chance, &feasible.query, &rules.weights);
  feasible.query.rules = &rules;
  feasible.scan = Scan(feasible.query, setting.view, {.kernel = &setting.kernel, .most = kMaxActivities});
  MEEDOEN_ASSIGN_OR_RETURN(const Case without, MakeCase(*whole.client, std::move(feasible)));
  const std::vector<int> all = GradesOfEither(whole, without);
  part->whole.push_back(MeasuresOf(GradesBy(kMeedoen, whole, setting.kernel), all));
  part->without.push_back(MeasuresOf(GradesBy(kMeedoen, without, setting.kernel, variant.shortlist), all));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<AblationPart>> Ablate(const EvaluateSetting& setting,
                                                 const std::vector<JudgedClient>& clients) {
  std::vector<Case> cases;
  for (const JudgedClient& client : clients) {
    MEEDOEN_ASSIGN_OR_RETURN(
        SuggestEngine::Feasible feasible,
        setting.engine.FindFeasible(setting.view, client.request, absl::InfiniteFuture(), kMaxActivities));
    MEEDOEN_ASSIGN_OR_RETURN(Case one, MakeCase(client, std::move(feasible)));
    cases.push_back(std::move(one));
  }
  const Chance chance = MeanChance(cases);
  std::vector<AblationPart> parts;
  for (const Variant& variant : Variants()) {
    AblationPart part{variant.name, {}, {}};
    for (const Case& one : cases) MEEDOEN_RETURN_IF_ERROR(AddClient(setting, variant, chance, one, &part));
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<AblationRow> AblationRows(const std::vector<AblationPart>& parts, const std::vector<JudgedClient>& clients,
                                      bool only_even) {
  std::vector<AblationRow> rows;
  for (const AblationPart& part : parts) {
    AblationRow row;
    row.part = part.name;
    std::vector<Measures> without, differences;
    for (size_t i = 0; i < clients.size(); ++i) {
      if (only_even && clients[i].odd) continue;
      without.push_back(part.without[i]);
      differences.push_back(Less(part.without[i], part.whole[i]));
      row.changed += part.without[i] != part.whole[i];
    }
    row.clients = static_cast<int>(without.size());
    row.without = EstimatesOf(without);
    row.difference = EstimatesOf(differences);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace meedoen::matcher
