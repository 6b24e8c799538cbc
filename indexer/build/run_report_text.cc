#include "indexer/build/run_report_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

constexpr int kMostNamesInText = 50;  // The JSON has them all.

std::string LocalTime(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%d-%m-%Y %H:%M:%S", ToTime(time), Amsterdam());
}

std::string OutcomeText(const v1::RunReport& report) {
  switch (report.outcome()) {
    case v1::RunReport::PUBLISHED:
      return "Gelukt. De nieuwe index is in gebruik.";
    case v1::RunReport::REFUSED:
      return "Afgekeurd. De vorige index blijft in gebruik.";
    case v1::RunReport::STOPPED:
      return "Gestopt voor het einde. De vorige index blijft in gebruik.";
    default:
      return "Mislukt. De vorige index blijft in gebruik.";
  }
}

std::string ShortName(const std::string& name) {
  const auto parsed = ParseActivityName(name);
  return parsed.ok() ? parsed->Key() : name;
}

void AppendCounts(const v1::RunReport& report, std::string* text) {
  const auto line = [text](const char* what, uint32_t count) {
    absl::StrAppendFormat(text, "  %-46s %7u\n", what, count);
  };
  if (report.has_snapshot()) line("activiteiten in de index", report.snapshot().activities());
  line("teksten die in deze nacht zijn ingelezen", report.embedded());
  line("teksten die al eerder waren ingelezen", report.reused());
  line("weggelaten: de laatste dag is voorbij", report.over());
  line("weggelaten: de gegevens kloppen niet", report.faulty());
  line("weggelaten: de tekst kan niet worden ingelezen", report.without_vector());
  line("weggelaten: de tekst kwam tijdens deze nacht", report.waiting());
  if (!report.has_difference()) return;
  absl::StrAppend(text, "\nVerschil met de vorige index (", report.previous_snapshot_id(), ")\n");
  line("nieuw", report.difference().added());
  line("veranderd", report.difference().changed());
  line("verdwenen", report.difference().removed());
  line("gelijk", report.difference().unchanged());
}

void AppendDuplicates(const v1::RunReport& report, std::string* text) {
  if (!report.has_duplicates()) return;
  const v1::RunReport::Duplicates& found = report.duplicates();
  if (!found.failure().empty()) {
    absl::StrAppend(text, "\nDubbele activiteiten: zoeken mislukt (", found.failure(), ")\n");
    return;
  }
  absl::StrAppend(text, "\nDubbele activiteiten, in paren\n");
  const auto line = [text](const char* what, uint32_t count) {
    absl::StrAppendFormat(text, "  %-46s %7u\n", what, count);
  };
  line("vermoedelijk dubbel, om na te kijken", found.suspected());
  line("bevestigd door een redacteur", found.confirmed());
  line("lijkt dubbel, maar is dat niet volgens redacteur", found.rejected());
  line("lijkt niet meer dubbel", found.no_longer());
}

void AppendMunicipalities(const v1::RunReport& report, std::string* text) {
  if (report.municipalities().empty()) return;
  absl::StrAppend(text, "\nPer gemeente              activiteiten  langer dan een jaar niet nagekeken\n");
  for (const auto& municipality : report.municipalities()) {
    absl::StrAppendFormat(text, "  %-22s %13u  %34u\n", municipality.code(), municipality.activities(),
                          municipality.stale());
  }
}

void AppendLeftOut(const v1::RunReport& report, std::string* text) {
  if (report.left_out().empty()) return;
  absl::StrAppend(text, "\nWeggelaten, om na te kijken\n");
  for (int i = 0; i < report.left_out_size() && i < kMostNamesInText; ++i) {
    absl::StrAppend(text, "  ", ShortName(report.left_out(i).name()), ": ", report.left_out(i).reason(), "\n");
  }
  if (report.left_out_size() > kMostNamesInText) {
    absl::StrAppend(text, "  en nog ", report.left_out_size() - kMostNamesInText, " (zie ", report.id(), ".json)\n");
  }
}

}  // namespace

std::string RunReportText(const v1::RunReport& report) {
  std::string text =
      absl::StrCat("Verslag van de nachtelijke verwerking ", report.id(), "\n\n", OutcomeText(report), "\n");
  if (!report.reason().empty()) absl::StrAppend(&text, "Reden: ", report.reason(), "\n");
  if (report.forced()) absl::StrAppend(&text, "De controle op aantallen is overgeslagen (--force).\n");
  absl::StrAppend(&text, "\nBegin ", LocalTime(report.start_time()), ", einde ", LocalTime(report.end_time()), "\n");
  if (report.has_snapshot()) {
    absl::StrAppend(&text, "Index ", report.snapshot().id(), ", catalogus tot en met wijziging ",
                    report.snapshot().catalog_revision(), ", taalmodel ", report.snapshot().model_id(), "\n");
  }
  absl::StrAppend(&text, "\nAantallen\n");
  AppendCounts(report, &text);
  AppendDuplicates(report, &text);
  AppendMunicipalities(report, &text);
  AppendLeftOut(report, &text);
  absl::StrAppend(&text, "\nDuur per stap\n");
  for (const auto& stage : report.stages()) {
    absl::StrAppendFormat(&text, "  %-10s %9.1f s\n", stage.name(), stage.seconds());
  }
  if (!report.removed_snapshots().empty()) {
    absl::StrAppend(&text, "\nOpgeruimde oude indexen: ", report.removed_snapshots_size(), "\n");
  }
  return text;
}

}  // namespace meedoen::indexer
