#include "indexer/cli/export_commands.h"

#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/import/csv_writer.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kNamesShown = 3;

// Where the bytes go: standard output, or a file that takes its name when it is complete.
class Sink {
 public:
  static absl::StatusOr<std::unique_ptr<Sink>> Open(const std::string& path) {
    std::unique_ptr<Sink> sink(new Sink(path));
    if (path.empty()) return sink;
    MEEDOEN_ASSIGN_OR_RETURN(sink->file_, PosixEnv()->CreateFile(sink->temporary_));
    return sink;
  }
  ~Sink() {
    if (file_ != nullptr) PosixEnv()->RemoveTree(temporary_).IgnoreError();  // Never finished.
  }

  absl::Status Write(const std::string& bytes) {
    bytes_ += bytes.size();
    if (file_ != nullptr) return file_->Append(bytes);
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return absl::OkStatus();
    return absl::InternalError("standard output takes no more");
  }

  absl::Status Finish() {
    if (file_ == nullptr) {
      return std::fflush(stdout) == 0 ? absl::OkStatus() : absl::InternalError("standard output takes no more");
    }
    MEEDOEN_RETURN_IF_ERROR(file_->Sync());
    MEEDOEN_RETURN_IF_ERROR(file_->Close());
    MEEDOEN_RETURN_IF_ERROR(PosixEnv()->Rename(temporary_, path_));
    file_.reset();
    const size_t slash = path_.rfind('/');
    return PosixEnv()->SyncDir(slash == path_.npos ? "." : path_.substr(0, slash + 1));
  }

  size_t bytes() const { return bytes_; }

 private:
  explicit Sink(const std::string& path) : path_(path), temporary_(path + ".tmp") {}

  const std::string path_, temporary_;
  std::unique_ptr<WritableFile> file_;
  size_t bytes_ = 0;
};

std::string ShortName(const std::string& name) {
  const absl::StatusOr<ActivityName> parsed = ParseActivityName(name);
  return parsed.ok() ? parsed->Key() : name;
}

absl::StatusOr<std::string> JsonLine(v1::Activity activity, bool with_etags) {
  if (!with_etags) {
    activity.clear_etag();
    activity.clear_revision();
    activity.clear_update_time();
    activity.clear_edited_fields();
    activity.clear_duplicates();
  }
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(activity, &json, print);
  if (!printed.ok()) return absl::InternalError(absl::StrCat(activity.name(), ": ", printed.ToString()));
  return json + "\n";
}

// What the rows of a CSV do not say, added up for people.
class Losses {
 public:
  void Add(const std::vector<CsvLoss>& losses) {
    for (const CsvLoss& loss : losses) {
      ++activities_;
      for (const std::string& field : loss.fields) by_field_[field].push_back(loss.name);
      if (!loss.refusal.empty()) by_field_["an import would refuse it: " + loss.refusal].push_back(loss.name);
    }
  }

  void Print() const {
    if (activities_ == 0) return;
    std::cerr << activities_ << " activities have what this CSV does not give back; --format jsonl holds everything:\n";
    for (const auto& [field, names] : by_field_) {
      std::vector<std::string> shown;
      for (size_t i = 0; i < names.size() && i < kNamesShown; ++i) shown.push_back(ShortName(names[i]));
      std::cerr << "  " << field << ": " << names.size() << " (" << absl::StrJoin(shown, ", ")
                << (names.size() > kNamesShown ? ", ..." : "") << ")\n";
    }
  }

 private:
  size_t activities_ = 0;
  std::map<std::string, std::vector<std::string>> by_field_;
};

absl::Status WriteMessage(const v1::ExportActivitiesResponse& message, const ExportArguments& arguments, Sink& sink,
                          Losses* losses) {
  std::string bytes;
  for (const v1::Activity& activity : message.activities()) {
    if (arguments.format == "csv") {
      bytes += CsvRow(activity);
      continue;
    }
    MEEDOEN_ASSIGN_OR_RETURN(const std::string line, JsonLine(activity, arguments.with_etags));
    bytes += line;
  }
  if (arguments.format == "csv") losses->Add(FindCsvLosses({message.activities().begin(), message.activities().end()}));
  return sink.Write(bytes);
}

absl::Status Export(v1::CatalogService::Stub& stub, const ExportArguments& arguments) {
  if (arguments.with_etags && arguments.format == "csv") {
    return absl::InvalidArgumentError("--with-etags is for --format jsonl: a CSV has no column for them");
  }
  v1::ExportActivitiesRequest request;
  request.set_parent("municipalities/" + (arguments.municipality.empty() ? "-" : arguments.municipality));
  grpc::ClientContext context;
  auto reader = stub.ExportActivities(&context, request);
  v1::ExportActivitiesResponse message;
  bool any = reader->Read(&message);  // Before the file is made: the request may be refused.
  if (!any) {
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish()));
    return absl::InternalError("the indexer sent nothing");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Sink> sink, Sink::Open(arguments.output));
  Losses losses;
  uint64_t activities = 0;
  const int64_t revision = message.catalog_revision();
  absl::Status written = arguments.format == "csv" ? sink->Write(CsvHeader()) : absl::OkStatus();
  for (; any && written.ok(); any = reader->Read(&message)) {
    activities += static_cast<uint64_t>(message.activities_size());
    written = WriteMessage(message, arguments, *sink, &losses);
  }
  if (!written.ok()) context.TryCancel();
  const absl::Status status = FromGrpcStatus(reader->Finish());
  MEEDOEN_RETURN_IF_ERROR(written);
  MEEDOEN_RETURN_IF_ERROR(status);
  MEEDOEN_RETURN_IF_ERROR(sink->Finish());
  losses.Print();
  if (sink->bytes() > kMaxImportBytes || activities > kMaxImportRows) {
    std::cerr << "This is more than one import takes (" << (kMaxImportBytes >> 20) << " MiB, " << kMaxImportRows
              << " rows): export each municipality on its own (--municipality) to import it again\n";
  }
  std::cerr << activities << " activities of revision " << revision << " exported"
            << (arguments.output.empty() ? "" : " to " + arguments.output) << std::endl;
  return absl::OkStatus();
}

}  // namespace

int RunExport(const GlobalOptions& options, const ExportArguments& arguments) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  const absl::Status status = Export(*stub, arguments);
  return status.ok() ? 0 : Failed(status);
}

}  // namespace meedoen::indexer
