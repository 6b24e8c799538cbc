#include "core/rpc/handler.h"

#include <sstream>
#include <stdexcept>

#include "core/base/log.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Everything that is logged while this lives.
class CapturedLog {
 public:
  CapturedLog() : before_(spdlog::default_logger()) {
    auto logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_st>(text_));
    logger->set_level(spdlog::level::debug);
    spdlog::set_default_logger(logger);
  }
  ~CapturedLog() { spdlog::set_default_logger(before_); }
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::shared_ptr<spdlog::logger> before_;
};

TEST(HandlerTest, MapsTheStatusAndLogsMethodAndCodeOnly) {
  CapturedLog log;
  const grpc::Status status =
      HandleCall("GetActivity", [] { return absl::NotFoundError("what mevrouw De Vries asked for"); });
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "what mevrouw De Vries asked for");
  EXPECT_THAT(log.text(), AllOf(HasSubstr("GetActivity NOT_FOUND"), HasSubstr(" ms"), Not(HasSubstr("De Vries"))));
}

TEST(HandlerTest, TurnsAnExceptionIntoInternalWithoutItsText) {
  CapturedLog log;
  const grpc::Status status =
      HandleCall("Suggest", []() -> absl::Status { throw std::runtime_error("wish of mevrouw De Vries"); });
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), AllOf(HasSubstr("Suggest"), HasSubstr("runtime_error"), Not(HasSubstr("Vries"))));
  EXPECT_THAT(log.text(), AllOf(HasSubstr("runtime_error"), HasSubstr("Suggest INTERNAL"), Not(HasSubstr("Vries"))));
}

TEST(HandlerTest, SurvivesAnExceptionThatIsNoException) {
  CapturedLog log;
  EXPECT_EQ(HandleCall("Suggest", []() -> absl::Status { throw 7; }).error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(log.text(), HasSubstr("unknown"));
}

}  // namespace
}  // namespace meedoen
