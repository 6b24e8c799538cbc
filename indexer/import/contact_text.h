// What stands in a cell for how to reach somebody, taken apart: "Riet, 0570-555 001, riet@example.org".
//
// Threads: safe. Errors: none; what is neither is a name, or words of no use. Cost: microseconds.
#pragma once

#include <string>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

struct ContactText {
  std::string telephone;  // The first of each; the others are in `rest`.
  std::string email;
  std::string website;
  std::string rest;  // A name, mostly.
};
ContactText ParseContactText(const std::string& cell);

// Whether a mail address or a telephone number is most likely the private one of the person named: a mobile number, an
// address with part of the name in it or with a provider for households.
bool IsPrivateTelephone(const std::string& telephone);
bool IsPrivateEmail(const std::string& email, const std::string& person);

// Contact data of a private person without that person's consent is taken out: the name, and what is likely theirs.
// Says what was taken out, never the data: "" if nothing was.
std::string DropPrivateContact(v1::Contact* contact);

// Takes what DropPrivateContact took out, compared with `before`, out of every other text of the activity too.
void DropPrivateTexts(const v1::Contact& before, v1::Activity* activity);

}  // namespace meedoen::indexer
