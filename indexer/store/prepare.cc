#include <cmath>
#include <unordered_set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/activity/field_paths.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kBytesPerPlace = 64;  // Besides its texts.

absl::Status CheckUpsert(const Mutation& mutation) {
  MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityKey(mutation.key));
  if (mutation.activity.name() == name.ToString()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(mutation.key, ": the activity's name is another; it must be ", name.ToString()));
}

absl::Status CheckRedaction(const Mutation& mutation) {
  MEEDOEN_RETURN_IF_ERROR(ParseActivityKey(mutation.key).status());
  if (mutation.redacted_fields.empty() || mutation.redacted_fields.size() > kMaxFieldPaths) {
    return absl::InvalidArgumentError(absl::StrCat(mutation.key, ": ", mutation.redacted_fields.size(),
                                                   " fields to redact; name 1 to ", kMaxFieldPaths));
  }
  for (const std::string& field : mutation.redacted_fields) MEEDOEN_RETURN_IF_ERROR(CheckFieldPath(field));
  return absl::OkStatus();
}

absl::Status CheckVector(const Mutation& mutation, const ModelKey& model) {
  if (mutation.text_hash.size() != kTextHashBytes) {
    return absl::InvalidArgumentError(absl::StrCat(mutation.key, ": a text hash has ", kTextHashBytes, " bytes"));
  }
  if (model.dimension == 0) {
    return absl::FailedPreconditionError(
        "The catalogue was opened without a model, so it takes no vectors; name a model");
  }
  if (mutation.vector.size() != static_cast<size_t>(model.dimension)) {
    return absl::InvalidArgumentError(absl::StrCat(mutation.key, ": a vector of ", mutation.vector.size(),
                                                   " numbers; model ", model.id, " has ", model.dimension));
  }
  for (const float value : mutation.vector) {
    if (!std::isfinite(value))
      return absl::InvalidArgumentError(absl::StrCat(mutation.key, ": a vector that is not finite"));
  }
  return absl::OkStatus();
}

}  // namespace

std::string ComparableBytes(v1::Activity activity) {
  activity.clear_etag();
  activity.clear_revision();
  activity.clear_update_time();
  activity.clear_edited_fields();
  activity.clear_duplicates();
  return SerializeDeterministic(activity);
}

absl::StatusOr<PreparedTransaction> PrepareTransaction(Transaction transaction, const ModelKey& model) {
  if (transaction.mutations.size() > kMaxTransactionMutations || transaction.places.size() > kMaxPlaces) {
    return absl::InvalidArgumentError(absl::StrCat("A transaction of ", transaction.mutations.size(), " changes and ",
                                                   transaction.places.size(), " places; at most ",
                                                   kMaxTransactionMutations, " and ", kMaxPlaces, ". Split it"));
  }
  PreparedTransaction prepared;
  prepared.comparable.resize(transaction.mutations.size());
  prepared.text_hashes.resize(transaction.mutations.size());
  std::unordered_set<std::string> written;
  for (size_t i = 0; i < transaction.mutations.size(); ++i) {
    const Mutation& mutation = transaction.mutations[i];
    if (mutation.kind != Mutation::Kind::kAttachVector && !written.insert(mutation.key).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(mutation.key, " is written twice in one transaction; leave one of the two out"));
    }
    prepared.bytes += mutation.key.size();
    switch (mutation.kind) {
      case Mutation::Kind::kUpsert:
        MEEDOEN_RETURN_IF_ERROR(CheckUpsert(mutation));
        prepared.comparable[i] = ComparableBytes(mutation.activity);
        prepared.text_hashes[i] = EmbeddingTextHash(mutation.activity);
        prepared.bytes += prepared.comparable[i].size();
        break;
      case Mutation::Kind::kDelete:
        MEEDOEN_RETURN_IF_ERROR(ParseActivityKey(mutation.key).status());
        break;
      case Mutation::Kind::kRedact:
        MEEDOEN_RETURN_IF_ERROR(CheckRedaction(mutation));
        break;
      case Mutation::Kind::kAttachVector:
        MEEDOEN_RETURN_IF_ERROR(CheckVector(mutation, model));
        prepared.bytes += mutation.text_hash.size() + mutation.vector.size() * sizeof(float);
        break;
    }
  }
  for (const Place& place : transaction.places) {
    if (place.code.empty()) return absl::InvalidArgumentError("A place without a code");
    prepared.bytes += kBytesPerPlace + place.code.size() + place.municipality_code.size() + place.name.size();
  }
  if (prepared.bytes > kMaxTransactionBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("A transaction of ", prepared.bytes, " bytes; at most ", kMaxTransactionBytes, ". Split it"));
  }
  prepared.transaction = std::move(transaction);
  return prepared;
}

}  // namespace meedoen::indexer
