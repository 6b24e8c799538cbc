// What imports and editors do to a catalogue, said as plainly as possible: the twin that the real one is compared with.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

namespace meedoen::indexer::testing {

// The fields that the test changes.
enum class Field { kTitle, kDescription, kNote };
inline constexpr Field kFields[] = {Field::kTitle, Field::kDescription, Field::kNote};

struct NaiveActivity {
  std::map<Field, std::string> values;
  std::set<Field> held;  // Changed by an editor, and not released.
  enum class State { kThere, kWithdrawn, kDeleted } state = State::kThere;
};

using NaiveRow = std::map<Field, std::string>;
using NaiveFile = std::map<std::string, NaiveRow>;  // By the sender's id.

class NaiveCatalogue {
 public:
  using Key = std::pair<std::string, std::string>;  // Source, and id within it.

  struct Counts {
    uint32_t created = 0, changed = 0, unchanged = 0, withdrawn = 0, stay_deleted = 0;
  };

  Counts Import(const std::string& source, const NaiveFile& file, bool partial) {
    Counts counts;
    for (const auto& [id, row] : file) {
      const auto [found, is_new] = activities_.try_emplace(Key(source, id));
      NaiveActivity& activity = found->second;
      if (activity.state == NaiveActivity::State::kDeleted) {
        ++counts.stay_deleted;
        continue;
      }
      const bool there = !is_new && activity.state == NaiveActivity::State::kThere;
      bool differs = false;
      for (const Field field : kFields) {
        if (activity.held.count(field) > 0) continue;
        differs = differs || activity.values[field] != row.at(field);
        activity.values[field] = row.at(field);
      }
      activity.state = NaiveActivity::State::kThere;
      ++(!there ? counts.created : differs ? counts.changed : counts.unchanged);
    }
    for (auto& [key, activity] : activities_) {
      const bool gone = key.first == source && file.count(key.second) == 0 && !partial;
      if (!gone || activity.state != NaiveActivity::State::kThere) continue;
      activity.state = NaiveActivity::State::kWithdrawn;
      ++counts.withdrawn;
    }
    return counts;
  }

  void Edit(const Key& key, Field field, const std::string& value) {
    NaiveActivity& activity = activities_.at(key);
    if (activity.values[field] == value) return;
    activity.values[field] = value;
    activity.held.insert(field);
  }
  void Delete(const Key& key) { activities_.at(key).state = NaiveActivity::State::kDeleted; }
  void Restore(const Key& key) { activities_.at(key).state = NaiveActivity::State::kThere; }
  void Release(const Key& key, Field field) { activities_.at(key).held.erase(field); }

  const std::map<Key, NaiveActivity>& activities() const { return activities_; }

 private:
  std::map<Key, NaiveActivity> activities_;
};

}  // namespace meedoen::indexer::testing
