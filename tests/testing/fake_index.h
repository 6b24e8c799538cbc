// IndexService over a folder of snapshots, as far as a matcher calls it: lists them and sends their files. A test says
// what happens to the parts on their way.
//
// Threads: the fields are set between calls. Ownership: the folder outlives it.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_writer.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::testing {

class FakeIndex final : public v1::IndexService::Service {
 public:
  explicit FakeIndex(std::string folder) : folder_(std::move(folder)) {}

  grpc::Status ListSnapshots(grpc::ServerContext*, const v1::ListSnapshotsRequest*,
                             v1::ListSnapshotsResponse* response) override {
    const auto current = CurrentSnapshotId(*PosixEnv(), folder_);
    const std::vector<Manifest> manifests = *meedoen::ListSnapshots(*PosixEnv(), folder_);
    for (const Manifest& manifest : manifests) {
      v1::Snapshot* snapshot = response->add_snapshots();
      snapshot->set_id(name_as.empty() ? manifest.id : name_as);
      snapshot->set_activities(manifest.activities);
      snapshot->set_current(current.ok() && *current == manifest.id);
    }
    return grpc::Status::OK;
  }

  grpc::Status FetchSnapshot(grpc::ServerContext*, const v1::FetchSnapshotRequest* request,
                             grpc::ServerWriter<v1::FetchSnapshotResponse>* writer) override {
    ++fetches;
    const std::string id = name_as.empty() ? request->snapshot_id() : *CurrentSnapshotId(*PosixEnv(), folder_);
    std::vector<std::string> names = SnapshotFileNames();
    std::reverse(names.begin(), names.end());
    names.push_back(kManifestFile);
    int number = 0;
    for (const std::string& name : names) {
      const std::string bytes = *PosixEnv()->ReadFile(folder_ + "/" + id + "/" + name, 1 << 30);
      for (size_t offset = 0; offset < bytes.size(); offset += part_bytes) {
        v1::FetchSnapshotResponse part;
        part.set_file_name(name);
        part.set_offset(offset);
        part.set_data(bytes.substr(offset, part_bytes));
        if (tamper && !tamper(number++, &part)) return {grpc::StatusCode::UNAVAILABLE, "the line broke"};
        writer->Write(part);
      }
    }
    if (afterwards) writer->Write(*afterwards);
    return grpc::Status::OK;
  }

  size_t part_bytes = 100;
  std::function<bool(int number, v1::FetchSnapshotResponse* part)> tamper;  // False: the transfer breaks off here.
  std::optional<v1::FetchSnapshotResponse> afterwards;
  std::string name_as;
  std::atomic<int> fetches{0};

 private:
  const std::string folder_;
};

}  // namespace meedoen::testing
