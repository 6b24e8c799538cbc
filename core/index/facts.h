// What is known of one activity, as numbers: the row that columns.h spreads over arrays.
//
// Threads: safe. Errors: those of ExpandSchedule. Units: in the names; days and minutes since 1970-01-01 UTC.
// Cost: dominated by the expansion of the schedule, some 4 microseconds a session.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "core/index/columns.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/client.pb.h"

namespace meedoen {

// Bits of the column `flags`. Part of the snapshot's format.
namespace flag {
inline constexpr uint64_t kParticipant = 1ull << 0, kVolunteer = 1ull << 1, kBuddy = 1ull << 2, kSupport = 1ull << 3;
inline constexpr uint64_t kWomenOnly = 1ull << 4, kMenOnly = 1ull << 5;
inline constexpr uint64_t kPaused = 1ull << 6, kFull = 1ull << 7, kCancelled = 1ull << 8, kWaitingList = 1ull << 9;
inline constexpr uint64_t kHasPlace = 1ull << 10, kAtHome = 1ull << 11, kOnline = 1ull << 12, kServiceArea = 1ull << 13;
inline constexpr uint64_t kPickUp = 1ull << 14, kByAppointment = 1ull << 15, kHasTimes = 1ull << 16;
inline constexpr uint64_t kMet = 1ull << 17, kTrial = 1ull << 18, kCompanion = 1ull << 19;
inline constexpr uint64_t kFirstFree = 1ull << 20, kCityPass = 1ull << 21, kDropIn = 1ull << 22, kSignUp = 1ull << 23;
inline constexpr uint64_t kAgeKnown = 1ull << 24, kVog = 1ull << 25;
inline constexpr int kAccessYesShift = 32;  // 5 bits in the order of `Need`.
inline constexpr int kAccessNoShift = 40;
inline constexpr int kDutchLevelShift = 48;  // 3 bits, DutchLevel.
inline constexpr int kWayInShift = 52;       // 3 bits, WayIn.
}  // namespace flag

// What a client can need of a place; bits of the two groups of `flags` above.
enum Need : uint32_t { kWheelchair = 1, kStepFreeToilet = 2, kHearingLoop = 4, kLowStimulus = 8, kSeating = 16 };
uint32_t NeedsOf(const v1::Needs& needs);
inline uint32_t AccessYes(uint64_t flags) { return (flags >> flag::kAccessYesShift) & 31; }
inline uint32_t AccessNo(uint64_t flags) { return (flags >> flag::kAccessNoShift) & 31; }

inline constexpr int32_t kNoDay = std::numeric_limits<int32_t>::min();
inline constexpr int32_t kNever = std::numeric_limits<int32_t>::max();
inline constexpr int32_t kUnknownCents = -1;
inline constexpr int32_t kNotFreeCents = -2;  // It costs money, but what a visit costs is not known.
inline constexpr uint16_t kUnknownPlaces = 0xFFFF;

// A bit for each common language; bit 31 for all others.
uint32_t LanguageMask(const google::protobuf::RepeatedPtrField<std::string>& languages);
uint32_t GoalMask(const google::protobuf::RepeatedField<int>& goals);
uint64_t CategoryMask(const google::protobuf::RepeatedPtrField<std::string>& categories);

// The first 8 bytes of the SHA-256 of a resource name.
uint64_t NameHash(std::string_view name);

struct Session {
  int32_t start_minute;  // Since the Unix epoch.
  uint16_t length_minutes;
  friend bool operator==(const Session&, const Session&) = default;
};

struct RowFacts {
#define MEEDOEN_FIELD(type, name) type name = 0;
  MEEDOEN_COLUMNS(MEEDOEN_FIELD)
#undef MEEDOEN_FIELD
  // Codes of the areas whose inhabitants reach it without travelling: pick-up, at home, service area; "NL" for online.
  std::vector<std::string> areas;
  std::vector<Session> sessions;  // Sorted; from the day before `today` to kMaxHorizonDays after it.
};

// The facts on `today`. `visit_cents` is the stated price a visit, or a course's price by its sessions, or 0 for a
// voluntary donation; a price a month or a year, or of a course of unknown length,
// says nothing certain about a visit: kNotFreeCents if it is above 0.
absl::StatusOr<RowFacts> FactsOf(const v1::Activity& activity, absl::CivilDay today);

}  // namespace meedoen
