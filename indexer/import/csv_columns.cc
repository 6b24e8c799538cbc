#include "indexer/import/csv_columns.h"

#include <algorithm>

#include "core/text/clean.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {
namespace {

using enum CellKind;

constexpr Choice kTristate[] = {{"ja", v1::TRISTATE_YES}, {"nee", v1::TRISTATE_NO}, {"onbekend", v1::TRISTATE_UNKNOWN}};
constexpr Choice kRoles[] = {{"deelnemer", v1::PARTICIPANT},
                             {"vrijwilliger", v1::VOLUNTEER},
                             {"maatje", v1::BUDDY},
                             {"professionele hulp", v1::PROFESSIONAL_SUPPORT}};
constexpr Choice kGoals[] = {{"mensen ontmoeten", v1::MEET_PEOPLE},
                             {"bewegen", v1::MOVE},
                             {"zingeving", v1::MEANING},
                             {"structuur", v1::STRUCTURE},
                             {"leren", v1::LEARN},
                             {"iets voor anderen betekenen", v1::MEAN_SOMETHING_TO_OTHERS},
                             {"ontspannen", v1::RELAX},
                             {"nederlands oefenen", v1::PRACTISE_DUTCH},
                             {"buiten zijn", v1::BE_OUTDOORS}};
constexpr Choice kPlaceKinds[] = {
    {"locatie", v1::VENUE}, {"gebied", v1::SERVICE_AREA}, {"thuis", v1::AT_HOME}, {"online", v1::ONLINE}};
constexpr Choice kCommitments[] = {
    {"geen", v1::Commitment::NONE}, {"cursus", v1::Commitment::COURSE}, {"doorlopend", v1::Commitment::ONGOING}};
constexpr Choice kGenders[] = {{"gemengd", v1::MIXED}, {"vrouwen", v1::WOMEN_ONLY}, {"mannen", v1::MEN_ONLY}};
constexpr Choice kWaysIn[] = {
    {"open", v1::OPEN}, {"intake", v1::INTAKE}, {"verwijzing", v1::REFERRAL}, {"wmo", v1::WMO_INDICATION}};
constexpr Choice kLevels[] = {{"geen", v1::DUTCH_NONE}, {"a1", v1::DUTCH_A1}, {"a2", v1::DUTCH_A2},
                              {"b1", v1::DUTCH_B1},     {"b2", v1::DUTCH_B2}, {"c1", v1::DUTCH_C1}};
constexpr Choice kAttendances[] = {{"inloop", v1::DROP_IN}, {"aanmelden", v1::SIGN_UP}};
constexpr Choice kStatuses[] = {
    {"actief", v1::ACTIVE}, {"gepauzeerd", v1::PAUSED}, {"vol", v1::FULL}, {"geannuleerd", v1::CANCELLED}};

constexpr CsvColumn kColumns[] = {
    {"id", "name", kId},
    {"gemeente", "municipality", kMunicipality},
    {"titel", "title", kText, {}, true},
    {"omschrijving", "description", kText, {}, true},
    {"organisatie", "provider.name", kText, {}, true},
    {"kvk", "provider.kvk_number"},
    {"categorieen", "categories", kCategories, {}, true},
    {"rol", "role", kChoice, kRoles},
    {"doelen", "goals", kChoices, kGoals},
    {"soort_plaats", "place.kind", kChoice, kPlaceKinds},
    {"locatie", "place.venue_name"},
    {"adres", "place.address"},
    {"postcode", "place.postcode"},
    {"breedtegraad", "place.coordinates.latitude", kDegrees},
    {"lengtegraad", "place.coordinates.longitude", kDegrees},
    {"gebieden", "place.service_area_codes", kTexts},
    {"dagen_tijden", "schedule.weekly_slots", kSlots},
    {"herhaling", "schedule.recurrences", kRules},
    {"data", "schedule.single_dates", kSingleDates},
    {"uitzonderingen", "schedule.exception_dates", kDates},
    {"niet_op_feestdagen", "schedule.pauses_on_public_holidays", kChoice, kTristate},
    {"niet_in_schoolvakanties", "schedule.pauses_in_school_holidays", kChoice, kTristate},
    {"op_afspraak", "schedule.by_appointment", kYesNo},
    {"tijden_toelichting", "schedule.note"},
    {"startdatum", "valid_from", kDate},
    {"einddatum", "valid_until", kDate},
    {"aanmelden_voor", "sign_up_deadline", kDate},
    {"verbintenis", "commitment.kind", kChoice, kCommitments},
    {"aantal_keer", "commitment.sessions", kNumber},
    {"aantal_maanden", "commitment.months", kNumber},
    {"kosten_per_keer", "cost.cents_per_visit", kMoney},
    {"kosten_per_maand", "cost.cents_per_month", kMoney},
    {"kosten_per_jaar", "cost.cents_per_year", kMoney},
    {"kosten_per_cursus", "cost.cents_per_course", kMoney},
    {"vrijwillige_bijdrage", "cost.voluntary_donation", kYesNo},
    {"eerste_keer_gratis", "cost.first_visit_free", kChoice, kTristate},
    {"stadspas", "cost.city_pass_accepted", kChoice, kTristate},
    {"kosten_toelichting", "cost.note"},
    {"leeftijd_van", "age_range.minimum_years", kNumber},
    {"leeftijd_tot", "age_range.maximum_years", kNumber},
    {"doelgroep", "gender_group", kChoice, kGenders},
    {"voorwaarden", "eligibility_note"},
    {"toegang", "way_in", kChoice, kWaysIn},
    {"vog", "vog_required", kChoice, kTristate},
    {"talen", "languages", kTexts},
    {"nederlands_niveau", "lowest_dutch_level", kChoice, kLevels},
    {"rolstoel", "accessibility.wheelchair", kChoice, kTristate},
    {"toilet_drempelvrij", "accessibility.step_free_toilet", kChoice, kTristate},
    {"ringleiding", "accessibility.hearing_loop", kChoice, kTristate},
    {"prikkelarm", "accessibility.low_stimulus", kChoice, kTristate},
    {"zitplaatsen", "accessibility.seating", kChoice, kTristate},
    {"toegankelijkheid_toelichting", "accessibility.note"},
    {"groep_min", "group_size.minimum_people", kNumber},
    {"groep_max", "group_size.maximum_people", kNumber},
    {"aanmelden", "attendance", kChoice, kAttendances},
    {"ontvangst", "welcome.met_by_somebody", kChoice, kTristate},
    {"proefles", "welcome.trial_visit", kChoice, kTristate},
    {"iemand_mee", "welcome.companion_welcome", kChoice, kTristate},
    {"welkom_toelichting", "welcome.note"},
    {"ophalen", "transport.pick_up_offered", kChoice, kTristate},
    {"ophaalgebied", "transport.pick_up_area_codes", kTexts},
    {"ophalen_toelichting", "transport.note"},
    {"maximaal", "capacity.maximum_people", kNumber},
    {"vrij", "capacity.free_places", kNumber},
    {"wachtlijst", "capacity.waiting_list", kChoice, kTristate},
    {"wachtenden", "capacity.waiting_list_length", kNumber},
    {"peildatum", "capacity.as_of_date", kDate},
    {"status", "status", kChoice, kStatuses},
    {"telefoon", "contact.telephone"},
    {"email", "contact.email"},
    {"website", "contact.website"},
    {"contactpersoon", "contact.person_name"},
    {"contactpersoon_akkoord", "contact.person_consents", kYesNo},
    {"zo_meedoen", "contact.how_to_join"},
    {"gecontroleerd_op", "verification.verified_on", kDate},
    {"gecontroleerd_door", "verification.verified_by"},
    {"bron", "source", kText, {}, false, true},
    {"bron_kenmerk", "source_id", kText, {}, false, true},
};

}  // namespace

std::span<const CsvColumn> CsvColumns() { return kColumns; }

const CsvColumn* FindColumn(std::string_view header) {
  const auto found = std::find_if(std::begin(kColumns), std::end(kColumns),
                                  [&](const CsvColumn& column) { return column.header == header; });
  return found == std::end(kColumns) ? nullptr : found;
}

std::string FoldHeader(std::string_view header) {
  std::string folded = FoldText(header);
  std::replace(folded.begin(), folded.end(), ' ', '_');
  return folded;
}

std::string ColumnOfPath(std::string_view path) {
  // The longest path that is this field or holds it; the coordinates as a whole are named by their first column.
  const CsvColumn* best = nullptr;
  for (const CsvColumn& column : kColumns) {
    const bool holds =
        path.starts_with(column.path) &&
        (path.size() == column.path.size() || path[column.path.size()] == '[' || path[column.path.size()] == '.');
    if (holds && (best == nullptr || column.path.size() > best->path.size())) best = &column;
  }
  if (best == nullptr && path == "place.coordinates") return "breedtegraad";
  return std::string(best == nullptr ? path : best->header);
}

}  // namespace meedoen::indexer
