// Headers of prices that say per what: "Bijdrage p/m", "Kosten per les", "Prijs p.p. per keer".
//
// Inside indexer/import only. Threads: safe. Errors: none.
#pragma once

#include <string_view>

namespace meedoen::indexer {

// Of a folded header ("bijdrage_p_m") the column of the template ("kosten_per_maand"), or "kosten" where it does not
// say per what. Empty: it is no such header.
std::string_view PriceColumnOf(std::string_view header);

}  // namespace meedoen::indexer
