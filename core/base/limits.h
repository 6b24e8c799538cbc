// Every bound on what comes from outside, in one place. Each has a test at it and above it; tests/tidy checks that.
#pragma once

#include <cstddef>
#include <cstdint>

namespace meedoen {

// Texts, in characters (Unicode code points).
inline constexpr size_t kMaxTitleCharacters = 200;
inline constexpr size_t kMaxDescriptionCharacters = 4000;
inline constexpr size_t kMaxNoteCharacters = 1000;  // Every other text of an activity.
inline constexpr size_t kMaxWishCharacters = 300;

// Counts in one activity.
inline constexpr int kMaxCategories = 5;
inline constexpr int kMaxGoals = 9;
inline constexpr int kMaxLanguages = 20;
inline constexpr int kMaxAreaCodes = 100;
inline constexpr int kMaxWeeklySlots = 21;
inline constexpr int kMaxRecurrences = 10;
inline constexpr int kMaxSingleDates = 100;
inline constexpr int kMaxExceptionDates = 200;
inline constexpr int kMaxOccurrences = 500;  // Sessions kept of one activity within the horizon.
inline constexpr int kMaxHorizonDays = 120;
inline constexpr size_t kMaxRuleBytes = 300;  // One RFC 5545 rule.
inline constexpr int kMaxRuleInterval = 60;
inline constexpr int kMaxRuleCount = 1000;
inline constexpr uint32_t kMaxCourseSessions = 500;
inline constexpr uint32_t kMaxCommitmentMonths = 120;
inline constexpr uint32_t kMaxPeople = 100'000;  // Of a group, a capacity, a waiting list.
inline constexpr size_t kMaxSourceCharacters = 63;
inline constexpr uint32_t kMaxCents = 1'000'000;
inline constexpr uint32_t kMaxAgeYears = 120;

// The Netherlands, degrees of WGS 84.
inline constexpr double kMinLatitude = 50.7;
inline constexpr double kMaxLatitude = 53.7;
inline constexpr double kMinLongitude = 3.2;
inline constexpr double kMaxLongitude = 7.3;

// A client.
inline constexpr int kMaxWishes = 10;
inline constexpr int kMaxDislikes = 10;
inline constexpr int kMaxAvailabilityWindows = 28;
inline constexpr int kMaxExcludedActivities = 500;
inline constexpr uint32_t kMaxTravelMinutes = 180;
inline constexpr uint32_t kMaxSuggestions = 50;
inline constexpr int kMaxMeans = 8;
inline constexpr int kMaxMeansLimits = 16;
inline constexpr int kMaxRoleShares = 8;
inline constexpr int kMaxRoles = 4;
inline constexpr int kMaxRequestCategories = 64;  // Asked for, and as many not wanted.

// Files and messages.
inline constexpr size_t kMaxMessageBytes = 4 << 20;    // One gRPC message.
inline constexpr size_t kMaxAnswerBytes = 64 << 20;    // One gRPC message from a server of ours: a whole revision.
inline constexpr size_t kMaxErrorMessageBytes = 1000;  // Of one gRPC status: with the details below 8 KiB of headers.
inline constexpr size_t kMaxErrorDetailBytes = 2500;
inline constexpr size_t kMaxImportBytes = 64 << 20;  // One imported file.
inline constexpr size_t kMaxImportRows = 100'000;
inline constexpr size_t kMaxCellBytes = 65'536;  // One cell or JSON line field of an import.
inline constexpr size_t kMaxImportColumns = 200;
inline constexpr size_t kMaxHeaderSearchRows = 50;    // How far down a spreadsheet its header is looked for.
inline constexpr size_t kMaxMappingBytes = 64 << 10;  // Which column of a spreadsheet is which of ours.
inline constexpr uint64_t kMaxZipEntries = 2'000;     // Of an .xlsx file ...
inline constexpr uint64_t kMaxZipEntryBytes = uint64_t{256} << 20;  // ... one part of it, unpacked ...
inline constexpr uint64_t kMaxZipRatio = 200;  // ... and how many times as large as packed it may be, above 1 MiB.
inline constexpr size_t kMaxSheetCells = 5'000'000;
inline constexpr size_t kMaxSharedStrings = 1'000'000;
inline constexpr int kMaxXmlDepth = 64;
inline constexpr size_t kMaxReportedProblems = 10'000;
inline constexpr size_t kMaxFieldTextCharacters = 200;  // Of one field in the report of an import's changes ...
inline constexpr size_t kMaxChangesBytes = 2 << 20;     // ... and all of that report.
inline constexpr size_t kMaxDuplicatePairs = 10'000;    // In one answer.
inline constexpr int kMaxDuplicateLinks = 20;           // Of one activity; the most alike are kept.
inline constexpr uint32_t kMaxAgeingDays = 3'650;
inline constexpr size_t kMaxManifestBytes = 1 << 20;                   // MANIFEST and CURRENT of a snapshot.
inline constexpr uint64_t kMaxSnapshotFileBytes = uint64_t{64} << 30;  // One file of a snapshot that is fetched ...
inline constexpr size_t kMaxSnapshotPartBytes = 1 << 20;               // ... and one part of it.
inline constexpr size_t kMaxPlaces = 1'000'000;
inline constexpr uint32_t kMaxPageSize = 500;
inline constexpr uint32_t kMaxDiffEntries = 10'000;  // Activities listed of a difference between snapshots.
inline constexpr uint32_t kMaxSnapshotsKept = 1'000;

// Settings and travel times of a matcher.
inline constexpr size_t kMaxSettingsBytes = 1 << 20;  // One file.
inline constexpr size_t kMaxSettingsFiles = 500;
inline constexpr int kMaxCrisisContacts = 20;
inline constexpr size_t kMaxTelephoneCharacters = 30;
inline constexpr size_t kMaxContactNoteCharacters = 300;
inline constexpr int kMaxBorders = 50;  // Municipalities that one shares activities with.
inline constexpr size_t kMaxTravelTimesBytes = size_t{64} << 20;
inline constexpr size_t kMaxTravelTimes = 2'000'000;
inline constexpr uint16_t kMaxTravelTimeMinutes = 600;
inline constexpr uint32_t kMaxNearMisses = 20;
inline constexpr size_t kMaxNearRows = 200;  // Rows that are tried as near-misses.

// The model and its queue.
inline constexpr size_t kMaxModelFileBytes = size_t{4} << 30;
inline constexpr int kMaxDimension = 4096;
inline constexpr int kMaxModelTokens = 8192;
inline constexpr size_t kMaxEmbeddedCharacters = 8000;  // One text; what comes after the model's tokens is not read.
inline constexpr int kMaxEmbeddingThreads = 64;
inline constexpr int kMaxQueuedEmbeddings = 256;
inline constexpr int kQueryCacheEntries = 4096;

// The catalogue.
inline constexpr uint32_t kMaxActivities = 2'000'000;
inline constexpr int kMaxConcurrentSuggests = 16;
inline constexpr int kMaxQueuedSuggests = 64;
inline constexpr int kMaxRevisionWaits = 128;  // Suggests that wait for a revision, beside those above.
inline constexpr int kMaxConcurrentCatalogCalls = 16;
inline constexpr int kMaxQueuedCatalogCalls = 256;
inline constexpr int kMaxConcurrentImports = 1;  // Each holds its file in memory.
inline constexpr int kMaxQueuedImports = 8;
inline constexpr int kMaxConcurrentExports = 2;  // Each holds on to what is overwritten while it runs.
inline constexpr int kMaxQueuedExports = 8;
inline constexpr uint32_t kMaxKeptBackups = 10'000;
inline constexpr int kMaxWatchers = 64;
inline constexpr int64_t kMaxWatcherLag = 10'000;  // Revisions; a watcher that falls further behind is cut off.
inline constexpr size_t kMaxFieldPaths = 100;      // Of one update mask or redaction.
inline constexpr size_t kMaxTransactionMutations = kMaxImportRows;
inline constexpr size_t kMaxTransactionBytes = size_t{128}
                                               << 20;  // Held some three times in memory while it is written.
inline constexpr uint32_t kMaxOverlayRows = 20'000;    // Then the matcher waits for the next snapshot.

}  // namespace meedoen
