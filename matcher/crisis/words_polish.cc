#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

// Not yet reviewed by a native speaker; docs/crisis.md says so too.

constexpr char kClasses[] = R"(
@abuser = mąż|partner|chłopak|ojciec|syn|brat|konkubent|narzeczony|teść|ojczym|rodzice|rodzina|on|żona|matka|były
@ofabuser = męża|partnera|ojca|syna|chłopaka|brata|byłego|niego|konkubenta|ojczyma|teścia|jego
@me = mnie|nas|mną|mi|nam|dzieci|dziecko|mamę
@hits = bije|bił|biją|bili|pobił|pobiła|pobili|kopie|kopał|dusi|dusił|grozi|groził|grożą|szarpie|gwałci|śledzi|
prześladuje|zgwałcił
@hits = znęca|maltretuje|uderzył|uderza|poniża|nęka
)";

constexpr char kSuicide[] = R"(
samobój*
# Wanting to die.
chcę|chce|chciał*|wolał*|wolę|marzę|pragnę <4> umrzeć|zdechnąć|śmierci|zniknąć|zginąć
chcę|chce|chciał*|wolał*|wolę|lepiej <3> nie <2> żyć|istnieć
# Not wanting to live.
nie <3> chcę|chce|chciał*|mam|umiem|potrafię|ma|warto <4> żyć
żyć <2> nie|odechc* <2> chce|chcę|warto
odechciało <3> żyć
nie|bez|brak|straci* <4> sens* <3> życia|żyć|życie|życiu
życie <3> nie|bez|straci* <3> sens*
dość|dosyć|zmęczon* <2> życia|życiem
nie <3> sił* <3> żyć
nie <3> obudzić|obudził*|budzić
lepiej|łatwiej <4> beze mnie
beze mnie <4> lepiej|łatwiej
nie <2> widzę|ma|widze (żadnego) wyjścia
lepiej <2> gdyby mnie nie
myśl* <3> śmierci
# An end to it, self-harm.
skończ*|zakończ*|kończę <3> sobą|życie|życiem
sobą|życiem <2> skończ*
odebrać|odebrał*|odbiorę <2> sobie <2> życie
targn* <4> życie
zabić|zabiję|zabije|powiesić|pociąć|okaleczyć|otruć|utopić <2> się|siebie|sie
się|siebie|sie <2> zabić|zabiję|powiesić|pociąć|okaleczyć|okaleczam|otruć|tnę|ciąć|ranię|krzywdzę
tnę|tne|potnę|ciąłem|cięłam|okaleczam|ranię|krzywdzę <2> się|siebie|sie
zrobić|zrobię|robię <2> sobie krzywdę
skoczyć|rzucić|rzucę|skoczę <4> pociąg|mostu|okna|dachu
gdybym|żebym|obym <4> nie <2> urodził|urodziła
zniknąć <3> zawsze
nie <3> po co żyć
ciężarem dla <3> rodziny|dzieci|wszystkich|innych
zasnąć <4> nie obudzić
odejść <3> tego świata|zawsze
zagrożeni*|niebezpieczn* dla <1> siebie
boję się <1> siebie
dołączyć do (mojego|mojej|swojego|swojej) zmarł*
śmierć|umrzeć|umieranie <2> wydaje|byłaby|byłoby <3> spokojn*|ulg*|lepsz*|lepiej|łatwiej*
)";

