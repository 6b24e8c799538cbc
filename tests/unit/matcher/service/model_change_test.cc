// The municipality changes the embedding model: a matcher that has both loses no call, and embeds each wish with the
// model of the snapshot that it answers from.
#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/unit/matcher/service/service_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::testing::HasSubstr;

// Counts what it is asked to embed.
class CountingEmbedder final : public Embedder {
 public:
  explicit CountingEmbedder(const ModelInfo& info) : inner_(info) {}
  const ModelInfo& info() const override { return inner_.info(); }
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) override {
    ++queries;
    return inner_.EmbedQuery(text, deadline);
  }
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override {
    return inner_.EmbedPassages(texts);
  }
  std::atomic<int> queries{0};

 private:
  HashingEmbedder inner_;
};

class ModelChangeTest : public ::testing::Test {
 protected:
  ModelChangeTest() {
    EXPECT_OK(embedders_.Add(old_));
    EXPECT_OK(embedders_.Add(new_));
    request_.mutable_client()->add_wishes("samen koken");
  }
  ~ModelChangeTest() override { follower_.Stop(); }

  void Publish(Embedder& model, int64_t revision) {
    world_.UseModel(model);
    ASSERT_OK(world_.Publish({VenueAt("cook", kDeventer, "Samen koken"), VenueAt("chess", kDeventer, "Schaken"),
                              VenueAt("walk", kDeventer, "Wandelen")},
                             revision));
  }
  absl::StatusOr<v1::SuggestResponse> Ask() const {
    return engine_->Suggest(*views_.Get(), request_, absl::InfiniteFuture());
  }
  void MakeEngine() { engine_.emplace(EngineParts{embedders_, clock_, settings_, BestKernel()}); }

  CountingEmbedder old_{{"old-model", 64, 512}}, new_{{"new-model", 96, 512}};
  Embedders embedders_;
  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  SettingsHolder settings_{Settings::BuiltIn()};
  ViewHolder views_;
  Follower follower_{FollowerOptions{.snapshots_folder = world_.folder(),
                                     .models = {old_.info(), new_.info()},
                                     .snapshot_interval = absl::Milliseconds(2)},
                     *PosixEnv(), clock_, &views_};
  std::optional<SuggestEngine> engine_;
  v1::SuggestRequest request_ = PlainRequest();
};

TEST_F(ModelChangeTest, NoCallIsLostAndEachIsAnsweredWithTheModelOfItsSnapshot) {
  MakeEngine();
  Publish(old_, 1);
  ASSERT_OK(follower_.LoadFirst());
  follower_.Start();
  std::atomic<bool> done{false};
  std::atomic<int> by_old{0}, by_new{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      int64_t last = 0;
      while (!done) {
        const auto response = Ask();
        ASSERT_OK(response);
        ASSERT_EQ(response->suggestions_size(), 3);
        EXPECT_EQ(response->suggestions(0).activity().title(), "Samen koken");
        const int64_t revision = response->source().catalog_revision();
        EXPECT_EQ(response->source().model_id(), revision % 2 == 1 ? "old-model" : "new-model");
        EXPECT_GE(revision, last);
        last = revision;
        ++(revision % 2 == 1 ? by_old : by_new);
      }
    });
  }
  for (int64_t revision = 2; revision <= 20; ++revision) {
    Publish(revision % 2 == 1 ? old_ : new_, revision);
    EXPECT_EQ(views_.WaitFor(revision, absl::Now() + absl::Seconds(20))->revision, revision);
  }
  done = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(old_.queries, by_old);
  EXPECT_EQ(new_.queries, by_new);
  std::printf("%d answers with the old model, %d with the new one\n", by_old.load(), by_new.load());
  EXPECT_GT(by_old, 0);
  EXPECT_GT(by_new, 0);
}

TEST_F(ModelChangeTest, ASnapshotOfAModelThatIsNotThereIsNotAnswered) {
  embedders_ = Embedders(old_);
  MakeEngine();
  Publish(new_, 1);
  ASSERT_OK(follower_.LoadFirst());
  EXPECT_THAT(Ask(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("new-model")));
}

TEST_F(ModelChangeTest, TwoModelsOfOneNameAreRefused) {
  CountingEmbedder again({"old-model", 64, 512});
  EXPECT_THAT(embedders_.Add(again), FailsWith(absl::StatusCode::kAlreadyExists, HasSubstr("--next-model")));
  EXPECT_EQ(embedders_.models().size(), 2u);
  EXPECT_EQ(*embedders_.Of("new-model"), &new_);
}

}  // namespace
}  // namespace meedoen::matcher
