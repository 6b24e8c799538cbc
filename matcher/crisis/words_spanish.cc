#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

// Not yet reviewed by a native speaker; docs/crisis.md says so too.

constexpr char kClasses[] = R"(
@abuser = marido|esposo|pareja|novio|ex|exmarido|padre|hijo|hermano|mujer|esposa|padrastro|él
@hits = pega|golpea|maltrata|amenaza|golpeó|pegó|viola|acosa|persigue|ahorca|pegaba|golpeaba
)";

constexpr char kSuicide[] = R"(
suicid*
quiero|quisiera|quería|ojalá|deseo|ganas|prefiero <3> morir|morirme|muera|muerto|muerta|muerte|desaparecer
no <3> quiero|ganas|puedo|quisiera|quería|merece|vale <4> vivir|existir|despertar
quitarme|quitarse|quitar|quitó <2> vida
acabar|terminar|acabo <2> mi vida
acabar|terminar|acabo con todo|conmigo
quiero|quería|pienso|pensé|pensado|ganas <3> matarme|ahorcarme|cortarme|lastimarme
autolesion*
me corto|lastimo|autolesiono <3> brazos|venas|muñecas|sola|solo
hacerme|hago <2> daño
vida <3> no|sin|perdió <3> sentido|vale
no <3> sentido <3> vida|vivir
mejor <3> sin mí
no <3> salida
cansado|cansada|harto|harta de <3> vivir|vida
mejor muerto|muerta
no <3> nacido
carga para <3> familia|todos|hijos
dormirme|dormir <4> no despertar
peligro para mí mismo|misma
)";

constexpr char kViolence[] = R"(
violencia <2> doméstica|género|machista|familiar|intrafamiliar|casa|sexual|pareja
@abuser <3> me|nos <2> @hits
me golpea|maltrata|amenaza|persigue
miedo <4> @abuser
miedo <3> volver|ir|regresar <2> casa
violada|violaron|violación|maltratada|maltratado
abuso|abusó|abusaron <2> sexual*|mí
acosador
quiere matarme
me|nos <2> va a matar
no <3> segura|seguro|salvo <3> casa
huyo|huí|escapé|huyendo <2> de <2> @abuser
matrimonio forzado
levanta|levantó la mano
moretones <4> marido|esposo|pareja
controla|revisa <3> teléfono|celular|móvil
)";

constexpr char kNoShelter[] = R"(
sin hogar|techo|vivienda
duermo|dormimos|durmiendo|vivo|vivimos|viviendo <3> en|bajo <2> calle|coche|carro|auto|parque|estación|furgoneta|
puente|sofá
no <3> donde|dónde|lugar <2> dormir|vivir|quedarme|dormiré
no tengo|tenemos casa|hogar|techo
desahuci*
desaloj*
echaron|echado|echan|echó|botaron <4> casa|piso|departamento
estoy|quedé|quedamos|quedo|acabé en la calle
sin domicilio|dirección
de casa en casa
)";

constexpr char kLookAlikes[] = R"(
morir|morirme|muero|morirse de|por
matar el|mi tiempo|aburrimiento
vivir solo|sola|así|en|con|lejos
me pega|gana al|a|en ajedrez|las|la
cortarme el pelo
perro|perros|gato|gatos|animales sin hogar
ayudar|voluntario|voluntaria|voluntariado <5> sin hogar|techo
)";

}  // namespace

const WordTable kSpanishWords = {"es", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
