#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

// Not yet reviewed by a native speaker; docs/crisis.md says so too.

constexpr char kClasses[] = R"(
@want = will|mag|möchte|moechte|kann|wollte|wünschte
@abuser = mann|partner|freund|ex|exmann|exfreund|vater|sohn|bruder|frau|mutter|stiefvater|mitbewohner
@hits = schlägt|schlaegt|schlug|verprügelt|tritt|würgt|bedroht|misshandelt|stalkt|prügelt|vergewaltigt
@hit = geschlagen|verprügelt|getreten|gewürgt|bedroht|misshandelt|gestalkt|vergewaltigt
)";

constexpr char kSuicide[] = R"(
suizid*
suicid*
selbstmord*~
selbsttötung*
freitod
@want <4> sterben
@want <3> tot sein
lieber|besser tot
@want <4> nicht|ned|nimmer <2> mehr|länger|weiter (hier|so|weiter) leben|weiterleben|existieren|dasein|aufwachen
@want <3> nicht|ned mehr (da|hier) sein
nicht|nie mehr aufwachen
kein|keinen|keine <3> sinn|lust|grund|kraft <5> leben|lebens
leben <3> kein|keinen|sinnlos|satt|müde
leben <3> nehmen|beenden|genommen|beendet
lebensmüde
mich|mir|sich <3> umbringen|umzubringen|umgebracht|erhängen|aufhängen|ritzen|verletzen|antun
bringe|bring mich um
ritze|verletze|schneide|verletzt|ritzt <2> mich|sich|selbst
kein|keinen ausweg
ohne mich besser
besser ohne mich
nichts mehr <4> leben
nie|nicht geboren
leben <3> ein ende
aus dem leben geschieden|scheiden|genommen
last für <3> kinder|familie|alle
genug <2> leben
gegen <2> baum <2> fahren
will|mag|kann <1> nicht mehr leben
will <1> nicht mehr $
gefahr für mich|sich selbst
)";

constexpr char kViolence[] = R"(
häusliche*|haeusliche* gewalt
gewalt <3> beziehung|familie|ehe|hause|zuhause
vergewaltig*
misshandl*
missbraucht
frauenhaus
zwangsheirat*
zwangsverheirat*
stalker
gestalkt
mein|meine|meinem <2> @abuser <3> @hits <2> mich|uns|kinder
mein|meine <2> @abuser|er <2> hat <2> mich|uns <4> @hit
er|sie @hits <2> mich|uns|kinder
werde|wurde|wird <4> @hit
angst <3> vor <2> @abuser|ihm
angst|traue <4> nach hause
hause|zuhause|daheim <3> nicht <2> sicher
bringt mich|uns um
droht <3> mich|uns|mir <3> umzubringen|töten|schlagen
geflohen|flucht|geflüchtet <2> vor <2> @abuser|ihm
blaue flecken|flecke <3> von
sperrt|schließt mich <3> ein
kontrolliert <3> handy|alles
)";

constexpr char kNoShelter[] = R"(
obdachlos*
wohnungslos*
schlafe|schlafen|übernachte|wohne|lebe|penne <4> im|auf|unter <2> auto|strasse|wagen|park|bahnhof|brücke|zelt|keller|
garage
schlafe|penne|übernachte <5> couch|sofa|sofas
im auto|park|bahnhof|zelt|keller <2> schlafen|schlafe|wohnen|leben
auf der strasse <2> schlafen|leben|schlafe|gelandet
stehe|sitze|lande <2> auf der strasse
kein|keine|keinen <2> wohnung|unterkunft|schlafplatz|dach|bleibe|obdach
nirgends|nirgendwo <3> schlafen|wohnen
weiss nicht wo <4> schlafen|schlafe
rausgeworfen|rausgeschmissen
zwangsräumung*
notunterkunft
aus der|meiner wohnung geworfen|geflogen
keinen|ohne festen wohnsitz
couch zu couch
auf die strasse gesetzt
wohne|schlafe|lebe <3> notschlafstelle|obdachlosenheim
)";

constexpr char kLookAlikes[] = R"(
lache|lachen|langweile|langweilen|ärgere|schäme|arbeite <3> tot|tode
zu tode
zeit totschlagen|totzuschlagen
leben wie
obdachlosen|obdachlose <3> helfen|kochen|unterstützen
kein|keine|keinen wohnung|sinn mit|für|darin
)";

}  // namespace

const WordTable kGermanWords = {"de", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
