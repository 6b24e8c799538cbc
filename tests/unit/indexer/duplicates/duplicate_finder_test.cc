#include "indexer/duplicates/duplicate_finder.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "tests/unit/indexer/duplicates/prints.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;
using Link = v1::DuplicateLink;

std::string NameOf(const std::string& id) { return "municipalities/GM0150/activities/" + id; }

class DuplicateFinderTest : public StoreFixture {
 protected:
  void Put(const v1::Activity& activity, Mutation::Author author = Mutation::Author::kEditor,
           const std::string& principal = "local") {
    Mutation mutation;
    mutation.key = ParseActivityName(activity.name())->Key();
    mutation.activity = activity;
    mutation.author = author;
    Transaction transaction;
    transaction.principal = principal;
    transaction.mutations.push_back(std::move(mutation));
    ASSERT_OK(store_->Commit(std::move(transaction)));
  }
  void Delete(const std::string& id, const std::string& principal) {
    Transaction transaction;
    transaction.principal = principal;
    transaction.mutations.push_back(DeleteOf(id));
    ASSERT_OK(store_->Commit(std::move(transaction)));
  }

  v1::FindDuplicatesResponse Find(const std::string& prefix = "GM0150/", bool dry_run = false) {
    DuplicateFinder finder(*store_, clock_);
    DuplicateFinder::Options options;
    options.prefix = prefix;
    options.dry_run = dry_run;
    auto found = finder.Find(options);
    EXPECT_OK(found);
    return found.value_or(v1::FindDuplicatesResponse());
  }

  // By id, of activity `id`.
  std::vector<std::pair<std::string, Link::State>> LinksOf(const std::string& id) {
    std::vector<std::pair<std::string, Link::State>> links;
    const auto activity = store_->Get(KeyOf(id));
    EXPECT_OK(activity);
    if (!activity.ok()) return links;
    for (const Link& link : activity->duplicates()) {
      links.emplace_back(link.name().substr(link.name().rfind('/') + 1), link.state());
    }
    return links;
  }

  // An editor's decision, as the service writes it.
  void Decide(const std::string& a, const std::string& b, Link::State state) {
    for (const auto& [id, other] : {std::pair(a, b), std::pair(b, a)}) {
      v1::Activity activity = *store_->Get(KeyOf(id));
      Link* link = FindLink(NameOf(other), &activity);
      if (link == nullptr) link = activity.add_duplicates();
      link->set_name(NameOf(other));
      link->set_state(state);
      link->set_decided_on("2026-11-01");
      Put(activity, Mutation::Author::kService);
    }
  }

  void PutTwins() {
    Put(Listed("a", "Koffieochtend De Bron"));
    Put(Listed("b", "Koffie-ochtend", "csv:twee"));
    Put(Listed("other", "Schaken"));
  }
};

TEST_F(DuplicateFinderTest, NotesAPairAtBothAndLeavesTheRestAsItIs) {
  PutTwins();
  const v1::Activity before = *store_->Get(KeyOf("a")), other = *store_->Get(KeyOf("other"));
  const v1::FindDuplicatesResponse found = Find();
  EXPECT_EQ(found.compared(), 3u);
  EXPECT_EQ(found.suspected(), 1u);
  ASSERT_EQ(found.pairs_size(), 1);
  EXPECT_EQ(found.pairs(0).first_name(), NameOf("a"));
  EXPECT_EQ(found.pairs(0).second_title(), "Koffie-ochtend");
  EXPECT_THAT(found.pairs(0).reason(), StartsWith("titel gelijk, zelfde adres"));
  EXPECT_THAT(LinksOf("a"), ElementsAre(Pair("b", Link::SUSPECTED)));
  EXPECT_THAT(LinksOf("b"), ElementsAre(Pair("a", Link::SUSPECTED)));
  v1::Activity after = *store_->Get(KeyOf("a"));
  EXPECT_TRUE(after.edited_fields().empty()) << "the service's notes are no edit";
  after.clear_duplicates();
  after.set_etag(before.etag());
  after.set_revision(before.revision());
  *after.mutable_update_time() = before.update_time();
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(store_->Get(KeyOf("other"))->revision(), other.revision());
  EXPECT_EQ(store_->Get(KeyOf("a"))->revision(), store_->Get(KeyOf("b"))->revision()) << "one transaction";
}

TEST_F(DuplicateFinderTest, FindingTwiceWritesOnce) {
  PutTwins();
  Find();
  const int64_t revision = store_->revision();
  EXPECT_EQ(Find().suspected(), 1u);
  EXPECT_EQ(store_->revision(), revision);
}

TEST_F(DuplicateFinderTest, ADryRunWritesNothing) {
  PutTwins();
  const int64_t revision = store_->revision();
  EXPECT_EQ(Find("GM0150/", true).suspected(), 1u);
  EXPECT_EQ(store_->revision(), revision);
}

