#include "indexer/import/row_checker.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "core/activity/validate.h"
#include "core/base/checksum.h"
#include "core/base/names.h"
#include "indexer/import/activity_id.h"
#include "indexer/import/area_names.h"
#include "indexer/import/contact_text.h"

namespace meedoen::indexer {
namespace {

// The name of a refused row whose own name could not be made; keeps validation from naming that fault again.
constexpr char kNoName[] = "municipalities/GM0000/activities/none";

// What an import leaves out rather than refuse a row for.
void DropPrivate(ParsedRow* row, Problems* problems) {
  if (!row->activity.has_contact()) return;
  const v1::Contact before = row->activity.contact();
  const std::string dropped = DropPrivateContact(row->activity.mutable_contact());
  if (dropped.empty()) return;
  DropPrivateTexts(before, &row->activity);
  problems->Warn("contact.person_name",
                 absl::StrCat("there is no consent of the person, so this was left out: ", dropped,
                              "; with consent, fill in contactpersoon_akkoord with ja"));
}

void SetSource(const ImportOptions& options, ParsedRow* row) {
  if (!options.source.empty()) row->activity.set_source(options.source);
  if (!row->id.empty() && !row->states_source_id) row->activity.set_source_id(row->id);
}

}  // namespace

v1::RowProblem MakeRowProblem(const ImportOptions& options, uint32_t line, const Problem& problem,
                              const std::string& column) {
  v1::RowProblem row;
  row.set_file_name(options.file_name);
  row.set_line(line);
  row.set_column(column);
  row.set_message(problem.message);
  row.set_warning(problem.warning);
  return row;
}

ImportedRow RowChecker::Check(ParsedRow row) {
  ImportedRow imported{.line = row.line};
  absl::flat_hash_set<std::string> wrong;  // Columns that have been named, so that one fault is told once.
  bool refused = !row.readable;
  CodeAreaNames(options_.places, MunicipalityOf(row), reader_, &row);
  const auto take = [&](const Problem& problem, const std::string& column) {
    imported.problems.push_back(MakeRowProblem(options_, row.line, problem, column));
    refused = refused || !problem.warning;
  };
  for (const Problem& problem : row.problems.all()) {
    take(problem, problem.field);
    if (!problem.warning) wrong.insert(problem.field);
  }
  if (!row.readable) return imported;

  Problems problems;
  DropPrivate(&row, &problems);
  SetSource(options_, &row);
  NormalizeActivity(&row.activity);
  const Named named = Name(&row, &problems);
  ValidateActivity(row.activity, &problems);
  for (const Problem& problem : problems.all()) {
    const std::string column = reader_.ColumnOf(problem.field);
    if (!wrong.contains(column)) take(problem, column);
  }
  imported.repeats = named.repeats;
  if (named.identity != RowIdentity::kNone) {
    imported.identity = named.identity;
    imported.name = row.activity.name();
    imported.id = row.id;
  }
  if (!refused && !named.repeats) imported.activity = std::move(row.activity);
  return imported;
}

std::string RowChecker::MunicipalityOf(const ParsedRow& row) const {
  const absl::StatusOr<ActivityName> name = ParseActivityName(row.activity.name());
  if (name.ok()) return name->municipality_code;
  return row.municipality_code.empty() ? options_.municipality_code : row.municipality_code;
}

RowChecker::Named RowChecker::Name(ParsedRow* row, Problems* problems) {
  v1::Activity& activity = row->activity;
  if (!activity.name().empty()) {
    CheckTwice(*row, problems);
    return {ParseActivityName(activity.name()).ok() ? RowIdentity::kName : RowIdentity::kNone};
  }
  const std::string code = MunicipalityOf(*row);
  if (!IsMunicipalityCode(code)) {
    problems->Add("municipality", code.empty() ? "is empty, and none was given for the whole file; write it as GM0150"
                                               : "is not the code of a municipality; write it as GM0150");
    activity.set_name(kNoName);
    return {};
  }
  if (row->id.empty()) return NameByContents(row, code, problems);
  const std::string id = Slug(row->id);
  if (!IsActivityId(id)) {
    problems->Add("name", "is no id: 1 to 63 letters, digits and hyphens are needed");
    activity.set_name(kNoName);
    return {};
  }
  activity.set_name(ActivityName{code, id}.ToString());
  CheckTwice(*row, problems);
  return {row->states_source_id ? RowIdentity::kName : RowIdentity::kId};
}

RowChecker::Named RowChecker::NameByContents(ParsedRow* row, const std::string& code, Problems* problems) {
  v1::Activity& activity = row->activity;
  const std::string id = MadeUpId(activity);
  // Without the provider (a merged cell, say) it would be another one than it is.
  if (!IsActivityId(id) || activity.title().empty() || activity.provider().name().empty()) {
    activity.set_name(kNoName);
    return {};  // What is missing is told by validation.
  }
  const std::string name = ActivityName{code, id}.ToString();
  Alike& alike = alike_[name];
  const auto [seen, is_new] = alike.lines.try_emplace(Sha256Of(activity.SerializeAsString()), row->line);
  if (!is_new) {
    activity.set_name(name);
    problems->Warn("name",
                   absl::StrCat("line ", row->line, " says the same as line ", seen->second, ", so it is left out"));
    return {RowIdentity::kMadeUp, /*repeats=*/true};
  }
  if (++alike.rows == 1) {
    alike.first_line = row->line;
    activity.set_name(name);
    return {RowIdentity::kMadeUp};
  }
  problems->Warn("name",
                 absl::StrCat("line ", row->line, " has the provider, title and place of line ", alike.first_line,
                              "; it is taken as another activity, told apart by times and text: give each "
                              "an id of its own, or bring them together in one row"));
  activity.set_name(ActivityName{code, MadeUpId(activity, alike.rows)}.ToString());
  return {RowIdentity::kMadeUp};
}

void RowChecker::CheckTwice(const ParsedRow& row, Problems* problems) {
  const auto [seen, is_new] = lines_.try_emplace(row.activity.name(), row.line);
  if (is_new) return;
  problems->Add("name", absl::StrCat("line ", row.line, " has the same id as line ", seen->second,
                                     ", so it is left out; give each activity an id of its own"));
}

}  // namespace meedoen::indexer
