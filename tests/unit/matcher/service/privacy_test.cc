// Nothing that a client says reaches a log or a disk, whether the call succeeds or not.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "tests/unit/matcher/service/service_fixture.h"

namespace meedoen::matcher {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMark[] = "ZEBRAWENS";

std::vector<v1::SuggestRequest> MarkedRequests() {
  v1::SuggestRequest good = meedoen::testing::PlainRequest();
  good.mutable_client()->add_wishes(absl::StrCat(kMark, " samen koken"));
  good.mutable_client()->add_dislikes(absl::StrCat(kMark, " drukte"));
  std::vector<v1::SuggestRequest> requests(7, good);
  requests[1].mutable_client()->mutable_home()->set_postcode(kMark);
  requests[2].mutable_client()->add_excluded_activities(kMark);
  requests[3].add_categories(kMark);
  requests[4].mutable_client()->add_wishes(absl::StrCat(kMark, " 111222333"));
  requests[5].mutable_client()->add_wishes(absl::StrCat(kMark, "\xC3\x28"));
  requests[6].mutable_client()->mutable_home()->set_postcode("9876ZX");  // Not in the table of places.
  return requests;
}

class PrivacyTest : public ServiceTest {};

TEST_F(PrivacyTest, NothingOfARequestIsLoggedStoredOrRepeated) {
  std::string client_errors;
  int answered = 0;
  ::testing::internal::CaptureStderr();
  StartLogging("privacy-test", "debug");
  Publish({meedoen::testing::VenueAt("a", meedoen::testing::kDeventer, "Samen koken")}, 1);
  for (const v1::SuggestRequest& request : MarkedRequests()) {
    v1::SuggestResponse response;
    grpc::ServerContext context;
    const grpc::Status status = service_.Suggest(&context, &request, &response);  // Takes broken UTF-8 too.
    answered += status.ok();
    client_errors += status.error_message() + status.error_details();
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  spdlog::set_level(spdlog::level::warn);  // For the tests that follow.
  EXPECT_EQ(answered, 1);
  EXPECT_THAT(client_errors, HasSubstr("client.wishes[1]"));
  for (const char* part : {kMark, "111222333", "9876"}) {
    EXPECT_THAT(client_errors, Not(HasSubstr(part)));
    EXPECT_THAT(log, Not(HasSubstr(part)));
  }
  EXPECT_THAT(log, HasSubstr("Suggest")) << "the calls were logged, so the search above means something";
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(world_.folder())) {
    if (!entry.is_regular_file()) continue;
    std::stringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    EXPECT_THAT(bytes.str(), Not(HasSubstr(kMark))) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 20);
}

}  // namespace
}  // namespace meedoen::matcher
