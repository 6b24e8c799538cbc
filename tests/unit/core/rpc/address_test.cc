#include "core/rpc/address.h"

#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

TEST(AddressTest, TakesLoopbackAddressesOnly) {
  EXPECT_EQ(ParseLoopbackAddress("127.0.0.1:50151")->ToString(), "127.0.0.1:50151");
  EXPECT_EQ(ParseLoopbackAddress("localhost:0")->ToString(), "127.0.0.1:0");
  EXPECT_EQ(ParseLoopbackAddress("[::1]:7")->ToString(), "[::1]:7");
  EXPECT_OK(ParseLoopbackAddress("127.9.9.9:65535"));
  for (const char* address : {"0.0.0.0:50151", "192.168.1.4:50151", "[::]:50151", "meedoen.example:50151", ":50151"}) {
    EXPECT_THAT(ParseLoopbackAddress(address), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("TLS")));
  }
}

TEST(AddressTest, RefusesWhatIsNotAnAddress) {
  for (const char* address :
       {"", "50151", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1"}) {
    EXPECT_THAT(ParseLoopbackAddress(address), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("HOST:PORT")));
  }
}

}  // namespace
}  // namespace meedoen