TEST_F(DuplicateFinderTest, AnImportAndAnEditKeepTheLinks) {
  PutTwins();
  Find();
  v1::Activity changed = Listed("a", "Koffieochtend De Bron");
  changed.set_description("Een andere tekst.");
  Put(changed, Mutation::Author::kImport, "import:csv:een");
  EXPECT_THAT(LinksOf("a"), ElementsAre(Pair("b", Link::SUSPECTED)));
  changed.set_description("Nog een andere tekst.");
  Put(changed, Mutation::Author::kEditor);
  EXPECT_THAT(LinksOf("a"), ElementsAre(Pair("b", Link::SUSPECTED)));
}

TEST_F(DuplicateFinderTest, ASuspicionGoesWhenItNoLongerHoldsAndADecisionStays) {
  PutTwins();
  Put(Listed("c", "Koffieochtend in De Bron", "csv:drie"));
  Find();
  Decide("a", "b", Link::CONFIRMED);
  Decide("a", "c", Link::REJECTED);
  v1::Activity moved = *store_->Get(KeyOf("a"));
  moved.set_title("Sjoelen");
  moved.mutable_schedule()->mutable_weekly_slots(0)->set_day(v1::FRIDAY);
  Put(moved);
  const auto found = Find();
  EXPECT_THAT(LinksOf("a"), UnorderedElementsAre(Pair("b", Link::CONFIRMED), Pair("c", Link::REJECTED)));
  EXPECT_THAT(LinksOf("b"), UnorderedElementsAre(Pair("a", Link::CONFIRMED), Pair("c", Link::SUSPECTED)));
  EXPECT_EQ(found.confirmed(), 1u);
  EXPECT_EQ(found.suspected(), 1u);
  EXPECT_EQ(found.rejected(), 0u) << "they would not be found any more";
  v1::Activity other = *store_->Get(KeyOf("b"));
  other.set_title("Bridge");
  Put(other);
  EXPECT_EQ(Find().no_longer(), 1u);
  EXPECT_THAT(LinksOf("b"), ElementsAre(Pair("a", Link::CONFIRMED)));
}

TEST_F(DuplicateFinderTest, ARejectedPairIsNeverSuspectedAgain) {
  PutTwins();
  Find();
  Decide("a", "b", Link::REJECTED);
  const int64_t revision = store_->revision();
  const auto found = Find();
  EXPECT_EQ(found.rejected(), 1u);
  EXPECT_EQ(found.suspected(), 0u);
  EXPECT_THAT(found.pairs(), IsEmpty());
  EXPECT_EQ(store_->revision(), revision);
}

TEST_F(DuplicateFinderTest, LinksToWhatAnEditorDeletedGo) {
  PutTwins();
  Find();
  Decide("a", "b", Link::CONFIRMED);
  Delete("b", "local");
  Find();
  EXPECT_THAT(LinksOf("a"), IsEmpty());
}

TEST_F(DuplicateFinderTest, ADecisionOutlastsAWithdrawalByAnImport) {
  PutTwins();
  Find();
  Decide("a", "b", Link::REJECTED);
  Delete("b", "import:csv:twee");
  Find();
  EXPECT_THAT(LinksOf("a"), ElementsAre(Pair("b", Link::REJECTED)));
  Put(Listed("b", "Koffie-ochtend", "csv:twee"), Mutation::Author::kImport, "import:csv:twee");
  EXPECT_EQ(Find().suspected(), 0u);
  EXPECT_THAT(LinksOf("b"), ElementsAre(Pair("a", Link::REJECTED)));
}

TEST_F(DuplicateFinderTest, MunicipalitiesAreLookedAtOneByOne) {
  PutTwins();
  for (const char* id : {"x", "y"}) {
    v1::Activity activity = Listed(id, "Koffieochtend", absl::StrCat("csv:", id));
    activity.set_name(absl::StrCat("municipalities/GM1966/activities/", id));
    Put(activity);
  }
  EXPECT_EQ(Find("GM0150/", true).compared(), 3u);
  const auto all = Find("");
  EXPECT_EQ(all.compared(), 5u);
  EXPECT_EQ(all.suspected(), 2u) << "none across the border";
}

