// The real meedoen-matcher, as a coach's app and a person at a terminal use it.
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/rpc/channel.h"
#include "core/rpc/server.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/match_service.grpc.pb.h"
#include "tests/testing/fake_index.h"
#include "tests/testing/process.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MatcherProgram : public ::testing::Test {
 protected:
  MatcherProgram() {
    WriteHashingModel(folder_.File("model"));
    std::filesystem::create_directory(folder_.File("data"));
    std::filesystem::create_directory_symlink(world_.folder(), folder_.File("data/snapshots"));
  }

  void Publish(int64_t revision) {
    v1::Activity cooking = VenueAt("koken", kDeventer, "Samen koken");
    *cooking.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::TUESDAY, "10:00", "12:00");
    ASSERT_OK(world_.Publish({cooking, VenueAt("schaken", kDeventer, "Schaken"), VenueAt("bos", kDeventer, "Wandelen"),
                              VenueAt("ver", {53.3, 6.5}, "Samen koken")},
                             revision));
  }
  std::vector<std::string> Command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {MEEDOEN_MATCHER, "--data", folder_.File("data"), "--model",
                                        folder_.File("model")};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
  }
  Finished Run(const std::vector<std::string>& arguments) const { return RunProgram(Command(arguments)); }
  std::string Client(const std::string& json) const {
    std::ofstream(folder_.File("client.json")) << json;
    return folder_.File("client.json");
  }
  std::string Anna() const {
    return Client(R"({"wishes": ["samen koken"], "home": {"postcode": "7411"}, "mobility": {"means": ["BICYCLE"]}})");
  }

  SampleWorld world_;
  TempDir folder_;
};

TEST_F(MatcherProgram, SuggestsWithoutARunningMatcher) {
  Publish(12);
  const Finished done = Run({"suggest", "--client", Anna(), "--date", "2026-11-23"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("Wensen: samen koken"), HasSubstr(" 1. Samen koken"), HasSubstr("fietsen."),
                              HasSubstr("dinsdag 24 november 10:00-12:00"), HasSubstr("revision 12")));
  EXPECT_THAT(done.out, Not(HasSubstr("{")));
  const Finished json = Run({"suggest", "--client", Anna(), "--date", "2026-11-23", "--json"});
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"suggestions\""), HasSubstr("\"catalog_revision\"")));
}

TEST_F(MatcherProgram, WhatIsWrongIsSaidInOneLine) {
  const auto fails = [this](const std::vector<std::string>& arguments, const std::string& text) {
    const Finished done = Run(arguments);
    EXPECT_EQ(done.exit_code, 1);
    EXPECT_THAT(done.err, HasSubstr(text));
  };
  fails({"suggest", "--client", Anna(), "--date", "2026-11-23"}, "meedoen-indexer rebuild");
  Publish(1);
  fails({"suggest", "--client", Anna(), "--date", "23-11-2026"}, "2026-11-22");
  fails({"suggest", "--client", folder_.File("nobody.json")}, "nobody.json");
  fails({"suggest", "--client", Client("{\"wishes\": 3"), "--date", "2026-11-23"}, "client.json");
  fails({"suggest", "--client", Client(R"({"home": {"postcode": "1"}})"), "--date", "2026-11-23"},
        "client.home.postcode");
  std::filesystem::remove_all(folder_.File("model"));
  fails({"suggest", "--client", Anna(), "--date", "2026-11-23"}, "/model");
  fails({"status", "--address", "127.0.0.1:1"}, "127.0.0.1:1");
  WriteHashingModel(folder_.File("model"), "another-model");
  fails({"suggest", "--client", Anna(), "--date", "2026-11-23"}, "another-model");
  EXPECT_EQ(Run({"sugest"}).exit_code, 2);
}

