#include "matcher/rank/twins.h"

#include "core/index/facts.h"
#include "matcher/rank/shortlist.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kDimension = 32;

std::string NameOf(const std::string& id) { return "municipalities/GM0150/activities/" + id; }

class TwinsTest : public ::testing::Test {
 protected:
  // In the order of their scores.
  void Add(const std::string& id, v1::SuggestionGroup group = v1::CONFIRMED) {
    activities_.push_back(meedoen::testing::VenueAt(id, meedoen::testing::kDeventer));
    groups_.push_back(group);
  }

  void Link(const std::string& a, const std::string& b, v1::DuplicateLink::State state) {
    for (v1::Activity& activity : activities_) {
      if (activity.name() != NameOf(a) && activity.name() != NameOf(b)) continue;
      v1::DuplicateLink* link = activity.add_duplicates();
      link->set_name(activity.name() == NameOf(a) ? NameOf(b) : NameOf(a));
      link->set_state(state);
    }
  }

  // The first of each is in a layer of its own, as a change since the snapshot is.
  std::vector<Candidate> Pool() {
    std::vector<Candidate> pool;
    segments_.clear();
    for (size_t i = 0; i < activities_.size(); ++i) {
      SegmentBuilder builder(kDimension);
      std::vector<float> vector(kDimension, 0.0f);
      vector[i] = 1;
      EXPECT_OK(builder.Add(activities_[i], vector, meedoen::testing::kWorldDay));
      segments_.push_back(*builder.Build());
      Candidate candidate{&segments_.back()->view,        0, AreaFit::kOutside, groups_[i], {},
                          NameHash(activities_[i].name())};
      candidate.score.total = 9000 - 1000 * static_cast<int>(i);
      pool.push_back(candidate);
    }
    std::stable_sort(pool.begin(), pool.end(),
                     [](const Candidate& a, const Candidate& b) { return a.group < b.group; });
    return pool;
  }

  std::vector<std::string> Chosen() {
    pool_ = Pool();
    std::vector<std::string> ids;
    response_.Clear();
    for (const Candidate& candidate : MakeShortlist(query_, pool_, BestKernel())) {
      *response_.add_suggestions()->mutable_activity() = *candidate.segment->Record(candidate.row);
      const std::string& name = response_.suggestions().rbegin()->activity().name();
      ids.push_back(name.substr(name.rfind('/') + 1));
    }
    SetAlsoListedAs(pool_, response_.mutable_suggestions());
    return ids;
  }

  ClientQuery query_;
  std::vector<v1::Activity> activities_;
  std::vector<v1::SuggestionGroup> groups_;
  std::vector<std::unique_ptr<OwnedSegment>> segments_;
  std::vector<Candidate> pool_;
  v1::SuggestResponse response_;
};

TEST_F(TwinsTest, OfASuspectedAndOfAConfirmedPairTheBetterOneIsShown) {
  for (const char* id : {"a", "b", "c", "d"}) Add(id);
  Link("a", "c", v1::DuplicateLink::SUSPECTED);
  Link("b", "d", v1::DuplicateLink::CONFIRMED);
  query_.k = 5;
  EXPECT_THAT(Chosen(), ElementsAre("a", "b"));
  EXPECT_THAT(response_.suggestions(0).also_listed_as(), ElementsAre(NameOf("c")));
  EXPECT_THAT(response_.suggestions(1).also_listed_as(), ElementsAre(NameOf("d")));
}

TEST_F(TwinsTest, ARejectedPairIsShownInFull) {
  for (const char* id : {"a", "b"}) Add(id);
  Link("a", "b", v1::DuplicateLink::REJECTED);
  query_.k = 5;
  EXPECT_THAT(Chosen(), ElementsAre("a", "b"));
  EXPECT_THAT(response_.suggestions(0).also_listed_as(), IsEmpty());
}

TEST_F(TwinsTest, ThePlaceOfATwinGoesToTheNextOne) {
  for (const char* id : {"a", "b", "c"}) Add(id);
  Link("a", "b", v1::DuplicateLink::SUSPECTED);
  query_.k = 2;
  EXPECT_THAT(Chosen(), ElementsAre("a", "c"));
}

TEST_F(TwinsTest, WithoutTheBetterOneTheOtherIsShown) {
  for (const char* id : {"b", "c"}) Add(id);
  activities_[0].add_duplicates()->set_name(NameOf("a"));  // That falls out for this client.
  activities_[0].mutable_duplicates(0)->set_state(v1::DuplicateLink::CONFIRMED);
  query_.k = 5;
  EXPECT_THAT(Chosen(), ElementsAre("b", "c"));
  EXPECT_THAT(response_.suggestions(0).also_listed_as(), IsEmpty()) << "a was not left out for it";
}

// A is B and B is C, but nobody calls A and C one: with A comes C, and B stays out.
TEST_F(TwinsTest, OnlyADirectLinkCounts) {
  for (const char* id : {"a", "b", "c"}) Add(id);
  Link("a", "b", v1::DuplicateLink::SUSPECTED);
  Link("b", "c", v1::DuplicateLink::SUSPECTED);
  query_.k = 5;
  EXPECT_THAT(Chosen(), ElementsAre("a", "c"));
  EXPECT_THAT(response_.suggestions(0).also_listed_as(), ElementsAre(NameOf("b"))) << "named once, at the first";
  EXPECT_THAT(response_.suggestions(1).also_listed_as(), IsEmpty());
}

TEST_F(TwinsTest, AcrossTheGroupsToo) {
  Add("ask", v1::TO_ASK_FIRST);
  Add("sure", v1::CONFIRMED);
  Add("support", v1::SUPPORT);
  Link("ask", "sure", v1::DuplicateLink::SUSPECTED);
  Link("sure", "support", v1::DuplicateLink::CONFIRMED);
  query_.k = 5;
  EXPECT_THAT(Chosen(), ElementsAre("sure"));
  EXPECT_THAT(response_.suggestions(0).also_listed_as(), ElementsAre(NameOf("ask"), NameOf("support")));
}

}  // namespace
}  // namespace meedoen::matcher
