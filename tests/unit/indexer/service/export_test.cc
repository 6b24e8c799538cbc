// The export as callers of the API see it, and that an export is an import.
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/import/csv_writer.h"
#include "tests/testing/random_catalog.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Exported {
  absl::Status status;
  std::vector<v1::ExportActivitiesResponse> messages;
  std::vector<v1::Activity> activities;

  std::string Names() const {
    std::string names;
    for (const v1::Activity& activity : activities) absl::StrAppend(&names, activity.name(), "\n");
    return names;
  }
};

class ExportTest : public testing::IndexerFixture {
 protected:
  Exported Export(const std::string& parent = "municipalities/-") {
    grpc::ClientContext context;
    v1::ExportActivitiesRequest request;
    request.set_parent(parent);
    auto reader = catalog_->ExportActivities(&context, request);
    Exported exported;
    for (v1::ExportActivitiesResponse message; reader->Read(&message);) {
      exported.activities.insert(exported.activities.end(), message.activities().begin(), message.activities().end());
      exported.messages.push_back(message);
    }
    exported.status = FromGrpcStatus(reader->Finish());
    return exported;
  }

  absl::StatusOr<v1::ImportActivitiesResponse> Import(const std::string& bytes, const std::string& name) {
    v1::ImportActivitiesRequest first;
    first.set_file_name(name);
    first.set_dry_run(true);
    MEEDOEN_ASSIGN_OR_RETURN(const v1::ImportActivitiesResponse dry, Send(first, bytes));
    first.set_dry_run(false);
    first.set_token(dry.token());
    return Send(first, bytes);
  }

  absl::StatusOr<v1::ImportActivitiesResponse> Send(v1::ImportActivitiesRequest part, const std::string& bytes) {
    grpc::ClientContext context;
    v1::ImportActivitiesResponse response;
    auto writer = catalog_->ImportActivities(&context, &response);
    for (size_t at = 0; at < bytes.size(); at += 1 << 19) {
      part.set_data(bytes.substr(at, 1 << 19));
      writer->Write(part);
      part.Clear();
    }
    writer->WritesDone();
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(writer->Finish()));
    return response;
  }

  static std::string Lines(const std::vector<v1::Activity>& activities, bool with_etags) {
    std::string lines;
    for (v1::Activity activity : activities) {
      if (!with_etags) activity.clear_etag();
      std::string line;
      EXPECT_TRUE(google::protobuf::util::MessageToJsonString(activity, &line).ok());
      absl::StrAppend(&lines, line, "\n");
    }
    return lines;
  }
  static std::string Csv(const std::vector<v1::Activity>& activities) {
    std::string file = CsvHeader();
    for (const v1::Activity& activity : activities) file += CsvRow(activity);
    return file;
  }

  // Without what the service itself sets on a write.
  static std::string Substance(const Exported& exported) {
    std::string all;
    for (v1::Activity activity : exported.activities) {
      activity.clear_etag();
      activity.clear_revision();
      activity.clear_update_time();
      absl::StrAppend(&all, activity.DebugString(), "\n");
    }
    return all;
  }

  void FillWithRandomOnes(int count) {
    const uint32_t seed = std::random_device()();
    RecordProperty("seed", std::to_string(seed));
    Transaction places;
    places.places = meedoen::testing::WorldPlaces();
    ASSERT_OK(indexer_->store().Commit(std::move(places)));
    const auto imported = Import(Lines(meedoen::testing::RandomCatalog(seed).Activities(count), false), "r.jsonl");
    ASSERT_OK(imported);
    ASSERT_GT(imported->created(), static_cast<uint32_t>(count) / 8) << "seed " << seed;
  }
  // More than the buffers between take, so that an export that nobody reads goes on for as long as a test wants.
  void FillWithLargeOnes() {
    v1::Activity large = GoodActivity("x");
    large.set_description(std::string(kMaxDescriptionCharacters, 'x'));
    std::vector<v1::Activity> activities;
    for (int i = 0; i < 4000; ++i) {
      large.set_name(NameOf(absl::StrCat("x", i)));
      activities.push_back(large);
    }
    ASSERT_EQ(Import(Lines(activities, false), "large.jsonl")->created(), activities.size());
  }
  // One that was cancelled gives its place back as soon as it notices.
  Exported ExportWhenThereIsRoom() {
    Exported exported = Export();
    for (int i = 0; i < 100 && absl::IsResourceExhausted(exported.status); ++i) {
      absl::SleepFor(absl::Milliseconds(50));
      exported = Export();
    }
    return exported;
  }
  void FillWithSamples() {
    {
      const char* file = "catalog-samples/places.csv";
      grpc::ClientContext context;
      v1::ImportPlacesResponse response;
      v1::ImportPlacesRequest part;
      part.set_file_name(file);
      part.set_data(*PosixEnv()->ReadFile(file, 1 << 20));
      auto writer = catalog_->ImportPlaces(&context, &response);
      writer->Write(part);
      writer->WritesDone();
      ASSERT_OK(FromGrpcStatus(writer->Finish()));
    }
    for (const char* file : {"catalog-samples/deventer.jsonl", "catalog-samples/het-hogeland.jsonl"}) {
      const auto imported = Import(*PosixEnv()->ReadFile(file, 4 << 20), file);
      ASSERT_OK(imported);
      ASSERT_EQ(imported->created(), 100u);
    }
  }

  // Into the same catalogue it changes nothing, into an empty one it gives the same activities.
  void ExpectThatItIsAnImport(const std::function<std::string(const std::vector<v1::Activity>&)>& write,
                              const std::string& name) {
    const Exported before = Export();
    ASSERT_OK(before.status);
    ASSERT_THAT(before.activities, ::testing::Not(IsEmpty()));
    const int64_t revision = indexer_->store().revision();
    const auto same = Import(write(before.activities), name);
    ASSERT_OK(same);
    EXPECT_EQ(same->unchanged(), before.activities.size());
    EXPECT_EQ(same->created() + same->changed() + same->refused(), 0u)
        << (same->problems_size() > 0 ? same->problems(0).DebugString() : "");
    EXPECT_EQ(indexer_->store().revision(), revision);
    const auto places = indexer_->store().Places();
    options_.data_folder += "-empty";
    Open();
    Transaction transaction;
    transaction.places = *places;
    ASSERT_OK(indexer_->store().Commit(std::move(transaction)));
    const auto fresh = Import(write(before.activities), name);
    ASSERT_OK(fresh);
    EXPECT_EQ(fresh->created(), before.activities.size());
    EXPECT_EQ(Substance(Export()), Substance(before));
  }
};

