#include "core/embedding/openvino_model.h"

#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/status.h"

namespace meedoen {
namespace {

constexpr char kExtension[] = "libopenvino_tokenizers.so";
constexpr char kExtensionVariable[] = "MEEDOEN_OPENVINO_TOKENIZERS";
// One scale for 32 numbers where activations are rounded to 8 bits: bigger groups are 10 % quicker and lose more
// (lowest cosine with full precision 0.9998 at 32, 0.9983 at 384).
constexpr uint64_t kRoundingGroup = 32;

// Runs work that may throw. `say_why` is false where the runtime's own words might repeat a text.
template <typename Work>
absl::Status Guarded(const std::string& doing, bool say_why, Work work) {
  std::string why = "an unknown exception";
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(absl::StrCat(doing, ": out of memory; free some, or give fewer threads"));
  } catch (const std::exception& error) {
    why = absl::StrReplaceAll(error.what(), {{"\n", "; "}}).substr(0, 400);
  } catch (...) {
  }
  return absl::InternalError(absl::StrCat(doing, ": OpenVINO failed", say_why ? ": " : "", say_why ? why : ""));
}

// Where the tokenizer's operations are: where the variable says, else beside libopenvino.so, else where pip puts them.
absl::StatusOr<std::string> FindExtension() {
  if (const char* set = std::getenv(kExtensionVariable); set != nullptr && *set != '\0') return std::string(set);
  Dl_info runtime;
  std::string looked = "beside libopenvino.so";
  if (dladdr(reinterpret_cast<const void*>(&ov::get_openvino_version), &runtime) != 0) {
    const std::filesystem::path libs = std::filesystem::path(runtime.dli_fname).parent_path();
    for (const std::filesystem::path& path : {libs / kExtension, libs / "../../openvino_tokenizers/lib" / kExtension}) {
      std::error_code error;
      if (std::filesystem::exists(path, error)) return path.lexically_normal().string();
      looked = libs.string();
    }
  }
  return absl::NotFoundError(absl::StrCat(kExtension, " is neither in ", looked, " nor in openvino_tokenizers/lib. ",
                                          "Run scripts/setup, or set ", kExtensionVariable, " to its path."));
}

bool CalculatesInBf16(const ov::Core& core) {
  const auto able = core.get_property("CPU", ov::device::capabilities);
  return std::find(able.begin(), able.end(), "BF16") != able.end();
}

// Sets the length to one. False if that cannot be done.
bool Normalize(std::vector<float>& vector) {
  double square = 0;
  for (const float x : vector) square += double{x} * x;
  if (!std::isfinite(square) || square < 1e-12) return false;
  const double scale = 1 / std::sqrt(square);
  for (float& x : vector) x = static_cast<float>(x * scale);
  return true;
}

}  // namespace

absl::StatusOr<TokenIds> Tokenizer::Ids(const std::string& text) {
  TokenIds ids;
  MEEDOEN_RETURN_IF_ERROR(Guarded("tokenizing a text", /*say_why=*/false, [&] {
    std::string copy = text;
    request_.set_input_tensor(ov::Tensor(ov::element::string, ov::Shape{1}, &copy));
    request_.infer();
    const ov::Tensor found = request_.get_tensor("input_ids");
    ids.assign(found.data<int64_t>(), found.data<int64_t>() + found.get_size());
    return absl::OkStatus();
  }));
  return ids;
}

absl::StatusOr<std::vector<std::vector<float>>> Encoder::Encode(std::span<const TokenIds* const> texts) {
  absl::StatusOr<std::vector<std::vector<float>>> vectors = absl::InternalError("not run");
  MEEDOEN_RETURN_IF_ERROR(Guarded("embedding a text", /*say_why=*/true, [&] {
    vectors = Run(texts);
    return absl::OkStatus();
  }));
  return vectors;
}

absl::StatusOr<std::vector<std::vector<float>>> Encoder::Run(std::span<const TokenIds* const> texts) {
  size_t longest = 0;
  for (const TokenIds* ids : texts) longest = std::max(longest, ids->size());
  const ov::Shape shape{texts.size(), longest};
  ov::Tensor ids(ov::element::i64, shape);
  ov::Tensor mask(ov::element::i64, shape);
  std::fill_n(ids.data<int64_t>(), ids.get_size(), 0);  // What stands behind a text's end is masked out.
  std::fill_n(mask.data<int64_t>(), mask.get_size(), 0);
  for (size_t row = 0; row < texts.size(); ++row) {
    std::copy(texts[row]->begin(), texts[row]->end(), ids.data<int64_t>() + row * longest);
    std::fill_n(mask.data<int64_t>() + row * longest, texts[row]->size(), 1);
  }
  for (const auto& input : request_.get_compiled_model().inputs()) {
    const std::string name = input.get_any_name();
    if (name == "token_type_ids") {
      ov::Tensor zeros(ov::element::i64, shape);
      std::fill_n(zeros.data<int64_t>(), zeros.get_size(), 0);
      request_.set_tensor(input, zeros);
    } else {
      request_.set_tensor(input, name == "input_ids" ? ids : mask);
    }
  }
  request_.infer();
  const ov::Tensor out = request_.get_output_tensor(static_cast<size_t>(output_));
  const size_t dimension = static_cast<size_t>(dimension_);
  const size_t a_text = pooling_ == Pooling::kMean ? longest * dimension : dimension;
  if (out.get_size() != texts.size() * a_text) {
    return absl::InvalidArgumentError(
        absl::StrCat("the model's vectors have ", out.get_shape().empty() ? 0 : out.get_shape().back(),
                     " numbers, but dimension in ", "model.json is ", dimension_, "; correct the one that is wrong"));
  }
  std::vector<std::vector<float>> vectors(texts.size(), std::vector<float>(dimension, 0.0f));
  for (size_t row = 0; row < texts.size(); ++row) {
    const size_t tokens = pooling_ == Pooling::kMean ? texts[row]->size() : 1;
    const float* from = out.data<float>() + row * a_text;
    for (size_t i = 0; i < tokens * dimension; ++i) vectors[row][i % dimension] += from[i];
    if (!Normalize(vectors[row])) return absl::InternalError("the model gave a vector that has no direction");
  }
  return vectors;
}

