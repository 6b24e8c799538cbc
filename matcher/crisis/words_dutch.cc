#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {

extern const char kDutchNoShelter[];   // words_dutch_no_shelter.cc
extern const char kDutchLookAlikes[];  // words_dutch_look_alikes.cc

namespace {

constexpr char kClasses[] = R"(
@me = me|mij|mn|ons|m
@my = mijn|mn|m|me|mij|mijne|onze|ons
@self = mezelf|mijzelf|mezelluf|zichzelf|haarzelf|hemzelf|jezelf
@not = niet|nie|nooit
@spouse = man|vriend|partner|ex|exman|exvriend|expartner|exvrouw|vrouw|vriendin|echtgenoot|echtgenote|verloofde
@kin = vader|moeder|stiefvader|stiefmoeder|papa|mama|pa|ma|zoon|zoons|dochter|broer|broers|broertje|zus|ouders
@kin = zusje|stiefbroer|stiefzus|halfbroer|schoonzoon|schoonzus|schoonbroer|tante
@kin = familie|schoonfamilie|schoonmoeder|schoonvader|schoonouders|oom|kleinzoon|stiefzoon|huisgenoot|zwager
@they = hij|zij|ze|die|iemand|hem|haar
@hits = slaat|slaagt|slaan|sloeg|sloegen|schopt|schoppen|schopte|trapt|trappen|stompt|mept|mishandelt|mishandeld
@hits = mishandelde|wurgt|wurgde|bedreigt|bedreigd|bedreigde|bedreigen|stalkt|stalked|stalkte|verkracht|verkrachtte
@hits = misbruikt|misbruikte|intimideert|vernedert
@hit = geslagen|geschopt|getrapt|gestompt|mishandeld|mishandelt|gewurgd|bedreigd|bedreigt|gestalkt|gestalked
@hit = verkracht|misbruikt|aangerand|gestoken|gedreigd
@kill = vermoorden|vermoord|doodmaken|afmaken|doden|doodslaan|doodschieten|doodsteken|neersteken
@live = leven|verderleven|doorleven|bestaan
@home = huis|woning|appartement|flat|kamer|studio|huurhuis|huurwoning
@sleep = slaap|slapen|sliep|geslapen|overnacht|overnachten|overnachtte|bivakkeer|bivakkeren
@dwelling = woning|appartement|flat|studio|huurhuis|huurwoning|stacaravan|caravan|vakantiehuisje|chalet|hotel
@lost = overleden|gestorven|overledene|dode
@animals = dier|dieren|hond|honden|hondjes|pup|pups|kat|katten|poes|poezen|kitten|kittens|paard|paarden|pony|
ponys|ezel|ezels|konijn|konijnen|huisdier|huisdieren|asieldier|asieldieren|vogel|vogels
@near = buurman|buurvrouw|buren|huisbaas|collega|oom|neef|verhuurder
)";

