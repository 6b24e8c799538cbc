#include "indexer/cli/import_commands.h"

#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "indexer/import/encoding.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kPartBytes = 512 << 10;
constexpr size_t kWorthAnnouncing = 1 << 20;

// Sends `first` with the file's first bytes, then the rest.
template <typename Request>
absl::Status SendFile(std::unique_ptr<grpc::ClientWriter<Request>> writer, Request first, const std::string& bytes) {
  size_t sent = 0;
  do {
    first.set_data(bytes.substr(sent, kPartBytes));
    if (!writer->Write(first)) break;  // Refused already; Finish says why.
    first.Clear();
    sent += kPartBytes;
  } while (sent < bytes.size());
  writer->WritesDone();
  return FromGrpcStatus(writer->Finish());
}

absl::StatusOr<std::string> ReadImport(const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(std::string bytes, PosixEnv()->ReadFile(path, kMaxImportBytes));
  if (bytes.size() >= kWorthAnnouncing) std::cerr << path << ": importing " << (bytes.size() >> 20) << " MiB ...\n";
  return bytes;
}

// In whatever encoding it was saved.
absl::StatusOr<std::string> ReadMapping(const std::string& path) {
  if (path.empty()) return std::string();
  MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, PosixEnv()->ReadFile(path, kMaxMappingBytes));
  MEEDOEN_ASSIGN_OR_RETURN(const DecodedText decoded, DecodeText(bytes, path));
  return std::string(decoded.text);
}

template <typename Problems>
void PrintProblems(const Problems& problems) {
  for (const v1::RowProblem& problem : problems) {
    std::cerr << problem.file_name() << ":" << problem.line() << ": ";
    if (!problem.column().empty()) std::cerr << problem.column() << ": ";
    std::cerr << (problem.warning() ? "warning: " : "") << problem.message() << "\n";
  }
}

absl::StatusOr<v1::ImportActivitiesResponse> ImportOne(v1::CatalogService::Stub& stub, const ImportArguments& arguments,
                                                       const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, ReadImport(path));
  v1::ImportActivitiesRequest first;
  first.set_file_name(path);
  first.set_municipality_code(arguments.municipality);
  first.set_source(arguments.source);
  first.set_dry_run(arguments.dry_run);
  first.set_sheet(arguments.sheet);
  MEEDOEN_ASSIGN_OR_RETURN(*first.mutable_mapping(), ReadMapping(arguments.mapping));
  if (arguments.format == "csv") first.set_format(v1::ImportActivitiesRequest::CSV);
  if (arguments.format == "xlsx") first.set_format(v1::ImportActivitiesRequest::XLSX);
  if (arguments.format == "jsonl") first.set_format(v1::ImportActivitiesRequest::JSON_LINES);
  grpc::ClientContext context;
  v1::ImportActivitiesResponse response;
  MEEDOEN_RETURN_IF_ERROR(SendFile(stub.ImportActivities(&context, &response), first, bytes));
  return response;
}

}  // namespace

int RunImport(const GlobalOptions& options, const ImportArguments& arguments) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  int exit_code = 0;
  for (const std::string& path : arguments.files) {
    const auto response = ImportOne(*stub, arguments, path);
    if (!response.ok()) {
      exit_code = Failed(Annotate(response.status(), path));
      continue;
    }
    PrintProblems(response->problems());
    if (response->problems_left_out() > 0) {
      std::cerr << path << ": and " << response->problems_left_out() << " more problems\n";
    }
    std::cout << path << ": " << response->created() << " created, " << response->changed() << " changed, "
              << response->unchanged() << " unchanged, " << response->refused() << " refused; "
              << (arguments.dry_run ? "nothing was stored (dry run), " : "") << "revision "
              << response->catalog_revision() << std::endl;
    if (response->refused() > 0) exit_code = 1;
  }
  return exit_code;
}

int RunPlacesImport(const GlobalOptions& options, const std::string& file) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  const absl::StatusOr<std::string> bytes = ReadImport(file);
  if (!bytes.ok()) return Failed(bytes.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  v1::ImportPlacesRequest first;
  first.set_file_name(file);
  grpc::ClientContext context;
  v1::ImportPlacesResponse response;
  const absl::Status status = SendFile(stub->ImportPlaces(&context, &response), first, *bytes);
  if (!status.ok()) return Failed(Annotate(status, file));
  PrintProblems(response.problems());
  std::cout << file << ": " << response.places() << " places, " << response.refused() << " refused; revision "
            << response.catalog_revision() << std::endl;
  return response.refused() > 0 ? 1 : 0;
}

}  // namespace meedoen::indexer
