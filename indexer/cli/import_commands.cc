#include "indexer/cli/import_commands.h"

#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "indexer/cli/import_report.h"
#include "indexer/cli/upload.h"
#include "indexer/import/encoding.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kWorthAnnouncing = 1 << 20;
constexpr int kAttempts = 3;

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

v1::ImportActivitiesRequest::Format FormatNamed(const std::string& format) {
  if (format == "csv") return v1::ImportActivitiesRequest::CSV;
  if (format == "xlsx") return v1::ImportActivitiesRequest::XLSX;
  if (format == "jsonl") return v1::ImportActivitiesRequest::JSON_LINES;
  return v1::ImportActivitiesRequest::FORMAT_UNSPECIFIED;
}

absl::StatusOr<v1::ImportActivitiesRequest> RequestFor(const ImportArguments& arguments, const std::string& path) {
  v1::ImportActivitiesRequest first;
  first.set_file_name(path);
  first.set_format(FormatNamed(arguments.format));
  first.set_municipality_code(arguments.municipality);
  first.set_source(arguments.source);
  first.set_sheet(arguments.sheet);
  first.set_partial(arguments.partial);
  first.set_force(arguments.force);
  first.set_most_withdrawn_percent(arguments.most_withdrawn_percent);
  first.set_language(arguments.language);
  MEEDOEN_ASSIGN_OR_RETURN(*first.mutable_mapping(), ReadMapping(arguments.mapping));
  return first;
}

absl::StatusOr<v1::ImportActivitiesResponse> ImportOnce(v1::CatalogService::Stub& stub,
                                                        const v1::ImportActivitiesRequest& first,
                                                        const std::string& bytes) {
  grpc::ClientContext context;
  v1::ImportActivitiesResponse response;
  MEEDOEN_RETURN_IF_ERROR(SendFile(stub.ImportActivities(&context, &response), first, bytes));
  return response;
}

absl::StatusOr<v1::ImportActivitiesResponse> ImportOne(v1::CatalogService::Stub& stub, const ImportArguments& arguments,
                                                       const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, ReadImport(path));
  MEEDOEN_ASSIGN_OR_RETURN(v1::ImportActivitiesRequest first, RequestFor(arguments, path));
  first.set_token(arguments.token);
  if (!arguments.dry_run && !arguments.token.empty()) return ImportOnce(stub, first, bytes);
  for (int attempt = 1;; ++attempt) {
    first.set_dry_run(true);
    MEEDOEN_ASSIGN_OR_RETURN(v1::ImportActivitiesResponse dry, ImportOnce(stub, first, bytes));
    if (arguments.dry_run) return dry;
    first.set_dry_run(false);
    first.set_token(dry.token());
    auto applied = ImportOnce(stub, first, bytes);
    if (absl::IsUnavailable(applied.status())) {
      return Annotate(applied.status(),
                      "the indexer went away before it answered: all of the file was stored or nothing; "
                      "run this once more, which changes nothing that is stored already");
    }
    // Somebody changed an activity of the file between the two.
    if (absl::IsAborted(applied.status()) && attempt < kAttempts) continue;
    return applied;
  }
}

void PrintResponse(const ImportArguments& arguments, const std::string& path,
                   const v1::ImportActivitiesResponse& response) {
  if (arguments.json) return PrintAsJson(response);
  if (arguments.dry_run) PrintChanges(response);
  std::cout << path << ": " << response.created() << " created, " << response.changed() << " changed, "
            << response.unchanged() << " unchanged, " << response.refused() << " refused, " << response.withdrawn()
            << " withdrawn; " << (arguments.dry_run ? "nothing was stored (dry run), " : "") << "revision "
            << response.catalog_revision() << "\n  " << response.summary() << std::endl;
  if (!arguments.dry_run) return;
  if (!response.guard().empty()) std::cout << "  guard: " << response.guard() << "\n";
  std::cout << "  token: " << response.token() << std::endl;
}

}  // namespace

int RunImport(const GlobalOptions& options, const ImportArguments& arguments) {
  if (!arguments.token.empty() && arguments.files.size() > 1) {
    return Failed(absl::InvalidArgumentError("a token is of one file; import the files one by one"));
  }
  if (!arguments.source.empty() && !arguments.partial && arguments.files.size() > 1) {
    return Failed(absl::InvalidArgumentError(
        "a source is one file: the second would withdraw what the first brought; import them one by one, each with a "
        "source of its own, or all with --partial"));
  }
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  int exit_code = 0;
  for (const std::string& path : arguments.files) {
    const auto response = ImportOne(*stub, arguments, path);
    if (!response.ok()) {
      const bool named = absl::StrContains(response.status().message(), path);
      exit_code = Failed(named ? response.status() : Annotate(response.status(), path));
      continue;
    }
    if (!arguments.json) PrintProblems(response->problems(), response->problems_left_out());
    PrintResponse(arguments, path, *response);
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
  PrintProblems(response.problems(), 0);
  std::cout << file << ": " << response.places() << " places, " << response.refused() << " refused; revision "
            << response.catalog_revision() << std::endl;
  return response.refused() > 0 ? 1 : 0;
}

}  // namespace meedoen::indexer
