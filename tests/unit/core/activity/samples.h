// An activity without faults, and what validation says of one with them.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/validate.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace meedoen::testing {

inline v1::Activity Parsed(const std::string& text) {
  v1::Activity activity;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &activity)) << text;
  return activity;
}

// A valid activity with the fields of `more`, in protobuf's text form, merged in.
inline v1::Activity ValidActivity(const std::string& more = "") {
  v1::Activity activity = Parsed(R"(
    name: "municipalities/GM0150/activities/koor-de-ijssel"
    title: "Koor De IJssel" description: "Samen zingen." provider { name: "Stichting De IJssel" }
    categories: "music_singing" role: PARTICIPANT status: ACTIVE place { kind: VENUE postcode: "7411AB" })");
  activity.MergeFrom(Parsed(more));
  return activity;
}

// "path: message" of every error, and "warning path: message".
inline std::vector<std::string> ProblemsOf(const v1::Activity& activity) {
  Problems problems;
  ValidateActivity(activity, &problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems.all()) {
    lines.push_back(absl::StrCat(problem.warning ? "warning " : "", problem.field, ": ", problem.message));
  }
  return lines;
}

}  // namespace meedoen::testing
