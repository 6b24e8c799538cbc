// Shorthands for tests that write to a catalogue.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/activity/embedding_text.h"
#include "indexer/store/catalog_log.h"

namespace meedoen::indexer::testing {

inline constexpr int kTestDimension = 4;

// municipalities/GM0150/activities/{id}, with `text` as its description.
inline v1::Activity MakeActivity(const std::string& id, const std::string& text) {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/" + id);
  activity.set_title("Activiteit " + id);
  activity.set_description(text);
  activity.set_role(v1::PARTICIPANT);
  return activity;
}

inline std::string KeyOf(const std::string& id) { return "GM0150/" + id; }

inline Mutation UpsertOf(const std::string& id, const std::string& text, const std::string& etag = "") {
  Mutation mutation;
  mutation.kind = Mutation::Kind::kUpsert;
  mutation.key = KeyOf(id);
  mutation.activity = MakeActivity(id, text);
  mutation.etag = etag;
  return mutation;
}

inline Mutation DeleteOf(const std::string& id, const std::string& etag = "") {
  Mutation mutation;
  mutation.kind = Mutation::Kind::kDelete;
  mutation.key = KeyOf(id);
  mutation.etag = etag;
  return mutation;
}

inline Mutation AttachTo(const std::string& id, const std::string& text_hash, float value = 0.5F) {
  Mutation mutation;
  mutation.kind = Mutation::Kind::kAttachVector;
  mutation.key = KeyOf(id);
  mutation.text_hash = text_hash;
  mutation.vector = std::vector<float>(kTestDimension, value);
  return mutation;
}

inline Mutation RedactionOf(const std::string& id, std::vector<std::string> fields) {
  Mutation mutation;
  mutation.kind = Mutation::Kind::kRedact;
  mutation.key = KeyOf(id);
  mutation.redacted_fields = std::move(fields);
  return mutation;
}

inline std::string HashOf(const std::string& id, const std::string& text) {
  return EmbeddingTextHash(MakeActivity(id, text));
}

template <typename... Mutations>
Transaction TransactionOf(Mutations... mutations) {
  Transaction transaction;
  transaction.principal = "local";
  (transaction.mutations.push_back(std::move(mutations)), ...);
  return transaction;
}

inline Transaction WithRequest(Transaction transaction, const std::string& id, const std::string& hash) {
  transaction.request_id = id;
  transaction.request_hash = hash;
  return transaction;
}

}  // namespace meedoen::indexer::testing
