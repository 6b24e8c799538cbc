#include "matcher/cli/print_evaluation.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace meedoen::matcher {
namespace {

constexpr int kFewClients = 8;

std::string Interval(const Estimate& estimate) {
  return absl::StrFormat("%.3f [%.3f, %.3f]", estimate.mean, estimate.low, estimate.high);
}
std::string SignedInterval(const Estimate& estimate) {
  return absl::StrFormat("%+.3f [%+.3f, %+.3f]", estimate.mean, estimate.low, estimate.high);
}

void AppendHead(const std::string& first, int width, std::string* out) {
  absl::StrAppend(out, absl::StrFormat("| %-*s |", width, first));
  for (const std::string_view name : kMeasureNames) {
    absl::StrAppend(out, absl::StrFormat(" %-24s |", std::string(name)));
  }
  absl::StrAppend(out, "\n|", std::string(static_cast<size_t>(width) + 2, '-'), "|");
  for (size_t i = 0; i < kMeasures; ++i) absl::StrAppend(out, std::string(26, '-'), "|");
  absl::StrAppend(out, "\n");
}

template <typename Print>
void AppendRow(const std::string& name, int width, const std::array<Estimate, kMeasures>& measures, Print print,
               std::string* out) {
  absl::StrAppend(out, absl::StrFormat("| %-*s |", width, name));
  for (const Estimate& estimate : measures) absl::StrAppend(out, absl::StrFormat(" %-24s |", print(estimate)));
  absl::StrAppend(out, "\n");
}

std::string Clients(int number) {
  return absl::StrCat(number, number == 1 ? " client" : " clients", number < kFewClients ? ", too few to tell" : "");
}

void AppendTable(const std::vector<SummaryRow>& rows, std::string* out) {
  AppendHead(absl::StrCat(rows[0].group, ": ", Clients(rows[0].clients)), 34, out);
  for (const SummaryRow& row : rows) AppendRow(row.ranking, 34, row.measures, Interval, out);
}

void AppendDifferences(const std::vector<SummaryRow>& rows, std::string* out) {
  AppendHead(absl::StrCat(rows[0].group, ": how much better, by client"), 34, out);
  for (const SummaryRow& row : rows) AppendRow(row.ranking, 34, row.measures, SignedInterval, out);
}

std::string Infeasible(const Evaluation& evaluation) {
  int suggestions = 0, feasible = 0;
  size_t infeasible = 0;
  for (const ClientResult& client : evaluation) {
    suggestions += client.suggestions;
    feasible += client.feasible;
    infeasible += client.infeasible.size();
  }
  std::string out =
      absl::StrFormat("infeasible suggestions: %d of %d (%.1f %%); feasible activities a client: %.1f\n", infeasible,
                      suggestions, 100.0 * static_cast<double>(infeasible) / std::max(1, suggestions),
                      static_cast<double>(feasible) / std::max(1.0, static_cast<double>(evaluation.size())));
  for (const ClientResult& client : evaluation) {
    for (const std::string& broken : client.infeasible) absl::StrAppend(&out, client.id, " INFEASIBLE ", broken, "\n");
  }
  return out;
}

google::protobuf::Value Number(double number) {
  google::protobuf::Value value;
  value.set_number_value(number);
  return value;
}

google::protobuf::Value RowJson(const SummaryRow& row) {
  google::protobuf::Value value;
  auto& fields = *value.mutable_struct_value()->mutable_fields();
  fields["ranking"].set_string_value(row.ranking);
  fields["group"].set_string_value(row.group);
  fields["clients"] = Number(row.clients);
  for (size_t i = 0; i < kMeasures; ++i) {
    auto& measure = *fields[std::string(kMeasureNames[i])].mutable_struct_value()->mutable_fields();
    measure["mean"] = Number(row.measures[i].mean);
    measure["low"] = Number(row.measures[i].low);
    measure["high"] = Number(row.measures[i].high);
  }
  return value;
}

}  // namespace

std::string PrintEvaluation(const Evaluation& evaluation, bool groups, bool per_client) {
  std::string out =
      absl::StrFormat("Means with their 95 %% intervals: bootstrap over clients, %d resamples, seed %d.\n\n",
                      kResamples, kBootstrapSeed);
  AppendTable(Summarize(evaluation, "all"), &out);
  absl::StrAppend(&out, "\n");
  AppendDifferences(Differences(evaluation, "all"), &out);
  for (const std::string& group : GroupNames(evaluation)) {
    if (!groups || group == "all") continue;
    absl::StrAppend(&out, "\n");
    AppendTable(Summarize(evaluation, group), &out);
  }
  absl::StrAppend(&out, "\n", Infeasible(evaluation));
  for (const ClientResult& client : evaluation) {
    if (!per_client) break;
    absl::StrAppend(&out, absl::StrFormat("%-36s nDCG@10 %.2f  feasible %d\n", client.id,
                                          client.measures[kMeedoen][kNdcg10], client.feasible));
  }
  return out;
}

std::string EvaluationJson(const Evaluation& evaluation) {
  google::protobuf::Value all;
  for (const std::string& group : GroupNames(evaluation)) {
    for (const auto& rows : {Summarize(evaluation, group), Differences(evaluation, group)}) {
      for (const SummaryRow& row : rows) *all.mutable_list_value()->add_values() = RowJson(row);
    }
  }
  std::string json;
  return google::protobuf::util::MessageToJsonString(all, &json).ok() ? json + "\n" : "";
}

std::string PrintAblation(const std::vector<AblationPart>& parts, const std::vector<JudgedClient>& clients) {
  std::string out;
  for (const bool only_even : {true, false}) {
    const std::vector<AblationRow> rows = AblationRows(parts, clients, only_even);
    if (rows.empty() || rows[0].clients == 0) continue;
    const std::string head = absl::StrCat(only_even ? "even" : "all", ": ", Clients(rows[0].clients), ", without");
    absl::StrAppend(&out, out.empty() ? "" : "\n", absl::StrFormat("| %-32s | changed | nDCG@10 | ", head));
    for (const std::string_view name : kMeasureNames) {
      absl::StrAppend(&out, absl::StrFormat("%-24s | ", std::string(name)));
    }
    absl::StrAppend(&out, "\n|", std::string(34, '-'), "|--------:|--------:|");
    for (size_t i = 0; i < kMeasures; ++i) absl::StrAppend(&out, std::string(26, '-'), "|");
    absl::StrAppend(&out, "\n");
    for (const AblationRow& row : rows) {
      absl::StrAppend(&out,
                      absl::StrFormat("| %-32s | %7d | %7.3f |", row.part, row.changed, row.without[kNdcg10].mean));
      for (const Estimate& estimate : row.difference) {
        absl::StrAppend(&out, absl::StrFormat(" %-24s |", SignedInterval(estimate)));
      }
      absl::StrAppend(&out, "\n");
    }
  }
  return out;
}

}  // namespace meedoen::matcher
