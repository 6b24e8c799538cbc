// More calls at once than the catalogue takes.

#include "core/base/limits.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

// Holds everybody who asks for the time until it is let go.
class HoldingClock final : public Clock {
 public:
  absl::Time Now() const override {
    absl::MutexLock lock(&mutex_);
    ++waiting_;
    mutex_.Await(absl::Condition(&open_));
    --waiting_;
    return absl::FromUnixSeconds(1'790'000'000);
  }
  void SetOpen(bool open) {
    absl::MutexLock lock(&mutex_);
    open_ = open;
  }
  int waiting() const {
    absl::MutexLock lock(&mutex_);
    return waiting_;
  }

 private:
  mutable absl::Mutex mutex_;
  mutable int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  bool open_ ABSL_GUARDED_BY(mutex_) = true;
};

class OverloadTest : public testing::IndexerFixture {
 protected:
  void SetUp() override {
    auto opened = Indexer::Open(options_, *PosixEnv(), holding_clock_);
    ASSERT_OK(opened);
    indexer_ = *std::move(opened);
    catalog_ = v1::CatalogService::NewStub(indexer_->InProcessChannel());
    ASSERT_OK(AddPlaces());
  }
  HoldingClock holding_clock_;
};

TEST_F(OverloadTest, SomeCallsRunSomeWaitAndMoreAreRefused) {
  ASSERT_OK(Upsert(GoodActivity("een")));
  holding_clock_.SetOpen(false);
  struct Call {
    grpc::ClientContext context;
    v1::Activity response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<v1::Activity>> reader;
  };
  v1::ConfirmActivityRequest request;
  request.set_name(NameOf("een"));
  grpc::CompletionQueue queue;
  constexpr int kTaken = kMaxConcurrentCatalogCalls + kMaxQueuedCatalogCalls;
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < kTaken + 1; ++i) {
    Call& call = *calls.emplace_back(std::make_unique<Call>());
    call.reader = catalog_->AsyncConfirmActivity(&call.context, request, &queue);
    call.reader->Finish(&call.response, &call.status, &call);
  }
  void* tag = nullptr;
  bool ok = false;
  ASSERT_TRUE(queue.Next(&tag, &ok));  // One too many: it is answered while all others are held.
  EXPECT_EQ(static_cast<Call*>(tag)->status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(holding_clock_.waiting(), kMaxConcurrentCatalogCalls);
  holding_clock_.SetOpen(true);
  for (int i = 0; i < kTaken; ++i) {
    ASSERT_TRUE(queue.Next(&tag, &ok));
    const grpc::Status& status = static_cast<Call*>(tag)->status;
    // All change the same activity, so some give up.
    EXPECT_TRUE(status.ok() || status.error_code() == grpc::StatusCode::ABORTED) << status.error_message();
  }
}

}  // namespace
}  // namespace meedoen::indexer
