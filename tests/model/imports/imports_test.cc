// Random imports of three sources and random work of editors in between, against a naive twin: after each step the
// catalogue is the same, and an import once more changes nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <memory>
#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/service/catalog_history.h"
#include "indexer/service/catalog_importer.h"
#include "indexer/service/catalog_writer.h"
#include "tests/model/imports/naive_catalogue.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

using testing::Field;
using testing::kFields;
using testing::NaiveCatalogue;
using testing::NaiveFile;
using State = testing::NaiveActivity::State;

constexpr int kWorlds = 120;  // Each in a municipality of its own.
constexpr int kSteps = 25;
constexpr const char* kSources[] = {"csv:sport", "csv:welzijn", "feed"};

const char* PathOf(Field field) {
  return field == Field::kTitle ? "title" : field == Field::kDescription ? "description" : "eligibility_note";
}

class World {
 public:
  World(CatalogStore& store, const Clock& clock, const std::string& code, uint32_t seed)
      : store_(store),
        writer_(store, clock),
        history_(store, *PosixEnv(), ""),
        importer_(store, clock),
        code_(code),
        random_(seed) {}

  void Step() {
    const int what = Pick(10);
    if (what < 5 || naive_.activities().empty()) return Import();
    const auto key = std::next(naive_.activities().begin(), Pick(static_cast<int>(naive_.activities().size())))->first;
    const State state = naive_.activities().at(key).state;
    if (state == State::kDeleted) return Restore(key);
    if (state == State::kWithdrawn) return;
    if (what < 8) return Edit(key, kFields[Pick(3)], Value(key.second));
    if (what < 9) return Release(key);
    Delete(key);
  }

  void ExpectAlike() {
    std::map<NaiveCatalogue::Key, testing::NaiveActivity> there;
    keys_.clear();
    EXPECT_OK(store_.Scan(code_ + "/", "", false, nullptr, [&](CatalogRow row) {
      const NaiveCatalogue::Key key(row.activity.source(), row.activity.source_id());
      EXPECT_EQ(there.count(key), 0u) << "twice: " << key.first << " " << key.second;
      testing::NaiveActivity& activity = there[key];
      activity.values = {{Field::kTitle, row.activity.title()},
                         {Field::kDescription, row.activity.description()},
                         {Field::kNote, row.activity.eligibility_note()}};
      for (const Field field : kFields) {
        const auto& edited = row.activity.edited_fields();
        if (std::count(edited.begin(), edited.end(), PathOf(field)) > 0) activity.held.insert(field);
      }
      keys_[key] = row.key;
      return true;
    }));
    for (const auto& [key, activity] : naive_.activities()) {
      if (activity.state != State::kThere) continue;
      ASSERT_EQ(there.count(key), 1u) << key.first << " " << key.second;
      EXPECT_EQ(there[key].values, activity.values) << key.first << " " << key.second;
      EXPECT_EQ(there[key].held, activity.held) << key.first << " " << key.second;
      all_keys_[key] = keys_[key];
      there.erase(key);
    }
    EXPECT_TRUE(there.empty()) << there.begin()->first.first << " " << there.begin()->first.second;
  }

 private:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  // No two activities ever have the same title: by that, a new id would be taken for another one's.
  std::string Value(const std::string& id) { return absl::StrCat("Tekst ", Pick(4), " van ", id); }

  static std::string Csv(const NaiveFile& file) {
    std::string csv = "id;titel;omschrijving;organisatie;categorieen;postcode;voorwaarden\n";
    for (const auto& [id, row] : file) {
      absl::StrAppend(&csv, id, ";", row.at(Field::kTitle), ";", row.at(Field::kDescription), ";Meedoen;walking;7415;",
                      row.at(Field::kNote), "\n");
    }
    return csv;
  }

  absl::StatusOr<v1::ImportActivitiesResponse> Send(v1::ImportActivitiesRequest request, const std::string& bytes) {
    const auto never = [] { return false; };
    request.set_dry_run(true);
    MEEDOEN_ASSIGN_OR_RETURN(const auto dry, importer_.ImportActivities(request, bytes, never));
    request.set_dry_run(false);
    request.set_token(dry.token());
    return importer_.ImportActivities(request, bytes, never);
  }

