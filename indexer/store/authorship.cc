#include "indexer/store/authorship.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/activity/field_paths.h"

namespace meedoen::indexer {

namespace {

constexpr char kImport[] = "import";

}  // namespace

std::string ImportPrincipal(const std::string& source) {
  return source.empty() ? kImport : absl::StrCat(kImport, ":", source);
}

bool IsImportPrincipal(const std::string& principal) {
  return principal == kImport || principal.starts_with(absl::StrCat(kImport, ":"));
}

bool IsImported(const v1::Activity& stored, const std::string& principal) {
  return !stored.source().empty() || stored.edited_fields_size() > 0 || IsImportPrincipal(principal);
}

bool KeepStored(Mutation::Author author, const v1::Activity& stored, bool imported, v1::Activity* next) {
  if (author == Mutation::Author::kService) return false;
  bool source_kept = false;
  if (next->source().empty() && !stored.source().empty()) {
    next->set_source(stored.source());
    source_kept = true;
  }
  if (next->source_id().empty() && !stored.source_id().empty() && next->source() == stored.source()) {
    next->set_source_id(stored.source_id());
    source_kept = true;
  }
  *next->mutable_duplicates() = stored.duplicates();
  std::set<std::string> edited(stored.edited_fields().begin(), stored.edited_fields().end());
  if (author == Mutation::Author::kEditor && imported) {
    edited.insert(next->edited_fields().begin(), next->edited_fields().end());
  }
  next->mutable_edited_fields()->Assign(edited.begin(), edited.end());
  if (author == Mutation::Author::kEditor && imported) NoteEdits(stored, next);
  return source_kept;
}

void NoteEdits(const v1::Activity& stored, v1::Activity* next) {
  std::set<std::string> edited(next->edited_fields().begin(), next->edited_fields().end());
  for (const std::string& path : ChangedFields(stored, *next)) {
    if (IsEditable(path)) edited.insert(path);
  }
  next->mutable_edited_fields()->Assign(edited.begin(), edited.end());
}

bool SameRecordKeeping(const v1::Activity& a, const v1::Activity& b) {
  const auto same_link = [](const v1::DuplicateLink& one, const v1::DuplicateLink& other) {
    return one.SerializeAsString() == other.SerializeAsString();
  };
  return std::equal(a.edited_fields().begin(), a.edited_fields().end(), b.edited_fields().begin(),
                    b.edited_fields().end()) &&
         std::equal(a.duplicates().begin(), a.duplicates().end(), b.duplicates().begin(), b.duplicates().end(),
                    same_link);
}

}  // namespace meedoen::indexer
