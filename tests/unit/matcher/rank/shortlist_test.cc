#include "matcher/rank/shortlist.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr int kDimension = 32;

class ShortlistTest : public ::testing::Test {
 protected:
  struct Entry {
    std::string id;
    v1::SuggestionGroup group;
    int total;
    std::vector<size_t> meets;
  };

  // `total` in 0.0001; `meets`: the wishes it meets. Vectors are at right angles unless `like` says otherwise.
  void Add(const std::string& id, int total, const std::vector<size_t>& meets = {},
           v1::SuggestionGroup group = v1::CONFIRMED) {
    entries_.push_back({id, group, total, meets});
    activities_.push_back(meedoen::testing::VenueAt(id, meedoen::testing::kDeventer));
    std::vector<float> vector(kDimension, 0.0f);
    vector[entries_.size() - 1] = 1;
    vectors_.push_back(vector);
  }

  std::vector<Candidate> Pool() {
    SegmentBuilder builder(kDimension);
    for (size_t i = 0; i < entries_.size(); ++i) {
      EXPECT_OK(builder.Add(activities_[i], vectors_[i], meedoen::testing::kWorldDay));
    }
    segment_ = *builder.Build();
    std::vector<Candidate> pool;
    for (const Entry& entry : entries_) {
      const uint64_t hash = NameHash("municipalities/GM0150/activities/" + entry.id);
      Candidate candidate{&segment_->view, *segment_->view.FindRow(hash), AreaFit::kOutside, entry.group, {}, hash};
      candidate.score.total = entry.total;
      for (const size_t wish : entry.meets) candidate.score.wishes[wish] = kMetWish;
      pool.push_back(candidate);
    }
    std::stable_sort(pool.begin(), pool.end(), [](const Candidate& a, const Candidate& b) {
      return a.group != b.group ? a.group < b.group : Before(a, b);
    });
    return pool;
  }

  std::vector<std::string> Ids(const std::vector<Candidate>& candidates) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : candidates) {
      const std::string name = segment_->view.Record(candidate.row)->name();
      ids.push_back(name.substr(name.rfind('/') + 1));
    }
    return ids;
  }
  std::vector<std::string> Chosen() {
    const std::vector<Candidate> pool = Pool();
    shortlist_ = MakeShortlist(query_, pool, BestKernel(), options_);
    return Ids(shortlist_);
  }
  void Wishes(size_t count) { query_.wishes.resize(count); }

  ClientQuery query_;
  ShortlistOptions options_;
  std::vector<Entry> entries_;
  std::vector<v1::Activity> activities_;
  std::vector<std::vector<float>> vectors_;
  std::unique_ptr<OwnedSegment> segment_;
  std::vector<Candidate> shortlist_;
};

TEST_F(ShortlistTest, TheHighestScoresFirstAndNoMoreThanAsked) {
  for (int i = 0; i < 8; ++i) Add(absl::StrCat("a", i), 1000 * (i + 1));
  query_.k = 3;
  EXPECT_THAT(Chosen(), ElementsAre("a7", "a6", "a5"));
  query_.k = 50;
  EXPECT_EQ(Chosen().size(), 8u);
}

TEST_F(ShortlistTest, AnEmptyPoolGivesAnEmptyList) { EXPECT_THAT(Chosen(), IsEmpty()); }

TEST_F(ShortlistTest, EachWishIsMetAmongTheFirstThree) {
  for (int i = 0; i < 5; ++i) Add(absl::StrCat("chess", i), 9000 - i, {0});
  Add("choir", 3000, {1});
  Add("garden", 2000, {2});
  Wishes(3);
  const std::vector<std::string> chosen = Chosen();
  EXPECT_THAT((std::vector<std::string>{chosen[0], chosen[1], chosen[2]}),
              UnorderedElementsAre("chess0", "choir", "garden"));
  EXPECT_EQ(chosen[3], "chess1");
  EXPECT_THAT(UnmetWishes(query_, shortlist_), IsEmpty());
}