constexpr char kSuicide[] = R"(
zelfmoord*~
zelfmort*
zelfdoding*~
zelfdood
zelf moord|doding
suicide*~
suicied*
suicid*
sucid*
suiside*
# Wanting to be dead.
wil|wilde|wou|willen|zou|wens|wenste|wilt <2> dood
dood wil|wilde|wou|wilt|zou|willen
was|ware ik (maar|al|beter|liever) dood
was|waren maar|liever|beter dood
dat ik (maar|liever|al) dood ben|was|ga|mag
liever|beter (maar) dood
wil|wilde|wou|zou|liever <4> doodgaan|sterven|creperen
verlang* <4> dood
naar de dood verlang*
dood|doodgaan|doodzijn|sterven <3> lijkt|leek|klinkt (me|mij) (wel|zo|heel|best) (een|n) fijn|mooi|rust|rustig|beter|
heerlijk|oplossing|aantrekkelijk|uitkomst|prettig|makkelijker|opluchting|bevrijding|verlossing|lekker|vredig
lijkt|leek|klinkt|zou <4> fijn|rust|rustig|heerlijk|prettig|makkelijker|opluchting|bevrijding|
lekker|vredig (zijn) (om) (maar|nu|gewoon|te) dood|doodgaan|sterven|doodzijn
doodswens*
doodsverlangen*
levensmoe
# Not wanting to live any longer.
wil|wilde|wou|kan|kon|hoef|hoeft|zin|zou|durf <5> @not (meer|langer|verder) (verder|hier|zo|nog) @live
@not meer|langer (verder|hier|zo) @live wil|wilde|kan|hoef|hoeft|wou
geen zin <3> in|om|aan (het|dit|mijn|mn) (te) @live
geen <3> reden|puf|fut|kracht <3> om (nog) (verder|door) te @live
leven <4> geen|weinig (enkele|enkel) zin|nut|waarde
leven <3> zinloos|waardeloos|uitzichtloos
leven <4> niks|niets|@not (meer|de) waard
leven <3> hoeft|hoef <3> @not
zie|zag|zien <4> leven|bestaan <3> @not (meer|langer) zitten
zie|zag het|t (leven|gewoon|echt|allemaal|even) niet meer zitten
leven <3> moe|beu|zat
klaar|moe|genoeg|uitgekeken <3> met|van|op (het|dit|mijn|mn) leven
leven is <3> voltooid
stop|stoppen|ophouden met (het|mijn) leven
leven <3> beeindigen|beeindig|benemen|beroven|beroofd
uit het leven stap|stappen|gestapt|wil
waarom|waarvoor|waartoe (zou|moet|ik|leef) (ik|zou|leef) (nog) leef|leven|besta
ben|was|had|wou|wilde <4> nooit geboren
# No longer being there.
wil|wilde|wou|zou|wens|hoef <4> er <4> @not meer|langer zijn|wezen|bij
er (maar|gewoon|liever|beter) @not meer|langer (te) zijn|wezen wil|wilde|wou|willen|hoef
ben|was|waren (ik) er liever|beter|maar|gewoon @not
liever <3> er @not meer
ik er <3> @not meer was|zou|geweest
als ik weg was|ben beter
hoeft|hoef (het|t) (voor|van) mij|me (allemaal|echt|gewoon) @not meer
voor|van mij|me hoeft|hoef (het|t|alles|dit) <3> @not meer
het|t hoeft (allemaal|gewoon|echt) @not meer voor|van mij|me
hoeft allemaal @not meer
@not|nooit meer (hoef|hoeven) (te) wakker (te) word|worden|hoef
@not|nooit meer wakker
geen (andere|enkele) uitweg|uitkomst
nergens <3> uitweg
beter|gelukkiger|blijer (af) zonder mij|me
niemand <3> me|mij <3> missen|mist
iedereen <3> tot last
# An end to it.
eind|einde|eindje <3> aan (mijn|mn|het|dit|me|n) <2> leven|bestaan
eind|einde <2> leven|bestaan <3> maak|maken|gemaakt
er (maar|gewoon|zelf|vaak) (een|n) eind|einde|eindje aan
eind|einde er (maar) aan
eind|einde eraan
eraan maken
maak|maken|maakte|maken er (maar|gewoon|zelf|dan) (een|n) eind|einde
afscheidsbrief|afscheidsbrieven
poging|pogingen <3> gedaan|ondernomen|overleefd
mislukte poging
113 gebeld|bellen|bel|gechat
# Self-harm and means.
@self <4> iets|wat|pijn|kwaad <2> aandoen|aandoe|aangedaan|doe|doen|deed|doet
@self <3> snij*|snijd*|kras*|verwond*|beschadig*|ombreng*|ophang*|opgehangen|verdrink*|kapot|gesneden|gekrast
@self <3> van kant
@self <3> pijn <2> doen|doe|doet
me|mij zelf <3> iets|wat|pijn <2> aandoen|aandoe|aangedaan|doen|doe
me|mij zelf <2> snij*|verwond*|beschadig*|ophangen|van
snij|snijd|snijdt|snijden|kras|krast|krassen|verwond|verwondt|brand|beschadig|verminkt|verminken|pijnig <2> @self
snij|snijd|kras <2> me|mij zelf
doe|doet|doen|deed <2> @self <3> pijn|iets|wat|kwaad
snij|snijd|snijden|kras|krassen <4> in mijn|mn|me|mij armen|arm|polsen|pols|benen|been
polsen <2> door|doorsnijden|open|snijden|doorgesneden
zelfbeschadig*
zelfverwond*
automutil*
van <2> kant maken|maak|gemaakt
verhangen|ophangen wil|wilde|gaan|ga
wil|wilde|ga <3> verhangen
voor|onder (de|een|n) trein|tram|metro|vrachtwagen|auto <3> spring*|gooi*|gesprongen|stap*|lopen|loop|liggen|rijden
spring|springen|sprong|gooien|lopen <3> voor|onder (de|een|n) trein|metro|tram|vrachtwagen
van <2> dak|flat|gebouw|balkon|viaduct <2> spring*|gesprongen|af
overdosis
pillen|medicijnen|slaappillen <3> klaar*|gespaard|opgespaard|spaar*
alle|teveel|hoeveelheid (mijn|mn) pillen|slaappillen <3> slik*|innemen|ingenomen|genomen|neem
# As coaches write it, and roundabout.
eruit <3> stappen|gestapt|stap
er uit <2> stappen|gestapt|stap
@not <2> geboren <3> worden|was|ben|zijn
gedacht*|denk|denken|dacht <4> aan (de|het|mijn|mn) (eigen) dood|doodgaan|sterven
aan de dood denk|denken|gedacht|dacht
trek|trekt|trok <2> leven <3> @not
kan|kon <2> leven <4> @not meer aan
hoeft|hoef (het|t|dit) leven <5> @not
last voor (mijn|mn|de|onze) <2> kinderen|familie|iedereen|anderen|omgeving|gezin
beter af <4> als ik|hij|zij
of ik <2> (er) <3> nog wil leven|zijn
of ik <2> er <3> (nog) wil zijn
nooit meer <1> opstaan|opsta
zich <4> verhangen|opgehangen|verdronken|doodgeschoten|doodgereden
haal|maak|krab|haalt|maakt|snij <3> armen|polsen|huid|benen|arm|pols open
wil|wilde|wou <6> naar de hemel
voorgoed|eeuwig|eeuwige <3> rust|slapen|weg|inslapen
rust voorgoed
niks|niets|niemand|weinig <3> om <2> voor te leven
voor mij|me is het|t <3> mooi|genoeg geweest
leven <3> hel|kwelling|ondraaglijk
wil|wilde <2> @not meer verder
zie|zag geen toekomst
# Short, and complete as it stands.
ik|k|opa|oma|hij|zij|vader|moeder wil|wilde <2> @not meer $|echt|want|maar
wil ik ook|echt|zo @not meer $
het|t|leven hoeft <2> @not meer $|want
trek het|t <2> @not meer $
mag het|t|alles|leven <4> afgelopen|voorbij
brief|brieven|briefje <2> geschreven <3> kinderen|familie|man|vrouw|ouders
@self|me|mij <3> iets|wat aan te doen
@self <2> straf*
tegen <2> boom|pijler|vrachtwagen <2> rijden|aanrijden|rij|gereden
vanbinnen <3> dood
dood vanbinnen
zin <6> @not in het leven
teveel|veel <1> pillen|slaappillen|medicijnen|paracetamol <2> genomen|geslikt|ingenomen
laat|laten me|mij maar gaan|doodgaan|sterven $
eind|einde <1> aan gemaakt
ben klaar <2> leven|hier
geen <2> reden|zin|puf|fut <3> om (nog) (verder|door) te gaan
niets|niks|niemand <4> hier houdt|bindt
ik stap eruit $
het gehad met (alles|het) leven|alles
# After somebody who died.
@lost <2> achterna
wil|wilde|wou|zou|willen <4> @spouse|@kin|kind|kindje|zoontje|dochtertje|oma|opa|hem|haar achterna $|gaan|want
wil|wilde|wou|zou <2> achter (mijn|mn|me|onze) @lost <2> aan
wil|wilde|wou|zou <2> bij (mijn|mn|me|onze) @lost <1> zijn|horen|wezen
wil|wilde|wou|zou <2> naar (mijn|mn|me|onze) @lost <1> toe|gaan
herenigd|hereniging <3> met (mijn|mn|me|onze) @lost
# A danger to oneself; cutting without "self".
gevaar|gevaarlijk|bedreiging <1> voor (me|mij) @self|zelf
bang|angst voor mezelf|mijzelf
@not veilig voor|met|bij @self
ik snij|snijd|sneed|kras me|mij $|als|wanneer|soms|vaak|weer|nog|regelmatig|elke|om|omdat|want|en|met
snij|snijd|sneed|kras ik me|mij $|als|wanneer|soms|vaak|weer|nog|regelmatig|elke|om|omdat|want|en|met
ik me|mij (weer|soms|vaak|nog|steeds|regelmatig) snij|snijd|sneed|kras $|als|om|en
me|mij <1> weer|vaak|opnieuw|vroeger gesneden|gekrast
wil|wilde|ga|moet|moest|drang|neiging|behoefte <4> me|mij (weer|niet|te|gaan) (meer|te) snijden|krassen
wil|wilde|ga|moet|moest|drang|neiging|behoefte <4> me|mij (weer|te|gaan) (te) verwonden|pijnigen
@spouse|@kin|kind <2> snijdt|krast zich
@spouse|@kin|kind <2> zich snijdt|krast
)";

