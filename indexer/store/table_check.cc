#include "indexer/store/table_check.h"

#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "indexer/store/rocks.h"
#include "rocksdb/db.h"
#include "rocksdb/metadata.h"
#include "rocksdb/sst_file_reader.h"

namespace meedoen::indexer {
namespace {

// Keys of activities are readable, hashes are not.
std::string Shown(const std::string& key) { return absl::CEscape(key); }

// Between which records of one file nothing can be read: from the front until it fails, and from the back.
std::string UnreadableRange(rocksdb::SstFileReader& reader) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> it(reader.NewIterator(options));
  std::string before;
  std::string after;
  for (it->SeekToFirst(); it->Valid(); it->Next()) before = it->key().ToString();
  if (it->status().ok()) return "every record of it can still be read";
  for (it->SeekToLast(); it->Valid(); it->Prev()) after = it->key().ToString();
  return absl::StrCat("unreadable are the records ",
                      before.empty() ? "from the first" : absl::StrCat("after ", Shown(before)),
                      after.empty() ? " to the last" : absl::StrCat(" and before ", Shown(after)));
}

}  // namespace

std::vector<std::string> CheckTables(rocksdb::DB& db) {
  std::vector<std::string> problems;
  // A file that a compaction replaces meanwhile must not look like a missing one.
  const rocksdb::Status kept = db.DisableFileDeletions();
  if (!kept.ok()) return {absl::StrCat("cannot hold on to the files: ", kept.ToString())};
  std::vector<rocksdb::LiveFileMetaData> files;
  db.GetLiveFilesMetaData(&files);
  for (const rocksdb::LiveFileMetaData& file : files) {
    const std::string path = file.db_path + file.name;
    rocksdb::SstFileReader reader{rocksdb::Options()};
    rocksdb::Status status = reader.Open(path);
    std::string lost =
        absl::StrCat("unreadable are the records ", Shown(file.smallestkey), " to ", Shown(file.largestkey));
    if (status.ok()) {
      status = reader.VerifyChecksum();
      if (!status.ok()) lost = UnreadableRange(reader);
    }
    if (status.ok()) continue;
    problems.push_back(
        absl::StrCat(path, " (", file.column_family_name, "): ", status.ToString(), "; ", lost, ". ", kFileAdvice));
  }
  db.EnableFileDeletions(/*force=*/false).PermitUncheckedError();
  std::vector<std::string> families;
  const rocksdb::Status manifest = rocksdb::DB::ListColumnFamilies(DatabaseOptions(), db.GetName(), &families);
  if (!manifest.ok()) {
    problems.push_back(absl::StrCat(db.GetName(), "/MANIFEST: ", manifest.ToString(), ". ", kFileAdvice));
  }
  return problems;
}

}  // namespace meedoen::indexer