constexpr char kViolence[] = R"(
przemoc*
zgwałc*
gwałt|gwałci|gwałcił
molest*
@abuser <4> @me <3> @hits
@abuser <4> @hits <3> @me
mnie|nas <2> bije|biją|bił|bili|pobił|pobili|dusi|dusił|kopie|zabije|zabić
bije|pobił|dusi|grozi|groził|grożą <2> mnie|mi|nam|nas
podnosi|podniósł <4> rękę
bita|bity|pobita|maltretowana|zastraszana <3> przez|w <3> @ofabuser|domu
boję|boje|bałam|strach <3> @ofabuser
boję|boje|strach|bałam <3> wracać|wrócić|iść|być|wejść|wracac|isc <2> domu
nie <3> bezpieczn* <4> domu
domu <3> nie <3> bezpieczn*
uciekłam|uciekłem|uciekam|uciec|uciekłyśmy <3> od|przed <2> @ofabuser
nie pozwala|daje <3> wychodzić|wyjść
zmusza* <3> ślub*|małżeństw*|seks*
stalk*
niebiesk* kart*|lini*
siniaki|siniak|siniaków <3> od|po <2> @ofabuser
podbite oko
sprawdza|kontroluje <3> telefon|wszystko
rzuca we mnie
ciągnie|szarpie <2> mnie
zakaz zbliżania
mnie <2> uderzyć|uderzył|uderzyła|uderza
)";

constexpr char kNoShelter[] = R"(
bezdomn*
nie <3> gdzie <3> spać|mieszkać|nocować|podziać|spac|mieszkac|nocowac
dachu nad głową
dach <2> głową straci*
śpię|spie|śpimy|sypiam|spałem|spałam|mieszkam|mieszkamy|nocuję|nocuje|koczuję|żyję|spać <3> na|w|pod <2> ulicy|aucie|
samochodzie|dworcu|parku
śpię|spie|śpimy|sypiam|spałem|spałam|mieszkam|mieszkamy|nocuję|nocuje|koczuję|żyję|spać <3> na|w|pod <2> mostem|
namiocie|klatce
śpię|spie|śpimy|sypiam|spałem|spałam|mieszkam|mieszkamy|nocuję|nocuje|koczuję|żyję|spać <3> na|w|pod <2> garażu|
piwnicy|busie|altanie|altance
śpię|spie|śpimy|sypiam|nocuję <3> znajomych|kolegi|kolegów|koleżanki <3> kanapie|podłodze
wyrzuc* <3> z <3> domu|mieszkania|pokoju|hotelu
wyrzuc* <2> bruk|ulicę
wyląd* <2> bruku|ulicy
eksmis*
eksmit*
noclegowni*
straci* <2> mieszkanie|dom|dach
nocuję|nocuje|tułam|pomieszkuję|pomieszkuje|śpię <3> znajomych|kolegach|rodzinie
nie mam|mamy <2> domu|mieszkania|kąta
swojego|własnego kąta
bez dachu
bez domu
mieszkam|mieszkamy|śpię|śpimy <2> schronisku|noclegowni|przytułku
jestem|jesteśmy|zostałem|zostałam|zostaliśmy <2> na ulicy|bruku
nie <1> mam|mamy|ma <2> miejsca <1> do|na spania|spanie|noclegu|nocleg|nocowania
muszę|musimy <3> opuścić <1> mieszkanie
)";

constexpr char kLookAlikes[] = R"(
# Dying and killing as a manner of speaking.
umier*|umrzeć|umrę|umieram <3> nudów|śmiechu|ciekawości|głodu|zimna|wstydu
zabić|zabijać|zabija|zabijam|zabiję czas|nudę
nuda|praca|samotność|ciekawość <2> mnie zabije|zabija
żyć daleko|obok|sam|sama|samotnie|samemu|samej|w|jak
bije|bij*|ogrywa mnie <2> w szachy|karty|warcaby|tenisa
bez przemocy
filmy|gry|film <3> przemoc*
# Animals and volunteer work.
bezdomn* kot*|pies|psy|psom|psami|psa|zwierz*|kociak*
pomagać|pomoc|pomagam|wolontariat|gotować|wolontariusz* <4> bezdomnym|bezdomnych
bez domu z|w
kot|koty|kotom|psy|pies|psom|zwierzęta|zwierzętom <3> bezdomn*
być|zostać|zostawać sam|sama <1> domu
być|zostać|zostawać w domu sam|sama
przemoc* <1> zwierz*|psów|psom|kotów
wolontari*|kurs|szkolenie <4> zapobiegani*|profilaktyk* <1> samobój*
zapobiegani*|profilaktyk* samobój* <3> wolontari*|kurs|szkolenie
)";

}  // namespace

const WordTable kPolishWords = {"pl", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
