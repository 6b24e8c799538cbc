// An Env that dies after so many operations, as a process or a machine does, and can then forget what was not synced.
//
// Only operations that change something count. The fatal one and all after it fail; with kTorn, a fatal Append still
// writes half of its bytes. `PowerCut` puts the disk back to what was synced: files to the bytes they had at their last
// Sync, names to what their folder had at its last SyncDir. A disk may also keep what was not synced: then do not call
// it.
//
// Threads: one thread. Ownership: the base Env outlives this. A removal counts as synced at once. Cost: nothing is
// really synced, so a whole sequence can be tried thousands of times.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/base/env.h"

namespace meedoen::testing {

class FaultEnv final : public Env {
 public:
  enum class Death { kClean, kTorn };

  static constexpr int kNever = -1;

  explicit FaultEnv(Env& base, int operations_left = kNever, Death death = Death::kClean)
      : base_(base), operations_left_(operations_left), death_(death) {}

  int operations() const { return operations_; }
  bool dead() const { return dead_; }

  // Undoes everything that was not synced; with `coin`, of the names each one or not, as a disk that writes in any
  // order.
  void PowerCut(std::mt19937* coin = nullptr) {
    for (const auto& [path, synced] : synced_bytes_) {
      if (std::filesystem::exists(path)) std::filesystem::resize_file(path, synced);
    }
    for (auto change = names_.rbegin(); change != names_.rend(); ++change) {
      if (coin == nullptr || (*coin)() % 2 == 0) change->undo(change->path);
    }
    names_.clear();
    synced_bytes_.clear();
  }

  absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most_bytes) override {
    return base_.ReadFile(path, most_bytes);
  }
  absl::StatusOr<std::unique_ptr<MappedFile>> MapFile(const std::string& path) override { return base_.MapFile(path); }
  absl::StatusOr<std::vector<std::string>> ListDir(const std::string& path) override { return base_.ListDir(path); }
  bool Exists(const std::string& path) override { return base_.Exists(path); }

  absl::StatusOr<std::unique_ptr<WritableFile>> CreateFile(const std::string& path) override {
    if (Dies()) return Dead(path);
    const std::optional<std::string> before = Content(path);
    auto file = base_.CreateFile(path);
    if (!file.ok()) return file.status();
    synced_bytes_[path] = 0;
    NameChanged(path, "", [before](const std::string& now) { PutBack(now, before); });
    return std::make_unique<File>(*this, path, *std::move(file));
  }

  absl::Status CreateDir(const std::string& path) override {
    if (Dies()) return Dead(path);
    const bool made = !base_.Exists(path);
    const absl::Status status = base_.CreateDir(path);
    if (made) NameChanged(path, "", [](const std::string& now) { std::filesystem::remove_all(now); });
    return status;
  }

  absl::Status Rename(const std::string& from, const std::string& to) override {
    if (Dies()) return Dead(from);
    const std::optional<std::string> before = Content(to);
    const absl::Status status = base_.Rename(from, to);
    if (!status.ok()) return status;
    NameChanged(to, from, [from, before](const std::string& now) {
      if (!std::filesystem::exists(now)) return;
      std::filesystem::rename(now, from);
      if (before) PutBack(now, before);
    });
    MoveSyncedBytes(from, to);
    return status;
  }

  absl::Status RemoveTree(const std::string& path) override {
    if (Dies()) return Dead(path);
    for (auto entry = synced_bytes_.begin(); entry != synced_bytes_.end();) {
      entry = IsWithin(entry->first, path) ? synced_bytes_.erase(entry) : std::next(entry);
    }
    for (Change& change : names_) {
      if (change.path != path || change.renamed_from.empty()) continue;
      // What is removed right after a rename can come back under its old name, without what was in it.
      change.undo = [from = change.renamed_from](const std::string&) { std::filesystem::create_directories(from); };
      change.path = change.renamed_from;
    }
    std::erase_if(names_, [&path](const Change& change) { return IsWithin(change.path, path); });
    return base_.RemoveTree(path);
  }

  absl::Status SyncDir(const std::string& path) override {
    if (Dies()) return Dead(path);
    for (const Change& change : names_) {
      if (change.folder != path || change.renamed_from.empty()) continue;
      // For good now: what is within and not synced is at its new path.
      for (Change& other : names_) {
        other.folder = Moved(other.folder, change.renamed_from, change.path);
        other.path = Moved(other.path, change.renamed_from, change.path);
      }
    }
    std::erase_if(names_, [&path](const Change& change) { return change.folder == path; });
    return absl::OkStatus();
  }

 private:
  // A name that appeared or moved in a folder that was not synced since.
  struct Change {
    std::string folder;
    std::string path;
    std::string renamed_from;  // Empty: it is new.
    std::function<void(const std::string& path)> undo;
  };

  class File final : public WritableFile {
   public:
    File(FaultEnv& env, std::string path, std::unique_ptr<WritableFile> base)
        : env_(env), path_(std::move(path)), base_(std::move(base)) {}

    absl::Status Append(std::string_view bytes) override {
      const bool was_dead = env_.dead_;
      if (env_.Dies()) {
        if (!was_dead && env_.death_ == Death::kTorn) base_->Append(bytes.substr(0, bytes.size() / 2)).IgnoreError();
        return Dead(path_);
      }
      written_ += bytes.size();
      return base_->Append(bytes);
    }

    absl::Status Sync() override {
      if (env_.Dies()) return Dead(path_);
      env_.synced_bytes_[path_] = written_;
      return absl::OkStatus();
    }

    absl::Status Close() override { return env_.Dies() ? Dead(path_) : base_->Close(); }

   private:
    FaultEnv& env_;
    const std::string path_;
    std::unique_ptr<WritableFile> base_;
    uintmax_t written_ = 0;
  };

  static absl::Status Dead(const std::string& path) { return absl::InternalError(path + ": the disk is gone (test)"); }

  static bool IsWithin(const std::string& path, const std::string& folder) {
    return path == folder || path.rfind(folder + "/", 0) == 0;
  }

  static std::optional<std::string> Content(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) return std::nullopt;
    std::stringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }

  static void PutBack(const std::string& path, const std::optional<std::string>& content) {
    std::filesystem::remove_all(path);
    if (content) std::ofstream(path, std::ios::binary) << *content;
  }

  bool Dies() {
    if (operations_left_ != kNever && operations_ >= operations_left_) dead_ = true;
    if (!dead_) ++operations_;
    return dead_;
  }

  void NameChanged(const std::string& path, const std::string& renamed_from,
                   std::function<void(const std::string&)> undo) {
    names_.push_back({std::filesystem::path(path).parent_path().string(), path, renamed_from, std::move(undo)});
  }

  static std::string Moved(const std::string& path, const std::string& from, const std::string& to) {
    return IsWithin(path, from) ? to + path.substr(from.size()) : path;
  }

  void MoveSyncedBytes(const std::string& from, const std::string& to) {
    std::map<std::string, uintmax_t> moved;
    for (const auto& [path, bytes] : synced_bytes_) {
      moved[Moved(path, from, to)] = bytes;
    }
    synced_bytes_ = std::move(moved);
  }

  Env& base_;
  const int operations_left_;
  const Death death_;
  int operations_ = 0;
  bool dead_ = false;
  std::map<std::string, uintmax_t> synced_bytes_;
  std::vector<Change> names_;
};

}  // namespace meedoen::testing