  void Import() {
    NaiveFile file;
    for (int i = 0; i < 6; ++i) {
      if (Pick(3) == 0) continue;
      const std::string id = absl::StrCat("nummer-", i);
      file[id] = {
          {Field::kTitle, Value(id)}, {Field::kDescription, Value(id)}, {Field::kNote, Pick(2) == 0 ? "" : Value(id)}};
    }
    v1::ImportActivitiesRequest request;
    request.set_file_name("rijen.csv");
    request.set_municipality_code(code_);
    request.set_source(kSources[Pick(3)]);
    request.set_partial(Pick(4) == 0);
    request.set_force(true);
    const auto counts = naive_.Import(request.source(), file, request.partial());
    const auto response = Send(request, Csv(file));
    ASSERT_OK(response);
    EXPECT_EQ(response->created(), counts.created);
    EXPECT_EQ(response->changed(), counts.changed);
    EXPECT_EQ(response->unchanged(), counts.unchanged);
    EXPECT_EQ(response->withdrawn(), counts.withdrawn);
    EXPECT_EQ(response->stay_deleted(), counts.stay_deleted);
    EXPECT_EQ(response->refused(), 0u);
    const auto again = Send(request, Csv(file));
    ASSERT_OK(again);
    EXPECT_EQ(again->created() + again->changed() + again->withdrawn(), 0u) << "the same file once more";
    EXPECT_EQ(again->catalog_revision(), response->catalog_revision());
  }

  std::string NameOf(const NaiveCatalogue::Key& key) {
    return absl::StrCat("municipalities/", code_, "/activities/", all_keys_.at(key).substr(code_.size() + 1));
  }

  void Edit(const NaiveCatalogue::Key& key, Field field, const std::string& value) {
    naive_.Edit(key, field, value);
    v1::UpsertActivityRequest request;
    request.mutable_activity()->set_name(NameOf(key));
    request.mutable_update_mask()->add_paths(PathOf(field));
    v1::Activity& activity = *request.mutable_activity();
    if (field == Field::kTitle) activity.set_title(value);
    if (field == Field::kDescription) activity.set_description(value);
    if (field == Field::kNote) activity.set_eligibility_note(value);
    EXPECT_OK(writer_.Upsert(request));
  }

  void Release(const NaiveCatalogue::Key& key) {
    const auto held = naive_.activities().at(key).held;
    if (held.empty()) return;
    v1::ReleaseFieldsRequest request;
    request.set_name(NameOf(key));
    request.mutable_fields()->add_paths(PathOf(*held.begin()));
    naive_.Release(key, *held.begin());
    EXPECT_OK(writer_.Release(request));
  }

  void Delete(const NaiveCatalogue::Key& key) {
    naive_.Delete(key);
    v1::DeleteActivityRequest request;
    request.set_name(NameOf(key));
    EXPECT_OK(writer_.Delete(request));
  }

  void Restore(const NaiveCatalogue::Key& key) {
    naive_.Restore(key);
    const auto versions = store_.History(all_keys_.at(key));
    ASSERT_OK(versions);
    v1::RestoreActivityRequest request;
    request.set_name(NameOf(key));
    request.set_revision((*versions)[1].revision);
    EXPECT_OK(history_.Restore(request));
  }

  CatalogStore& store_;
  CatalogWriter writer_;
  CatalogHistory history_;
  CatalogImporter importer_;
  const std::string code_;
  std::mt19937 random_;
  NaiveCatalogue naive_;
  std::map<NaiveCatalogue::Key, std::string> keys_;      // Of what is there now.
  std::map<NaiveCatalogue::Key, std::string> all_keys_;  // And of what ever was.
};

TEST(ImportModelTest, TheCatalogueIsWhatTheNaiveTwinSays) {
  const uint32_t seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  meedoen::testing::TempDir folder;
  const RealClock clock;
  auto store = CatalogStore::Open({.folder = folder.File("data")}, clock);
  ASSERT_OK(store);
  Transaction places;
  places.places = {{"7415", 52.271, 6.165, 700, "GM0001", "Deventer"}};
  ASSERT_OK((*store)->Commit(std::move(places)));
  for (int i = 0; i < kWorlds && !::testing::Test::HasFailure(); ++i) {
    World world(**store, clock, absl::StrCat("GM", 1000 + i), seed + static_cast<uint32_t>(i));
    for (int step = 0; step < kSteps && !::testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE(absl::StrCat("seed ", seed, ", world ", i, ", step ", step));
      world.Step();
      world.ExpectAlike();
    }
  }
}

}  // namespace
}  // namespace meedoen::indexer
