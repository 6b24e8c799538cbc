// Finding duplicates among 10,000 activities of one municipality, and where the time goes. Prints a table.
//
// bench_duplicates [ACTIVITIES]: texts, places and times are those of catalog-samples, moved about: another
// neighbourhood and hour for most, the same ones from a second list, with a typing error, for one in ten. Vectors are
// random around one for each sample, in the narrow band of the default model.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/civil_time.h"
#include "core/base/log.h"
#include "core/base/names.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/duplicates/duplicate_finder.h"
#include "indexer/duplicates/find_pairs.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

constexpr int kDimension = 384, kRowsATransaction = 500;
const absl::CivilDay kToday(2026, 11, 23);

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::exit(1);
}

std::vector<v1::Activity> Samples() {
  std::vector<v1::Activity> samples;
  for (const char* name : {"deventer", "het-hogeland"}) {
    std::ifstream file(absl::StrCat(MEEDOEN_SAMPLES, "/", name, ".jsonl"));
    for (std::string line; std::getline(file, line);) {
      if (!google::protobuf::util::JsonStringToMessage(line, &samples.emplace_back()).ok()) std::exit(1);
    }
  }
  return samples;
}

class Catalogue {
 public:
  explicit Catalogue(int count) {
    const std::vector<v1::Activity> samples = Samples();
    std::vector<std::vector<float>> centres;
    for (size_t i = 0; i < samples.size(); ++i) centres.push_back(Around(nullptr, 0));
    for (int i = 0; i < count; ++i) {
      const bool listed_again = i % 10 == 9;
      const size_t sample = listed_again ? last_ : random_() % samples.size();
      v1::Activity activity = listed_again ? activities_.back() : Moved(samples[sample]);
      if (listed_again) Retell(&activity);
      activity.set_name(absl::StrCat("municipalities/GM0150/activities/a", i));
      activity.set_source(listed_again ? "csv:sociale-kaart" : "csv:welzijn");
      activities_.push_back(std::move(activity));
      vectors_.push_back(listed_again ? Around(&vectors_.back(), 0.15) : Around(&centres[sample], 0.45));
      last_ = sample;
    }
  }

  const std::vector<v1::Activity>& activities() const { return activities_; }
  const std::vector<float>& vector(size_t i) const { return vectors_[i]; }

 private:
  // A unit vector: what all texts have in common, `near` or noise, and noise of this length.
  std::vector<float> Around(const std::vector<float>* near, double noise) {
    std::normal_distribution<double> normal;
    std::vector<float> vector(kDimension);
    double squares = 0;
    for (size_t i = 0; i < vector.size(); ++i) {
      const double from =
          near == nullptr ? 0.9 / std::sqrt(kDimension) + 0.4 * normal(random_) / std::sqrt(kDimension) : (*near)[i];
      vector[i] = static_cast<float>(from + noise * normal(random_) / std::sqrt(kDimension));
      squares += double{vector[i]} * vector[i];
    }
    for (float& value : vector) value = static_cast<float>(value / std::sqrt(squares));
    return vector;
  }

  // Somewhere in a town of 10 by 10 km, half of them known by postcode only, at another hour.
  v1::Activity Moved(const v1::Activity& sample) {
    v1::Activity activity = sample;
    v1::Place* place = activity.mutable_place();
    if (place->kind() == v1::VENUE || place->kind() == v1::PLACE_KIND_UNSPECIFIED) {
      const auto venue = static_cast<int>(random_() % 1'000);
      place->set_venue_name(absl::StrCat("Wijkcentrum nummer", venue));
      place->set_address(absl::StrCat("Straat", venue / 7, " ", venue));
      place->set_postcode(absl::StrCat(7400 + venue % 60));
      place->clear_coordinates();
      place->mutable_resolved_coordinates()->set_latitude(52.2 + venue % 60 / 8 * 0.012 + venue % 9 * 0.001);
      place->mutable_resolved_coordinates()->set_longitude(6.1 + venue % 60 % 8 * 0.018 + venue % 11 * 0.001);
      place->set_doubt_metres(random_() % 2 == 0 ? 0 : 700);
    } else {  // The same scheme, of another organisation for other people.
      const std::string whom = absl::StrCat(" groep ", random_() % 60);
      activity.set_title(activity.title() + whom);
      activity.mutable_provider()->set_name(activity.provider().name() + whom);
    }
    for (v1::WeeklySlot& slot : *activity.mutable_schedule()->mutable_weekly_slots()) {
      slot.set_day(static_cast<v1::DayOfWeek>(1 + random_() % 7));
      const int start = 9 * 60 + static_cast<int>(random_() % 40) * 15;
      slot.set_start_time(FormatTimeOfDay(start));
      slot.set_end_time(FormatTimeOfDay(start + 90));
    }
    return activity;
  }

  void Retell(v1::Activity* activity) {
    std::string title = activity->title();
    const size_t at = title.size() / 2;
    if (static_cast<unsigned char>(title[at]) < 0x80 && static_cast<unsigned char>(title[at - 1]) < 0x80) {
      std::swap(title[at], title[at - 1]);
    }
    activity->set_title(title);
    if (random_() % 3 == 0) activity->clear_schedule();
  }

  std::mt19937 random_{20261123};
  std::vector<v1::Activity> activities_;
  std::vector<std::vector<float>> vectors_;
  size_t last_ = 0;
};

class Table {
 public:
  void Row(const char* what, const std::string& remark) {
    const absl::Time now = absl::Now();
    std::printf("| %-32s | %8.2f | %s\n", what, absl::ToDoubleSeconds(now - last_), remark.c_str());
    last_ = absl::Now();
  }

