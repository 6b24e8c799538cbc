#include "core/embedding/model_folder.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "nlohmann/json.hpp"

namespace meedoen {
namespace {

using nlohmann::json;

constexpr size_t kMostManifestBytes = 64 << 10;
constexpr int64_t kFormat = 1;
constexpr char kMakeIt[] = "Run scripts/setup to make the default model, or see docs/formats/model.md for another.";
constexpr std::array<const char*, 4> kOpenVinoFiles = {"openvino_model.bin", "openvino_model.xml",
                                                       "openvino_tokenizer.bin", "openvino_tokenizer.xml"};

// Reads fields of model.json, never throwing, and collects what is wrong with them.
class FieldReader {
 public:
  FieldReader(const json& object, Problems& problems) : object_(object), problems_(problems) {}

  std::string Text(const std::string& name) {
    const auto it = object_.find(name);
    if (it != object_.end() && it->is_string()) return *it->get_ptr<const std::string*>();
    problems_.Add(name, "missing or not a text");
    return {};
  }

  int Number(const std::string& name, int64_t least, int64_t most) {
    const auto it = object_.find(name);
    if (it != object_.end() && it->is_number_integer()) {
      // A number above 2^63 is unsigned in this library; as a signed one it is negative, and so refused.
      const int64_t number = it->is_number_unsigned() ? static_cast<int64_t>(*it->get_ptr<const uint64_t*>())
                                                      : *it->get_ptr<const int64_t*>();
      if (number >= least && number <= most) return static_cast<int>(number);
    }
    problems_.Add(name, absl::StrCat("missing or not a whole number from ", least, " to ", most));
    return 0;
  }

  template <typename T>
  T OneOf(const std::string& name, std::array<std::pair<const char*, T>, 2> values) {
    const auto it = object_.find(name);
    if (it != object_.end() && it->is_string()) {
      for (const auto& [text, value] : values) {
        if (*it->get_ptr<const std::string*>() == text) return value;
      }
    }
    problems_.Add(name, absl::StrCat("is neither \"", values[0].first, "\" nor \"", values[1].first, "\""));
    return values[0].second;
  }

 private:
  const json& object_;
  Problems& problems_;
};

bool IsModelId(const std::string& id) {
  return !id.empty() && id.size() <= 63 && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '.' || c == '_';
  });
}

// A name in this folder, not a way out of it.
bool IsFileName(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name[0] != '.' && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

bool IsSha256(const std::string& digest) {
  return digest.size() == 64 && std::all_of(digest.begin(), digest.end(),
                                            [](char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); });
}

void ReadFiles(const json& object, ModelFolder& folder, Problems& problems) {
  const auto it = object.find("files");
  if (it == object.end() || !it->is_object()) {
    problems.Add("files", "missing or not an object of file names and their SHA-256");
    return;
  }
  for (const auto& [name, digest] : it->items()) {
    const std::string* text = digest.get_ptr<const std::string*>();
    if (!IsFileName(name)) {
      problems.Add("files", "a name in it is not that of a file in this folder");
    } else if (text == nullptr || !IsSha256(*text)) {
      problems.Add(absl::StrCat("files.", name), "is not a SHA-256 (64 of 0-9 a-f)");
    } else {
      folder.files[name] = *text;
    }
  }
  if (folder.engine != ModelEngine::kOpenVino) return;
  for (const char* name : kOpenVinoFiles) {
    if (!it->contains(name)) problems.Add(absl::StrCat("files.", name), "missing; engine openvino needs it");
  }
}

absl::StatusOr<ModelFolder> ParseManifest(const std::string& path, const std::string& text) {
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat("not a JSON object, or broken off. ", kMakeIt));
  }
  ModelFolder folder;
  folder.path = path;
  Problems problems;
  FieldReader fields(object, problems);
  fields.Number("format", kFormat, kFormat);
  folder.info.id = fields.Text("id");
  if (!IsModelId(folder.info.id)) problems.Add("id", "is not 1 to 63 of a-z 0-9 - . _");
  folder.licence = fields.Text("licence");
  folder.source = fields.Text("source");
  folder.engine =
      fields.OneOf<ModelEngine>("engine", {{{"openvino", ModelEngine::kOpenVino}, {"hashing", ModelEngine::kHashing}}});
  folder.pooling = fields.OneOf<Pooling>("pooling", {{{"inside", Pooling::kInside}, {"mean", Pooling::kMean}}});
  folder.info.dimension = fields.Number("dimension", 1, kMaxDimension);
  folder.info.most_tokens = fields.Number("most_tokens", 3, kMaxModelTokens);
  folder.query_prefix = fields.Text("query_prefix");
  folder.passage_prefix = fields.Text("passage_prefix");
  ReadFiles(object, folder, problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  return folder;
}

}  // namespace

absl::StatusOr<ModelFolder> ReadModelFolder(Env& env, const std::string& path) {
  const std::string file = path + "/model.json";
  if (!env.Exists(file)) {
    return absl::NotFoundError(absl::StrCat(file, ": there is no such file, so this is no model folder. ", kMakeIt));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::string text, env.ReadFile(file, kMostManifestBytes));
  absl::StatusOr<ModelFolder> folder = ParseManifest(path, text);
  if (!folder.ok()) return Annotate(folder.status(), file);
  return folder;
}

absl::Status VerifyModelFiles(Env& env, const ModelFolder& folder) {
  // First what is quick to see, for all of them; then the long reading.
  std::map<std::string, std::unique_ptr<MappedFile>> mapped;
  for (const auto& [name, digest] : folder.files) {
    const std::string path = absl::StrCat(folder.path, "/", name);
    if (!env.Exists(path)) {
      return absl::NotFoundError(absl::StrCat(path, ": missing, though model.json names it. ", kMakeIt));
    }
    MEEDOEN_ASSIGN_OR_RETURN(mapped[name], env.MapFile(path));
    if (mapped[name]->bytes().size() > kMaxModelFileBytes) {
      return absl::ResourceExhaustedError(absl::StrCat(path, ": ", mapped[name]->bytes().size(),
                                                       " bytes; a model's file has at most ", kMaxModelFileBytes));
    }
  }
  for (const auto& [name, digest] : folder.files) {
    if (Sha256HexOf(mapped[name]->bytes()) == digest) continue;
    return absl::DataLossError(absl::StrCat(folder.path, "/", name,
                                            ": damaged: its SHA-256 is not the one in model.json. Delete ", folder.path,
                                            " and make it again. ", kMakeIt));
  }
  return absl::OkStatus();
}

}  // namespace meedoen
