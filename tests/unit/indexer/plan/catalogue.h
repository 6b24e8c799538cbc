// A small catalogue in a real database, with shorthands for what imports and editors do to it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "indexer/plan/import_plan.h"
#include "indexer/store/authorship.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {

class Catalogue : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = CatalogStore::Open({.folder = folder_.File("data")}, clock_);
    ASSERT_OK(opened);
    store_ = *std::move(opened);
  }

  static v1::Activity ActivityOf(const std::string& id, const std::string& source = "",
                                 const std::string& source_id = "") {
    v1::Activity activity;
    activity.set_name("municipalities/GM0150/activities/" + id);
    activity.set_title("Koor " + id);
    activity.set_description("Zingen op dinsdag.");
    activity.mutable_provider()->set_name("Stichting Meedoen");
    activity.add_categories("walking");
    activity.set_role(v1::PARTICIPANT);
    activity.set_status(v1::ACTIVE);
    activity.mutable_place()->set_kind(v1::VENUE);
    activity.mutable_place()->set_postcode("7415");
    activity.set_source(source);
    activity.set_source_id(source_id);
    return activity;
  }

  void Write(v1::Activity activity, Mutation::Author author = Mutation::Author::kImport) {
    Transaction transaction;
    transaction.principal = author == Mutation::Author::kEditor ? "local" : ImportPrincipal(activity.source());
    Mutation& mutation = transaction.mutations.emplace_back();
    mutation.author = author;
    mutation.key = "GM0150/" + activity.name().substr(activity.name().rfind('/') + 1);
    mutation.activity = std::move(activity);
    ASSERT_OK(store_->Commit(std::move(transaction)));
  }

  void Delete(const std::string& id, const std::string& principal) {
    Transaction transaction;
    transaction.principal = principal;
    Mutation& mutation = transaction.mutations.emplace_back();
    mutation.kind = Mutation::Kind::kDelete;
    mutation.key = "GM0150/" + id;
    ASSERT_OK(store_->Commit(std::move(transaction)));
  }

  // A row as a reader hands it over.
  static ImportedRow RowOf(uint32_t line, RowIdentity identity, v1::Activity activity) {
    ImportedRow row{.line = line};
    row.identity = identity;
    row.name = activity.name();
    row.id = activity.source_id();
    row.activity = std::move(activity);
    return row;
  }

  const RealClock clock_;
  meedoen::testing::TempDir folder_;
  std::unique_ptr<CatalogStore> store_;
};

}  // namespace meedoen::indexer::testing
