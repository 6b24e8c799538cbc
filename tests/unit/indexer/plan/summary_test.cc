#include "indexer/plan/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace meedoen::indexer {
namespace {

TEST(ImportSummaryTest, SaysWhatHappensInBothLanguages) {
  v1::ImportActivitiesResponse response;
  response.set_created(2);
  response.set_withdrawn(3);
  response.set_unchanged(40);
  response.set_refused(1);
  EXPECT_EQ(ImportSummaryText(response, "nl", true),
            "2 nieuw; 3 staan niet meer in de lijst en gaan weg; 40 gelijk gebleven; 1 rij is geweigerd, zie de "
            "meldingen.");
  EXPECT_EQ(
      ImportSummaryText(response, "en", false),
      "2 new; 3 are no longer in the list and go; 40 unchanged; 1 row is refused, see the messages. Nothing has been "
      "stored yet.");
}

TEST(ImportSummaryTest, SaysThatNothingChanges) {
  v1::ImportActivitiesResponse response;
  response.set_unchanged(40);
  EXPECT_EQ(ImportSummaryText(response, "", true), "Het bestand verandert niets. 40 gelijk gebleven.");
}

TEST(ImportSummaryTest, WarnsOfTheGuard) {
  v1::ImportActivitiesResponse response;
  response.set_withdrawn(30);
  response.set_guard("would withdraw");
  EXPECT_THAT(ImportSummaryText(response, "nl", false), ::testing::HasSubstr("--force"));
}

}  // namespace
}  // namespace meedoen::indexer
