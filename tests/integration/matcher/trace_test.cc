// A load with marked words leaves no trace of them: not in a file, not in what the programs print, and not when the
// matcher crashes with the words still in its memory.
#include "core/embedding/hashing_embedder.h"
#include "tests/integration/indexer_program.h"
#include "tests/integration/matcher/trace_load.h"
#include "tests/integration/matcher/trace_search.h"

namespace meedoen::testing {
namespace {

using ::testing::Contains;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Form> AllForms() {
  std::vector<Form> forms = FormsOf(kMark);
  for (const char* number : {kMarkedNumber, kMarkedPostcode}) {
    forms.push_back({"the number", number});
    forms.push_back({"UTF-16 of the number", Utf16(number, false)});
    forms.push_back({"hexadecimal of the number", absl::BytesToHexString(number)});
  }
  HashingEmbedder model({kHashingModelId, kHashingDimension, 512});
  const std::vector<Form> vector = FormsOf(*model.EmbedQuery(MarkedWish(), absl::InfiniteFuture()));
  EXPECT_THAT(vector.size(), Gt(20u)) << "the wish has too few words to be found by its vector";
  forms.insert(forms.end(), vector.begin(), vector.end());
  return forms;
}

// Everything lies in one folder: data, home, temporary files, the working directory. Core files may be as large as
// they like.
class TraceTest : public IndexerProgram {
 protected:
  void SetUp() override {
    for (const char* name : {"home", "tmp", "work"}) std::filesystem::create_directory(folder_.File(name));
    indexer_ = std::make_unique<Process>(Inside(Command({"--log-level", "debug", "serve", "--listen", "127.0.0.1:0"})));
    indexer_address_ = AddressOf(*indexer_);
    Output({"places", "import", kSamplePlaces});
    Output({"import", Write("rows.jsonl", Row("a") + Row("b") + Row("c"))});
    Output({"rebuild"});
  }

  static std::vector<std::string> Inside(const std::string& folder, std::vector<std::string> command) {
    const std::string script =
        "cd \"$0/work\" && export HOME=\"$0/home\" TMPDIR=\"$0/tmp\" && ulimit -S -c \"$(ulimit -H -c)\" && exec "
        "\"$@\"";
    command.insert(command.begin(), {"/bin/sh", "-c", script, folder});
    return command;
  }
  std::vector<std::string> Inside(const std::vector<std::string>& command) const {
    return Inside(folder_.path(), command);
  }

  std::unique_ptr<Process> StartMatcher() {
    return std::make_unique<Process>(
        Inside({MEEDOEN_MATCHER, "--data", folder_.File("data"), "--model", folder_.File("model"), "--log-level",
                "debug", "serve", "--listen", "127.0.0.1:0", "--indexer", indexer_address_}));
  }
  static std::string AddressOf(Process& program) {
    const std::string line = program.WaitForLine("serving on ");
    return line.substr(line.find("serving on ") + 11);
  }

  // All that was written or printed by now.
  void ExpectNoTrace(const Finished& matcher) {
    const SearchedFolder searched = SearchFolder(folder_.path(), forms_);
    EXPECT_THAT(searched.files, Gt(30));
    EXPECT_THAT(searched.traces, IsEmpty());
    EXPECT_THAT(TracesIn("standard error", matcher.err, forms_), IsEmpty());
    EXPECT_THAT(TracesIn("standard output", matcher.out, forms_), IsEmpty());
  }

  const std::vector<Form> forms_ = AllForms();
  std::unique_ptr<Process> indexer_;
  std::string indexer_address_;
};

TEST_F(TraceTest, ALoadLeavesNoTrace) {
  std::unique_ptr<Process> matcher = StartMatcher();
  const LoadResult load = MarkedLoad(AddressOf(*matcher)).Send(4, 4);
  const auto count = [&load](grpc::StatusCode code) {
    const auto found = load.codes.find(code);
    return found == load.codes.end() ? 0 : found->second;
  };
  EXPECT_THAT(count(grpc::StatusCode::OK), Gt(100));
  EXPECT_THAT(count(grpc::StatusCode::INVALID_ARGUMENT), Gt(100));
  EXPECT_THAT(count(grpc::StatusCode::FAILED_PRECONDITION), Gt(0));
  EXPECT_THAT(count(grpc::StatusCode::DEADLINE_EXCEEDED), Gt(0));
  EXPECT_THAT(count(grpc::StatusCode::CANCELLED), Gt(0));
  EXPECT_THAT(count(grpc::StatusCode::UNIMPLEMENTED), Gt(0)) << "only the method that there is not";
  EXPECT_THAT(load.explained, Gt(10));
  EXPECT_THAT(load.crisis_notices, Gt(0));
  EXPECT_THAT(TracesIn("an error", load.told, forms_), IsEmpty());
  matcher->Signal(SIGTERM);
  const Finished done = matcher->Wait();
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.err, HasSubstr("Suggest")) << "the calls were logged, so the search means something";
  EXPECT_THAT(done.err, HasSubstr("ExplainActivity"));
  indexer_->Signal(SIGTERM);
  const Finished indexer = indexer_->Wait();
  EXPECT_THAT(TracesIn("the indexer", indexer.err + indexer.out, forms_), IsEmpty());
  ExpectNoTrace(done);
}

TEST_F(TraceTest, ACrashLeavesNoTrace) {
  for (const int signal : {SIGABRT, SIGSEGV, SIGKILL}) {
    std::unique_ptr<Process> matcher = StartMatcher();
    const std::string address = AddressOf(*matcher);
    MarkedLoad(address).Send(2, 1);
    std::thread during([&address] { MarkedLoad(address).Send(2, 1); });  // Calls are being answered when it happens.
    absl::SleepFor(absl::Milliseconds(20));
    matcher->Signal(signal);
    const Finished done = matcher->Wait();
    during.join();
    EXPECT_EQ(done.signal, signal);
    EXPECT_FALSE(done.dumped_core) << "the matcher's memory was written somewhere";
    ExpectNoTrace(done);
  }
}

// The search finds what there is to find, in every form.
TEST_F(TraceTest, APlantedTraceIsFound) {
  EXPECT_THAT(SearchFolder(folder_.path(), forms_).traces, IsEmpty());
  for (const Form& form : forms_) {
    const std::string path = Write("home/planted", absl::StrCat("before ", form.bytes, " behind"));
    EXPECT_THAT(SearchFolder(folder_.path(), forms_).traces, Contains(HasSubstr("home/planted: " + form.name)));
    std::filesystem::remove(path);
  }
  const std::string wish = absl::StrCat("{\"wishes\": [\"een ", kMark, "\"]}");
  for (const std::string& coded : {wish, Utf16(wish, false), absl::Base64Escape(wish), absl::Base64Escape("." + wish),
                                   absl::Base64Escape(".." + wish), absl::BytesToHexString(wish), Reversed(wish)}) {
    EXPECT_THAT(TracesIn("", coded, forms_), ::testing::Not(IsEmpty()));
  }
  const std::string named = Write(absl::StrCat("home/", kMark), "");
  EXPECT_THAT(SearchFolder(folder_.path(), forms_).traces, Contains("a name: the word as it is"));
}

}  // namespace
}  // namespace meedoen::testing
