#include "matcher/evaluate/judged_clients.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "matcher/query/query_check.h"

namespace meedoen::matcher {
namespace {

struct TableRow {
  std::string where;  // "judgements.tsv:12"
  std::vector<std::string> cells;
};

// Rows of a tab-separated file with this many columns.
absl::StatusOr<std::vector<TableRow>> ReadTable(Env& env, const std::string& path, size_t columns) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string text, env.ReadFile(path, kMaxImportBytes));
  std::vector<TableRow> rows;
  int line = 0;
  for (const auto& row : absl::StrSplit(text, '\n')) {
    ++line;
    if (row.empty()) continue;
    std::vector<std::string> cells = absl::StrSplit(row, '\t');
    if (cells.size() != columns) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", line, ": ", cells.size(), " columns where there should be ", columns));
    }
    rows.push_back({absl::StrCat(path, ":", line), std::move(cells)});
  }
  return rows;
}

absl::StatusOr<JudgedClient> LoadClient(Env& env, const std::string& folder, const std::string& file) {
  JudgedClient client;
  client.id = file.substr(0, file.size() - 5);
  const std::string path = folder + "/" + file;
  MEEDOEN_ASSIGN_OR_RETURN(const std::string json, env.ReadFile(path, kMaxMessageBytes));
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &client.request);
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat(path, ": ", parsed.ToString()));
  const absl::Status right = CheckRequest(client.request);
  if (!right.ok()) return Annotate(right, path);
  return client;
}

std::string AgeGroup(const v1::ClientProfile& client) {
  if (!client.has_age_years() && !client.has_age_band()) return "age not stated";
  const v1::AgeBand& band = client.age_band();
  const double age = client.has_age_years() ? client.age_years() : (band.minimum_years() + band.maximum_years()) / 2.0;
  return age < 18 ? "age below 18" : age < 65 ? "age 18-65" : "age 65+";
}

}  // namespace

absl::StatusOr<std::vector<JudgedClient>> LoadJudgedClients(Env& env, const std::string& clients_folder,
                                                            const std::string& judgements_file,
                                                            const std::string& languages_file) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> files, env.ListDir(clients_folder));
  std::map<std::string, JudgedClient> clients;
  for (const std::string& file : files) {
    if (!file.ends_with(".json")) continue;
    MEEDOEN_ASSIGN_OR_RETURN(JudgedClient client, LoadClient(env, clients_folder, file));
    clients.emplace(client.id, std::move(client));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto judgements, ReadTable(env, judgements_file, 3));
  for (const auto& [where, row] : judgements) {
    const auto client = clients.find(row[0]);
    int grade = 0;
    const auto [end, error] = std::from_chars(row[2].data(), row[2].data() + row[2].size(), grade);
    if (client == clients.end() || error != std::errc() || *end != '\0' || grade < 0 || grade > 3) {
      return absl::InvalidArgumentError(absl::StrCat(where, ": \"", row[0], "\" is not a client of ", clients_folder,
                                                     ", or \"", row[2], "\" is not a grade 0 to 3"));
    }
    client->second.grades[row[1]] = grade;
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto languages, ReadTable(env, languages_file, 2));
  for (const auto& [where, row] : languages) {
    const auto client = clients.find(row[0]);
    if (client == clients.end()) {
      return absl::InvalidArgumentError(absl::StrCat(where, ": \"", row[0], "\" is not a client of ", clients_folder));
    }
    client->second.language = row[1];
  }
  std::vector<JudgedClient> judged;
  for (auto& [id, client] : clients) {
    if (client.grades.empty()) continue;
    client.odd = judged.size() % 2 == 0;
    judged.push_back(std::move(client));
  }
  if (judged.empty()) return absl::NotFoundError(absl::StrCat(clients_folder, ": no client has judgements"));
  return judged;
}

std::vector<std::string> GroupsOf(const JudgedClient& client, const std::string& municipality) {
  const v1::ClientProfile& profile = client.request.client();
  std::vector<std::string> groups = {"all", AgeGroup(profile), absl::StrCat("language ", client.language),
                                     absl::StrCat("municipality ", municipality),
                                     client.odd ? "half odd" : "half even"};
  const v1::Mobility& mobility = profile.mobility();
  if (profile.needs().pick_up() && !mobility.companion()) {
    groups.push_back("means none");
  } else if (mobility.means().empty()) {
    groups.push_back("means foot");
  }
  for (const int means : mobility.means()) {
    if (groups.back() == "means none") break;
    const std::string name = absl::AsciiStrToLower(v1::Means_Name(static_cast<v1::Means>(means)));
    std::string group = absl::StrCat("means ", absl::StrReplaceAll(name, {{"_", " "}}));
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace meedoen::matcher