absl::StatusOr<std::unique_ptr<OpenVinoModel>> OpenVinoModel::Load(const ModelFolder& folder) {
  std::unique_ptr<OpenVinoModel> model;
  MEEDOEN_RETURN_IF_ERROR(Guarded(folder.path, /*say_why=*/true, [&] {
    model.reset(new OpenVinoModel(folder));
    return model->Read();
  }));
  return model;
}

absl::Status OpenVinoModel::Read() {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string extension, FindExtension());
  core_.add_extension(extension);
  tokenizer_ = core_.read_model(folder_.path + "/openvino_tokenizer.xml");
  encoder_ = core_.read_model(folder_.path + "/openvino_model.xml");
  return CheckEncoder();
}

absl::Status OpenVinoModel::CheckEncoder() {
  const std::string file = folder_.path + "/openvino_model.xml";
  for (const auto& input : encoder_->inputs()) {
    const std::string name = input.get_any_name();
    if (name != "input_ids" && name != "attention_mask" && name != "token_type_ids") {
      return absl::InvalidArgumentError(absl::StrCat(file, ": unknown input ", name, "; see docs/formats/model.md"));
    }
    if (input.get_element_type() != ov::element::i64) {
      return absl::InvalidArgumentError(absl::StrCat(file, ": input ", name, " is not i64; export the model anew"));
    }
  }
  const int64_t rank = folder_.pooling == Pooling::kMean ? 3 : 2;
  const auto outputs = encoder_->outputs();
  for (size_t i = 0; i < outputs.size(); ++i) {
    const ov::PartialShape& shape = outputs[i].get_partial_shape();
    if (shape.rank().is_dynamic() || shape.rank().get_length() != rank) continue;
    if (outputs[i].get_element_type() != ov::element::f32) continue;
    const ov::Dimension& last = shape[static_cast<size_t>(rank) - 1];
    if (last.is_static() && last.get_length() != folder_.info.dimension) {
      return absl::InvalidArgumentError(absl::StrCat(file, ": its vectors have ", last.get_length(),
                                                     " numbers, but dimension in model.json is ",
                                                     folder_.info.dimension, "; correct the one that is wrong"));
    }
    output_ = static_cast<int>(i);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(file, ": no output of ", rank, " axes in f32, which pooling \"",
                                                 rank == 3 ? "mean" : "inside", "\" in model.json needs"));
}

absl::StatusOr<std::vector<Tokenizer>> OpenVinoModel::CompileTokenizers(int count) {
  std::vector<Tokenizer> tokenizers;
  MEEDOEN_RETURN_IF_ERROR(Guarded(folder_.path + "/openvino_tokenizer.xml", /*say_why=*/true, [&] {
    ov::CompiledModel compiled =
        core_.compile_model(tokenizer_, "CPU", ov::num_streams(count), ov::inference_num_threads(count),
                            ov::hint::enable_cpu_pinning(false));
    for (int i = 0; i < count; ++i) tokenizers.emplace_back(compiled.create_infer_request());
    return absl::OkStatus();
  }));
  return tokenizers;
}

absl::StatusOr<std::vector<Encoder>> OpenVinoModel::CompileEncoders(const EncoderPlan& plan) {
  std::vector<Encoder> encoders;
  MEEDOEN_RETURN_IF_ERROR(Guarded(folder_.path + "/openvino_model.xml", /*say_why=*/true, [&] {
    const bool half = plan.half_floats && CalculatesInBf16(core_);
    // Not pinned to cores: two programs on one machine would be pinned to the same ones.
    ov::CompiledModel compiled = core_.compile_model(
        encoder_, "CPU", ov::num_streams(plan.requests), ov::inference_num_threads(plan.threads),
        ov::hint::enable_cpu_pinning(false), ov::hint::inference_precision(half ? ov::element::bf16 : ov::element::f32),
        ov::hint::dynamic_quantization_group_size(kRoundingGroup));
    for (int i = 0; i < plan.requests; ++i) {
      encoders.emplace_back(compiled.create_infer_request(), folder_.pooling, folder_.info.dimension, output_);
    }
    return absl::OkStatus();
  }));
  return encoders;
}

}  // namespace meedoen
