#include "core/snapshot/manifest.h"

#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::HasSubstr;

Manifest Sample() {
  Manifest manifest;
  manifest.id = "0000000042-20261122T031500Z";
  manifest.catalog_revision = 42;
  manifest.model_id = "multilingual-e5-small-q8";
  manifest.dimension = 384;
  manifest.calibration_id = "0123456789ab";
  manifest.activities = 200;
  manifest.build_time = testing::kBuildTime;
  for (const std::string& name : SnapshotFileNames()) manifest.files[name] = {name.size(), Sha256HexOf(name)};
  return manifest;
}

// With a right checksum, so that only the change itself can be what is refused.
std::string WithChange(const std::string& from, const std::string& to) {
  std::string bytes = EncodeManifest(Sample());
  bytes.replace(bytes.find(from), from.size(), to);
  const size_t tail = bytes.rfind(",\n  \"manifest_sha256\"");
  const std::string head = bytes.substr(0, tail);
  return head + ",\n  \"manifest_sha256\": \"" + Sha256HexOf(head) + "\"\n}\n";
}

TEST(Manifest, SurvivesItsBytes) {
  const auto read = DecodeManifest(EncodeManifest(Sample()), "MANIFEST");
  ASSERT_OK(read);
  EXPECT_EQ(EncodeManifest(*read), EncodeManifest(Sample()));
  EXPECT_EQ(read->catalog_revision, 42);
  EXPECT_EQ(read->build_time, testing::kBuildTime);
  EXPECT_EQ(read->files.at("vectors").sha256, Sha256HexOf("vectors"));
}

TEST(Manifest, AnyByteChangedIsSeen) {
  const std::string bytes = EncodeManifest(Sample());
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 3, 5, 7}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      EXPECT_FALSE(DecodeManifest(changed, "MANIFEST").ok()) << "byte " << at << ", bit " << bit;
    }
  }
}

TEST(Manifest, AnyEndCutOffIsSeen) {
  const std::string bytes = EncodeManifest(Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(DecodeManifest(bytes.substr(0, size), "x/MANIFEST"),
                FailsWith(absl::StatusCode::kDataLoss, HasSubstr("x/MANIFEST")));
  }
  EXPECT_THAT(DecodeManifest(bytes + "\n", "MANIFEST"), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("checksum")));
}

TEST(Manifest, WrongMembersAreNamed) {
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"\"id\": \"0000000042-", "\"id\": \"../"},
      {"\"catalog_revision\": 42", "\"catalog_revision\": -1"},
      {"\"dimension\": 384", "\"dimension\": \"384\""},
      {"\"dimension\": 384", "\"dimension\": 0"},
      {"\"model_id\": \"multilingual-e5-small-q8\"", "\"model_id\": 5"},
      {"\"build_time\": \"2026", "\"build_time\": \"x026"},
      {"\"files\"", "\"fil\""},
      {"\"latitude\": {", "\"altitude\": {"},
      {"\"files\": {", "\"files\": {\n    \"../x\": {\"bytes\": 1, \"sha256\": \"\"},"},
      {"\"bytes\": 8", "\"bytes\": 8.5"},
      {"\"activities\": 200", "\"activities\": null"},
  };
  for (const auto& [from, to] : changes) {
    EXPECT_THAT(DecodeManifest(WithChange(from, to), "MANIFEST"),
                FailsWith(absl::StatusCode::kDataLoss, HasSubstr("rebuild")))
        << to;
  }
}

TEST(Manifest, ANewerFormatIsSaid) {
  EXPECT_THAT(DecodeManifest(WithChange("\"format_version\": 1", "\"format_version\": 2"), "MANIFEST"),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("format version 2")));
}

TEST(Manifest, ActivitiesAndDimensionHaveLimits) {
  Manifest manifest = Sample();
  manifest.activities = kMaxActivities;
  manifest.dimension = kMaxDimension;
  EXPECT_OK(DecodeManifest(EncodeManifest(manifest), "MANIFEST"));
  manifest.activities = kMaxActivities + 1;
  EXPECT_THAT(DecodeManifest(EncodeManifest(manifest), "MANIFEST"),
              FailsWith(absl::StatusCode::kDataLoss, HasSubstr("\"activities\"")));
  manifest.activities = kMaxActivities;
  manifest.dimension = kMaxDimension + 1;
  EXPECT_THAT(DecodeManifest(EncodeManifest(manifest), "MANIFEST"),
              FailsWith(absl::StatusCode::kDataLoss, HasSubstr("\"dimension\"")));
}

TEST(Manifest, AFileOfMoreThanTheLimitIsNotRead) {
  const testing::TempDir dir;
  const std::string folder = dir.File(Sample().id);
  ASSERT_OK(PosixEnv()->CreateDir(folder));
  testing::WriteAll(folder + "/MANIFEST", std::string(kMaxManifestBytes, ' '));
  EXPECT_THAT(ReadManifest(*PosixEnv(), folder), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("checksum")));
  testing::WriteAll(folder + "/MANIFEST", std::string(kMaxManifestBytes + 1, ' '));
  EXPECT_THAT(ReadManifest(*PosixEnv(), folder),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("MANIFEST")));
}

}  // namespace
}  // namespace meedoen
