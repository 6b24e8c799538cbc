// kill -9 at random moments while writes are acknowledged, files imported and snapshots built: after each, every
// acknowledged write is there and everything on disk verifies. MEEDOEN_CRASH_ROUNDS sets the number of rounds.
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include "core/base/status.h"
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int kUsualRounds = 20;
constexpr int kRows = 1'500;  // Of the file imported in each round.

int Rounds() {
  const char* wanted = std::getenv("MEEDOEN_CRASH_ROUNDS");
  return wanted == nullptr ? kUsualRounds : std::atoi(wanted);
}

class IndexerCrashTest : public IndexerProgram {
 protected:
  void SetUp() override { Output({"places", "import", kSamplePlaces}); }

  // Writes activities one by one until it is told to stop or the indexer is gone; remembers what was acknowledged.
  void WriteUntilItEnds(const std::string& address, const std::atomic<bool>& stop, int round) {
    auto stub = v1::CatalogService::NewStub(NewChannel(address));
    for (int i = 0; !stop; ++i) {
      v1::UpsertActivityRequest request;
      v1::Activity& activity = *request.mutable_activity();
      const std::string id = absl::StrCat("w", i % 50);
      activity.set_name("municipalities/GM0150/activities/" + id);
      activity.set_title(absl::StrCat("Ronde ", round, " nummer ", i));
      activity.set_description("Een rustig rondje door het park.");
      activity.mutable_provider()->set_name("Meedoen");
      activity.add_categories("walking");
      activity.mutable_place()->set_postcode("7415");
      grpc::ClientContext context;
      v1::Activity stored;
      if (!stub->UpsertActivity(&context, request, &stored).ok()) return;
      acknowledged_[id] = stored;
    }
  }

  // The catalogue has each acknowledged write, or a later one of which the answer was lost.
  void ExpectAcknowledgedIsThere(const std::string& address) {
    auto stub = v1::CatalogService::NewStub(NewChannel(address));
    for (const auto& [id, acknowledged] : acknowledged_) {
      grpc::ClientContext context;
      v1::GetActivityRequest request;
      request.set_name(acknowledged.name());
      v1::Activity stored;
      ASSERT_OK(FromGrpcStatus(stub->GetActivity(&context, request, &stored))) << id;
      ASSERT_GE(stored.revision(), acknowledged.revision()) << id;
      if (stored.revision() == acknowledged.revision()) {
        ASSERT_EQ(stored.title(), acknowledged.title());
      }
    }
  }

  std::unique_ptr<Process> Serve() {
    auto serving = std::make_unique<Process>(Command({"--log-level", "info", "serve", "--listen", "127.0.0.1:0"}));
    const std::string line = serving->WaitForLine("serving on ");
    address_ = line.substr(std::min(line.size(), line.find("serving on ") + 11));
    return serving;
  }

  std::string address_;
  std::map<std::string, v1::Activity> acknowledged_;
};

TEST_F(IndexerCrashTest, LosesNoAcknowledgedWriteAndNoFile) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  int whole_files = 0;  // In the catalogue, although the answer was lost.
  int imports_acknowledged = 0, rebuilds_acknowledged = 0, busy_kills = 0;
  for (int round = 0; round < Rounds() && !HasFatalFailure(); ++round) {
    // A few files over and over with new texts, so that the catalogue does not grow with the rounds.
    const std::string title = absl::StrCat("Keer ", round, " van ");
    std::string rows;
    for (int i = 0; i < kRows; ++i) {
      std::string row = Row(absl::StrCat("r", round % 3, "-", i));
      rows += row.replace(row.find("Wandelen "), 9, title);
    }
    const std::string file = Write("rows.jsonl", rows);
    auto serving = Serve();
    ExpectAcknowledgedIsThere(address_);
    std::atomic<bool> stop = false;
    std::thread writer([&] { WriteUntilItEnds(address_, stop, round); });
    auto import = std::make_unique<Process>(Command({"import", file}));
    auto rebuild = std::make_unique<Process>(Command({"rebuild", "--force"}));
    absl::SleepFor(absl::Milliseconds(std::uniform_int_distribution<int>(5, 1'000)(random)));
    serving->Kill();
    stop = true;
    writer.join();
    const Finished imported = import->Wait();
    const Finished rebuilt = rebuild->Wait();
    if (imported.exit_code != 0 || rebuilt.exit_code != 0) ++busy_kills;

    const Finished verified = Run({"verify"});
    ASSERT_EQ(verified.exit_code, 0) << "round " << round << ": " << verified.out << verified.err;
    if (imported.exit_code == 0) {
      ++imports_acknowledged;
      ASSERT_EQ(CountLines(Output({"list"}), title), kRows) << "round " << round;
    } else {
      const int taken = CountLines(Output({"list"}), title);
      ASSERT_TRUE(taken == 0 || taken == kRows) << "round " << round << ": half a file, " << taken << " rows";
      whole_files += taken == kRows ? 1 : 0;
    }
    if (rebuilt.exit_code == 0) {
      ++rebuilds_acknowledged;
      const std::string id = rebuilt.out.substr(9, rebuilt.out.find(' ', 9) - 9);
      ASSERT_THAT(Output({"snapshots", "list"}), HasSubstr(id));
    }
  }
  auto serving = Serve();
  ExpectAcknowledgedIsThere(address_);
  EXPECT_FALSE(acknowledged_.empty());
  EXPECT_GT(busy_kills, 0) << "the kills came when nothing was going on";
  std::cout << Rounds() << " rounds, seed " << seed << ": killed during an import or rebuild " << busy_kills
            << " times; acknowledged before: " << imports_acknowledged << " imports, " << rebuilds_acknowledged
            << " rebuilds; imports whole without an answer: " << whole_files << "\n";
}

TEST_F(IndexerCrashTest, AByteFlippedInTheLogIsReportedAndCanBeAccepted) {
  auto serving = Serve();
  Output({"import", Write("rows.jsonl", Row("a") + Row("b"))});
  Output({"import", Write("more.jsonl", Row("c"))});
  serving->Kill();
  std::string log;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.File("data/catalog"))) {
    if (entry.path().extension() == ".log" && entry.file_size() > 1'000) log = entry.path().string();
  }
  ASSERT_NE(log, "") << "the writes are not in a log any more";
  const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(log) / 2);
  std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(middle);
  const char byte = static_cast<char>(file.get() ^ 0x10);
  file.seekp(middle).put(byte);
  file.close();

  const Finished refused = Run({"list"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("DATA_LOSS"), HasSubstr(std::filesystem::path(log).filename().string())));
  EXPECT_EQ(Run({"list"}).exit_code, 1) << "and again: refusing changes nothing";
  EXPECT_EQ(Run({"verify", "--accept-lost-writes"}).exit_code, 0);
  EXPECT_EQ(Run({"list"}).exit_code, 0);
}

}  // namespace
}  // namespace meedoen::testing
