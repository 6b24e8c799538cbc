#include "matcher/explain/wording.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace meedoen::matcher {
namespace {

struct Sentence {
  std::string_view code;
  std::string_view dutch;
  std::string_view english;
};

constexpr Sentence kSentences[] = {
    // Reasons.
    {"wish", "U noemde: \"{0}\".", "You mentioned: \"{0}\"."},
    {"wish_too", "Past ook bij: \"{0}\".", "Also fits: \"{0}\"."},
    {"goals", "Helpt bij: {0}.", "Helps with: {0}."},
    {"travel", "{0} {1}.", "About {0} {1}."},
    {"travel_range", "{0} tot {1} minuten {2}.", "{0} to {1} minutes {2}."},
    {"pick_up", "U kunt worden opgehaald.", "You can be picked up."},
    {"at_home", "Bij u thuis.", "At your home."},
    {"in_your_area", "In uw omgeving. De plek spreekt u af.", "In your area. The place is agreed with you."},
    {"online", "Vanuit huis, via internet.", "From home, on the internet."},
    {"in_neighbourhood", "In uw eigen buurt.", "In your own neighbourhood."},
    {"taxi_cost", "De taxi kost ongeveer {0} voor een enkele reis.", "The taxi costs about {0} one way."},
    {"met_by", "{0} vangt u op als u voor het eerst komt.", "{0} meets you on your first visit."},
    {"welcome_note", "Over het welkom: {0}", "About the welcome: {0}"},
    {"met", "Iemand vangt u op als u voor het eerst komt.", "Somebody meets you on your first visit."},
    {"trial", "U mag een keer komen kijken zonder verplichting.", "You may come once without obligation."},
    {"companion", "U mag iemand meenemen.", "You may bring somebody along."},
    {"drop_in", "U hoeft zich niet aan te melden.", "No need to sign up."},
    {"small_group", "Een kleine groep: hooguit {0} mensen.", "A small group: {0} people at most."},
    {"wheelchair", "U kunt er met een rolstoel naar binnen.", "Wheelchair accessible."},
    {"step_free_toilet", "Er is een toilet zonder drempel.", "There is a step-free toilet."},
    {"hearing_loop", "Er is een ringleiding.", "There is a hearing loop."},
    {"low_stimulus", "Het is er rustig, met weinig prikkels.", "It is calm there, with few stimuli."},
    {"seating", "U kunt er blijven zitten.", "You can stay seated."},
    {"language", "Er wordt ook {0} gesproken.", "{0} is spoken there too."},
    {"free", "Het is gratis.", "It is free."},
    {"free_with_pass", "Uw stadspas is hier geldig.", "Your city pass is accepted."},
    {"first_free", "De eerste keer is gratis.", "The first visit is free."},
    {"cost_visit", "{0} per keer.", "{0} a visit."},
    {"cost_month", "{0} per maand.", "{0} a month."},
    {"cost_year", "{0} per jaar.", "{0} a year."},
    {"cost_course", "{0} voor de hele cursus.", "{0} for the whole course."},
    {"donation", "U betaalt wat u kunt missen.", "You pay what you can spare."},
    // Cautions.
    {"ask_wheelchair", "Niet zeker of u er met een rolstoel in kunt: bel eerst.",
     "Wheelchair access not confirmed: call first."},
    {"ask_step_free_toilet", "Niet zeker of er een toilet zonder drempel is: bel eerst.",
     "Step-free toilet not confirmed: call first."},
    {"ask_hearing_loop", "Niet zeker of er een ringleiding is: bel eerst.", "Hearing loop not confirmed: call first."},
    {"ask_low_stimulus", "Niet zeker of het er rustig is: bel eerst.", "Not confirmed that it is calm: call first."},
    {"ask_seating", "Niet zeker of u er kunt blijven zitten: bel eerst.", "Seating not confirmed: call first."},
    {"ask_area", "Het is niet zeker of u woont waar dit voor is. Vraag dat eerst.",
     "It is not sure that you live where this is for. Ask that first."},
    {"ask_distance", "Het juiste adres is niet bekend. Misschien is het te ver: vraag het eerst.",
     "The exact address is not known. It may be too far: ask first."},
    {"estimate", "De reistijd met bus of trein is een schatting.", "Public transport time is an estimate."},
    {"cost_unknown", "De kosten zijn niet bekend: vraag het eerst.", "The cost is not known: ask first."},
    {"cost_by_time", "U betaalt per maand, jaar of cursus. Vraag of dat kan.",
     "One pays by the month, year or course. Ask whether that is possible."},
    {"over_budget_pass", "Kost {0} per keer. Vraag wat de stadspas betaalt.",
     "Costs {0} a visit. Ask what the city pass pays."},
    {"time_unknown", "De tijden zijn niet bekend: vraag het eerst.", "The times are not known: ask first."},
    {"by_appointment", "De tijd spreekt u samen af.", "The time is agreed with you."},
    {"weeks_unknown", "Om de week op {0}, {1}. Welke week weten wij niet: bel eerst.",
     "Every other week on {0}, {1}. We do not know which week: call first."},
    {"weeks_unknown_every", "Om de {0} weken op {1}, {2}. Welke week weten wij niet: bel eerst.",
     "Every {0} weeks on {1}, {2}. We do not know which week: call first."},
    {"school_holidays_unknown", "Na {0} weten wij niet wanneer er schoolvakantie is: bel eerst.",
     "After {0} we do not know when the school holidays are: call first."},
    {"waiting_list", "Het is nu vol. Er is een wachtlijst.", "It is full now. There is a waiting list."},
    {"waiting_list_date", "Het is nu vol. Er is een wachtlijst (gemeld op {0}).",
     "It is full now. There is a waiting list (stated on {0})."},
    {"few_places", "Nog {0} (gemeld op {1}).", "{0} left (stated on {1})."},
    {"stale", "Al lang niet bevestigd ({0}): bel eerst.", "Not confirmed for long ({0}): call first."},
    {"never_verified", "Nog nooit gecontroleerd: vraag of het doorgaat.", "Never checked: ask whether it runs."},
    {"women_only", "Alleen voor vrouwen.", "For women only."},
    {"men_only", "Alleen voor mannen.", "For men only."},
    {"age_unknown", "Voor welke leeftijd is niet bekend.", "For which ages is not known."},
    {"dutch_level", "Er is Nederlands op niveau {0} nodig.", "Dutch at level {0} is needed."},
    {"other_language", "Er wordt {0} gesproken.", "{0} is spoken there."},
    {"intake", "Er is eerst een gesprek.", "There is a talk first."},
    {"referral", "Er is een verwijzing nodig.", "A referral is needed."},
    {"wmo", "Er is een Wmo-indicatie nodig.", "A Wmo decision is needed."},
    {"vog", "Er is een VOG nodig.", "A certificate of conduct (VOG) is needed."},
    {"sign_up_by", "Aanmelden kan tot en met {0}.", "Sign up by {0}."},
    {"starts_on", "Begint op {0}.", "Starts on {0}."},
    {"eligibility", "Let op: {0}", "Note: {0}"},
    {"schedule_note", "Over de tijden: {0}", "About the times: {0}"},
    {"widened", "Dit valt buiten wat u zocht. {0}", "This is beyond what you asked for. {0}"},
    // Why an activity falls out.
    {"fails_far", "Het is te ver: {0} {1}. U reist hooguit {2}.", "Too far: {0} {1}. You travel {2} at most."},
    {"fails_taxi", "De taxi daarheen is te duur.", "The taxi there costs too much."},
    {"fails_other_area", "Het is alleen voor een andere buurt of gemeente.", "It is for another area only."},
    {"fails_age", "Het is voor mensen van {0} tot en met {1} jaar.", "It is for people from {0} to {1}."},
    {"fails_age_from", "Het is voor mensen vanaf {0} jaar.", "It is for people from {0}."},
    {"fails_age_to", "Het is voor mensen tot en met {0} jaar.", "It is for people up to {0}."},
    {"fails_cancelled", "Het gaat niet door.", "It is cancelled."},
    {"fails_paused", "Het ligt nu stil.", "It is paused."},
    {"fails_full", "Het is vol. Er is geen wachtlijst.", "It is full. There is no waiting list."},
    {"fails_over", "Het is voorbij.", "It is over."},
    {"fails_sign_up", "Aanmelden kon tot en met {0}.", "One could sign up until {0}."},
    {"fails_starts", "Het begint pas op {0}.", "It only starts on {0}."},
    {"fails_no_date", "Er is geen datum binnen {0}.", "There is no date within {0}."},
    {"fails_inaccessible", "Dit is er niet: {0}.", "Not there: {0}."},
    {"fails_unknown", "Dit is er misschien niet: {0}.", "Perhaps not there: {0}."},
    {"fails_money", "Het kost {0} per keer. U betaalt hooguit {1}.", "It costs {0} a visit. You pay {1} at most."},
    {"fails_not_free", "Het is niet gratis. U wilt niets betalen.", "It is not free. You want to pay nothing."},
    {"fails_role", "Het is {0}. Dat zocht u niet.", "It is {0}, which you did not ask for."},
    {"fails_category", "Het is een ander soort activiteit.", "It is another kind of activity."},
    {"fails_tried", "U hebt het al geprobeerd, of u wilt het niet.", "You tried it before, or do not want it."},
    {"fails_time", "Het is op {0}. Dan hebt u geen tijd, of te kort.",
     "It is on {0}, when you are not free, or not for long enough."},
    {"fails_pick_up", "Er is niemand die u ophaalt.", "Nobody picks you up."},
    {"fails_neighbourhood", "Het is niet in uw eigen buurt.", "It is not in your own neighbourhood."},
    {"fails_municipality", "Het is in een andere gemeente.", "It is in another municipality."},
    {"fails_way_back", "Het is op {0}. U komt dan niet heen of niet terug.",
     "It is on {0}, when you cannot get there or back."},
    {"fails_not_confirmed", "Voor het laatst bevestigd op {0}. Dat is te lang geleden.",
     "Last confirmed on {0}, which is too long ago."},
    {"fails_not_wanted", "Dit wilt u niet: \"{0}\".", "You do not want this: \"{0}\"."},
    // What would have to change.
    {"change_minutes", "Het kan als u {0} langer reist ({1} {2}).", "Possible if you travel {0} longer ({1} {2})."},
    {"change_taxi", "Het kan als de taxi {0} meer mag kosten ({1}).", "Possible if the taxi may cost {0} more ({1})."},
    {"change_brought", "Het kan als iemand u met de auto brengt en haalt ({0}).",
     "Possible if somebody takes you there and back by car ({0})."},
    {"change_later", "Het kan als u langer wilt wachten, tot {0}.", "Possible if you can wait until {0}."},
    {"change_time", "Het kan als u ook tijd hebt op {0} {1}.", "Possible if you are also free on {0} {1}."},
    {"change_ask_first", "Het kan als u eerst vraagt of dit er is: {0}.", "Possible if you first ask about: {0}."},
    {"change_money", "Het kan als u {0} meer per keer betaalt ({1}).", "Possible if you pay {0} more a visit ({1})."},
    {"change_role", "Het kan als u dit ook goed vindt: {0}.", "Possible if this is fine too: {0}."},
    {"change_category", "Het kan als u dit ook wilt: {0}.", "Possible if you would like this too: {0}."},
    {"change_neighbourhood", "Het kan als het ook buiten uw buurt mag.",
     "Possible if it may be outside your neighbourhood."},
    {"change_confirm", "Het kan als het nog doorgaat. Vraag dat eerst aan de aanbieder.",
     "Possible if it still runs. Ask the provider first."},
    {"change_confirm_at", "Het kan als het nog doorgaat. Bel of mail eerst de aanbieder ({0}).",
     "Possible if it still runs. Call or mail the provider first ({0})."},
    // How the search was widened.
    {"widened_few", "Er zijn maar {0} activiteiten die passen. Daarom is er verder gezocht.",
     "Only {0} activities fit. So the search went further."},
    {"widened_one", "Er is maar 1 activiteit die past. Daarom is er verder gezocht.",
     "Only 1 activity fits. So the search went further."},
    {"widened_none", "Er is geen activiteit die past. Daarom is er verder gezocht.",
     "No activity fits. So the search went further."},
    {"widened_days", "Tot {0} dagen vooruit.", "Up to {0} days ahead."},
    {"widened_minutes", "Tot {0}.", "Up to {0}."},
    {"widened_neighbourhood", "Ook buiten de eigen buurt.", "Also outside the own neighbourhood."},
    {"widened_times", "Op alle dagen en tijden.", "On all days and at all times."},
    {"widened_in_vain", "Ook zo is er niet meer gevonden.", "Even so no more was found."},
    // Why this one.
    {"verdict_suggested", "Deze activiteit staat op plaats {0} van de lijst.",
     "This activity is number {0} of the list."},
    {"verdict_fits", "Deze activiteit past wel, maar andere gaan voor. Naar score is het nummer {0} in de groep: {1}.",
     "This activity fits, but others come first. By score it is number {0} in the group: {1}."},
    {"verdict_twin", "Deze activiteit past ook. Zij lijkt dezelfde als \"{0}\". Die staat op plaats {1} van de lijst.",
     "This activity fits too. It seems to be the same as \"{0}\". That one is number {1} of the list."},
    {"verdict_widened", "Deze activiteit past pas als u verder zoekt. Dan staat zij op plaats {0}.",
     "This activity fits only if you search further. Then it is number {0}."},
    {"verdict_falls_out", "Deze activiteit past nu niet.", "This activity does not fit now."},
    // First steps and the text for the client.
    {"call", "Bel {0}.", "Call {0}."},
    {"mail", "Mail naar {0}.", "Mail {0}."},
    {"website", "Kijk op {0}.", "See {0}."},
    {"contact_telephone", "Telefoon: {0}.", "Telephone: {0}."},
    {"contact_mail", "E-mail: {0}.", "Mail: {0}."},
    {"just_come", "U kunt gewoon komen.", "You can just come."},
    {"ask_coach", "Vraag uw welzijnscoach hoe u mee kunt doen.", "Ask your welfare coach how to join."},
    {"next_date", "De eerste keer: {0}, {1}.", "First time: {0}, {1}."},
    {"where", "Waar: {0}.", "Where: {0}."},
    {"organiser", "Van: {0}.", "By: {0}."},
};

}  // namespace

std::string Pick(Language language, std::string_view dutch, std::string_view english) {
  return std::string(language == Language::kDutch ? dutch : english);
}

std::string Say(Language language, std::string_view code, std::initializer_list<std::string> values) {
  const auto found = std::find_if(std::begin(kSentences), std::end(kSentences),
                                  [code](const Sentence& sentence) { return sentence.code == code; });
  if (found == std::end(kSentences)) {
    std::fprintf(stderr, "no wording for code %.*s\n", static_cast<int>(code.size()), code.data());
    std::abort();
  }
  std::vector<std::pair<std::string, std::string>> replacements;
  int index = 0;
  for (const std::string& value : values) replacements.emplace_back(absl::StrCat("{", index++, "}"), value);
  return absl::StrReplaceAll(Pick(language, found->dutch, found->english), replacements);
}

std::vector<std::string_view> WordingCodes() {
  std::vector<std::string_view> codes;
  for (const Sentence& sentence : kSentences) codes.push_back(sentence.code);
  return codes;
}

}  // namespace meedoen::matcher
