// Writes a set of frozen examples with today's code: make_frozen_formats FOLDER. Makes FOLDER/store-v<n>,
// backup-v<n> and snapshot-v<n>, each with what was written and golden.txt, which says what it holds.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/embedding/hashing_embedder.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/keys.h"
#include "tests/formats/dump.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

namespace fs = std::filesystem;

const absl::CivilDay kToday(2026, 11, 22);

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::exit(1);
  }
  return *std::move(result);
}
void Must(const absl::Status& status) { Must(status.ok() ? absl::StatusOr<int>(0) : absl::StatusOr<int>(status)); }

v1::Activity Simple(const std::string& id, const std::string& title) {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_title(title);
  activity.set_description("Elke dinsdag een rustig rondje, daarna koffie.");
  activity.mutable_provider()->set_name("Stichting Meedoen");
  activity.add_categories("walking");
  activity.mutable_place()->set_postcode("7411");
  NormalizeActivity(&activity);
  activity.mutable_place()->set_doubt_metres(600);
  activity.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.251);
  activity.mutable_place()->mutable_resolved_coordinates()->set_longitude(6.158);
  return activity;
}

// With every kind of field.
v1::Activity Full() {
  v1::Activity activity = Simple("koor", "Koor Zingen in Café De Brêge");
  activity.set_source("csv:sportraad");
  activity.set_source_id("A-17");
  activity.set_role(v1::VOLUNTEER);
  activity.add_goals(v1::MEET_PEOPLE);
  activity.add_goals(v1::RELAX);
  v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(v1::TUESDAY);
  slot->set_start_time("10:00");
  slot->set_end_time("11:30");
  v1::Recurrence* rule = activity.mutable_schedule()->add_recurrences();
  rule->set_rrule("FREQ=MONTHLY;BYDAY=-1FR");
  rule->set_start_date("2026-01-01");
  rule->set_start_time("19:30");
  rule->set_end_time("21:00");
  activity.mutable_schedule()->add_exception_dates("2026-12-25");
  activity.set_valid_until("2027-06-30");
  activity.mutable_cost()->set_cents_per_visit(250);
  activity.mutable_cost()->set_city_pass_accepted(v1::TRISTATE_YES);
  activity.mutable_age_range()->set_minimum_years(55);
  activity.add_languages("nl");
  activity.mutable_accessibility()->set_wheelchair(v1::TRISTATE_YES);
  activity.mutable_accessibility()->set_hearing_loop(v1::TRISTATE_NO);
  activity.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  activity.mutable_transport()->add_pick_up_area_codes("7415");
  activity.mutable_capacity()->set_free_places(3);
  activity.mutable_capacity()->set_as_of_date("2026-11-01");
  activity.mutable_contact()->set_telephone("0570-555 001");
  activity.mutable_verification()->set_verified_on("2026-11-02");
  return activity;
}

class Maker {
 public:
  explicit Maker(const std::string& folder) : folder_(folder), clock_(FromLocal(kToday, 12 * 60)) {
    StoreOptions options;
    options.folder = work_.File("catalogue");
    options.model_id = kFrozenModel;
    options.dimension = kFrozenDimension;
    store_ = Must(CatalogStore::Open(options, clock_));
  }

  void Run() {
    Write();
    Must(store_->Backup(work_.File("backups"), 0).status());  // Which writes out what is in memory.
    WriteMore();
    MakeSnapshot();
    store_.reset();
    const std::string store = Fresh(absl::StrCat("store-v", kFormatVersion));
    Copy(work_.File("catalogue"), store + "/catalogue");
    for (const auto& entry : fs::directory_iterator(store + "/catalogue/rocksdb")) {
      const std::string name = entry.path().filename();
      const bool needed = name == "CURRENT" || name.rfind("MANIFEST", 0) == 0 || entry.path().extension() == ".sst" ||
                          (entry.path().extension() == ".log" && entry.file_size() > 0);
      if (!needed) unneeded_.push_back(entry.path());
    }
    for (const fs::path& path : unneeded_) fs::remove_all(path);
    Golden(store, Must(DumpCatalogue(CopyOf(store + "/catalogue"))));
    const std::string backups = Fresh(absl::StrCat("backup-v", kFormatVersion));
    Copy(work_.File("backups"), backups + "/backups");
    Golden(backups, Must(DumpBackups(CopyOf(backups + "/backups"), work_.File("restored"))));
    const std::string snapshots = Fresh(absl::StrCat("snapshot-v", Manifest().format_version));
    Copy(work_.File("snapshots"), snapshots + "/snapshots");
    Golden(snapshots, Must(DumpSnapshots(snapshots + "/snapshots")));
  }

