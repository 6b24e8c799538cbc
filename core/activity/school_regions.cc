#include <algorithm>
#include <iterator>

#include "absl/strings/numbers.h"
#include "core/activity/school_holidays.h"
#include "core/base/names.h"

namespace meedoen {
namespace {

// CBS codes of 2026 without GM, sorted. All of Groningen, Friesland, Drenthe, Overijssel and Noord-Holland; Flevoland
// but Zeewolde; Hattem; Eemnes. Middle: Utrecht, Zuid-Holland, Zeewolde, part of Gelderland. South: Noord-Brabant,
// Limburg, Zeeland, the rest of Gelderland. In two: De Ronde Venen (Abcoude), Neder-Betuwe (Dodewaard), Montferland
// (Didam), Altena (Hank, Dussen).
constexpr uint16_t kNorth[] = {14,   34,   37,   47,   59,   60,   72,   74,   80,   85,   86,   88,   90,   93,   96,
                               98,   106,  109,  114,  118,  119,  141,  147,  148,  150,  153,  158,  160,  163,  164,
                               166,  168,  171,  173,  175,  177,  180,  183,  184,  189,  193,  244,  303,  317,  358,
                               361,  362,  363,  373,  375,  376,  377,  383,  384,  385,  388,  392,  394,  396,  397,
                               399,  400,  402,  405,  406,  415,  417,  420,  431,  432,  437,  439,  441,  448,  450,
                               451,  453,  473,  479,  498,  532,  737,  765,  852,  880,  995,  1598, 1680, 1681, 1690,
                               1696, 1699, 1700, 1701, 1708, 1730, 1731, 1735, 1742, 1773, 1774, 1891, 1895, 1896, 1900,
                               1911, 1940, 1942, 1949, 1950, 1952, 1966, 1969, 1970, 1979, 1980};
constexpr uint16_t kMiddle[] = {
    50,   197,  200,  203,  213,  214,  216,  222,  228,  230,  232,  233,  243,  246,  262,  267,  269,  273,
    279,  281,  285,  289,  294,  301,  302,  307,  308,  310,  312,  313,  321,  327,  331,  335,  339,  340,
    342,  344,  345,  351,  352,  353,  355,  356,  482,  484,  489,  502,  503,  505,  512,  513,  518,  523,
    531,  534,  537,  542,  546,  547,  553,  556,  569,  575,  579,  589,  590,  597,  599,  603,  606,  610,
    613,  622,  626,  627,  629,  632,  637,  638,  642,  1509, 1525, 1581, 1586, 1621, 1783, 1842, 1859, 1876,
    1884, 1892, 1901, 1904, 1916, 1924, 1926, 1930, 1931, 1960, 1961, 1963, 1978, 1992};
constexpr uint16_t kSouth[] = {202,  209,  221,  225,  226,  252,  263,  268,  274,  275,  277,  293,  296,  297,  299,
                               654,  664,  668,  677,  678,  687,  703,  715,  716,  717,  718,  743,  744,  748,  753,
                               755,  757,  758,  762,  766,  770,  772,  777,  779,  784,  785,  794,  796,  797,  798,
                               809,  820,  823,  824,  826,  828,  840,  845,  847,  848,  851,  855,  858,  861,  865,
                               866,  867,  873,  879,  882,  888,  889,  893,  899,  907,  917,  928,  935,  938,  944,
                               946,  957,  965,  971,  981,  983,  984,  986,  988,  994,  1507, 1640, 1641, 1652, 1655,
                               1658, 1659, 1667, 1669, 1674, 1676, 1695, 1705, 1706, 1709, 1711, 1714, 1719, 1721, 1723,
                               1724, 1728, 1729, 1734, 1771, 1883, 1894, 1903, 1945, 1948, 1954, 1982, 1991};
constexpr uint16_t kNorthAndMiddle[] = {736};
constexpr uint16_t kMiddleAndSouth[] = {1740, 1955, 1959};

template <typename Codes>
bool Has(const Codes& codes, uint32_t code) {
  return std::binary_search(std::begin(codes), std::end(codes), code);
}

}  // namespace

uint8_t SchoolRegionsOf(std::string_view municipality_code) {
  uint32_t code = 0;
  const std::string_view digits = municipality_code.substr(std::min<size_t>(2, municipality_code.size()));
  if (!IsMunicipalityCode(municipality_code) || !absl::SimpleAtoi({digits.data(), digits.size()}, &code)) {
    return kAllSchoolRegions;
  }
  if (Has(kNorth, code)) return kSchoolNorth;
  if (Has(kMiddle, code)) return kSchoolMiddle;
  if (Has(kSouth, code)) return kSchoolSouth;
  if (Has(kNorthAndMiddle, code)) return kSchoolNorth | kSchoolMiddle;
  return Has(kMiddleAndSouth, code) ? kSchoolMiddle | kSchoolSouth : kAllSchoolRegions;
}

}  // namespace meedoen