 private:
  absl::Time last_ = absl::Now();
};

// The parts, in memory.
void Parts(const Catalogue& catalogue) {
  Table table;
  std::vector<Print> prints;
  for (const v1::Activity& activity : catalogue.activities()) prints.push_back(ReadPrint(activity, kToday));
  table.Row("reading titles, places, times", "");
  for (size_t i = 0; i < prints.size(); ++i) prints[i].vector = catalogue.vector(i).data();
  SetBackground(kDimension, &prints);
  table.Row("what words and texts say by chance", "");
  const FoundPairs found = Must(FindPairs(prints, Comparer(kDimension), [] { return true; }));
  size_t again = 0;
  for (const FoundPair& pair : found.pairs) {
    const uint32_t first = std::min(pair.first, pair.second), second = std::max(pair.first, pair.second);
    again += second % 10 == 9 && second - first == 1;
  }
  table.Row("comparing", absl::StrCat(found.considered, " pairs near or alike by a word, ", found.compared,
                                      " not ruled out at once, ", found.pairs.size(), " found, ", again, " of the ",
                                      prints.size() / 10, " listed again"));
}

// All of it, from the database and back into it.
void Whole(const Catalogue& catalogue) {
  const meedoen::testing::TempDir folder;
  const RealClock clock;
  StoreOptions options;
  options.folder = folder.File("catalog");
  options.model_id = "bench";
  options.dimension = kDimension;
  const std::unique_ptr<CatalogStore> store = Must(CatalogStore::Open(options, clock));
  Transaction transaction;
  for (size_t i = 0; i < catalogue.activities().size(); ++i) {
    Mutation mutation;
    mutation.activity = catalogue.activities()[i];
    mutation.key = Must(ParseActivityName(mutation.activity.name())).Key();
    transaction.mutations.push_back(std::move(mutation));
    if (transaction.mutations.size() < kRowsATransaction && i + 1 < catalogue.activities().size()) continue;
    Must(store->Commit(std::exchange(transaction, {})));
  }
  for (std::vector<PendingText> pending; !(pending = Must(store->Pending(kRowsATransaction))).empty();) {
    for (const PendingText& text : pending) {
      Mutation mutation;
      mutation.kind = Mutation::Kind::kAttachVector;
      mutation.key = text.key;
      mutation.text_hash = text.text_hash;
      mutation.vector = catalogue.vector(static_cast<size_t>(std::atoi(text.key.c_str() + 8)));
      transaction.mutations.push_back(std::move(mutation));
    }
    Must(store->Commit(std::exchange(transaction, {})));
  }
  DuplicateFinder finder(*store, clock);
  Table table;
  for (const char* what : {"the first time, with the writing", "again, nothing to write"}) {
    const int64_t before = store->revision();
    const v1::FindDuplicatesResponse found = Must(finder.Find({.prefix = "GM0150/"}));
    table.Row(what, absl::StrCat(found.compared(), " activities, ", found.suspected(), " pairs, ",
                                 store->revision() - before, " transactions"));
  }
}

}  // namespace
}  // namespace meedoen::indexer

int main(int argc, char** argv) {
  meedoen::StartLogging("bench_duplicates", "error");
  const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
  const meedoen::indexer::Catalogue catalogue(count);
  std::printf("| %-32s | %8s |\n|---|---|---|\n", absl::StrCat(count, " activities").c_str(), "seconds");
  meedoen::indexer::Parts(catalogue);
  meedoen::indexer::Whole(catalogue);
}
