// Nowhere to sleep, in Dutch; the rest of the table and the classes (@home) are in words_dutch.cc.
#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {

extern const char kDutchNoShelter[];
const char kDutchNoShelter[] = R"(
dakloos~
dakeloos
daklose
dakloze <3> moeder|vrouw|man|jongere|jongen|ben
als dakloze
thuisloos
straatslaper
bankslap*
sta|staan|stond|leef|leven|leefde|zwerf|zwerven|zwierf|beland|belandt|eindig <3> op straat
kom|komen|kwam <3> op straat (te) staan|terecht|leven
zwerf|zwerven|zwierf <3> rond|straat|straten
op straat <2> gezet|gekomen|beland|geslapen|slapen|terecht|slaap|geleefd|gegooid
op straat (te) leven|slapen|belanden
straat gezet
@sleep|woon|wonen|woonde|leef <4> op straat
@sleep|woon|wonen|woonde|leef <5> in (de|een|n|mijn|mn|me) (oude) auto|busje|bestelbus|bestelbusje|portiek|berging|
kelderbox|garage
@sleep|leef|leven <5> in|op|onder (de|het|een|n|mijn|mn|me) wagen|station|brug|schuur|schuurtje|park|bos|bankje
@sleep|leef|leven <5> in|op (de|het|een|n) trappenhuis|parkeergarage|portiek|strand
slaap|sliep|woon|leef <3> in (een|n|mijn|mn|de) tent|tentje
in|op (de|het|een|n|mijn|mn) auto|busje|station|portiek|park|parkeergarage <2> slapen|slaap|geslapen|overnachten|
wonen|woon
slaap|sliep|moet|moeten|slapen <3> buiten <2> slapen|omdat|nu|op|zonder
slaap|sliep <2> buiten
slaap|sliep <6> op de|een bank|banken
slapen <5> bij <4> op de|een bank|banken
op de|een bank slapen|slaap|bij
steeds|elke|iedere <2> ergens|nacht anders|ander* <4> slaap|slapen
nachtopvang
daklozenopvang
noodopvang
maatschappelijke opvang
geen|zonder (eigen|vast|vaste) slaapplek*|slaapplaats*|onderdak|woonplek|woonplaats|verblijfplaats|postadres|
briefadres
geen|zonder (eigen|vast|vaste) huis|woning|woonruimte|woonadres|dak|kamer
geen <2> dak boven
geen|nergens <3> plek|plaats|bed|adres <3> om <2> slapen|wonen|nacht|overnachten|blijven
geen <2> bed|slaapplaats <3> vannacht|vanavond|nacht
slaapplek|slaapplaats|onderdak <3> meer|kwijt|nodig|vannacht
nergens <3> slapen|wonen|onderdak|overnachten|terecht
nergens om <3> naartoe|heen|naar
@not <2> waar <6> slaap|slapen|overnacht|overnachten|nacht|wonen|woon
waar <4> vannacht|vanavond|vannavond <4> slaap|slapen
uit <3> @home <3> gezet|geschopt|gegooid|getrapt|gestuurd|geknikkerd
uit (ons|mijn|mn|het) @home moet|moeten
@home <2> uitgezet|uitgegooid|uitgetrapt|uitgeschopt
@home uit <2> gezet|gegooid|geschopt|moeten
moet|moeten <6> mijn|mn|onze|ons|de woning|appartement|flat|kamer|huurhuis uit
moet|moeten <4> over|binnen|voor|per|volgende|morgen|vrijdag|maandag <5> huis uit
huisuitzetting*
uithuiszetting*
ontruimd
ontruiming
@my (eigen) @home kwijt|verloren
kwijt <2> @my <2> @home
me|mij|ons <3> eruit|buiten|deur <3> gezet|gegooid|geschopt|uitgezet
weggelopen <2> van huis|thuis
# From place to place, put out, in a shelter.
van bank|adres|hot naar bank|adres|her
geen|zonder vaste|vast woon
@dwelling <5> uit moet|moeten|moest
@dwelling|huis <2> moeten|moet|moesten verlaten
moet|moeten <4> @home verlaten
in|op|onder (het|de|een|n) park|station|portiek|straat|brug|strand <2> gelegen|geslapen|overnacht|doorgebracht
zet|zetten|zette|gooit|gooien|gooide|schopt|schopten|trapt <2> me|mij|ons <4> eruit|buiten|straat|deur
nergens|niemand <2> ingeschreven
crisisopvang
passantenverblijf|passantenhotel|slaaphuis|gezinsopvang
plek|plekje|bed|slaapplek <3> voor (de|een|komende|vannacht) nacht|vannacht
verblijf|verblijft|verblijven|slaap|slaapt <5> in de|een opvang
waar <6> vannacht|vanavond <2> slapen|heen|naartoe
heen|naartoe|terecht vannacht|vanavond
geen bed
elke|iedere nacht ergens
moet|moeten uit <1> @dwelling
moeten <2> uit ons huis
huur|huurcontract|kamer|woning <3> opgezegd
huurcontract|contract <3> loopt af
dak boven <2> hoofd nodig|zoek|zoeken|gezocht
# Put out, in other word orders.
uitgezet uit (mijn|mn|me|onze|ons|het|de) @home
ik word|wordt|werd|ben <3> uitgezet
word|wordt|werd ik <3> uitgezet
we|wij worden|werden|zijn <3> uitgezet
worden|werden we|wij <3> uitgezet
zet|zetten|zette <2> me|mij|ons <3> uit <2> @home
me|mij|ons <2> uit <2> @home zet|zetten
uitzetting <1> uit|van <2> @home
)";

}  // namespace meedoen::matcher
