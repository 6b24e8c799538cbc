// A whole indexer over a real database in a folder of its own, called through gRPC as everybody calls it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "core/base/civil_time.h"
#include "core/base/clock.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "google/rpc/error_details.pb.h"
#include "indexer/service/indexer.h"
#include "tests/testing/hashing_model.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {

// The paths of all field problems of an error, in order.
inline std::vector<std::string> FieldsOf(const absl::Status& status) {
  google::rpc::BadRequest fields;
  const auto payload = status.GetPayload(kBadRequestUrl);
  if (payload) fields.ParseFromString(std::string(*payload));
  std::vector<std::string> paths;
  for (const auto& violation : fields.field_violations()) paths.push_back(violation.field());
  return paths;
}

class IndexerFixture : public ::testing::Test {
 protected:
  IndexerFixture() {
    meedoen::testing::WriteHashingModel(folder_.File("model"));
    options_.data_folder = folder_.File("data");
    options_.model_folder = folder_.File("model");
    options_.heartbeat = absl::Milliseconds(100);
  }

  void SetUp() override {
    Open();
    ASSERT_OK(AddPlaces());
  }

  void Open() {
    indexer_.reset();
    auto opened = Indexer::Open(options_, *PosixEnv(), clock_);
    ASSERT_OK(opened);
    indexer_ = *std::move(opened);
    catalog_ = v1::CatalogService::NewStub(indexer_->InProcessChannel());
    index_ = v1::IndexService::NewStub(indexer_->InProcessChannel());
  }

  absl::Status AddPlaces() {
    Transaction transaction;
    transaction.places = {{"7411", 52.253, 6.160, 630, "GM0150", "Deventer"},
                          {"7415", 52.271, 6.165, 700, "GM0150", "Deventer"},
                          {"7415AB", 52.2712, 6.1654, 60, "GM0150", "Deventer"},
                          {"9981", 53.380, 6.750, 2500, "GM1966", "Uithuizen"}};
    return indexer_->store().Commit(std::move(transaction)).status();
  }

  static std::string NameOf(const std::string& id) { return "municipalities/GM0150/activities/" + id; }

  static v1::Activity GoodActivity(const std::string& id) {
    v1::Activity activity;
    activity.set_name(NameOf(id));
    activity.set_title("Wandelen met " + id);
    activity.set_description("Elke dinsdag een rustig rondje door het park, daarna koffie.");
    activity.mutable_provider()->set_name("Stichting Meedoen");
    activity.add_categories("walking");
    activity.mutable_place()->set_postcode("7415 ab");
    auto* slot = activity.mutable_schedule()->add_weekly_slots();
    slot->set_day(v1::TUESDAY);
    slot->set_start_time("10:00");
    slot->set_end_time("11:30");
    return activity;
  }

  absl::StatusOr<v1::Activity> Upsert(const v1::UpsertActivityRequest& request) {
    grpc::ClientContext context;
    v1::Activity stored;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->UpsertActivity(&context, request, &stored)));
    return stored;
  }
  absl::StatusOr<v1::Activity> Upsert(const v1::Activity& activity) {
    v1::UpsertActivityRequest request;
    *request.mutable_activity() = activity;
    return Upsert(request);
  }
  absl::StatusOr<v1::Activity> Get(const std::string& name) {
    grpc::ClientContext context;
    v1::GetActivityRequest request;
    request.set_name(name);
    v1::Activity stored;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->GetActivity(&context, request, &stored)));
    return stored;
  }
  absl::StatusOr<v1::ListActivitiesResponse> List(const v1::ListActivitiesRequest& request) {
    grpc::ClientContext context;
    v1::ListActivitiesResponse page;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(catalog_->ListActivities(&context, request, &page)));
    return page;
  }
  absl::Status Delete(const std::string& name, const std::string& etag = "", const std::string& request_id = "") {
    grpc::ClientContext context;
    v1::DeleteActivityRequest request;
    request.set_name(name);
    request.set_etag(etag);
    request.set_request_id(request_id);
    google::protobuf::Empty nothing;
    return FromGrpcStatus(catalog_->DeleteActivity(&context, request, &nothing));
  }
  // The last message; `stages` in the order of coming.
  absl::StatusOr<v1::RebuildProgress> Rebuild(std::vector<std::string>* stages = nullptr) {
    grpc::ClientContext context;
    auto reader = index_->Rebuild(&context, {});
    v1::RebuildProgress progress;
    while (reader->Read(&progress)) {
      if (stages != nullptr && (stages->empty() || stages->back() != progress.stage())) {
        stages->push_back(progress.stage());
      }
    }
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish()));
    return progress;
  }

  meedoen::testing::TempDir folder_;
  FixedClock clock_{FromLocal(absl::CivilDay(2026, 11, 22), 12 * 60)};
  IndexerOptions options_;
  std::unique_ptr<Indexer> indexer_;
  std::unique_ptr<v1::CatalogService::Stub> catalog_;
  std::unique_ptr<v1::IndexService::Stub> index_;
};

}  // namespace meedoen::indexer::testing
