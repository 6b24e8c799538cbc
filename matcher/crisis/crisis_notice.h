// What the coach reads first where words point to a crisis, and whom to call.
//
// Threads: safe. Errors: CheckCrisisContact adds problems by field; else none. Cost: a few short texts.
#pragma once

#include <string>
#include <vector>

#include "core/base/problems.h"
#include "matcher/explain/wording.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::matcher {

// Whom anybody in the Netherlands can call; used where the settings name nobody. Sources: docs/crisis.md.
const std::vector<v1::CrisisContact>& NationalContacts();

// Those of `contacts` (of the settings) that are for any of the kinds, in their order; after them the national ones of
// each kind that `contacts` names nobody for. No telephone number twice.
std::vector<v1::CrisisContact> ContactsFor(const std::vector<v1::CrisisKind>& kinds,
                                           const std::vector<v1::CrisisContact>& contacts);

// The notice, for the coach, in plain Dutch or English: what to do before any activity, then a line for each of
// `contacts`, as ContactsFor gives them. It says nothing of what the client wrote. Empty without kinds.
std::string CrisisNotice(Language language, const std::vector<v1::CrisisKind>& kinds,
                         const std::vector<v1::CrisisContact>& contacts);

// What is wrong with a contact of a settings file; `path` names it.
void CheckCrisisContact(const std::string& path, const v1::CrisisContact& contact, Problems* problems);

}  // namespace meedoen::matcher