// Between the comparing and the writing an editor changes one, decides on another, deletes a third.
TEST_F(DuplicateFinderTest, WhatIsChangedMeanwhileIsNotLost) {
  PutTwins();
  Put(Listed("c", "Koffieochtend in De Bron", "csv:drie"));
  Put(Listed("d", "Koffieochtend bij De Bron", "csv:vier"));
  DuplicateFinder finder(*store_, clock_);
  DuplicateFinder::Options options;
  int64_t planned = 0;
  bool done = false;
  options.go_on = [&] {
    // The last question before the writing: the fourth and later ones come after the reading of all.
    if (++planned > 5 && !done) {
      done = true;
      v1::Activity edited = *store_->Get(KeyOf("a"));
      edited.set_description("Nu met taart.");
      Put(edited);
      Decide("b", "c", Link::REJECTED);
      Delete("d", "local");
    }
    return true;
  };
  ASSERT_OK(finder.Find(options));
  ASSERT_TRUE(done) << planned;
  EXPECT_EQ(store_->Get(KeyOf("a"))->description(), "Nu met taart.");
  EXPECT_THAT(LinksOf("a"), UnorderedElementsAre(Pair("b", Link::SUSPECTED), Pair("c", Link::SUSPECTED)));
  EXPECT_THAT(LinksOf("b"), UnorderedElementsAre(Pair("a", Link::SUSPECTED), Pair("c", Link::REJECTED)));
  EXPECT_THAT(LinksOf("c"), UnorderedElementsAre(Pair("a", Link::SUSPECTED), Pair("b", Link::REJECTED)));
}

TEST_F(DuplicateFinderTest, BesideAWriterBothSidesAlwaysAgree) {
  for (int i = 0; i < 40; ++i) {
    Put(Listed(absl::StrCat("t", i), absl::StrCat("Cursus nummer", 'a' + i / 2, "x"), absl::StrCat("csv:", i % 2)));
  }
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      v1::Activity edited = *store_->Get(KeyOf(absl::StrCat("t", i % 40)));
      edited.set_description(absl::StrCat("Versie ", i));
      edited.clear_etag();
      Put(edited);
    }
  });
  for (int i = 0; i < 20; ++i) {
    DuplicateFinder finder(*store_, clock_);
    const auto found = finder.Find({.prefix = "GM0150/"});
    EXPECT_TRUE(found.ok() || absl::IsAborted(found.status())) << found.status();
  }
  stop = true;
  writer.join();
  Find();
  int links = 0;
  for (int i = 0; i < 40; ++i) {
    for (const auto& [other, state] : LinksOf(absl::StrCat("t", i))) {
      ++links;
      EXPECT_THAT(LinksOf(other), ::testing::Contains(Pair(absl::StrCat("t", i), state)));
    }
  }
  EXPECT_GE(links, 40);
}

TEST_F(DuplicateFinderTest, AnAnswerHoldsSoManyPairs) {
  for (const int count : {984, 1'066}) {  // In groups of 41, of which each has some 400 links.
    Transaction transaction;
    for (int i = store_->revision() == 0 ? 0 : 984; i < count; ++i) {
      Mutation mutation;
      mutation.activity = Listed(absl::StrCat("m", 1000 + i), "Schilderclub", absl::StrCat("csv:", i));
      mutation.key = KeyOf(absl::StrCat("m", 1000 + i));
      transaction.mutations.push_back(std::move(mutation));
    }
    ASSERT_OK(store_->Commit(std::move(transaction)));
    const auto found = Find("GM0150/", /*dry_run=*/true);
    EXPECT_EQ(found.suspected() > kMaxDuplicatePairs, count > 1'000) << found.suspected();
    EXPECT_EQ(static_cast<size_t>(found.pairs_size()), std::min<size_t>(found.suspected(), kMaxDuplicatePairs));
  }
}

TEST_F(DuplicateFinderTest, StopsWhenAskedToAndWritesNothingThen) {
  PutTwins();
  const int64_t revision = store_->revision();
  DuplicateFinder finder(*store_, clock_);
  EXPECT_THAT(finder.Find({.prefix = "GM0150/", .go_on = [] { return false; }}),
              FailsWith(absl::StatusCode::kCancelled, ::testing::_));
  EXPECT_EQ(store_->revision(), revision);
}

TEST(MergedLinksTest, LaterDecisionsWinOverWhatWasPlanned) {
  const auto link = [](const std::string& name, Link::State state) {
    Link made;
    made.set_name(name);
    made.set_state(state);
    return made;
  };
  v1::Activity current;
  *current.add_duplicates() = link("decided", Link::CONFIRMED);
  *current.add_duplicates() = link("taken-back", Link::SUSPECTED);
  *current.add_duplicates() = link("old", Link::SUSPECTED);
  const Links wanted = {link("decided", Link::SUSPECTED), link("taken-back", Link::REJECTED),
                        link("gone", Link::SUSPECTED), link("new", Link::SUSPECTED)};
  std::map<std::string, Link::State> merged;
  for (const Link& one : MergedLinks(current, wanted, [](const std::string& name) { return name != "gone"; })) {
    merged[one.name()] = one.state();
  }
  EXPECT_THAT(merged, ElementsAre(Pair("decided", Link::CONFIRMED), Pair("new", Link::SUSPECTED),
                                  Pair("taken-back", Link::SUSPECTED)));
}

}  // namespace
}  // namespace meedoen::indexer::testing
