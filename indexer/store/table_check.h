// Reads every table file of the database from disk and compares checksums; a damaged file is named with the records
// that are gone.
//
// Threads: safe beside writes. Errors: a problem found is a line, not an error. Cost: one reading of all files.
#pragma once

#include <string>
#include <vector>

namespace rocksdb {
class DB;
}

namespace meedoen::indexer {

std::vector<std::string> CheckTables(rocksdb::DB& db);

}  // namespace meedoen::indexer
