// The look-alikes of the Dutch table, which would be too long with them. Classes (@spouse) are those of words_dutch.cc.
#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {

extern const char kDutchLookAlikes[];
const char kDutchLookAlikes[] = R"(
# Death as a manner of speaking.
dood van <3> lachen|lach|schrik|verveling|kou|ellende|honger|dorst|moeheid|schaamte|zenuwen
verveel|verveelt|vervelen|verveelde <3> dood
schaam|schaamde|schrik|schrok|lach|lachen|werk|werken|zweet <3> dood
dood <2> lachen|vervelen|werken|schamen
dood|doodgraag graag
dood ga|gaan|ging <4> aan
ga|gaan|ging <4> dood aan|op
liever dood dan
wil|willen|wilde|zou <5> over de|het dood|doodgaan|sterven
wil|wilde|zou <3> nog|niet (meer) (alleen) dood|doodgaan|sterven
dode hoek
dood punt|spoor|gewoon|normaal|simpel|stil|eenvoudig|op
tijd doden|doodslaan
moord en brand
# Loss of others.
@spouse|@kin|kind|hond|kat|vriend is|was|zijn dood
# Suicide and shelter as volunteer work, study or story.
vrijwillig*|cursus|training|opleiding|werken|helpen <5> zelfmoordpreventie|suicidepreventie|113
vrijwillig*|cursus|training|opleiding|workshop|werken <5> zelfmoordpreventie|suicidepreventie|zelfdodingspreventie
zelfmoordpreventie|suicidepreventie|zelfdodingspreventie <4> vrijwillig*|cursus|training|opleiding|workshop
vrijwillig*|cursus|training|opleiding|workshop|voorlichting|lezing <5> zelfmoord*|zelfdoding*|suicide* <1> voorkomen|
voorkom|voorkoming|preventie|tegengaan
vrijwillig*|cursus|training|opleiding|workshop|voorlichting|lezing <5> voorkomen|voorkoming|preventie <3> zelfmoord*|
zelfdoding*|suicide*
zelfmoord*|zelfdoding*|suicide* <1> voorkomen|voorkoming|preventie <3> vrijwillig*|cursus|training|opleiding|workshop
voorkomen|voorkoming|preventie van zelfmoord*|zelfdoding*|suicide* <3> vrijwillig*|cursus|training|opleiding|workshop
suicide squad
# Too much of a good thing.
overdosis (aan|van) (de|het) (goede|leuke|flinke|gezonde|positieve|gezellige) gezelligheid|liefde|humor|energie|
cultuur|suiker|koffie|zon|zonlicht|prikkels|muziek|lol|plezier|groen|sport|natuur|kunst|nieuws|schermtijd|chocola|
chocolade|taart|koek|knuffels|aandacht|informatie|vergaderingen|televisie|tv|drukte|creativiteit|nostalgie|inspiratie|
vrolijkheid|glitter|kleur|positiviteit|vrije|voetbal|games|kerst|kitsch
# Guests on the sofa, and travelling so.
couchsurf*|sofasurf* <3> host|hosten|gastheer|gastvrouw|gastgezin|reizigers|aanbieden|ontvangen|reizen|vakantie
host|gastheer|gastvrouw|gastgezin|reizen|vakantie|ontvangen|verwelkomen <3> couchsurf*|sofasurf*
zelfmoordterrorist*
zelfmoordaanslag*
vrijwillig*|helpen|help|hulp|meehelpen|koken|kook|koffie|soep|kleding|werken|iets <6> dakloze*|daklozen*|nachtopvang|
thuislozen|noodopvang
voor|met|aan (de|een) dakloze*|daklozen*|thuislozen
vrijwillig*|helpen|werken <4> vrouwenopvang|blijfhuis|slachtoffers
dakloze|thuisloze|dakloos kat|katten|hond|honden|dier|dieren|poes|poezen|konijn|konijnen
mishandelde|geslagen|misbruikte <1> @animals
@animals die|wat <3> mishandeld|mishandelt|geslagen|geschopt|misbruikt|dakloos|thuisloos
mishandel* van|bij|tegen <1> @animals
# Living, ending and stopping as everyday words.
leven als|van een|de|het
meer leven in de|het|mijn|onze
leven <2> brouwerij
eind|einde aan <4> eenzaamheid|verveling|stilte|ruzie|dag|avond|week|sleur
poging|pogingen gedaan|ondernomen om|tot
hoeft <3> niet meer te|zo
zie|zag <3> niet meer zitten om|met|in
mezelf pijn gedaan met|bij|tijdens
# Hitting and fear that is none.
slaat|slaan|sla <3> over|zich|aan|door
verslaat|slaat me|mij <3> met|in|bij schaken|dammen|tennis|kaarten|biljarten|scrabble|tafeltennis
bang <3> voor <4> honden|hond|katten|water|hoogtes|spinnen|tandarts
bang <2> voor <4> gezondheid
# Sleep and street that are none.
in|val slaap
moet mijn|mn huis uit om|voor
geen|zonder huis|woning|kamer met|vol|zonder
kamperen|kampeer|kampeervakantie|scouting <6> tent|tentje|slapen
vuilnis|vuilnisbak|afval|container <4> op straat
sleutel|sleutels <5> kwijt
schuur|schuurtje|zolder|kelder|tuin <4> ontruimd|ontruiming
eruit stappen bij|op|met|na|en
toekomst in|bij|met|als
dood van
schaatsen|klimmen|fietsen <5> blauwe plek|plekken
wil|wilde <2> niet meer en
boom|muur <3> planten|klimmen
alleen naar huis
naar huis (te) fietsen|lopen|rijden|wandelen
graag buiten
geen|niet (tot) last
daklozenopvang|nachtopvang|noodopvang|opvang <3> helpen|koken|werken|meehelpen|vrijwillig*|zingen|spelen|stage
stage <3> daklozenopvang|nachtopvang|noodopvang
abonnement|lidmaatschap|sportschool <4> opgezegd
bang|angst <3> alleen thuis
bang|angst <3> thuis <1> alleen
thuis te komen|blijven zitten|wonen
alleen thuis <3> bang
thuis (ben) (ik) alleen bang
dreigt|dreigde|dreigen <5> te verliezen|vergeten|verdwijnen|mislukken|vallen|worden
snij|snijd|sneed|snijden (ik) me|mij <2> bij|tijdens
snij|snijd|sneed|snijden (ik) me|mij <1> in <1> vinger|vingers|duim|hand
)";

}  // namespace meedoen::matcher