TEST_F(ExportTest, SendsAllInOrderAtOneRevision) {
  for (const char* id : {"c", "a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  ASSERT_OK(Delete(NameOf("b")));
  const Exported all = Export();
  ASSERT_OK(all.status);
  EXPECT_EQ(all.Names(), NameOf("a") + "\n" + NameOf("c") + "\n");
  EXPECT_EQ(all.messages[0].catalog_revision(), indexer_->store().revision());
  EXPECT_EQ(all.activities[0].SerializeAsString(), Get(NameOf("a"))->SerializeAsString());
  EXPECT_EQ(Export("municipalities/GM0150").activities.size(), 2u);
  const Exported none = Export("municipalities/GM1966");
  ASSERT_OK(none.status);
  ASSERT_EQ(none.messages.size(), 1u) << "which tells the revision";
  EXPECT_THAT(none.activities, IsEmpty());
  EXPECT_THAT(testing::FieldsOf(Export("GM0150").status), ElementsAre("parent"));
}

TEST_F(ExportTest, SendsSmallMessagesOfOneViewWhileWritersRun) {
  FillWithLargeOnes();
  const Exported before = Export();
  ASSERT_OK(before.status);
  EXPECT_GT(before.messages.size(), 1u);
  grpc::ClientContext context;
  v1::ExportActivitiesRequest request;
  request.set_parent("municipalities/-");
  auto reader = catalog_->ExportActivities(&context, request);
  v1::ExportActivitiesResponse message;
  ASSERT_TRUE(reader->Read(&message));
  ASSERT_OK(Delete(before.activities.back().name()));
  ASSERT_OK(Delete(before.activities.front().name()));
  std::string names;
  do {
    EXPECT_LE(message.ByteSizeLong(), 1'200'000u);
    EXPECT_EQ(message.catalog_revision(), before.messages[0].catalog_revision());
    for (const v1::Activity& activity : message.activities()) absl::StrAppend(&names, activity.name(), "\n");
  } while (reader->Read(&message));
  ASSERT_OK(FromGrpcStatus(reader->Finish()));
  EXPECT_EQ(names, before.Names());
}

TEST_F(ExportTest, EndsWhenTheCallerGoesAway) {
  FillWithLargeOnes();
  for (int i = 0; i < kMaxConcurrentExports + kMaxQueuedExports + 5; ++i) {  // Else these would fill all places.
    grpc::ClientContext context;
    v1::ExportActivitiesRequest request;
    request.set_parent("municipalities/-");
    auto reader = catalog_->ExportActivities(&context, request);
    v1::ExportActivitiesResponse message;
    ASSERT_TRUE(reader->Read(&message)) << i;
    context.TryCancel();
    EXPECT_THAT(FromGrpcStatus(reader->Finish()), FailsWith(absl::StatusCode::kCancelled, HasSubstr("")));
  }
  EXPECT_OK(ExportWhenThereIsRoom().status);
}

TEST_F(ExportTest, SomeRunSomeWaitAndMoreAreRefused) {
  FillWithLargeOnes();
  struct Call {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::ExportActivitiesResponse>> reader;
  };
  v1::ExportActivitiesRequest request;
  request.set_parent("municipalities/-");
  std::vector<std::unique_ptr<Call>> calls;
  v1::ExportActivitiesResponse message;
  const auto call = [&] {
    calls.push_back(std::make_unique<Call>());
    calls.back()->reader = catalog_->ExportActivities(&calls.back()->context, request);
  };
  for (int i = 0; i < kMaxConcurrentExports; ++i) {
    call();
    ASSERT_TRUE(calls.back()->reader->Read(&message));  // Runs.
  }
  for (int i = 0; i < kMaxQueuedExports; ++i) call();
  // Those that wait came in some order of their own; from when all have, one more is refused.
  int refused = 0;
  for (int tries = 0; tries < 200 && refused == 0; ++tries) {
    Call one;
    one.context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
    one.reader = catalog_->ExportActivities(&one.context, request);
    EXPECT_FALSE(one.reader->Read(&message)) << "there are more exports at once than are allowed";
    if (one.reader->Finish().error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) ++refused;
  }
  EXPECT_EQ(refused, 1);
  for (const auto& running : calls) running->context.TryCancel();
  for (const auto& running : calls) {
    while (running->reader->Read(&message)) continue;
    running->reader->Finish();
  }
  EXPECT_OK(ExportWhenThereIsRoom().status);
}

TEST_F(ExportTest, JsonLinesOfTheSamplesAreAnImport) {
  FillWithSamples();
  ExpectThatItIsAnImport([](const auto& activities) { return Lines(activities, false); }, "e.jsonl");
}

TEST_F(ExportTest, CsvOfTheSamplesIsAnImport) {
  FillWithSamples();
  EXPECT_THAT(FindCsvLosses(Export().activities), IsEmpty());
  ExpectThatItIsAnImport(Csv, "e.csv");
}

TEST_F(ExportTest, JsonLinesOfRandomActivitiesAreAnImport) {
  FillWithRandomOnes(1500);
  ExpectThatItIsAnImport([](const auto& activities) { return Lines(activities, false); }, "e.jsonl");
}

TEST_F(ExportTest, CsvOfRandomActivitiesIsAnImport) {
  FillWithRandomOnes(1500);
  EXPECT_THAT(FindCsvLosses(Export().activities), IsEmpty());
  ExpectThatItIsAnImport(Csv, "e.csv");
}

TEST_F(ExportTest, WithEtagsWhatWasChangedSinceIsRefused) {
  for (const char* id : {"a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  const std::string lines = Lines(Export().activities, true);
  v1::Activity changed = GoodActivity("a");
  changed.set_title("Anders");
  ASSERT_OK(Upsert(changed));
  const auto imported = Import(lines, "e.jsonl");
  ASSERT_OK(imported);
  EXPECT_EQ(imported->refused(), 1u);
  EXPECT_EQ(imported->unchanged(), 1u);
  EXPECT_THAT(imported->problems(0).message(), HasSubstr("changed or deleted since"));
  EXPECT_EQ(Get(NameOf("a"))->title(), "Anders");
}

}  // namespace
}  // namespace meedoen::indexer