TEST_F(ShortlistTest, FiveWishesAreMetAmongTheFirstFive) {
  for (int i = 0; i < 6; ++i) Add(absl::StrCat("chess", i), 9000, {0});
  for (size_t wish = 1; wish < 5; ++wish) Add(absl::StrCat("other", wish), 100, {wish});
  Wishes(5);
  EXPECT_EQ(Chosen().size(), 5u);
  EXPECT_THAT(UnmetWishes(query_, shortlist_), IsEmpty());
}

TEST_F(ShortlistTest, AShortListCoversWhatItCan) {
  for (int i = 0; i < 3; ++i) Add(absl::StrCat("chess", i), 9000 - i, {0});
  Add("choir", 100, {1});
  Wishes(2);
  query_.k = 2;
  EXPECT_THAT(Chosen(), ElementsAre("chess0", "choir"));
}

TEST_F(ShortlistTest, AWishThatOnlyAskFirstMeetsTakesOneOfThePlacesLeft) {
  for (int i = 0; i < 4; ++i) Add(absl::StrCat("chess", i), 9000 - i, {0});
  for (int i = 0; i < 4; ++i) Add(absl::StrCat("ask", i), 8000 - i, {0}, v1::TO_ASK_FIRST);
  Add("choir", 100, {1}, v1::TO_ASK_FIRST);
  Wishes(2);
  EXPECT_THAT(Chosen(), ElementsAre("chess0", "chess1", "chess2", "chess3", "choir"));
}

TEST_F(ShortlistTest, ConfirmedOnesGiveWayToAWishThatOnlyAskFirstMeets) {
  for (int i = 0; i < 8; ++i) Add(absl::StrCat("chess", i), 9000 - i, {0});
  for (int i = 0; i < 3; ++i) Add(absl::StrCat("ask", i), 8000 - i, {0}, v1::TO_ASK_FIRST);
  Add("choir", 100, {1}, v1::TO_ASK_FIRST);
  Wishes(2);
  EXPECT_THAT(Chosen(), ElementsAre("chess0", "chess1", "chess2", "chess3", "choir"));
  EXPECT_THAT(UnmetWishes(query_, shortlist_), IsEmpty());
}

TEST_F(ShortlistTest, TheyGiveWayToAsFewAsItTakes) {
  for (int i = 0; i < 8; ++i) Add(absl::StrCat("chess", i), 9000 - i, {0});
  Add("choir", 300, {1}, v1::TO_ASK_FIRST);
  Add("choir-and-garden", 200, {1, 2, 3}, v1::TO_ASK_FIRST);
  Add("garden", 100, {2}, v1::TO_ASK_FIRST);
  Wishes(4);
  query_.k = 6;
  EXPECT_THAT(Chosen(), ElementsAre("chess0", "chess1", "chess2", "chess3", "chess4", "choir-and-garden"));
  Wishes(1);
  EXPECT_THAT(Chosen(), ElementsAre("chess0", "chess1", "chess2", "chess3", "chess4", "chess5"));
}

TEST_F(ShortlistTest, TheyDoNotGiveWayWhereThatLosesAWish) {
  Add("chess", 9000, {0});
  Add("garden", 8000, {1});
  Add("choir", 9999, {2}, v1::TO_ASK_FIRST);
  Wishes(3);
  query_.k = 2;
  EXPECT_THAT(Chosen(), ElementsAre("chess", "garden"));
  EXPECT_THAT(UnmetWishes(query_, shortlist_), ElementsAre(2u));
  query_.k = 3;
  EXPECT_THAT(Chosen(), ElementsAre("chess", "garden", "choir"));
}

TEST_F(ShortlistTest, AConfirmedOneThatMeetsNothingGivesWayEvenOnTheLastPlace) {
  Add("bingo", 9000);
  Add("choir", 100, {0}, v1::TO_ASK_FIRST);
  Wishes(1);
  query_.k = 1;
  EXPECT_THAT(Chosen(), ElementsAre("choir"));
}

