#include "tests/unit/indexer/store/contract_authors.h"

#include <string>
#include <utility>

#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "tests/testing/catalog_writes.h"
#include "tests/unit/indexer/store/contract_checks.h"

namespace meedoen::indexer::testing {
namespace {

using Author = Mutation::Author;

Mutation WriteAs(Author author, v1::Activity activity) {
  Mutation mutation = UpsertOf("a", "");
  mutation.author = author;
  mutation.activity = std::move(activity);
  return mutation;
}

absl::StatusOr<v1::Activity> Write(CatalogLog& log, Author author, v1::Activity activity) {
  MEEDOEN_ASSIGN_OR_RETURN(Committed committed, log.Commit(TransactionOf(WriteAs(author, std::move(activity)))));
  return std::move(committed.activities.at(0));
}

v1::Activity Imported(const std::string& text) {
  v1::Activity activity = MakeActivity("a", text);
  activity.set_source("csv:a");
  activity.set_source_id("7");
  return activity;
}

std::string Edited(const v1::Activity& activity) { return absl::StrJoin(activity.edited_fields(), " "); }

}  // namespace

absl::Status EditorsFieldsAreNoted(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, Write(log, Author::kEditor, MakeActivity("a", "van een redacteur")));
  REQUIRE(Edited(activity).empty(), Edited(activity));
  MEEDOEN_ASSIGN_OR_RETURN(activity, Write(log, Author::kEditor, MakeActivity("a", "nog eens")));
  REQUIRE(Edited(activity).empty(), "no import brought it: " + Edited(activity));
  MEEDOEN_ASSIGN_OR_RETURN(activity, Write(log, Author::kImport, Imported("uit een bestand")));
  v1::Activity edited = MakeActivity("a", "verbeterd");
  edited.mutable_cost()->set_cents_per_visit(5);
  MEEDOEN_ASSIGN_OR_RETURN(activity, Write(log, Author::kEditor, edited));
  REQUIRE(Edited(activity) == "cost.cents_per_visit description", Edited(activity));
  REQUIRE(activity.source() == "csv:a" && activity.source_id() == "7", activity.source());
  edited.set_title("Ook de titel");
  MEEDOEN_ASSIGN_OR_RETURN(activity, Write(log, Author::kEditor, edited));
  REQUIRE(Edited(activity) == "cost.cents_per_visit description title", Edited(activity));
  const int64_t revision = log.revision();
  MEEDOEN_ASSIGN_OR_RETURN(activity, Write(log, Author::kEditor, edited));
  REQUIRE(log.revision() == revision, "the same once more");
  Transaction import = TransactionOf(UpsertOf("zonder-bron", "uit een bestand"));
  import.principal = "import";
  MEEDOEN_RETURN_IF_ERROR(log.Commit(std::move(import)).status());
  MEEDOEN_ASSIGN_OR_RETURN(const Committed changed, log.Commit(TransactionOf(UpsertOf("zonder-bron", "verbeterd"))));
  REQUIRE(Edited(changed.activities[0]) == "description", Edited(changed.activities[0]));
  return absl::OkStatus();
}

absl::Status ImportsKeepWhatIsNoted(LogUnderTest& test) {
  CatalogLog& log = test.log();
  MEEDOEN_RETURN_IF_ERROR(Write(log, Author::kImport, Imported("uit een bestand")).status());
  v1::Activity linked = Imported("verbeterd");
  linked.add_duplicates()->set_name("municipalities/GM0150/activities/b");
  linked.add_edited_fields("description");
  MEEDOEN_RETURN_IF_ERROR(Write(log, Author::kService, linked).status());
  for (const Author author : {Author::kImport, Author::kEditor}) {
    v1::Activity next = Imported("verbeterd");
    next.set_eligibility_note(author == Author::kImport ? "voor iedereen" : "");
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, Write(log, author, next));
    REQUIRE(activity.duplicates_size() == 1, activity.duplicates_size());
    const std::string expected = author == Author::kImport ? "description" : "description eligibility_note";
    REQUIRE(Edited(activity) == expected, Edited(activity));
  }
  return absl::OkStatus();
}

absl::Status TheServiceSetsWhatItSays(LogUnderTest& test) {
  CatalogLog& log = test.log();
  v1::Activity activity = Imported("tekst");
  MEEDOEN_RETURN_IF_ERROR(Write(log, Author::kImport, activity).status());
  activity.add_edited_fields("title");
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity noted, Write(log, Author::kService, activity));
  REQUIRE(Edited(noted) == "title", Edited(noted));
  REQUIRE(log.revision() == 2, log.revision());
  MEEDOEN_RETURN_IF_ERROR(Write(log, Author::kService, activity).status());
  REQUIRE(log.revision() == 2, "the same once more");
  activity.clear_edited_fields();
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity released, Write(log, Author::kService, activity));
  REQUIRE(Edited(released).empty() && log.revision() == 3, Edited(released));
  return absl::OkStatus();
}

absl::Status NewMeansNew(LogUnderTest& test) {
  CatalogLog& log = test.log();
  Mutation create = UpsertOf("a", "tekst");
  create.must_be_new = true;
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(create)).status());
  MEEDOEN_RETURN_IF_ERROR(HasCode(log.Commit(TransactionOf(create)).status(), absl::StatusCode::kAborted));
  MEEDOEN_RETURN_IF_ERROR(log.Commit(TransactionOf(DeleteOf("a"))).status());
  return log.Commit(TransactionOf(create)).status();
}

}  // namespace meedoen::indexer::testing
