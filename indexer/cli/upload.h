// Sends a file to a call that takes it in parts.
//
// Threads: one. Errors: those of the call.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "core/rpc/status_mapping.h"
#include "grpcpp/grpcpp.h"

namespace meedoen::indexer {

inline constexpr size_t kUploadPartBytes = 512 << 10;

// `first` with the file's first bytes, then the rest.
template <typename Request>
absl::Status SendFile(std::unique_ptr<grpc::ClientWriter<Request>> writer, Request first, const std::string& bytes) {
  size_t sent = 0;
  do {
    first.set_data(bytes.substr(sent, kUploadPartBytes));
    if (!writer->Write(first)) break;  // Refused already; Finish says why.
    first.Clear();
    sent += kUploadPartBytes;
  } while (sent < bytes.size());
  writer->WritesDone();
  return FromGrpcStatus(writer->Finish());
}

}  // namespace meedoen::indexer
