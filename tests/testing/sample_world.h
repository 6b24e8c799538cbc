// A small catalogue as the matcher sees it: activities embedded with the hashing model, written as a snapshot, opened.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/activity/embedding_text.h"
#include "core/base/civil_time.h"
#include "core/embedding/hashing_embedder.h"
#include "core/snapshot/snapshot_writer.h"
#include "gtest/gtest.h"
#include "matcher/view/overlay.h"
#include "matcher/view/view.h"
#include "meedoen/v1/match_service.pb.h"
#include "tests/testing/hashing_model.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/unsynced_env.h"

namespace meedoen::testing {

// Monday 23 November 2026, 08:07:30 in the Netherlands.
inline const absl::CivilDay kWorldDay(2026, 11, 23);
inline absl::Time WorldNow() { return FromLocal(kWorldDay, 8 * 60 + 7) + absl::Seconds(30); }

inline constexpr Point kDeventer{52.255, 6.16};

inline std::vector<Place> WorldPlaces() {
  return {{"7411", 52.251, 6.158, 600, "GM0150", ""},     {"7412", 52.262, 6.163, 500, "GM0150", ""},
          {"7415", 52.270, 6.190, 700, "GM0150", ""},     {"7415AB", 52.2712, 6.1904, 60, "GM0150", ""},
          {"9951", 53.332, 6.516, 900, "GM1966", ""},     {"BU01500101", 52.252, 6.157, 400, "GM0150", ""},
          {"WK015001", 52.253, 6.158, 900, "GM0150", ""}, {"GM0150", 52.26, 6.2, 6000, "GM0150", ""}};
}

// A venue at a point, open to all, free of limits: each test adds the one it is about.
inline v1::Activity VenueAt(const std::string& id, Point point, const std::string& title = "Koffie en een praatje") {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_title(title);
  activity.set_description("Samen in de buurt.");
  activity.mutable_provider()->set_name("Stichting " + id);
  activity.add_categories("coffee_morning");
  activity.set_role(v1::PARTICIPANT);
  activity.set_status(v1::ACTIVE);
  v1::Place* place = activity.mutable_place();
  place->set_kind(v1::VENUE);
  place->set_postcode("7411");
  place->mutable_resolved_coordinates()->set_latitude(point.latitude);
  place->mutable_resolved_coordinates()->set_longitude(point.longitude);
  return activity;
}

inline v1::WeeklySlot WeeklySlot(v1::DayOfWeek day, const std::string& start, const std::string& end) {
  v1::WeeklySlot slot;
  slot.set_day(day);
  slot.set_start_time(start);
  slot.set_end_time(end);
  return slot;
}

// A client in the centre of Deventer on a bicycle, without any other limit.
inline v1::SuggestRequest PlainRequest() {
  v1::SuggestRequest request;
  request.mutable_client()->mutable_home()->set_postcode("7411");
  request.mutable_client()->mutable_mobility()->add_means(v1::BICYCLE);
  return request;
}

// A folder of snapshots and the embedder they are made with.
class SampleWorld {
 public:
  // Writes and publishes a snapshot of this revision.
  absl::StatusOr<std::shared_ptr<const Snapshot>> Publish(const std::vector<v1::Activity>& activities,
                                                          int64_t revision) {
    absl::StatusOr<std::string> id = Write(activities, revision);
    if (!id.ok()) return id.status();
    if (absl::Status published = PublishSnapshot(env_, folder(), *id); !published.ok()) return published;
    absl::StatusOr<std::unique_ptr<Snapshot>> snapshot = Snapshot::Open(*PosixEnv(), folder() + "/" + *id);
    if (!snapshot.ok()) return snapshot.status();
    return std::shared_ptr<const Snapshot>(*std::move(snapshot));
  }

  // A view of just these activities; null (and a failure) if they make no snapshot.
  matcher::ViewPtr ViewOf(const std::vector<v1::Activity>& activities, int64_t revision = 1) {
    auto snapshot = Publish(activities, revision);
    if (!snapshot.ok()) {
      ADD_FAILURE() << snapshot.status();
      return nullptr;
    }
    return *matcher::Overlay(*std::move(snapshot)).MakeView(WorldNow());
  }

  // Only writes it; the id.
  absl::StatusOr<std::string> Write(const std::vector<v1::Activity>& activities, int64_t revision) {
    SegmentBuilder builder(model_->info().dimension);
    for (const v1::Activity& activity : activities) {
      absl::Status added = builder.Add(activity, VectorOf(activity), day_);
      if (!added.ok()) return added;
    }
    absl::StatusOr<std::unique_ptr<OwnedSegment>> segment = builder.Build();
    if (!segment.ok()) return segment.status();
    const Calibration calibration = Calibration::Of((*segment)->view);
    SnapshotContent content;
    content.catalog_revision = revision;
    content.model_id = model_->info().id;
    content.dimension = model_->info().dimension;
    content.build_time = FromLocal(day_, 0) + (WorldNow() - FromLocal(kWorldDay, 0));
    content.segment = &builder;
    content.places = places_;
    content.calibration = &calibration;
    absl::StatusOr<Manifest> manifest = WriteSnapshot(env_, folder(), content);
    if (!manifest.ok()) return manifest.status();
    return manifest->id;
  }

  std::vector<float> VectorOf(const v1::Activity& activity) {
    const std::string text = EmbeddingText(activity);
    return model_->EmbedPassages({&text, 1})->front();
  }

  // As the indexer sends it; a deleted one without an activity, one that is not embedded without a vector.
  v1::Change ChangeTo(const v1::Activity& activity, bool embedded = true) {
    v1::Change change;
    change.set_name(activity.name());
    *change.mutable_activity() = activity;
    const std::vector<float> vector = VectorOf(activity);
    if (embedded) {
      change.set_vector(std::string(reinterpret_cast<const char*>(vector.data()), vector.size() * sizeof(float)));
    }
    return change;
  }

  Embedder& embedder() { return *model_; }
  // What is written and sent from now on is of this model. It must outlive this.
  void UseModel(Embedder& model) { model_ = &model; }
  // Snapshots are as of this day, and with these places, from now on.
  void UseDay(absl::CivilDay day) { day_ = day; }
  void UsePlaces(std::vector<Place> places) { places_ = std::move(places); }
  std::string folder() const { return temp_.path(); }

 private:
  TempDir temp_;
  absl::CivilDay day_ = kWorldDay;
  std::vector<Place> places_ = WorldPlaces();
  UnsyncedEnv env_;
  HashingEmbedder embedder_{ModelInfo{kHashingModelId, kHashingDimension, 512}};
  Embedder* model_ = &embedder_;
};

}  // namespace meedoen::testing
