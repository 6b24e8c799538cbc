// What opening does about a write-ahead log that is torn (the mark of a crash) or damaged (loss).
#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "tests/unit/indexer/store/damage.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::FailsWith;
using ::testing::_;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kWrites = 60;
constexpr size_t kRecordHeader = 7;  // Checksum 4, length 2, type 1.

class RecoveryTest : public StoreFixture {
 protected:
  RecoveryTest() : database_(folder_.File("catalogue/rocksdb")) {}

  // Writes acknowledged revisions and leaves them in the log alone; returns its file.
  std::string WriteSome(const std::string& text = "tekst") {
    for (int i = 1; i <= kWrites; ++i) Write(UpsertOf(absl::StrCat("a", i), absl::StrCat(text, " ", i)));
    Close();
    const auto logs = FilesWith(database_, ".log");
    EXPECT_EQ(logs.size(), 1U);
    return logs.back();
  }

  // Where each record of a log file begins. Records here are shorter than a block of 32 KiB and never cross one.
  static std::vector<size_t> RecordsOf(const std::string& path) {
    const std::string bytes = ReadAllOf(path);
    std::vector<size_t> starts;
    for (size_t at = 0; at + kRecordHeader <= bytes.size();) {
      const size_t length = static_cast<uint8_t>(bytes[at + 4]) + 256U * static_cast<uint8_t>(bytes[at + 5]);
      if (length == 0) break;
      starts.push_back(at);
      at += kRecordHeader + length;
    }
    return starts;
  }

  std::string Copy() {
    const std::string copy = folder_.File("copy");
    std::filesystem::remove_all(copy);
    std::filesystem::copy(options_.folder, copy, std::filesystem::copy_options::recursive);
    return copy;
  }

  const std::string database_;
};

TEST_F(RecoveryTest, ReadsTheLogAgain) {
  WriteSome();
  Open();
  EXPECT_EQ(store_->revision(), kWrites);
  EXPECT_THAT(*store_->Verify(), IsEmpty());
}

TEST_F(RecoveryTest, FlippedByteAnywhereIsReportedAndNothingIsTouched) {
  const std::string log = WriteSome();
  const std::string whole = ReadAllOf(log);
  ASSERT_LT(whole.size(), 32768U);  // One block: where RocksDB takes a bad length for a torn end.
  std::set<size_t> offsets;
  for (size_t offset = 0; offset < whole.size(); offset += 97) offsets.insert(offset);
  const std::vector<size_t> records = RecordsOf(log);
  for (const size_t record : {records[1], records[records.size() / 2], records.back()}) {
    for (size_t i = 0; i < kRecordHeader + 1; ++i) offsets.insert(record + i);
  }
  for (const size_t offset : offsets) {
    for (const char mask : {'\x01', '\x80'}) {
      FlipByte(log, offset, mask);
      ASSERT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss,
                                       AllOf(HasSubstr(std::filesystem::path(log).filename().string()),
                                             HasSubstr("restore"), HasSubstr("accept-lost-writes"))))
          << "offset " << offset << " of " << whole.size();
      FlipByte(log, offset, mask);
    }
  }
  ASSERT_EQ(ReadAllOf(log), whole);
  Open();  // Mended, all is there.
  EXPECT_EQ(store_->revision(), kWrites);
}

// Why the log is checked besides: RocksDB by itself opens such a file and says nothing of what it left out.
TEST_F(RecoveryTest, RocksDbAloneSwallowsABadLength) {
  const std::string log = WriteSome();
  const std::vector<size_t> records = RecordsOf(log);
  FlipByte(log, records[records.size() / 2] + 5, '\x40');  // The length's high byte.
  auto database = Database::Open(database_, /*acknowledged_revision=*/0, false);
  ASSERT_OK(database);
  const auto revision = (*database)->Get(Column::kMeta, kMetaRevision);
  ASSERT_OK(revision);
  EXPECT_LT(*NumberOf(revision->value()), kWrites);
}

TEST_F(RecoveryTest, CutOffAcknowledgedRecordsAreReported) {
  const std::string log = WriteSome();
  const std::string whole = ReadAllOf(log);
  for (const size_t size : {whole.size() - 1, RecordsOf(log).back(), whole.size() / 2, size_t{0}}) {
    CutTo(log, size);
    ASSERT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr(absl::StrCat("to ", kWrites)))) << size;
    WriteAllTo(log, whole);
  }
  std::filesystem::remove(log);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("revisions")));
}

TEST_F(RecoveryTest, TornTailIsRecoveredWithoutAWord) {
  Write(UpsertOf("a", "een"));
  const std::string before = Copy();
  Write(UpsertOf("b", "twee"));
  Close();
  // The log of the later state with the acknowledged revision of the earlier one: died in the middle of writing "b".
  const std::string log = FilesWith(database_, ".log").back();
  const std::string whole = ReadAllOf(log);
  const std::string acknowledged = ReadAllOf(before + "/acknowledged");
  const size_t last = RecordsOf(log).back();
  for (size_t size = last; size < whole.size(); size += 5) {
    std::filesystem::remove_all(options_.folder);
    std::filesystem::copy(before, options_.folder, std::filesystem::copy_options::recursive);
    WriteAllTo(log, whole.substr(0, size));
    ASSERT_OK(TryOpen()) << "cut to " << size;
    EXPECT_EQ(store_->revision(), 1);
    EXPECT_OK(store_->Get(KeyOf("a")));
    EXPECT_THAT(store_->Get(KeyOf("b")), FailsWith(absl::StatusCode::kNotFound, _));
    EXPECT_EQ(Write(UpsertOf("c", "drie")).revision, 2);
    Close();
    ASSERT_EQ(ReadAllOf(before + "/acknowledged"), acknowledged);
  }
}

