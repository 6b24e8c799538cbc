#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {
namespace {

// Not yet reviewed by a native speaker; docs/crisis.md says so too.

constexpr char kClasses[] = R"(
@abuser = kocam|eşim|sevgilim|babam|abim|ağabeyim|oğlum|kardeşim|nişanlım|üvey|ailem|annem
@fromabuser = kocamdan|eşimden|sevgilimden|babamdan|abimden|ağabeyimden|oğlumdan|kardeşimden|nişanlımdan|ailemden|
ondan
@me = beni|bizi|bana|bize|annemi|anneme|çocukları|çocuklarımı|çocuklara|çocuğumu
@hits = dövüyor|dövüyo|dövdü|döver|dövüyorlar|dövmüş|vuruyor|vuruyo|vurdu|vurur|tekmeliyor|tekmeledi|tokatlıyor|
tokatladı
@hits = boğazladı|boğmaya|tehdit|saldırdı|saldırıyor
)";

constexpr char kSuicide[] = R"(
intihar*
# Wanting to die.
ölmek <3> isti*|istey*|isted*|ister*
ölsem <3> kurtul*|iyi|keşke
keşke ölsem|ölseydim|ölsem|doğmasaydım
öleyim <2> kurtul*|artık|istiyorum
# Not wanting to live.
yaşamak <3> istemi*|istemed*|istemez*
yaşamaya <3> değmez|gücüm|gerek
yaşamanın|hayatın|hayatımın <3> anlamı|manası|amacı <3> kalmadı|yok|kayboldu
yaşama|yaşamak sebebim|nedenim|isteğim|sebep|neden <3> kalmadı|yok|göremiyorum
yaşamaktan|hayattan <3> bıktım|bezdim|usandım|yoruldum
hayatıma|canıma|yaşamıma <2> son|kıy*
hayatına|yaşamına son verdi|vermek
uyanmak istemi*
yok olmak isti*
bensiz <3> daha iyi|rahat
ben olmasam|olmasaydım <3> iyi
çıkış yolu <2> yok|göremiyorum|bulamıyorum|kalmadı
# Self-harm.
kendimi|kendini <3> öldür*|asmak|asacağım|astı|kesiyorum|kesmek|yaralıyorum|yaralamak
kendime|kendine <3> zarar*
bileklerimi|kollarımı <2> kes*
hayatın|hayatımın|yaşamın|yaşamanın <5> anlamı <3> yok|kalmadı
keşke <3> doğmasaydım|ölseydim
bu dünyadan|hayattan gitmek|göçmek|ayrılmak isti*
her şeyi bitirmek isti*
kaybolup gitmek isti*
kimseye yük olmak|oluyorum
ölüp <2> kurtul*|gitmek|gideyim
yaşamak için <2> sebep|neden|sebebim|nedenim <2> yok|kalmadı|göremiyorum
ölen|ölmüş|rahmetli|merhum <2> yanına gitmek <1> isti*
ölmek|ölüm <2> huzurlu|huzur|rahat|kurtuluş|kolay gel*|görün*|gibi|olur
kendim için <1> tehlike*
kendime <1> tehlike*
kendimden kork*
)";

constexpr char kViolence[] = R"(
aile içi|içinde şiddet
ev içi|içinde şiddet
evde|kocamdan|eşimden|babamdan|fiziksel|cinsel <3> şiddet*
şiddet* <3> gör*|uygul*|mağdur*|maruz*|uğra*|kurban*|yaşıyorum|yaşadım
dayak <2> yiyor*|yedim|yedik|atıyor|attı
dövülüyor*
@me <3> @hits
@abuser <4> dövüyor|dövüyo|dövdü|döver|tehdit|saldırdı|tokat*
@hits <2> beni|bizi
bana el kaldır*
tehdit ed*
beni|bizi <3> öldür*
tecavüz*
istismar*
taciz*
zorla evlen*
beni takip ediyor
peşimi bırakmıyor
@fromabuser <4> kork*|kaçtım|kaçıyorum|kaçmak
eve gitmeye|dönmeye|gitmekten|dönmekten|girmeye|gelmeye <2> kork*
evde <3> güvende|güvenli <2> değil*|hissetmi*
sığınma ev*
kadın sığınma*
çıkmama izin verm*
beni eve kilitl*
bana <3> zarar ver*
morluk*
saçımdan|boğazımdan|boğazıma tut*|çek*|sarıl*
telefonumu karıştır*|kontrol
kimseyle görüştürm*
evlenmeye zorl*
beni <4> evlendir*
zorla <2> evlendir*
evde olmaktan|kalmaktan|durmaktan|bulunmaktan <2> kork*
)";

constexpr char kNoShelter[] = R"(
evsiz*
sokakta <3> yat*|kaldım|kaldık|kalıyor*|yaşıyor*|uyu*|kalacağ*
sokağa atıl*|attı*|düştü*
kalacak|yatacak|uyuyacak|sığınacak|barınacak <3> yer*
gidecek <3> yer* <2> yok*|kalmadı
arabada|arabamda|parkta|istasyonda|garajda|otogarda|camide|bankta|çadırda <3> yat*|uyu*|kalıyor*|yaşıyor*
arkadaşımda|arkadaşta|kanepede|koltukta <3> yatıp|yatıyor*|uyuyor*
evden <3> atıl*|attı*|kovu*|kovd*|çıkarıl*|çıkardı*|atıyor*
evimizden|evimden <2> atıl*|çıkarıl*|oluyor*|oldum
tahliye ed*
nerede <2> uyuyacağ*|yatacağ*|kalacağ*
evim|evimiz <2> yok*
başımı sokacak*
yersiz yurtsuz
geceyi|geceleri|geceleri|gece <3> parkta|sokakta|arabada|dışarıda|istasyonda
sokağa atıldık|atıldım|attılar|kaldık
kirayı ödeyemedi* <4> çık*
arkadaşlarda|arkadaşlarımda|tanıdıklarda|akrabalarda|otelde <2> kalıyor*
geceleri|gece <2> dışarıda <2> kal*|yat*
ev yok
yatmak|uyumak|kalmak için <2> yer* <1> yok*
ev sahibi|sahibim|sahibimiz <3> çıkarıyor|çıkaracak|çıkardı|atıyor|atacak|kovuyor
)";

constexpr char kLookAlikes[] = R"(
gülmekten|meraktan|sıkıntıdan|sıkıntısından|açlıktan|utançtan|korkudan|soğuktan|sıcaktan <2> öl*
için öl*
vakit|zaman|zamanı|vakti öldür*
evsiz|sokak|sokakta hayvan*|kedi*|köpek*|yaşayan
evsizlere|evsizler <3> yardım|yemek|gönüllü
yaşamak istemiyorum yalnız
yalnız yaşamak istemi*
yük olmak istemi*
burada|evde|mahallede|şehirde|yalnız|tek|köyde (başıma) yaşamak
doktor*|doktorum <3> takip
yalnız|başıma evde
mezarının yanına
şiddet|eziyet gören|görmüş <1> hayvan*|kedi*|köpek*
istismar|taciz edilen|edilmiş hayvan*|kedi*|köpek*
intihar* <1> önleme* <4> gönüllü*|eğitim*|kurs*
gönüllü*|eğitim*|kurs* <3> intihar* <1> önle*
)";

}  // namespace

const WordTable kTurkishWords = {"tr", kClasses, kSuicide, kViolence, kNoShelter, kLookAlikes};

}  // namespace meedoen::matcher