constexpr char kViolence[] = R"(
huiselijk* <2> geweld*~
partnergeweld
seksueel|sexueel|seksuele|sexuele <2> geweld|misbruik*
eerwraak
eergerelateerd*
mishandel*~
kindermishandel*
ouderenmishandel*
verkracht*
aangerand
aanranding
incest
loverboy*
mensenhandel
uitgehuwelijkt
uithuwelijk*
gedwongen|dwingen|dwingt|dwong|verplicht <5> trouwen|huwelijk
moet van <4> trouwen
gedwongen|dwingt|dwingen <4> seks|sex|vrijen
blijf van mijn|mn lijf*
blijfhuis
vrouwenopvang
geweld <4> thuis|gezin|relatie|huwelijk|ex|partner|man|gebruikt|gebruikte|meegemaakt|ervaren|gehad
geweld <3> tegen|naar <2> me|mij|ons|mijn|vrouwen
thuis <3> geweld
slachtoffer <4> geweld|misbruik|mishandeling|stalking|uitbuiting
# Who hits whom.
@spouse|@kin <4> @hits <3> @me|kinderen|kind|dochter|zoon|moeder
@they <4> @hits <3> @me|kinderen|kind
@hits @me <4> @spouse|@kin|thuis
@hits @they <2> @me
heeft|hebben|had|hadden|heb @me|kinderen <5> @hit
heeft|had (mijn|mn) @spouse|@kin|hij|ze <4> @hit
door <2> @my <2> @spouse|@kin <3> @hit
word|wordt|wort|werd|worden|ben|was|wer <4> @hit
@hit word|wordt|werd <2> door
@they|@spouse|@kin <4> me|mij|ons pijn|kwaad doet|doen|deed
@they|@spouse|@kin <2> doet|doen|deed me|mij|ons <3> pijn|kwaad
krijg|kreeg|krijgen|gekregen|kreegen <4> klappen|slaag
klappen|slaag krijg|kreeg|gehad|gekregen
losse handjes|handen
handen|handjes <4> niet thuis
bij|naar (de|mijn|mn|me|haar) keel|strot|nek <3> gegrepen|greep|grijpt|pakt|pakte|gepakt|gevlogen|vliegt|vloog
keel <2> dicht*
gewelddadig*|geweldadig*|agressief|agresief|aggressief <4> @spouse|huwelijk|relatie
@my (ex) @spouse|@kin <4> gewelddadig|geweldadig|agressief|agresief|aggressief|handtastelijk|losgeslagen
@they <3> agressief|agresief|aggressief|gewelddadig als|wanneer|tegen|naar
# Threats.
stalkt|stalker|gestalkt|stalken|stalking
bedreigt|bedreigd|bedreigde|bedreigen <2> me|mij|ons|mn|kinderen
dreigt|dreigde|dreigen <5> @kill|slaan|steken|schieten|kinderen
@spouse|@kin|hij|zij|ze|iemand <3> dreigt|dreigde|dreigden|dreigen me|mij|ons|mn
@spouse|@kin|hij|zij|ze|iemand <2> me|mij|ons <1> dreigt|dreigde|dreigden
dreigt|dreigde (mijn|mn|me|onze) @spouse|@kin|hij|ze|zij|iemand <1> me|mij|ons
wil|gaat|zal|wou <2> me|mij|ons <3> @kill|slaan
wil|gaat|zal|wou <2> me|mij|ons <2> iets|wat <2> aandoen|doen
@kill me|mij|ons
# Fear.
bang|angst|angstig|doodsbang|schrik <2> voor (mijn|mn|m|me|mij|onze|de) (ex) @spouse|@kin
bang|schrik <1> van (mijn|mn|me|onze|de) (ex) @spouse|@kin
bang|angst|doodsbang <3> voor hem|haar <3> thuis
bang|durf|durven <3> om <2> naar huis
bang|angst|angstig|doodsbang|schrik (ben|heb) om (weer|nog|nu|ook) thuis (te) zijn|wezen|komen|blijven|slapen
om thuis te zijn|komen|blijven ben ik <1> bang
thuis ben ik (altijd|vaak|steeds|nu|heel|erg) bang $|en|omdat|want
ik ben (altijd|vaak|steeds|nu|heel|erg) bang thuis $|en|omdat|want
durf|durven|durfde <4> @not (meer) <3> naar huis
durf|durven|durfde <4> @not (meer) thuis
@not|nooit <2> naar huis durf|durven
@not|nooit <2> veilig <3> thuis|huis|relatie|huwelijk
thuis <4> @not <2> veilig
thuis <4> onveilig
onveilig <3> thuis
@not|nooit|onveilig <2> veilig bij (mijn|mn) @spouse|@kin|hem|haar
@spouse|@kin|@they <3> me|mij|ons @not <2> vinden|vindt|vind|weet|zoekt
gevlucht|vluchten|vlucht|weggevlucht|ondergedoken|weggerend|ontsnapt <2> voor|van|bij (mijn|mn|me|onze) (ex) @spouse|
@kin|hem
mag <3> van (mijn|mn|me) @spouse|@kin|hem|haar <5> deur|huis <2> uit
mag <3> van (mijn|mn|me) @spouse|@kin|hem (nooit|niet) (naar) buiten|weg|nergens
mag @not <3> deur|huis uit van (mijn|mn|me) @spouse|@kin|hem
@spouse|@kin|@they <3> sluit|sloot @me <3> op
@spouse|@kin|hij <4> me|mij|ons <2> opgesloten
# Bruises, blows, control.
klappen <5> om de oren
vallen|vielen|vliegen <3> klappen
blauwe plek|plekken <4> @spouse|@kin|hem
bont en blauw
blauw oog
in elkaar geslagen|getrapt|geschopt|gemept|slaat|slaan|sloeg
@spouse|@kin|@they <3> duwt|duwde|sleurt|sleurde|bijt|spuugt|knijpt|smijt <3> me|mij
@spouse|@kin|@they <3> gooit|gooide|smijt met <3> spullen|borden|servies|dingen|meubels
gooit|gooide|gooien <3> spullen|borden|servies|dingen <3> mij|me
@spouse|@kin|hij <2> dwingt|dwong|dwingen <2> me|mij
@spouse|@kin|@they <3> controleert|checkt|volgt <3> telefoon|mobiel|alles|mij|me
mag (van) (hem|haar) (mijn|mn) zus|moeder|vriendinnen|vrienden|vriendin|familie (ook) @not|nooit (meer) zien|bellen|
spreken
straatverbod
contactverbod
huisverbod
@spouse|@kin|hij <1> is|wordt|word|werd <2> gevaarlijk
@spouse|@kin <2> pakt|steelt|jat|pikt|neemt <1> mijn|mn|me pinpas|bankpas|geld|pensioen
safehouse
schuiladres
krijg|kreeg <4> ervan|van langs
zwaait er <3> wat
@near <3> dreigt|bedreigt|dreigen|bedreigen|slaat|intimideert|stalkt
dreigt|dreigde|dreigen <5> brand|steken|verbranden
@they|@spouse|@kin heeft|had|hebben mijn|mn|me <3> gebroken|kapotgeslagen|gekneusd
gewelddadig* <2> tegen|naar <1> me|mij|ons
@spouse|hij verbiedt|verbied <1> me|mij
mag <2> niks|niets|nergens van (mijn) @spouse|hem
mag van (mijn) @spouse|hem <1> niks|niets|nergens
@spouse|hij <3> volgt|achtervolgt|achternaloopt <2> me|mij|ons|overal
@spouse|@kin|@they|@near <1> me|mij|ons <3> @hits
@spouse|@kin|hij <4> boos|kwaad|dronken <2> slaat|slaan|schopt|gooit|trapt
@spouse|@kin <3> slaat|sloeg|schopt $
dat|of hij|zij|ze <1> me|mij <1> iets|wat aandoet|aandoen|doet
@spouse|hij bepaalt <1> alles
mag <2> niet weg $|van
)";

}  // namespace

const WordTable kDutchWords = {"nl", kClasses, kSuicide, kViolence, kDutchNoShelter, kDutchLookAlikes};

}  // namespace meedoen::matcher
