// The commands that read and change single activities: list, show, delete.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused or failed. Results go to standard output, what
// went wrong to standard error.
#pragma once

#include <string>
#include <vector>

#include "indexer/cli/connection.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// Of the short form GM0150/koor-de-ijssel; a full name stays as it is.
std::string FullName(const std::string& id);

struct ListArguments {
  std::string municipality;  // Empty: all.
  std::string category;
  std::string text;
  std::string stale_before;
};

// Of all pages; the token is empty.
v1::ListActivitiesRequest ToRequest(const ListArguments& arguments);

int RunList(const GlobalOptions& options, const ListArguments& arguments);
int RunShow(const GlobalOptions& options, const std::string& id);
// Empty `fields`: all that editors changed.
int RunRelease(const GlobalOptions& options, const std::string& id, const std::vector<std::string>& fields);
int RunDelete(const GlobalOptions& options, const std::string& id);

}  // namespace meedoen::indexer
