// An import of a municipality's spreadsheet: the dry run and the application of 10,000 rows (read, checked, resolved,
// committed; not embedded), the same file once more, and a second version with 5 % of the rows changed and 1 % gone.
// Prints a table.
//
// bench_imports [ROWS]
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/clock.h"
#include "indexer/service/catalog_importer.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::exit(1);
}

constexpr const char* kDays[] = {"elke dinsdag 10.00-12.00 uur", "ma/wo/vr 14:00 - 15:30",
                                 "2e dinsdag van de maand 13.30-15.00",
                                 "om de week op donderdag 10-12 uur, vanaf 5-11-2026", "in overleg"};
constexpr const char* kPrices[] = {"€ 2,50 p.k.", "gratis", "vrijwillige bijdrage", "€ 12,50 per maand",
                                   "20 euro per jaar"};
constexpr const char* kTexts[] = {
    "Samen een rondje door de wijk, daarna koffie in het buurthuis. Iedereen kan mee, ook met rollator.",
    "Zingen voor het plezier: u hoeft geen noten te kunnen lezen. Na afloop drinken we thee.",
    "Hulp bij brieven, formulieren en de computer. Neem mee wat u niet begrijpt."};

// As municipalities have it: their own column names, prose in the cells.
std::string Spreadsheet(int rows, bool second_version) {
  std::string text =
      "ID;Naam activiteit;Omschrijving;Organisatie;Categorie;Waar;Adres;Postcode;Wanneer;Kosten;Leeftijd;Tel.nr.\n";
  for (int i = 0; i < rows; ++i) {
    if (second_version && i % 100 == 0) continue;
    absl::StrAppend(&text, i, ";Activiteit ", i, second_version && i % 20 == 1 ? " (nieuw)" : "", ";", kTexts[i % 3],
                    ";Stichting ", i % 50, ";wandelen;Buurthuis ", i % 200, ";Dorpsstraat ", i, ";7415 AB;",
                    kDays[i % 5], ";", kPrices[i % 5], ";", i % 4 == 0 ? "55+" : "18 t/m 65", ";0570-555 0",
                    10 + i % 90, "\n");
  }
  return text;
}

class Bench {
 public:
  Bench() : store_(Must(CatalogStore::Open({.folder = folder_.File("data")}, clock_))), importer_(*store_, clock_) {
    Transaction places;
    places.places = {{"7415AB", 52.2712, 6.1654, 60, "GM0150", "Deventer"}};
    Must(store_->Commit(std::move(places)));
  }

  void Run(const char* what, const std::string& bytes) {
    v1::ImportActivitiesRequest request;
    request.set_file_name("overzicht.csv");
    request.set_municipality_code("GM0150");
    request.set_source("csv:gemeente");
    request.set_dry_run(true);
    const absl::Time start = absl::Now();
    const auto dry = Must(importer_.ImportActivities(request, bytes, [] { return false; }));
    const absl::Time middle = absl::Now();
    request.set_dry_run(false);
    request.set_token(dry.token());
    const auto applied = Must(importer_.ImportActivities(request, bytes, [] { return false; }));
    const absl::Time end = absl::Now();
    std::printf("%-16s %8.2f %8.2f %9u %9u %9u %9u %9u\n", what, absl::ToDoubleSeconds(middle - start),
                absl::ToDoubleSeconds(end - middle), applied.created(), applied.changed(), applied.unchanged(),
                applied.withdrawn(), applied.refused());
  }

 private:
  const RealClock clock_;
  meedoen::testing::TempDir folder_;
  std::unique_ptr<CatalogStore> store_;
  CatalogImporter importer_;
};

}  // namespace
}  // namespace meedoen::indexer

int main(int argc, char** argv) {
  const int rows = argc > 1 ? std::atoi(argv[1]) : 10'000;
  const std::string first = meedoen::indexer::Spreadsheet(rows, false);
  const std::string second = meedoen::indexer::Spreadsheet(rows, true);
  std::printf("%d rows, %zu KiB\n%-16s %8s %8s %9s %9s %9s %9s %9s\n", rows, first.size() >> 10, "", "dry s", "apply s",
              "created", "changed", "unchanged", "withdrawn", "refused");
  meedoen::indexer::Bench bench;
  bench.Run("first", first);
  bench.Run("once more", first);
  bench.Run("second version", second);
  return 0;
}
