#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

constexpr char kClasses[] = R"(
@not = dont|not|cant|cannot|dnt|never|wont|no|didnt
@spouse = husband|wife|partner|boyfriend|girlfriend|ex|exhusband|expartner|spouse|fiance|bf
@kin = father|mother|dad|mum|mom|stepdad|stepfather|stepmother|son|sons|daughter|brother|brothers|uncle|family|
parents|flatmate
@they = he|she|they|someone|somebody|who
@me = me|us
@hits = hits|hit|hitting|beats|beat|beating|kicks|kicked|punches|punched|slaps|slapped|chokes|choked|strangles|
strangled
@hits = threatens|threatened|threatening|abuses|abused|abusing|rapes|raped|stalks|stalked|stalking|hurts|hurting|
attacks|attacked
@sleep = sleep|sleeps|sleeping|slept
)";

constexpr char kSuicide[] = R"(
suicide*~
suicid*
sucid*
kill*|hang|hanging|drown|harm|harming|harmed|hurt|hurting|hurts|cut|cutting|burn|burning|shoot|poison <2> myself|
herself|himself
self harm*
selfharm*
unalive
want|wanted|wanna|wants|wish|rather <4> die|dying
feel|felt like dying
want|wanted|wish|wanna|better <4> be dead
wish <4> dead
rather be|better off dead
wish <4> never <2> born
@not <3> want|wanna|wish <3> live|exist|alive
@not want|wanna|wish|wanted to be here any|anymore
@not want|wanna to wake up
never wake up
not be|being here any|anymore
better off without me
nobody|noone|no <3> miss me
end|ended|ending|take|took|taken|taking my|his|her|their (own) life
end it all
ending it
thoughts|thinking <3> of ending|dying
life <3> not worth
not worth living
isnt worth living
life <4> no meaning|point
@not|no <5> reason|point|will|wish <4> live|living|alive
cant|cannot go on <2> any|anymore|living|like
tired of living|life
done with life|living
no way out
cutting again|myself
cut|cutting|cuts my wrists|arms|legs
overdose*
overdosed
took <4> pills
jump|jumped|jumping <3> front <4> train
suicide note
better off dead|gone
and not|never wake up
@not <3> wake up again|anymore|tomorrow
nothing <3> live for
ending things|everything
want|wanna|wish to|i <2> disappear|vanish
wish|better id|i|had never been born
burden to|on everyone|everybody|family
driving|drive|crash|crashing into a|an tree|wall|traffic|bridge
enough of|with life|living
happier|better|easier <3> if i|im <1> gone|dead|not
if i was|were|wasnt|werent <1> gone|here|around|dead
point of|in being|staying|living alive|here
dont want to anymore $
no|any <2> reason to carry|go|keep on|going
nothing <3> keeps|keeping me here
danger|risk|threat to myself|himself|herself
dangerous to|for myself
not|dont <2> safe from|with|around myself
afraid|scared|frightened of myself
dying|dead <1> sounds|seems|looks <2> peaceful|nice|good|restful|easier|better|relief|quiet|calm
death sounds|seems <2> peaceful|restful|easier|relief|calm
sounds|seems|would <3> peaceful|nice|restful|easier|relief <2> be dead
want|wanna|wish|rather|would <4> follow|join <1> my late|dead|deceased
want|wanna|wish|rather|would <3> be with my late|dead|deceased
want|wanna|wish <2> be|join <4> in heaven
)";

constexpr char kViolence[] = R"(
domestic <2> violence|abuse|abuser
sexual* <2> abuse*|assault*|violence
abusive
abuser
honour based
forced <2> marriage
force|forcing|forced|forces <4> marry|marriage
honor killing
rape|raped
sexually assaulted
trafficked|trafficking
womens refuge|shelter
@spouse|@kin <4> @hits <2> @me
@spouse|@kin <4> @hits <2> my kids|children
@they <3> @hits <2> @me
@they <4> hits|beats <3> kids|children
hit|beaten|beat|hurt|abused|threatened|attacked|stalked|strangled <3> by <3> @spouse|@kin
been|being|was|get|got|getting <2> beaten|abused|stalked|threatened|strangled
stalker|stalking
violent <2> @spouse|relationship|marriage|home|father
@spouse|@kin <3> violent|aggressive
gets violent|aggressive
afraid|scared|frightened|terrified|fear <2> of (my|the) (ex) @spouse|@kin|him|her
afraid|scared|frightened|terrified <2> to go|be|return|come|stay|live|sleep (back|at) home
afraid|scared|frightened|terrified at home $|because|and|when
@not <2> feel|safe <2> safe <3> home|him|her|husband
@not <2> safe <3> home
unsafe <3> home
kill|hurt|stab|shoot <2> @me if
threat*|going|will|wants|says|said <5> kill @me
threat* <4> knife|gun
@spouse|@kin|@they <2> cant|cannot|doesnt|wont <2> find @me
hiding|fled|escaped|escape|run|ran <3> from <2> @spouse|@kin|him
im|i <1> not allowed (to) <2> out|outside|leave
wont|doesnt|never (let|lets) me (go|leave) out|leave|house
locks|locked @me <2> in|up
slaps|punches|kicks|chokes|strangles|slapped|punched|choked|strangled|beating me
checks|tracks|controls <2> my phone|money|everything|messages
wont|doesnt|never|not let|lets|allow|allows me <3> see|leave|go|out|work|talk|meet
hands|hand <2> around|round|on|my <3> throat|neck
grabbed <3> by <2> throat|neck|hair
bruises|bruise <3> from|by
black eye from|by
throws things|stuff|plates at
restraining order
@spouse|he|she <6> wont|doesnt leave me|us alone
@spouse|@kin|@they <1> follows|following|stalks me|us
@spouse|@kin <2> @hits <1> my|our mum|mom|mother|sister|brother|kids|son|daughter
@spouse|he|she|@kin was|is|gets|got|becomes <3> violent|abusive|aggressive
marry <3> dont want
)";

