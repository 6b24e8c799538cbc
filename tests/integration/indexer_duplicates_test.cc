// The commands about doubles, on the real program: two lists that know the same activity.
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class IndexerDuplicates : public IndexerProgram {
 protected:
  static std::string Listed(const std::string& id, const std::string& title) {
    return absl::StrCat(R"({"name": "municipalities/GM0150/activities/)", id, R"(", "title": ")", title,
                        R"(", "description": "Samen schilderen.", "provider": {"name": "Buurthuis De Bron"}, )",
                        R"("categories": ["creative"], "place": {"postcode": "7415", "address": "Dorpsweg 4"}, )",
                        R"("schedule": {"weekly_slots": [{"day": "TUESDAY", "start_time": "10:00", )",
                        R"("end_time": "12:00"}]}})", "\n");
  }
};

TEST_F(IndexerDuplicates, AreFoundListedAndDecidedOn) {
  Output({"places", "import", kSamplePlaces});
  Output({"import", "--source", "csv:een", Write("een.jsonl", Listed("een", "Schilderclub"))});
  Output({"import", "--source", "csv:twee", Write("twee.jsonl", Listed("twee", "Schilder-club De Bron"))});
  const std::string dry = Output({"duplicates", "find", "--dry-run"});
  EXPECT_THAT(dry, HasSubstr("suspected  GM0150/een  GM0150/twee"));
  EXPECT_THAT(dry, HasSubstr("titel gelijk, zelfde adres, zelfde tijd (di 10.00), zelfde aanbieder"));
  EXPECT_EQ(Output({"duplicates", "list"}), "") << "a dry run notes nothing";
  EXPECT_EQ(Output({"duplicates", "find", "--municipality", "GM0150"}), dry);
  EXPECT_EQ(Output({"duplicates", "list"}), dry);
  const std::string rejected =
      Output({"duplicates", "reject", "GM0150/twee", "GM0150/een", "--by", "Redactie Deventer"});
  EXPECT_THAT(rejected, HasSubstr("rejected  GM0150/een  GM0150/twee"));
  EXPECT_THAT(rejected, HasSubstr("by Redactie Deventer, "));
  EXPECT_EQ(Output({"duplicates", "find"}), "") << "never suspected again";
  EXPECT_EQ(Output({"duplicates", "list", "--state", "rejected"}), rejected);
  EXPECT_EQ(Output({"duplicates", "list", "--state", "suspected"}), "");
  Output({"duplicates", "undo", "GM0150/een", "GM0150/twee", "--by", "Redactie Deventer"});
  EXPECT_EQ(Output({"duplicates", "list", "--state", "suspected"}), dry);
  Output({"duplicates", "confirm", "GM0150/een", "GM0150/twee", "--by", "Redactie Deventer"});
  Output({"import", "--source", "csv:een", Write("een.jsonl", Listed("een", "Iets anders"))});
  EXPECT_THAT(Output({"duplicates", "list"}), HasSubstr("confirmed  GM0150/een  GM0150/twee"));
}

TEST_F(IndexerDuplicates, WhatCannotBeDecidedIsSaid) {
  Output({"places", "import", kSamplePlaces});
  Output({"import", Write("een.jsonl", Listed("een", "Schilderclub"))});
  const Finished unknown = Run({"duplicates", "confirm", "GM0150/een", "GM0150/nergens", "--by", "Redactie"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("nergens"));
  EXPECT_EQ(Run({"duplicates", "confirm", "GM0150/een", "GM0150/een"}).exit_code, 2) << "--by is missing";
  EXPECT_EQ(Run({"duplicates", "list", "--state", "misschien"}).exit_code, 2);
  EXPECT_EQ(Run({"duplicates"}).exit_code, 2);
}

}  // namespace
}  // namespace meedoen::testing