 private:
  void Commit(std::vector<Mutation> mutations, const std::string& request_id = "", std::vector<Place> places = {}) {
    Transaction transaction;
    transaction.principal = "local";
    transaction.request_id = request_id;
    transaction.request_hash = request_id.empty() ? "" : "the hash of its body";
    transaction.mutations = std::move(mutations);
    transaction.places = std::move(places);
    Must(store_->Commit(std::move(transaction)).status());
    clock_.Set(clock_.Now() + absl::Seconds(1));
  }
  static Mutation Upsert(v1::Activity activity) {
    Mutation mutation;
    mutation.key = activity.name().substr(15, 6) + "/" + activity.name().substr(33);
    mutation.activity = std::move(activity);
    return mutation;
  }
  static Mutation Other(Mutation::Kind kind, const std::string& key) {
    Mutation mutation;
    mutation.kind = kind;
    mutation.key = key;
    return mutation;
  }
  void Embed(const v1::Activity& activity) {
    Mutation mutation = Other(Mutation::Kind::kAttachVector, Upsert(activity).key);
    mutation.text_hash = EmbeddingTextHash(activity);
    const std::vector<std::string> texts = {EmbeddingText(activity)};
    mutation.vector = Must(embedder_.EmbedPassages(texts)).at(0);
    Commit({std::move(mutation)});
  }

  void Write() {
    Commit({}, "", {{"7411", 52.251, 6.158, 600, "GM0150", "Deventer"}, {"7415AB", 52.2712, 6.1654, 60, "GM0150", ""}});
    Commit({Upsert(Full())}, "5f0c1d9e-0000-4000-8000-000000000001");
    Commit({Upsert(Simple("wandelen", "Wandelen")), Upsert(Simple("weg", "Gaat weer weg"))});
    Embed(Full());
    Embed(Simple("wandelen", "Wandelen"));
    Commit({Other(Mutation::Kind::kDelete, "GM0150/weg")});
    v1::Activity changed = Full();
    changed.set_status(v1::FULL);
    changed.mutable_capacity()->set_free_places(0);
    Commit({Upsert(changed)});
    Mutation redact = Other(Mutation::Kind::kRedact, "GM0150/koor");
    redact.redacted_fields = {"contact.telephone"};
    Commit({std::move(redact)});
    Must(store_->TrimBelow(3));
  }

  // Stays in the write-ahead log.
  void WriteMore() {
    Commit({Upsert(Simple("thee", "Thee drinken"))}, "5f0c1d9e-0000-4000-8000-000000000002");
    v1::Activity changed = Simple("wandelen", "Wandelen langs de IJssel");
    Commit({Upsert(changed)});
    Embed(changed);
  }

  void MakeSnapshot() {
    SegmentBuilder segment(kFrozenDimension);
    SnapshotContent content;
    Must(store_->Scan("", "", true, &content.catalog_revision, [&](const CatalogRow& row) {
      if (!row.vector.empty()) Must(segment.Add(row.activity, row.vector, kToday));
      return true;
    }));
    const auto built = Must(segment.Build());
    const Calibration calibration = Calibration::Of(built->view);
    content.model_id = kFrozenModel;
    content.dimension = kFrozenDimension;
    content.build_time = clock_.Now();
    content.segment = &segment;
    content.places = Must(store_->Places());
    content.calibration = &calibration;
    const Manifest manifest = Must(WriteSnapshot(*PosixEnv(), work_.File("snapshots"), content));
    Must(PublishSnapshot(*PosixEnv(), work_.File("snapshots"), manifest.id));
  }

  std::string Fresh(const std::string& name) {
    const std::string path = folder_ + "/" + name;
    fs::remove_all(path);
    fs::create_directories(path);
    return path;
  }
  static void Copy(const std::string& from, const std::string& to) { fs::copy(from, to, fs::copy_options::recursive); }
  std::string CopyOf(const std::string& from) {
    const std::string to = work_.File(absl::StrCat("copy-", ++copies_));
    Copy(from, to);
    return to;
  }
  static void Golden(const std::string& folder, const std::string& text) {
    std::ofstream(folder + "/golden.txt", std::ios::binary) << text;
    std::printf("%s: %zu bytes of text\n", folder.c_str(), text.size());
  }

  const std::string folder_;
  const meedoen::testing::TempDir work_;
  FixedClock clock_;
  HashingEmbedder embedder_{ModelInfo{kFrozenModel, kFrozenDimension, 512}};
  std::unique_ptr<CatalogStore> store_;
  std::vector<fs::path> unneeded_;
  int copies_ = 0;
};

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_frozen_formats FOLDER\n");
    return 2;
  }
  meedoen::indexer::testing::Maker(argv[1]).Run();
  return 0;
}
