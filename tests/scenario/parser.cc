#include "tests/scenario/parser.h"

#include <cmath>
#include <numbers>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

constexpr char kDrawing[] = " .~=#^-+";
constexpr char kHome = 'C';
constexpr double kMetresPerDegree = 6'371'009.0 * std::numbers::pi / 180;

// A letter on the map, in characters from the top left.
struct Spot {
  char letter;
  int column;
  int row;
};

enum class Section { kNone, kMap, kActivity, kClient, kQuestion, kMunicipality, kExpected };

class Reader {
 public:
  Reader(const std::string& file) { scenario_.file = file; }

  void Read(const std::string& text) {
    for (size_t start = 0; start < text.size();) {
      const size_t end = std::min(text.find('\n', start), text.size());
      ++line_;
      if (const absl::Status read = ReadLine(text.substr(start, end - start)); !read.ok()) Say(line_, read);
      start = end + 1;
    }
  }

  absl::StatusOr<Scenario> Finish() {
    line_ = std::max(1, line_);
    Need(!scenario_.title.empty(), "\"Scenario: ...\" ontbreekt");
    Need(scenario_.now != absl::Time(), "\"Het is maandag 23 november 2026, 8:00.\" ontbreekt");
    Need(metres_ > 0, "\"Kaart: een teken is 100 meter.\" ontbreekt");
    Need(!scenario_.cases.empty(), "\"Cliënt\" ontbreekt");
    PutOnMap();
    PlaceActivities();
    for (Case& one : scenario_.cases) {
      if (one.expectations.empty()) Say(one.line, absl::InvalidArgumentError("voor deze cliënt wordt niets verwacht"));
      NameTried(&one);
      SetHome(&one);
      CheckLetters(one);
    }
    if (!problems_.empty()) return absl::InvalidArgumentError(problems_);
    return std::move(scenario_);
  }

 private:
  void Say(int line, const absl::Status& problem) {
    absl::StrAppend(&problems_, problems_.empty() ? "" : "\n", scenario_.file, ":", line, ": ",
                    std::string(problem.message()));
  }
  void Need(bool there, const std::string& problem) {
    if (!there) Say(line_, absl::InvalidArgumentError(problem));
  }

  absl::Status ReadLine(const std::string& line) {
    if (line.empty() || line[0] == '#') return absl::OkStatus();
    if (line[0] == '|') return ReadMapLine(line);
    if (line.starts_with("  ")) return ReadInside(line);
    return ReadHeading(line);
  }

