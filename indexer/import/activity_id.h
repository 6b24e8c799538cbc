// Ids of activities from what a file calls them.
//
// Threads: safe. Errors: none; what cannot become an id is empty.
#pragma once

#include <string>
#include <string_view>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// Lower case, without accents, everything but letters and digits as one hyphen: "Koor 'De IJssel'" -> "koor-de-ijssel".
std::string Slug(std::string_view text);

// For a row without an id: the title's slug, cut to 50 characters, and 8 hexadecimal digits of a hash of provider,
// title and place. The same activity gets the same id in every file; a new title makes a new activity. `ordinal`: which
// one of those in the file that have these three in common, from 1.
std::string MadeUpId(const v1::Activity& activity, int ordinal = 1);

// What such an id is made of, in a form to compare: provider, title and place.
std::string IdentityText(const v1::Activity& activity);

}  // namespace meedoen::indexer