TEST_F(MatcherProgram, ADamagedSnapshotIsNotServed) {
  Publish(1);
  const std::string id = *CurrentSnapshotId(*PosixEnv(), world_.folder());
  std::fstream file(world_.folder() + "/" + id + "/records", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(5);
  file.put('\x7F');
  file.close();
  const Finished done = Run({"suggest", "--client", Anna(), "--date", "2026-11-23"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, AllOf(HasSubstr("DATA_LOSS"), HasSubstr("records"), HasSubstr("rebuild")));
}

TEST_F(MatcherProgram, ServesAnotherModelsSnapshotIfItHasTheModel) {
  WriteHashingModel(folder_.File("next"), "next-model");
  EXPECT_THAT(Run({"--next-model", folder_.File("model"), "status"}).err, HasSubstr("nobody answers"));
  const Finished twice =
      Run({"--next-model", folder_.File("model"), "suggest", "--client", Anna(), "--date", "2026-11-23"});
  EXPECT_EQ(twice.exit_code, 1);
  EXPECT_THAT(twice.err, AllOf(HasSubstr("both models"), HasSubstr(kHashingModelId)));
  Publish(1);
  Process matcher(
      Command({"--next-model", folder_.File("next"), "serve", "--listen", "127.0.0.1:0", "--indexer", "127.0.0.1:1"}));
  const std::string line = matcher.WaitForLine("serving on ");
  const std::string address = line.substr(line.find("serving on ") + 11);
  EXPECT_THAT(Run({"suggest", "--client", Anna(), "--address", address}).out, HasSubstr(kHashingModelId));
  HashingEmbedder next({"next-model", kHashingDimension, 512});
  world_.UseModel(next);
  Publish(2);
  matcher.WaitForLine("0002-");
  EXPECT_THAT(Run({"suggest", "--client", Anna(), "--address", address}).out,
              AllOf(HasSubstr("next-model"), HasSubstr(" 1. Samen koken")));
}

TEST_F(MatcherProgram, FetchesSnapshotsIntoAFolderOfItsOwn) {
  FakeIndex index(world_.folder());
  StopFlag stop;
  const auto server = RpcServer::Start({"127.0.0.1:0", {&index}, &stop});
  ASSERT_OK(server);
  Publish(1);
  const std::vector<std::string> serve = {
      "serve",      "--listen",          "127.0.0.1:0", "--indexer", (*server)->address().ToString(),
      "--fetch-to", folder_.File("mine")};
  std::string address;
  {
    Process matcher(Command(serve));
    matcher.WaitForLine("loaded");
    EXPECT_EQ(CurrentSnapshotId(*PosixEnv(), folder_.File("mine")), CurrentSnapshotId(*PosixEnv(), world_.folder()));
    matcher.Signal(SIGTERM);
    EXPECT_EQ(matcher.Wait().exit_code, 0);
  }
  std::filesystem::resize_file(folder_.File("mine/") + *CurrentSnapshotId(*PosixEnv(), world_.folder()) + "/records",
                               1);
  index.fetches = 0;
  Process again(Command(serve));
  again.WaitForLine("it is fetched anew");
  again.WaitForLine("fetched, 4 activities");
  EXPECT_EQ(index.fetches, 1);
}

TEST_F(MatcherProgram, ServesSwapsAndStopsInOrder) {
  Process matcher(Command({"serve", "--listen", "127.0.0.1:0", "--indexer", "127.0.0.1:1"}));
  const std::string line = matcher.WaitForLine("serving on ");
  const std::string address = line.substr(line.find("serving on ") + 11);
  const auto channel = Connect(address, absl::Seconds(10));
  ASSERT_OK(channel);
  const auto stub = v1::MatchService::NewStub(*channel);
  const auto suggest = [&](v1::SuggestResponse* response) {
    v1::SuggestRequest request = PlainRequest();
    request.mutable_client()->add_wishes("samen koken");
    grpc::ClientContext context;
    return FromGrpcStatus(stub->Suggest(&context, request, response));
  };
  v1::SuggestResponse response;
  EXPECT_THAT(suggest(&response), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("no snapshot")));
  for (int64_t revision = 1; revision <= 2; ++revision) {
    Publish(revision);
    matcher.WaitForLine(absl::StrCat("000", revision, "-"));
    ASSERT_OK(suggest(&response));
    EXPECT_EQ(response.source().catalog_revision(), revision);
    EXPECT_EQ(response.suggestions(0).activity().title(), "Samen koken");
  }
  const Finished status = Run({"status", "--address", address});
  EXPECT_THAT(status.out, AllOf(HasSubstr("\"snapshot_activities\": 4"), HasSubstr("\"suggest_calls\": \"2\"")));
  EXPECT_THAT(Run({"suggest", "--client", Anna(), "--address", address}).out, HasSubstr("Samen koken"));
  matcher.Signal(SIGTERM);
  const Finished done = matcher.Wait();
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, Not(HasSubstr("koken"))) << "what a client said is not in the log";
}

}  // namespace
}  // namespace meedoen::testing