constexpr char kNoShelter[] = R"(
homeless
@sleep|living|live|lived|stay|staying <4> in (my|the|a|our) car|van|park|station|garage|shed|tent|doorway
@sleep|living|live|lived|ended <4> on|under (the|a) street|streets|bench|bridge
@sleep rough
rough sleep*
on the streets since|now|again|tonight
sofa|couch surf*
sofasurf*|couchsurf*
@sleep|staying|crashing <5> on <4> sofa|couch|sofas|couches|floor
nowhere <1> to sleep|stay|live|go
no|nowhere place|bed|roof|home|shelter <2> to sleep|stay|live
no <2> roof over
without <2> roof|shelter
no (fixed) abode
@not <2> know where <5> sleep|stay|live <2> tonight
where <4> sleep tonight
evict*
kicked|threw|thrown|throwing|kicking <2> me|us|out out|of|house|flat
kicked|thrown <4> out <3> home|house|flat|parents|my
lost my|our home|house|flat|apartment
no house|home any|anymore
night shelter
between places|homes|houses
crashing with|at|on
couch|sofa hopping|hop
no (fixed|home|permanent) address
living out of my|our|a car|suitcase|bag
no place|home to live|go|stay
stay|staying|live|living|sleep|sleeping <2> at|in a|the shelter|hostel|refuge
car is <1> my|our home|bed|house
home is <1> my|our car|van
lease|tenancy|contract <3> ends|ending|ended
roof over my|our head|heads
losing|lose my|our home|house|flat|apartment|room
being|been|be|get|getting put out of my|our|the home|house|flat|apartment
put|putting me|us out of
nowhere|no <2> to spend|pass the night
nowhere for <2> to sleep|stay|live
)";

constexpr char kLookAlikes[] = R"(
# Death and killing as a manner of speaking.
dying|die to|for|of|from a|learn|try|see|dance|meet|get|laughter|boredom|go
kill* time|boredom|hours|it|for|two
dead tired|line|lines|gorgeous|easy|simple|quiet|end
bored|tired|scared to death
murder a
like|love to die of|laughing
suicide squad|bomber|bombing|mission
volunteer*|course|training|help|work|job|learn <5> suicide prevention
volunteer*|help|helping|work|cook|cooking|soup|clothes <6> homeless
homeless cat|cats|dog|dogs|animal|animals|pet|pets
shelter cat|cats|dog|dogs|animals
hit <2> gym|road|ball|pool
beat|beats|beating <3> at|in (table) tennis|chess|cards|draughts|darts|scrabble|pool
beats|beat me|us at
live in the|my past
dont|not want to live in|closer|near|alone|far|with|next
lost|lose|losing my home|house|flat key|keys
nowhere|no to go dancing|swimming|for|with|on
wake up early|before|in|at|late
sleep|sleeping <5> tent|tents with
crash course
volunteer*|help|helping|work <4> at|in a|the shelter
before i die
rather die than
take my life back|into|in
home alone|late|in
walking|cycling|driving|biking home
email address
have a roof
overdose*|overdosed of|on <1> fun|caffeine|coffee|sugar|chocolate|culture|cuteness|nature|tv|news|music|love|cake|
sunshine|laughter|energy|nostalgia|christmas
host|hosting <2> couch|sofa surf*
host|hosting <2> couchsurf*|sofasurf*
couch|sofa surf* <1> host|hosting|abroad|holiday|holidays|travel*
couchsurf*|sofasurf* <1> host|hosting|abroad|holiday|holidays|travel*
dogs|cats|animals|horses|pets|puppies|donkeys that|who|which <3> abused|beaten|threatened|homeless
suicide prevention <3> volunteer*|course|training|workshop
prevent|preventing suicide|suicides <3> volunteer*|course|training|workshop
volunteer*|course|training|workshop <5> prevent|preventing suicide|suicides
)";

}  // namespace

const WordTable kEnglishWords = {"en", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
