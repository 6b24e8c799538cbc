#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

// Not yet reviewed by a native speaker; docs/crisis.md says so too.

constexpr char kClasses[] = R"(
@abuser = mari|conjoint|copain|compagnon|ex|père|fils|frère|femme|mère|il|partenaire
@hits = frappe|bat|tape|menace|cogne|étrangle|viole|harcèle|frappent|battait|frappait|maltraite|battent
)";

constexpr char kSuicide[] = R"(
suicid*
veux|voudrais|voulais|envie|préfère <3> mourir|crever|disparaître
plus|pas <2> envie|goût|d'envie|force <3> vivre
veux|peux|supporte|voudrais <2> plus|pas <2> vivre|exister
en finir
mettre|mis <2> fin <3> jours|vie
me tuer|pendre|suicider|scarifier|mutiler|scarifie|mutile|taillade
me|m'ouvrir coupe|couper|ouvrir <2> veines|bras
me fais|faire <2> mal
mieux|bien <3> sans moi
aucune issue
vie <3> plus|aucun <2> sens
plus|aucune|pas <3> raison|raisons de vivre
ne plus|pas me réveiller
marre|fatigué|fatiguée de <2> vivre|vie
être mort|morte
mieux mort|morte
jamais|pas être né|née
fardeau pour
m'endormir <5> réveiller
danger|dangereux|dangereuse pour moi même
)";

constexpr char kViolence[] = R"(
violence|violences conjugale*|domestique*|familiale*|intrafamiliale*|sexuelle*
femme|femmes battue|battues
@abuser <3> me|nous <2> @hits
m'a|m'ont|nous <2> frappé*|battue|étranglé*|violée|violé|agressé*
me frappe|menace|harcèle|maltraite
peur <2> de|du (mon|mes) (ex) @abuser|lui
peur <3> rentrer
viol|violée|violées
maltraitance
inceste
mariage forcé
pas|plus <2> en sécurité <3> maison|moi|lui
va|veut me tuer
fui|fuir|échapper <3> mon (ex) @abuser
lève|levé la main <2> sur moi
bleus <4> mari|conjoint|copain
contrôle mon|tout téléphone
)";

constexpr char kNoShelter[] = R"(
sans abri|domicile|logement|toit
sdf
dors|dort|dormons|dormir|vis|vit|vivons|vivre <3> dans|à|sur|sous <2> rue|voiture|gare|parc|tente|cave|garage|pont
dors|dormons <5> canapé
à la rue
nulle part <3> dormir|loger
sais|sait|ai|ni <2> pas où <2> dormir|aller|loger
plus|pas|ni de|d'endroit|où <3> logement|toit|dormir|loger
expulsé*
mis|mise|jeté|jetée <2> dehors|porte
hébergement d'urgence
pas|sans <2> adresse|d'adresse
hébergée|hébergé <4> amis|droite
)";

constexpr char kLookAlikes[] = R"(
ennuie|m'ennuie|rire <3> mourir
mourir de|à|d'ennui|d'envie
mort|morte|morts de rire|fatigue|faim
tuer le temps
en finir avec <3> solitude|l'ennui|ennui|routine|stress|isolement|l'isolement|dettes
vivre seul|seule|ici|comme|ensemble
me bat|battre au|aux
aider|bénévole|bénévolat|cuisiner <4> sans abri|sdf
chat|chats|chien|chiens sans abri
à la rue du|de
)";

}  // namespace

const WordTable kFrenchWords = {"fr", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
