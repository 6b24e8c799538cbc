#include <google/protobuf/util/json_util.h>
#include <cstdio>
#include <fstream>
#include "absl/strings/str_split.h"
#include "absl/strings/numbers.h"
#include "core/activity/embedding_text.h"
#include "core/activity/validate.h"
#include "core/embedding/embedder.h"
#include "core/snapshot/snapshot_writer.h"
#include "core/base/civil_time.h"
using namespace meedoen;
int main(int, char** argv) {
  std::map<std::string, Place> places; std::vector<Place> list; std::string line;
  std::ifstream pf("catalog-samples/places.csv"); std::getline(pf, line);
  while (std::getline(pf, line)) { std::vector<std::string> c = absl::StrSplit(line, ','); Place p{c[0], std::stod(c[1]), std::stod(c[2]), static_cast<uint32_t>(std::stoul(c[6])), c[5], c[3]}; places[p.code] = p; list.push_back(p); }
  auto e = LoadEmbedder(*PosixEnv(), "var/models/multilingual-e5-small", {}); if (!e.ok()) { puts(e.status().ToString().c_str()); return 1; }
  std::vector<v1::Activity> as; std::vector<std::string> texts;
  for (const char* f : {"catalog-samples/deventer.jsonl", "catalog-samples/het-hogeland.jsonl"}) { std::ifstream in(f); int n = 0;
    while (std::getline(in, line)) { ++n; v1::Activity a; auto s = google::protobuf::util::JsonStringToMessage(line, &a); if (!s.ok()) { printf("%s:%d %s\n", f, n, s.ToString().c_str()); continue; }
      NormalizeActivity(&a); Problems pr; ValidateActivity(a, &pr); if (pr.HasErrors()) printf("%s:%d %s\n", f, n, std::string(pr.ToStatus().message()).c_str());
      auto* pl = a.mutable_place(); if (pl->has_coordinates()) { *pl->mutable_resolved_coordinates() = pl->coordinates(); } else if (pl->kind() == v1::VENUE) { auto& p = places[pl->postcode().substr(0, 4)]; pl->mutable_resolved_coordinates()->set_latitude(p.latitude); pl->mutable_resolved_coordinates()->set_longitude(p.longitude); pl->set_doubt_metres(p.doubt_metres); }
      as.push_back(a); texts.push_back(EmbeddingText(a)); } }
  auto t0 = absl::Now(); auto v = (*e)->EmbedPassages(texts); printf("embedded %zu in %.2f s\n", texts.size(), absl::ToDoubleSeconds(absl::Now() - t0)); if (!v.ok()) { puts(v.status().ToString().c_str()); return 1; }
  absl::CivilDay day = *ParseDate(argv[2]);
  SegmentBuilder b((*e)->info().dimension); for (size_t i = 0; i < as.size(); ++i) { auto s = b.Add(as[i], (*v)[i], day); if (!s.ok()) puts(s.ToString().c_str()); }
  auto o = b.Build(); Calibration cal = Calibration::Of((*o)->view);
  (void)PosixEnv()->CreateDir(std::string(argv[1]) + "/snapshots");
  auto m = WriteSnapshot(*PosixEnv(), std::string(argv[1]) + "/snapshots", {1, (*e)->info().id, (*e)->info().dimension, FromLocal(day, 0), &b, list, &cal}); if (!m.ok()) { puts(m.status().ToString().c_str()); return 1; }
  puts(PublishSnapshot(*PosixEnv(), std::string(argv[1]) + "/snapshots", m->id).ToString().c_str());
}
