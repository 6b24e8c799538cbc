// What a wish scores by chance is learned from the whole catalogue; a town of five activities alone would not do.
#include "absl/strings/str_cat.h"
#include "tests/scenario/town.h"

namespace meedoen::scenario {
namespace {

constexpr Point kFarAway{53.33, 6.52};  // Some 120 kilometres from every town.

constexpr std::string_view kTexts[] = {
    "Biljarten. Keu en krijt liggen klaar.",
    "Postzegels ruilen. Neem je albums mee.",
    "Bloemschikken. Takken en vazen zijn aanwezig.",
    "Filmavond. Een klassieker op groot doek.",
    "Vogels kijken. Met verrekijker langs de dijk.",
    "Zwemmen in warm water. Rustig drijven.",
    "Computerhulp. Vragen over e-mail en foto's.",
    "Pottenbakken. Draaien aan de schijf.",
    "Bridge. Kaarten voor wie al kan bieden.",
    "Yoga op een stoel. Zachtjes rekken.",
    "Houtsnijden. Beitels en lindehout.",
    "Kerkdienst. Psalmen en een preek.",
    "Theater op locatie. Toneel van amateurs.",
    "Hondenuitlaatdienst. Baasjes gezocht.",
    "Voedselbank. Pakketten inpakken.",
    "Schilderles. Aquarel op papier.",
    "Fietsenmaker. Banden plakken kun je leren.",
    "Leeskring. Elke keer een roman.",
    "Rouwgroep. Praten over verlies.",
    "Naaicafé. Machines en garen.",
    "Jeu de boules. Ballen op grind.",
    "Kinderboerderij. Geiten voeren.",
    "Museumbezoek. Oude meesters.",
    "Muziekschool. Leer gitaar of piano.",
    "Sportschool. Toestellen en begeleiding.",
    "Volksdansen. Kringen en rijen.",
    "Sterrenkunde. Telescoop op het dak.",
    "Modeltreinen. Een baan op schaal.",
    "Bijbelstudie. Lezen uit de evangeliën.",
    "Kookles Indiaas. Kerrie en rijst.",
    "Tafeltennis. Batjes te leen.",
    "Badminton. Shuttles vliegen.",
    "Roeien. Boten liggen in het kanaal.",
    "Paardrijden. Manege met lieve pony's.",
    "Genealogie. Stambomen uitzoeken.",
    "Breien. Sokken en sjaals.",
    "Taxatie van munten. Neem ze mee.",
    "Slaapcursus. Beter rusten.",
    "Stoppen met roken. Acht keer.",
    "Belastingaangifte. Formulieren invullen.",
    "Huiswerkklas. Sommen en taal.",
    "Speelotheek. Puzzels en blokken lenen.",
    "Kampvuur. Verhalen bij vlammen.",
    "Mindfulness. Ademen en stilte.",
    "Weven. Getouw met schering.",
    "Imkeren. Bijen en honing.",
    "Zeilen. Fok en grootzeil.",
    "Toneelgroep. Rollen te verdelen.",
    "Debatclub. Stellingen verdedigen.",
    "Vissen. Hengel aan de waterkant.",
    "Drummen. Ritme op trommels.",
    "Quiz. Weetjes in teams.",
    "Skaten. Helm verplicht.",
    "Klimhal. Touw en gordel.",
    "Ouderavond. Opvoeden van pubers.",
    "Ruilwinkel. Spullen tegen punten.",
    "Boksen. Handschoenen te leen.",
    "Sauna. Zweten en afkoelen.",
    "Fotoclub. Lens en licht.",
    "Wijnproeven. Druiven uit Europa.",
};

}  // namespace

std::vector<v1::Activity> FarAway() {
  std::vector<v1::Activity> activities;
  for (const std::string_view text : kTexts) {
    const size_t stop = text.find(". ");
    v1::Activity activity =
        testing::VenueAt(absl::StrCat("ver-", activities.size()), kFarAway, std::string(text.substr(0, stop)));
    activity.set_description(std::string(text.substr(stop + 2)));
    activity.clear_categories();
    activities.push_back(std::move(activity));
  }
  return activities;
}

}  // namespace meedoen::scenario
