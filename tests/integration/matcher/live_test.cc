// The real indexer and real matchers: a write shows in every matcher, and a matcher outlives the indexer.
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "meedoen/v1/match_service.grpc.pb.h"
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::Contains;
using ::testing::UnorderedElementsAre;

std::string AddressOf(Process& program) {
  const std::string line = program.WaitForLine("serving on ");
  return line.substr(line.find("serving on ") + 11);
}

class Matcher {
 public:
  explicit Matcher(const std::vector<std::string>& command)
      : program_(command), stub_(v1::MatchService::NewStub(NewChannel(AddressOf(program_)))) {}

  // Titles of what is suggested for a client who walks in the centre of Deventer.
  std::vector<std::string> Titles() {
    v1::SuggestRequest request;
    request.set_k(50);
    request.mutable_client()->mutable_home()->set_postcode("7415");
    request.mutable_client()->mutable_mobility()->add_means(v1::BICYCLE);
    grpc::ClientContext context;
    v1::SuggestResponse response;
    EXPECT_OK(FromGrpcStatus(stub_->Suggest(&context, request, &response)));
    std::vector<std::string> titles;
    for (const v1::Suggestion& suggestion : response.suggestions()) titles.push_back(suggestion.activity().title());
    return titles;
  }
  template <typename Matches>
  void ExpectSoon(Matches matches) {
    const absl::Time end = absl::Now() + absl::Seconds(20);
    while (!::testing::Value(Titles(), matches) && absl::Now() < end) absl::SleepFor(absl::Milliseconds(5));
    EXPECT_THAT(Titles(), matches);
  }
  bool BecomesConnected(bool connected) {
    for (const absl::Time end = absl::Now() + absl::Seconds(20); absl::Now() < end;
         absl::SleepFor(absl::Milliseconds(5))) {
      grpc::ClientContext context;
      v1::GetStatusResponse status;
      if (stub_->GetStatus(&context, {}, &status).ok() && status.connected() == connected) return true;
    }
    return false;
  }

 private:
  Process program_;
  std::unique_ptr<v1::MatchService::Stub> stub_;
};

class LiveTest : public IndexerProgram {
 protected:
  void SetUp() override {
    StartIndexer("127.0.0.1:0");
    Output({"places", "import", kSamplePlaces});
    Output({"import", Write("rows.jsonl", Row("a") + Row("b"))});
    Output({"rebuild"});
  }
  void StartIndexer(const std::string& listen) {
    indexer_ = std::make_unique<Process>(Command({"serve", "--listen", listen}));
    address_ = AddressOf(*indexer_);
    catalog_ = v1::CatalogService::NewStub(NewChannel(address_));
  }
  std::vector<std::string> MatcherCommand() const {
    return {MEEDOEN_MATCHER, "--data",   folder_.File("data"), "--model",   folder_.File("model"),
            "serve",         "--listen", "127.0.0.1:0",        "--indexer", address_};
  }

  void Change(const std::string& id, const std::function<void(v1::Activity*)>& change) {
    v1::GetActivityRequest get;
    get.set_name("municipalities/GM0150/activities/" + id);
    grpc::ClientContext get_context, upsert_context;
    v1::UpsertActivityRequest upsert;
    ASSERT_OK(FromGrpcStatus(catalog_->GetActivity(&get_context, get, upsert.mutable_activity())));
    change(upsert.mutable_activity());
    v1::Activity stored;
    ASSERT_OK(FromGrpcStatus(catalog_->UpsertActivity(&upsert_context, upsert, &stored)));
  }

  std::unique_ptr<Process> indexer_;
  std::string address_;
  std::unique_ptr<v1::CatalogService::Stub> catalog_;
};

TEST_F(LiveTest, AWriteShowsInEveryMatcher) {
  Matcher first(MatcherCommand()), second(MatcherCommand());
  first.ExpectSoon(UnorderedElementsAre("Wandelen a", "Wandelen b"));
  Change("a", [](v1::Activity* activity) { activity->set_status(v1::CANCELLED); });
  for (Matcher* matcher : {&first, &second}) matcher->ExpectSoon(UnorderedElementsAre("Wandelen b"));
  Change("a", [](v1::Activity* activity) { activity->set_status(v1::ACTIVE); });
  Change("b", [](v1::Activity* activity) { activity->set_title("Zingen"); });
  Change("b", [](v1::Activity* activity) {
    activity->set_name("municipalities/GM0150/activities/c");
    activity->clear_etag();
    activity->set_title("Schaken");
  });
  for (Matcher* matcher : {&first, &second}) {
    matcher->ExpectSoon(UnorderedElementsAre("Schaken", "Wandelen a", "Zingen"));
  }
  EXPECT_TRUE(first.BecomesConnected(true));
}

TEST_F(LiveTest, AMatcherOutlivesTheIndexerAndCatchesUp) {
  Matcher matcher(MatcherCommand());
  ASSERT_TRUE(matcher.BecomesConnected(true));
  indexer_->Kill();
  EXPECT_TRUE(matcher.BecomesConnected(false));
  EXPECT_THAT(matcher.Titles(), UnorderedElementsAre("Wandelen a", "Wandelen b"));
  const std::string address = address_;
  StartIndexer(address);
  Change("b", [](v1::Activity* activity) { activity->set_title("Zingen"); });
  matcher.ExpectSoon(Contains("Zingen"));
  EXPECT_TRUE(matcher.BecomesConnected(true));
  Output({"rebuild"});
  Change("a", [](v1::Activity* activity) { activity->set_title("Fietsen"); });
  matcher.ExpectSoon(UnorderedElementsAre("Fietsen", "Zingen"));
}

}  // namespace
}  // namespace meedoen::testing
