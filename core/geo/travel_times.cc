#include "core/geo/travel_times.h"

#include <algorithm>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/geo/place_table.h"

namespace meedoen {
namespace {

constexpr char kHeader[] = "from;to;means;minutes";
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr int kMostProblems = 20;

// A place that is known by its postcode lies within its doubt; the door of one that is known exactly may lie at the
// edge of a postcode that is not round.
constexpr double kBeyondDoubt = 2;

uint64_t KeyOf(int means, uint16_t from, uint16_t to) {
  return uint64_t{static_cast<uint32_t>(means)} << 32 | uint64_t{from} << 16 | to;
}

std::optional<uint16_t> Number(const std::string& text) {
  uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// What is wrong with a line; empty: `key` and `minutes` are set.
std::string ParseLine(const std::string& line, uint64_t* key, uint16_t* minutes) {
  const std::vector<std::string> cells = absl::StrSplit(line, ';');
  if (cells.size() != 4) return absl::StrCat(cells.size(), " columns where there should be 4");
  for (const int i : {0, 1}) {
    if (AreaKindOf(cells[i]) != AreaKind::kPostcode4) return "from and to must be postcodes of 4 digits";
  }
  if (cells[0] == cells[1]) return "from and to are the same; within one postcode the estimate is used";
  v1::Means means;
  if (!v1::Means_Parse(cells[2], &means) || means == v1::MEANS_UNSPECIFIED) {
    return "the means is not known; write FOOT, BICYCLE, PUBLIC_TRANSPORT, CAR, ...";
  }
  const std::optional<uint16_t> number = Number(cells[3]);
  if (!number.has_value() || *number > kMaxTravelTimeMinutes) {
    return absl::StrCat("minutes must be a whole number from 0 to ", kMaxTravelTimeMinutes);
  }
  *key = KeyOf(means, *Number(cells[0]), *Number(cells[1]));
  *minutes = *number;
  return "";
}

}  // namespace

absl::StatusOr<std::shared_ptr<const TravelTimes>> TravelTimes::Read(Env& env, const std::string& path) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string text, env.ReadFile(path, kMaxTravelTimesBytes));
  return Parse(text, path);
}

absl::StatusOr<std::shared_ptr<const TravelTimes>> TravelTimes::Parse(const std::string& text, const std::string& path,
                                                                      size_t most) {
  auto times = std::make_shared<TravelTimes>();
  Problems problems;
  int line_number = 0;
  for (const auto& raw : absl::StrSplit(text, '\n')) {
    std::string line(absl::StripAsciiWhitespace(raw));
    ++line_number;
    // Spreadsheet programs begin with a byte order mark.
    if (line_number == 1 && absl::StartsWith(line, kByteOrderMark)) line.erase(0, sizeof(kByteOrderMark) - 1);
    if (line_number == 1 && line != kHeader) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":1: the header must be ", kHeader));
    }
    if (line_number == 1 || line.empty()) continue;
    if (times->entries_.size() == most) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": more than ", most, " travel times; leave out what nobody travels"));
    }
    Entry entry{};
    const std::string wrong = ParseLine(line, &entry.key, &entry.minutes);
    if (wrong.empty()) {
      times->entries_.push_back(entry);
    } else if (problems.all().size() < kMostProblems) {
      problems.Add(absl::StrCat(path, ":", line_number), wrong);
    }
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  auto& entries = times->entries_;
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  const auto twice =
      std::adjacent_find(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key == b.key; });
  if (twice != entries.end()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": two lines from ", twice->key >> 16 & 0xFFFF, " to ",
                                                   twice->key & 0xFFFF, " with one means; keep one"));
  }
  return std::shared_ptr<const TravelTimes>(std::move(times));
}

std::optional<double> TravelTimes::Find(v1::Means means, uint16_t from, uint16_t to) const {
  const uint64_t key = KeyOf(means, from, to);
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), key,
                                      [](const Entry& entry, uint64_t wanted) { return entry.key < wanted; });
  if (found == entries_.end() || found->key != key) return std::nullopt;
  return found->minutes;
}

std::vector<uint16_t> TravelTimes::Within(v1::Means means, uint16_t from, double minutes) const {
  std::vector<uint16_t> within;
  const uint64_t first = KeyOf(means, from, 0), last = KeyOf(means, from, 0xFFFF);
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), first,
                                [](const Entry& one, uint64_t wanted) { return one.key < wanted; });
  for (; entry != entries_.end() && entry->key <= last; ++entry) {
    if (entry->minutes <= minutes) within.push_back(static_cast<uint16_t>(entry->key & 0xFFFF));
  }
  return within;
}

double TableTravel::Minutes(v1::Means means, const Leg& leg) const {
  if (leg.from_postcode4 != 0 && leg.to_postcode4 != 0) {
    const std::optional<double> minutes = times_->Find(means, leg.from_postcode4, leg.to_postcode4);
    if (minutes.has_value()) return *minutes;
  }
  return estimate_.Minutes(means, leg);
}

bool TableTravel::Estimated(v1::Means means, const Leg& leg) const {
  return estimate_.Estimated(means, leg) && !times_->Find(means, leg.from_postcode4, leg.to_postcode4).has_value();
}

double TableTravel::ReachMetres(v1::Means means, double minutes, const Origin& origin) const {
  double metres = estimate_.ReachMetres(means, minutes, origin);
  if (origin.postcode4 == 0 || origin.places == nullptr) return metres;
  for (const uint16_t postcode : times_->Within(means, origin.postcode4, minutes)) {
    const absl::StatusOr<Place> place = origin.places->Find(absl::StrCat(postcode));
    if (!place.ok()) continue;  // No activity can be there: a venue's postcode is in the table of places.
    const double to_centre = GreatCircleMetres(origin.home, {place->latitude, place->longitude});
    metres = std::max(metres, to_centre + kBeyondDoubt * place->doubt_metres);
  }
  return metres;
}

}  // namespace meedoen