TEST_F(RecoveryTest, UnacknowledgedButWholeIsKept) {
  Write(UpsertOf("a", "een"));
  const std::string acknowledged = ReadAllOf(options_.folder + "/acknowledged");
  Write(UpsertOf("b", "twee"));
  Close();
  WriteAllTo(options_.folder + "/acknowledged", acknowledged);
  Open();
  EXPECT_EQ(store_->revision(), 2);
}

TEST_F(RecoveryTest, AcceptedLossKeepsWhatWasBeforeAndNumbersNothingTwice) {
  const std::string log = WriteSome();
  const std::vector<size_t> records = RecordsOf(log);
  FlipByte(log, records[records.size() / 2] + kRecordHeader + 20);
  ASSERT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("dropping")));
  options_.accept_lost_writes = true;
  Open();
  options_.accept_lost_writes = false;
  EXPECT_EQ(store_->revision(), kWrites);
  EXPECT_OK(store_->Get(KeyOf("a10")));
  EXPECT_THAT(store_->Get(KeyOf(absl::StrCat("a", kWrites))), FailsWith(absl::StatusCode::kNotFound, _));
  EXPECT_THAT(store_->Watch(kWrites - 1), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
  EXPECT_EQ(Write(UpsertOf("nieuw", "tekst")).revision, kWrites + 1);
  EXPECT_THAT(*store_->Verify(), IsEmpty());
  Open();
  EXPECT_EQ(store_->revision(), kWrites + 1);
}

TEST_F(RecoveryTest, GapBetweenLogFilesIsReported) {
  const std::string log = WriteSome();
  // A second file that goes on where the first ended, as after a memtable switch; then the first one's end is dropped.
  const std::string bytes = ReadAllOf(log);
  const std::vector<size_t> records = RecordsOf(log);
  const size_t middle = records[records.size() / 2];
  const std::string second = database_ + "/000999.log";
  WriteAllTo(second, bytes.substr(middle));
  CutTo(log, middle);
  const std::string whole = Copy();
  Open();
  EXPECT_EQ(store_->revision(), kWrites);
  Close();
  const auto again = [&] {
    std::filesystem::remove_all(options_.folder);
    std::filesystem::copy(whole, options_.folder, std::filesystem::copy_options::recursive);
  };
  for (const size_t lost : {records[records.size() / 2 - 1], records[1], records[0]}) {
    again();
    CutTo(log, lost + 3);  // RocksDB takes it for a torn end and goes on with the second file.
    ASSERT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, AnyOf(HasSubstr("missing"), HasSubstr("gone"))));
  }
  again();
  std::filesystem::remove(log);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("the one before it is missing")));
}

TEST_F(RecoveryTest, DamagedMarkIsReported) {
  WriteSome();
  const std::string mark = options_.folder + "/acknowledged";
  const std::string whole = ReadAllOf(mark);
  FlipByte(mark, 12);
  ASSERT_OK(TryOpen());  // The other slot still says enough.
  Close();
  WriteAllTo(mark, std::string(whole.size(), '\0'));
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("acknowledged is damaged")));
  std::filesystem::remove(mark);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("acknowledged is not there")));
  options_.accept_lost_writes = true;
  ASSERT_OK(TryOpen());
  EXPECT_EQ(store_->revision(), kWrites);
}

TEST_F(RecoveryTest, MissingDatabaseIsReported) {
  WriteSome();
  std::filesystem::remove_all(database_);
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("CURRENT is missing")));
}

TEST_F(RecoveryTest, NewerFormatIsRefused) {
  Close();
  rocksdb::Options options;
  std::vector<std::string> names;
  ASSERT_TRUE(rocksdb::DB::ListColumnFamilies(options, database_, &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, database_, families, &handles, &db).ok());
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    if (handle->GetName() != "meta") continue;
    ASSERT_TRUE(db->Put(rocksdb::WriteOptions(), handle, "format", std::string("\0\0\0\0\0\0\0\x02", 8)).ok());
  }
  rocksdb::ColumnFamilyHandle* unknown = nullptr;
  for (rocksdb::ColumnFamilyHandle* handle : handles) (void)db->DestroyColumnFamilyHandle(handle);
  handles.clear();
  delete db;
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("format 2")));
  ASSERT_TRUE(rocksdb::DB::Open(options, database_, families, &handles, &db).ok());
  ASSERT_TRUE(db->CreateColumnFamily(rocksdb::ColumnFamilyOptions(), "later", &unknown).ok());
  handles.push_back(unknown);
  for (rocksdb::ColumnFamilyHandle* handle : handles) (void)db->DestroyColumnFamilyHandle(handle);
  delete db;
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("later")));
}

}  // namespace
}  // namespace meedoen::indexer::testing