TEST_F(ShortlistTest, WhatEachOptionSwitchesOff) {
  Add("a", 9000, {0});
  Add("b", 8990, {0});
  Add("c", 8900, {0});
  Add("choir", 100, {1}, v1::TO_ASK_FIRST);
  activities_[1].mutable_provider()->set_name(activities_[0].provider().name());
  vectors_[1] = vectors_[0];
  Wishes(2);
  query_.k = 3;
  EXPECT_THAT(Chosen(), ElementsAre("a", "c", "choir"));
  options_.cover_wishes = false;
  EXPECT_THAT(Chosen(), ElementsAre("a", "c", "b"));
  options_.likeness_penalty = 0;
  EXPECT_THAT(Chosen(), ElementsAre("a", "c", "b")) << "the provider is still the same";
  options_.provider_penalty = 0;
  EXPECT_THAT(Chosen(), ElementsAre("a", "b", "c"));
}

TEST_F(ShortlistTest, WithMoreWishesThanPlacesTheOneThatMeetsMostComesFirst) {
  Add("chess", 9000, {0});
  Add("choir", 8000, {1});
  Add("day-out", 100, {1, 2, 3});
  Wishes(4);
  query_.k = 2;
  EXPECT_THAT(Chosen(), ElementsAre("day-out", "chess"));
  EXPECT_THAT(UnmetWishes(query_, shortlist_), IsEmpty());
}

TEST_F(ShortlistTest, UnmetWishesAreNamed) {
  Add("chess", 9000, {1});
  Wishes(3);
  Chosen();
  EXPECT_THAT(UnmetWishes(query_, shortlist_), ElementsAre(0u, 2u));
}

TEST_F(ShortlistTest, AskFirstComesAfterTheConfirmedWhateverTheScore) {
  Add("sure", 10);
  Add("perhaps", 9999, {}, v1::TO_ASK_FIRST);
  EXPECT_THAT(Chosen(), ElementsAre("sure", "perhaps"));
  query_.k = 1;
  EXPECT_THAT(Chosen(), ElementsAre("sure"));
}

TEST_F(ShortlistTest, SupportComesApartAtMostThreeAndOnlyWhereItFits) {
  Add("choir", 10, {0});
  for (int i = 0; i < 5; ++i) Add(absl::StrCat("debts", i), 9000 - i, {0}, v1::SUPPORT);
  Add("care", 9999, {}, v1::SUPPORT);  // Meets no wish.
  Wishes(1);
  query_.k = 1;
  EXPECT_THAT(Chosen(), ElementsAre("choir", "debts0", "debts1", "debts2"));
}

TEST_F(ShortlistTest, WithoutWishesSupportServesAGoal) {
  Add("debts", 9000, {}, v1::SUPPORT);
  EXPECT_THAT(Chosen(), IsEmpty());
  std::vector<Candidate> pool = Pool();
  pool[0].score.parts[kGoals] = 0.5f;
  EXPECT_EQ(MakeShortlist(query_, pool, BestKernel()).size(), 1u);
}

TEST_F(ShortlistTest, ARepeatedProviderIsPushedDown) {
  Add("a", 9000);
  Add("b", 8990);
  Add("c", 8900);
  activities_[1].mutable_provider()->set_name(activities_[0].provider().name());
  EXPECT_THAT(Chosen(), ElementsAre("a", "c", "b"));
}

TEST_F(ShortlistTest, OneLikeWhatIsThereIsPushedDown) {
  Add("a", 9000);
  Add("b", 8990);
  Add("c", 8900);
  vectors_[1] = vectors_[0];
  EXPECT_THAT(Chosen(), ElementsAre("a", "c", "b"));
}

TEST_F(ShortlistTest, EqualScoresAreOrderedByTheHashOfTheName) {
  for (int i = 0; i < 20; ++i) Add(absl::StrCat("a", i), 5000);
  query_.k = 20;
  const std::vector<std::string> first = Chosen();
  for (size_t i = 1; i < shortlist_.size(); ++i) EXPECT_LT(shortlist_[i - 1].name_hash, shortlist_[i].name_hash);
  EXPECT_EQ(Chosen(), first);
}

}  // namespace
}  // namespace meedoen::matcher
