#include "indexer/cli/duplicates_commands.h"

#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "indexer/cli/catalog_commands.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

std::string ParentOf(const DuplicatesArguments& arguments) {
  return absl::StrCat("municipalities/", arguments.municipality.empty() ? "-" : arguments.municipality);
}

std::string ShortName(const std::string& name) {
  const auto parsed = ParseActivityName(name);
  return parsed.ok() ? parsed->Key() : name;
}

void PrintPair(const v1::DuplicatePair& pair) {
  std::cout << absl::AsciiStrToLower(v1::DuplicateLink::State_Name(pair.state())) << "  "
            << ShortName(pair.first_name()) << "  " << ShortName(pair.second_name()) << "\n"
            << "  " << pair.first_title() << "\n"
            << "  " << pair.second_title() << "\n"
            << "  " << pair.reason() << "\n";
  if (!pair.decided_by().empty()) std::cout << "  by " << pair.decided_by() << ", " << pair.decided_on() << "\n";
}

}  // namespace

int RunDuplicatesFind(const GlobalOptions& options, const DuplicatesArguments& arguments) {
  v1::FindDuplicatesRequest request;
  request.set_parent(ParentOf(arguments));
  request.set_dry_run(arguments.dry_run);
  const auto found = Call(options, &v1::CatalogService::Stub::FindDuplicates, request);
  if (!found.ok()) return Failed(found.status());
  for (const v1::DuplicatePair& pair : found->pairs()) PrintPair(pair);
  const uint32_t all = found->suspected() + found->confirmed();
  if (all > static_cast<uint32_t>(found->pairs_size())) {
    std::cout << "and " << all - static_cast<uint32_t>(found->pairs_size()) << " more\n";
  }
  std::cerr << found->compared() << " activities compared: " << found->suspected() << " pairs suspected, "
            << found->confirmed() << " confirmed, " << found->rejected() << " rejected before, " << found->no_longer()
            << " no longer alike" << (arguments.dry_run ? "; nothing was noted\n" : "\n");
  return 0;
}

int RunDuplicatesList(const GlobalOptions& options, const DuplicatesArguments& arguments) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  v1::ListDuplicatesRequest request;
  request.set_parent(ParentOf(arguments));
  request.set_page_size(kMaxPageSize);
  v1::DuplicateLink::State state = v1::DuplicateLink::STATE_UNSPECIFIED;
  if (v1::DuplicateLink::State_Parse(absl::AsciiStrToUpper(arguments.state), &state)) request.set_state(state);
  int count = 0;
  while (true) {
    grpc::ClientContext context;
    v1::ListDuplicatesResponse page;
    const absl::Status status = FromGrpcStatus(stub->ListDuplicates(&context, request, &page));
    if (!status.ok()) return Failed(status);
    for (const v1::DuplicatePair& pair : page.pairs()) PrintPair(pair);
    count += page.pairs_size();
    request.set_page_token(page.next_page_token());
    if (!page.next_page_token().empty()) continue;
    std::cerr << count << " pairs, at revision " << page.catalog_revision() << "\n";
    return 0;
  }
}

int RunDuplicatesDecide(const GlobalOptions& options, const DuplicatesArguments& arguments,
                        v1::DuplicateLink::State state) {
  v1::DecideDuplicateRequest request;
  request.set_first_name(FullName(arguments.first_id));
  request.set_second_name(FullName(arguments.second_id));
  request.set_state(state);
  request.set_decided_by(arguments.by);
  const auto pair = Call(options, &v1::CatalogService::Stub::DecideDuplicate, request);
  if (!pair.ok()) return Failed(pair.status());
  PrintPair(*pair);
  return 0;
}

}  // namespace meedoen::indexer