  absl::Status ReadHeading(const std::string& line) {
    std::vector<std::string> parts;
    section_ = Section::kNone;
    if (HasForm(line, "Scenario: (.+)", &parts)) {
      scenario_.title = parts[0];
    } else if (HasForm(line, "Het is (.+), (\\d{1,2}):(\\d\\d)\\.", &parts)) {
      return ReadMoment(parts);
    } else if (HasForm(line, "Kaart: een teken is (\\d{1,5}) meter\\.", &parts)) {
      metres_ = std::stoi(parts[0]);
      section_ = Section::kMap;
    } else if (HasForm(line, "([A-Z]) = (.+)", &parts)) {
      return StartActivity(parts[0][0], parts[1]);
    } else if (HasForm(line, "Gebied ((?:BU|WK)?\\d+) ligt rond ([A-Z]), straal (\\d{1,5}) meter\\.", &parts)) {
      return AddArea(parts);
    } else if (line == "Cliënt") {
      section_ = Section::kClient;
      scenario_.cases.push_back({.line = line_});
    } else if (line == "Vraag" || line == "Verwacht") {
      if (scenario_.cases.empty()) return absl::InvalidArgumentError("eerst komt \"Cliënt\"");
      section_ = line == "Vraag" ? Section::kQuestion : Section::kExpected;
    } else if (HasForm(line, "Gemeente (.+)", &parts)) {
      MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(MunicipalityWords(), parts[0]));
      settings_ = &scenario_.settings[std::string(code)];
      section_ = Section::kMunicipality;
    } else {
      return NotUnderstood(
          line, "Scenario: ..., Het is ..., Kaart: ..., Gebied ..., K = ..., Cliënt, Vraag, Gemeente ..., Verwacht");
    }
    return absl::OkStatus();
  }

  absl::Status ReadMoment(const std::vector<std::string>& parts) {
    MEEDOEN_ASSIGN_OR_RETURN(scenario_.today, ReadDay(parts[0]));
    const int minutes = std::stoi(parts[1]) * 60 + std::stoi(parts[2]);
    if (minutes >= 24 * 60) return NotUnderstood(parts[1] + ":" + parts[2], "8:07");
    scenario_.now = FromLocal(scenario_.today, minutes);
    return absl::OkStatus();
  }

  absl::Status ReadMapLine(const std::string& line) {
    if (section_ != Section::kMap)
      return absl::InvalidArgumentError("dit lijkt een kaart, maar \"Kaart: ...\" gaat niet vooraf");
    if (line.size() < 3 || line.back() != '|')
      return absl::InvalidArgumentError("een regel van de kaart eindigt met |");
    if (width_ != 0 && line.size() != width_) {
      return absl::InvalidArgumentError(
          absl::StrCat("deze regel van de kaart is ", line.size() - 2, " tekens lang, de eerste ", width_ - 2));
    }
    width_ = line.size();
    for (size_t column = 1; column + 1 < line.size(); ++column) {
      const char sign = line[column];
      if (std::string_view(kDrawing).find(sign) != std::string_view::npos) continue;
      if (!absl::ascii_isupper(static_cast<unsigned char>(sign))) {
        return absl::InvalidArgumentError(
            absl::StrCat("het teken op plaats ", column,
                         " hoort niet op een kaart: hoofdletters zijn plekken; . ~ = # ^ - + "
                         "zijn tekening"));
      }
      for (const Spot& spot : spots_) {
        if (spot.letter == sign)
          return absl::InvalidArgumentError(absl::StrCat("de letter ", Letter(sign), " staat er twee keer"));
      }
      spots_.push_back({sign, static_cast<int>(column), row_});
    }
    ++row_;
    return absl::OkStatus();
  }

  // An area of the table of places around a letter of the map.
  absl::Status AddArea(const std::vector<std::string>& parts) {
    if (AreaKindOf(parts[0]) == AreaKind::kNone) return NotUnderstood(parts[0], "BU01500102, WK015001, 7412");
    for (const auto& [letter, area] : scenario_.areas) {
      if (area.code == parts[0] || letter == parts[1][0]) {
        return absl::InvalidArgumentError(
            absl::StrCat("het gebied ", parts[0], " of de letter ", parts[1], " is er al"));
      }
    }
    const auto radius = static_cast<uint32_t>(std::stoul(parts[2]));
    scenario_.areas[parts[1][0]] = {parts[0], 0, 0, radius, "GM0150", ""};
    return absl::OkStatus();
  }

  absl::Status StartActivity(char letter, const std::string& title) {
    if (letter == kHome) return absl::InvalidArgumentError("C is de cliënt; kies een andere letter");
    if (scenario_.activities.contains(letter)) {
      return absl::InvalidArgumentError(absl::StrCat("de letter ", Letter(letter), " heeft al een activiteit"));
    }
    section_ = Section::kActivity;
    activity_ = &scenario_.activities[letter];
    activity_lines_[letter] = line_;
    activity_->set_name(absl::StrCat("municipalities/GM0150/activities/", std::string(1, absl::ascii_tolower(letter))));
    activity_->set_title(title);
    activity_->mutable_provider()->set_name(absl::StrCat("Stichting ", title));
    activity_->set_role(v1::PARTICIPANT);
    activity_->set_status(v1::ACTIVE);
    activity_->mutable_place()->set_kind(v1::VENUE);
    return absl::OkStatus();
  }

  absl::Status ReadInside(const std::string& line) {
    const std::string text = Trim(line);
    const size_t colon = text.find(": ");
    if (colon == std::string::npos) return NotUnderstood(text, "Wanneer: dinsdag 10:00-12:00");
    const std::string key = text.substr(0, colon), value = Trim(text.substr(colon + 2));
    switch (section_) {
      case Section::kActivity:
        return ReadActivityLine(key, value, activity_);
      case Section::kClient:
        return ReadClientLine(key, value, &scenario_.cases.back());
      case Section::kQuestion:
        return ReadQuestionLine(key, value, &scenario_.cases.back().request);
      case Section::kMunicipality:
        return ReadMunicipalityLine(key, value, settings_);
      case Section::kExpected: {
        MEEDOEN_ASSIGN_OR_RETURN(Expectation expectation, ReadExpectation(key, value));
        expectation.line = line_;
        scenario_.cases.back().expectations.push_back(std::move(expectation));
        return absl::OkStatus();
      }
      default:
        return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" staat los; waar hoort dit bij?"));
    }
  }

  // The client's home is at kHomePoint, everything else as far from it as it is drawn.
  void PutOnMap() {
    const Spot* home = nullptr;
    for (const Spot& spot : spots_) {
      if (spot.letter == kHome) home = &spot;
    }
    if (home == nullptr) return Need(metres_ == 0, "op de kaart ontbreekt C: daar woont de cliënt");
    const double a_metre_east = 1 / (kMetresPerDegree * std::cos(kHomePoint.latitude * std::numbers::pi / 180));
    for (const Spot& spot : spots_) {
      const double east = (spot.column - home->column) * metres_, south = (spot.row - home->row) * metres_;
      scenario_.drawn[spot.letter] = {kHomePoint.latitude - south / kMetresPerDegree,
                                      kHomePoint.longitude + east * a_metre_east};
    }
    scenario_.drawn.erase(kHome);
    PutAreas();
  }

  // A letter of an area is one of no activity.
  void PutAreas() {
    for (auto& [letter, area] : scenario_.areas) {
      const auto drawn = scenario_.drawn.find(letter);
      if (drawn == scenario_.drawn.end() || scenario_.activities.contains(letter)) {
        Say(line_,
            absl::InvalidArgumentError(absl::StrCat("het gebied ", area.code, " heeft op de kaart een letter nodig, ",
                                                    Letter(letter), ", die geen activiteit is")));
        continue;
      }
      area.latitude = drawn->second.latitude;
      area.longitude = drawn->second.longitude;
      scenario_.drawn.erase(drawn);
    }
  }

  void PlaceActivities() {
    for (auto& [letter, activity] : scenario_.activities) {
      const auto drawn = scenario_.drawn.find(letter);
      const bool venue = activity.place().kind() == v1::VENUE;
      if (venue != (drawn != scenario_.drawn.end())) {
        Say(activity_lines_[letter], absl::InvalidArgumentError(absl::StrCat(
                                         Letter(letter), venue ? " staat niet op de kaart; teken haar, of zeg "
                                                                 "onder \"Plek:\" waar het is"
                                                               : " staat op de kaart, maar is niet op een "
                                                                 "vaste plek")));
        continue;
      }
      if (!venue) continue;
      activity.mutable_place()->mutable_resolved_coordinates()->set_latitude(drawn->second.latitude);
      activity.mutable_place()->mutable_resolved_coordinates()->set_longitude(drawn->second.longitude);
    }
    for (const auto& [letter, point] : scenario_.drawn) {
      if (!scenario_.activities.contains(letter)) {
        Say(line_, absl::InvalidArgumentError(
                       absl::StrCat("de letter ", Letter(letter), " op de kaart heeft geen activiteit")));
      }
    }
  }

  // Letters become names.
  void NameTried(Case* one) {
    for (std::string& tried : *one->request.mutable_client()->mutable_excluded_activities()) {
      const auto found = scenario_.activities.find(tried[0]);
      if (found == scenario_.activities.end()) {
        Say(one->line, absl::InvalidArgumentError(absl::StrCat("eerder geprobeerd: ", tried, " is geen activiteit")));
      } else {
        tried = found->second.name();
      }
    }
  }

  // By coordinates where no postcode, neighbourhood or district is told.
  static void SetHome(Case* one) {
    v1::Home* home = one->request.mutable_client()->mutable_home();
    if (home->municipality_code().empty()) home->set_municipality_code("GM0150");
    for (Place& place : one->homes) place.municipality_code = home->municipality_code();
    if (home->place_case() != v1::Home::PLACE_NOT_SET) return;
    home->mutable_coordinates()->set_latitude(kHomePoint.latitude);
    home->mutable_coordinates()->set_longitude(kHomePoint.longitude);
  }

  // Lists of letters are of activities that there are.
  void CheckLetters(const Case& one) {
    for (const Expectation& expectation : one.expectations) {
      std::string letters(expectation.letter == 0 ? 0 : 1, expectation.letter);
      for (const std::string& item : SplitList(expectation.expected)) {
        if (item.size() == 1) letters += item;
      }
      if (expectation.about == About::kExcluded) letters = expectation.expected.substr(0, 1);
      if (expectation.about == About::kAbove) letters = {expectation.expected.front(), expectation.expected.back()};
      for (const char letter : letters) {
        if (scenario_.activities.contains(letter)) continue;
        Say(expectation.line, absl::InvalidArgumentError(absl::StrCat(Letter(letter), " is geen activiteit")));
      }
    }
  }

  static std::string Letter(char letter) { return std::string(1, letter); }

  Scenario scenario_;
  std::string problems_;
  Section section_ = Section::kNone;
  int line_ = 0;
  int metres_ = 0;
  int row_ = 0;
  size_t width_ = 0;
  std::vector<Spot> spots_;
  std::map<char, int> activity_lines_;
  v1::Activity* activity_ = nullptr;
  v1::MunicipalitySettings* settings_ = nullptr;
};

}  // namespace

absl::StatusOr<Scenario> ParseScenario(const std::string& file, const std::string& text) {
  Reader reader(file);
  reader.Read(text);
  return reader.Finish();
}

}  // namespace meedoen::scenario
