#include "indexer/cli/freshness_commands.h"

#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/civil_time.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/cli/import_report.h"
#include "indexer/cli/upload.h"
#include "indexer/freshness/question_file.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

std::string Counted(size_t count, const char* one, const char* more) {
  return absl::StrCat(count, " ", count == 1 ? one : more);
}

void Print(const ProviderQuestions& provider) {
  std::vector<std::string> reached;
  if (!provider.telephones.empty()) reached.push_back("telefoon " + absl::StrJoin(provider.telephones, ", "));
  if (!provider.emails.empty()) reached.push_back("e-mail " + absl::StrJoin(provider.emails, ", "));
  if (!provider.persons.empty()) reached.push_back("vraag naar " + absl::StrJoin(provider.persons, ", "));
  std::cout << provider.provider << " ("
            << (reached.empty() ? "geen telefoon of e-mail bekend" : absl::StrJoin(reached, "; "))
            << "): " << Counted(provider.questions.size(), "activiteit", "activiteiten") << "\n";
  for (const Question& question : provider.questions) {
    std::cout << "  " << question.id << "\n    " << question.text << "\n";
  }
}

// Never over a file that is there: it may hold answers.
absl::Status WriteNew(const std::string& path, const std::string& text) {
  if (PosixEnv()->Exists(path)) {
    return absl::AlreadyExistsError(
        absl::StrCat(path, " is there already, and may hold answers; take another name, or remove it"));
  }
  return ReplaceFileAtomically(*PosixEnv(), path, text);
}

absl::Status WriteEach(const std::string& folder, const std::vector<ProviderQuestions>& providers) {
  MEEDOEN_RETURN_IF_ERROR(PosixEnv()->CreateDir(folder));
  std::vector<std::string> paths;
  std::set<std::string> taken;
  for (const ProviderQuestions& provider : providers) {
    std::string name = QuestionFileName(provider);
    for (int i = 2; !taken.insert(name).second; ++i) name = absl::StrCat(i, "-", QuestionFileName(provider));
    paths.push_back(folder + "/" + name);
    if (PosixEnv()->Exists(paths.back())) {  // Before the first is written.
      return absl::AlreadyExistsError(
          absl::StrCat(paths.back(), " is there already, and may hold answers; take another folder"));
    }
  }
  for (size_t i = 0; i < paths.size(); ++i) {
    MEEDOEN_RETURN_IF_ERROR(WriteNew(paths[i], QuestionFile({providers[i]})));
    std::cout << paths[i] << ": " << Counted(providers[i].questions.size(), "vraag", "vragen") << "\n";
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Activity>> ListStale(v1::CatalogService::Stub& stub, const ListArguments& list) {
  v1::ListActivitiesRequest request = ToRequest(list);
  request.set_stale(true);
  std::vector<v1::Activity> activities;
  do {
    grpc::ClientContext context;
    v1::ListActivitiesResponse page;
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(stub.ListActivities(&context, request, &page)));
    activities.insert(activities.end(), page.activities().begin(), page.activities().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return activities;
}

absl::StatusOr<v1::ImportRepliesResponse> SendReplies(v1::CatalogService::Stub& stub, const std::string& path,
                                                      bool dry_run) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, PosixEnv()->ReadFile(path, kMaxImportBytes));
  v1::ImportRepliesRequest first;
  first.set_file_name(path);
  first.set_dry_run(dry_run);
  grpc::ClientContext context;
  v1::ImportRepliesResponse response;
  MEEDOEN_RETURN_IF_ERROR(SendFile(stub.ImportReplies(&context, &response), first, bytes));
  return response;
}

}  // namespace

int RunListStale(const GlobalOptions& options, const ListArguments& list, const QuestionArguments& arguments) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  const absl::StatusOr<std::vector<v1::Activity>> activities = ListStale(*stub, list);
  if (!activities.ok()) return Failed(activities.status());
  const std::vector<ProviderQuestions> providers = QuestionsByProvider(*activities, LocalDay(RealClock().Now()));
  absl::Status written;
  if (!arguments.output.empty()) written = WriteNew(arguments.output, QuestionFile(providers));
  if (written.ok() && !arguments.output_folder.empty()) written = WriteEach(arguments.output_folder, providers);
  if (!written.ok()) return Failed(written);
  if (arguments.output.empty() && arguments.output_folder.empty()) {
    for (const ProviderQuestions& provider : providers) Print(provider);
  }
  std::cerr << Counted(activities->size(), "activiteit", "activiteiten") << " om na te vragen, bij "
            << Counted(providers.size(), "aanbieder", "aanbieders")
            << (arguments.output.empty() ? "" : "; in " + arguments.output) << std::endl;
  return 0;
}

int RunConfirm(const GlobalOptions& options, const std::vector<std::string>& ids, const std::string& by) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  int exit_code = 0;
  for (const std::string& id : ids) {
    v1::ConfirmActivityRequest request;
    request.set_name(FullName(id));
    request.set_verified_by(by);
    grpc::ClientContext context;
    v1::Activity activity;
    const absl::Status status = FromGrpcStatus(stub->ConfirmActivity(&context, request, &activity));
    if (!status.ok()) {
      exit_code = Failed(Annotate(status, id));
      continue;
    }
    std::cout << id << ": verified " << activity.verification().verified_on() << " by "
              << activity.verification().verified_by() << "\n";
  }
  return exit_code;
}

int RunReplies(const GlobalOptions& options, const std::string& file, bool dry_run) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  const absl::StatusOr<v1::ImportRepliesResponse> response = SendReplies(*stub, file, dry_run);
  if (!response.ok()) return Failed(response.status());
  PrintProblems(response->problems(), response->problems_left_out());
  std::cout << file << ": " << response->confirmed() << " confirmed, " << response->ended() << " ended, "
            << response->to_look_at() << " to look at, " << response->unanswered() << " unanswered, "
            << response->refused() << " refused; " << (dry_run ? "nothing was stored (dry run), " : "") << "revision "
            << response->catalog_revision() << std::endl;
  return response->refused() > 0 ? 1 : 0;
}

}  // namespace meedoen::indexer
