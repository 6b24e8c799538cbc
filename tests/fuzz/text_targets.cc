// The cells: prose about times and costs, and every other parser of one cell.
#include <array>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/activity/schedule.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/activity_id.h"
#include "indexer/import/answer_text.h"
#include "indexer/import/audience_text.h"
#include "indexer/import/cells.h"
#include "indexer/import/contact_text.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/date_text.h"
#include "indexer/import/html_text.h"
#include "indexer/import/list_text.h"
#include "indexer/import/number_format.h"
#include "indexer/import/price_text.h"
#include "indexer/import/schedule_print.h"
#include "indexer/import/schedule_text.h"
#include "tests/fuzz/checks.h"
#include "tests/fuzz/targets.h"

namespace meedoen::fuzz {
namespace {

using Request = v1::ImportActivitiesRequest;

// A spreadsheet of one row that is right, with the text in one more column. Whatever stands there, the row is taken:
// what is not understood becomes a note. Not so a text with a citizen number, or one longer than a note may be.
absl::Status CheckColumn(std::string_view header, const std::string& text) {
  const std::string file = absl::StrCat("Naam activiteit;Omschrijving;Aanbieder;Soort;Postcode;Werkgebied;",
                                        std::string(header), "\nKoor;Samen zingen;Koor De IJssel;zingen;7411;GM0150;\"",
                                        absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"\n");
  const indexer::ImportOptions options{.file_name = "a.csv", .municipality_code = "GM0150", .source = "bron"};
  const Read read = ReadAll(Request::CSV, file, options);
  MEEDOEN_RETURN_IF_ERROR(CheckRows(read, options));
  const std::string plain = indexer::TextOfHtml(text);
  const bool may_refuse =
      ContainsCitizenNumber(text) || ContainsCitizenNumber(plain) || CountCharacters(plain) + 100 > kMaxNoteCharacters;
  for (const indexer::ImportedRow& row : read.rows) {
    if (row.activity.has_value() || row.repeats || may_refuse) continue;
    for (const v1::RowProblem& problem : row.problems) {
      if (!problem.warning()) return Broken("one cell costs the row: " + indexer::FormatProblem(problem));
    }
  }
  return absl::OkStatus();
}

v1::Activity Choir() {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/koor");
  activity.set_title("Koor");
  activity.set_description("Samen zingen");
  activity.mutable_provider()->set_name("Koor De IJssel");
  activity.add_categories("music_singing");
  activity.mutable_place()->set_postcode("7411");
  return activity;
}

// A message of a parser of prose: it says why, and never repeats the text.
absl::Status CheckSilent(const absl::Status& status) {
  MEEDOEN_RETURN_IF_ERROR(CheckRefusal(status));
  const absl::string_view message = status.message();
  return message.size() < 200 ? absl::OkStatus() : Broken("a message is as long as a text");
}

// Written out again, a schedule is read as the same.
absl::Status CheckPrinted(const v1::Schedule& schedule) {
  const absl::StatusOr<std::string> printed = indexer::PrintSchedule(schedule);
  if (!printed.ok()) return Broken("cannot be printed: " + std::string(printed.status().message()));
  const absl::StatusOr<indexer::ScheduleText> again = indexer::ParseScheduleText(*printed);
  const bool same = again.ok() && again->schedule.SerializeAsString() == schedule.SerializeAsString();
  return same ? absl::OkStatus() : Broken("printed, it reads otherwise: " + *printed);
}

absl::Status CheckPrice(const std::string& text, indexer::PriceUnit unit) {
  const absl::StatusOr<indexer::PriceText> price = indexer::ParsePriceText(text, unit);
  if (!price.ok()) return CheckSilent(price.status());
  if (price->cost.ByteSizeLong() == 0) return Broken("a price without anything in it");
  if (!price->cost.note().empty()) return Broken("the parser of prices writes no notes");
  v1::Activity activity = Choir();
  *activity.mutable_cost() = price->cost;
  NormalizeActivity(&activity);
  MEEDOEN_RETURN_IF_ERROR(CheckActivity(activity));
  const absl::StatusOr<indexer::PriceText> loud = indexer::ParsePriceText(absl::AsciiStrToUpper(text), unit);
  const bool same = loud.ok() && loud->cost.SerializeAsString() == price->cost.SerializeAsString();
  return same ? absl::OkStatus() : Broken("in capitals it costs something else");
}

absl::Status CheckDate(const absl::StatusOr<std::string>& date) {
  if (!date.ok()) return CheckRefusal(date.status());
  const absl::StatusOr<absl::CivilDay> day = ParseDate(*date);
  return day.ok() && FormatDate(*day) == *date ? absl::OkStatus() : Broken("no date: " + *date);
}

absl::Status CheckAudience(const std::string& text) {
  const auto audience = indexer::ParseAudienceText(text);
  if (!audience.ok()) return CheckSilent(audience.status());
  v1::Activity activity = Choir();
  if (audience->ages.has_value()) *activity.mutable_age_range() = *audience->ages;
  activity.set_gender_group(audience->gender);
  NormalizeActivity(&activity);
  return CheckActivity(activity);
}

// The cells of our own template: a value in its bounds, or a refusal that shows the form expected.
absl::Status CheckStrictCells(const std::string& text) {
  const auto refused = [](const auto& value) { return value.ok() ? absl::OkStatus() : CheckRefusal(value.status()); };
  const bool quotable = !ContainsCitizenNumber(text);  // Else no parser sees it.
  if (!quotable) return absl::OkStatus();
  const auto money = indexer::ParseMoney(text);
  if (money.ok() && *money > kMaxCents) return Broken("an amount above the limit");
  MEEDOEN_RETURN_IF_ERROR(refused(money));
  MEEDOEN_RETURN_IF_ERROR(refused(indexer::ParseWholeNumber(text)));
  const auto degrees = indexer::ParseDegrees(text);
  if (degrees.ok() && !std::isfinite(*degrees)) return Broken("degrees that are no number");
  MEEDOEN_RETURN_IF_ERROR(refused(degrees));
  MEEDOEN_RETURN_IF_ERROR(CheckDate(indexer::ParseDutchDate(text)));
  MEEDOEN_RETURN_IF_ERROR(refused(indexer::ParseYesNo(text)));
  MEEDOEN_RETURN_IF_ERROR(refused(indexer::ParseSlot(text)));
  MEEDOEN_RETURN_IF_ERROR(refused(indexer::ParseSingleDate(text)));
  MEEDOEN_RETURN_IF_ERROR(refused(indexer::ParseRecurrence(text)));
  if (indexer::Unguarded(indexer::Guarded(text)) != text) return Broken("guarding a cell is not undone");
  return absl::OkStatus();
}

absl::Status CheckLooseCells(const std::string& text) {
  for (const indexer::Edge edge : {indexer::Edge::kFirst, indexer::Edge::kLast}) {
    MEEDOEN_RETURN_IF_ERROR(CheckDate(indexer::ParseDateText(text, edge)));
  }
  if (const auto period = indexer::ParsePeriodText(text); period.ok()) {
    for (const std::string& date : {period->from, period->until}) {
      if (!date.empty()) MEEDOEN_RETURN_IF_ERROR(CheckDate(date));
    }
  }
  MEEDOEN_RETURN_IF_ERROR(CheckAudience(text));
  const indexer::ContactText contact = indexer::ParseContactText(text);
  const size_t kept = contact.telephone.size() + contact.email.size() + contact.website.size() + contact.rest.size();
  if (kept > text.size()) return Broken("a contact is longer than its cell");
  const std::string id = indexer::Slug(text);
  if (indexer::Slug(id) != id) return Broken("an id has another id");
  for (const std::string& code : indexer::ParseLanguages(text).known) {
    if (!IsLanguageCode(code)) return Broken("a language has no code");
  }
  if (indexer::IsPlaceholder(text) && indexer::ParseAnswer(text) == v1::TRISTATE_YES) return Broken("nothing is yes");
  indexer::ParseCategories(text);
  return absl::OkStatus();
}

// Numbers of a workbook, in a form that may be anything.
absl::Status CheckNumbers(const std::string& text) {
  const indexer::NumberFormat format = indexer::ParseNumberFormat(text);
  constexpr std::array<double, 8> kNumbers = {0, 1, -1, 0.5, 45'992.75, 2'958'466, 1e308, -1e-308};
  for (const double number : kNumbers) {
    if (indexer::ShowNumber(number, format, false).size() > 400) return Broken("a number is shown without end");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Schedule(std::string_view bytes) {
  const absl::StatusOr<std::string> text = CleanText(bytes);
  if (!text.ok() || text->empty()) return absl::OkStatus();
  const absl::StatusOr<indexer::ScheduleText> parsed = indexer::ParseScheduleText(*text);
  if (!parsed.ok()) return CheckSilent(parsed.status());
  v1::Activity activity = Choir();
  *activity.mutable_schedule() = parsed->schedule;
  activity.set_valid_from(parsed->from);
  activity.set_valid_until(parsed->until);
  const std::string before = parsed->schedule.SerializeAsString();
  NormalizeActivity(&activity);
  MEEDOEN_RETURN_IF_ERROR(CheckActivity(activity));
  const auto loud = indexer::ParseScheduleText(absl::AsciiStrToUpper(*text));
  const bool same = loud.ok() && loud->schedule.SerializeAsString() == before;
  if (!same) return Broken("in capitals it is at other times");
  return CheckPrinted(parsed->schedule);
}

absl::Status Price(std::string_view bytes) {
  const absl::StatusOr<std::string> text = CleanText(bytes);
  if (!text.ok() || text->empty()) return absl::OkStatus();
  using indexer::PriceUnit;
  for (const PriceUnit unit :
       {PriceUnit::kNone, PriceUnit::kVisit, PriceUnit::kMonth, PriceUnit::kYear, PriceUnit::kCourse}) {
    MEEDOEN_RETURN_IF_ERROR(CheckPrice(*text, unit));
  }
  return absl::OkStatus();
}

absl::Status Cells(std::string_view bytes) {
  if (bytes.size() < 2) return absl::OkStatus();
  const size_t choice = static_cast<unsigned char>(bytes[0]);
  const absl::StatusOr<std::string> text = CleanText(bytes.substr(1));
  if (!text.ok() || text->empty()) return absl::OkStatus();
  if (CleanText(*text) != text) return Broken("cleaning a clean text changes it");
  const std::string plain = CleanText(indexer::TextOfHtml(*text)).value_or("");
  if (!IsValidUtf8(plain)) return Broken("HTML becomes broken UTF-8");
  if (FoldText(FoldText(*text)) != FoldText(*text)) return Broken("folding a folded text changes it");
  MEEDOEN_RETURN_IF_ERROR(CheckStrictCells(*text));
  MEEDOEN_RETURN_IF_ERROR(CheckLooseCells(*text));
  MEEDOEN_RETURN_IF_ERROR(CheckNumbers(*text));
  const auto columns = indexer::FreeColumns();
  return CheckColumn(columns[choice % columns.size()].header, *text);
}

std::span<const Target> Targets() {
  static constexpr std::array<Target, 9> kTargets = {{{"csv", Csv},
                                                      {"xlsx", Xlsx},
                                                      {"xlsx_parts", XlsxParts},
                                                      {"json_lines", JsonLines},
                                                      {"places", Places},
                                                      {"mapping", Mapping},
                                                      {"schedule", Schedule},
                                                      {"price", Price},
                                                      {"cells", Cells}}};
  return kTargets;
}

}  // namespace meedoen::fuzz
