// A request as it is being answered, and a trial of the same request with something changed.
//
// Threads: plain data, constant. Ownership: what it refers to must outlive it; it lives as long as the call.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/index/kernels.h"
#include "matcher/explain/wording.h"
#include "matcher/query/query_builder.h"
#include "matcher/rank/candidate.h"
#include "matcher/rank/row_judge.h"

namespace meedoen::matcher {

struct Question {
  const v1::SuggestRequest& request;
  const ClientQuery& query;
  LimitsContext limits;
  const Kernel& kernel;
  Language language;
};

// The request's query and the settings it points into. It does not move: its parts refer to each other.
struct Asked {
  Asked(std::shared_ptr<const Settings> held, const PlaceTable& places, absl::Time now, const Kernel& kernel,
        const v1::SuggestRequest& request)
      : settings(std::move(held)),
        question{request, query, {places, *settings, now}, kernel, LanguageOf(request.language())} {}
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  const std::shared_ptr<const Settings> settings;
  ClientQuery query;
  const Question question;
};

// What a client could change: merged into the request (MergeFrom) it is another request.
struct Change {
  v1::SuggestRequest merge;
  bool ask_whether_it_runs = false;  // Nothing of the request: the provider has to say that it still runs.
  std::string text;                  // "Als u 10 minuten langer kunt reizen (25 minuten fietsen)."
};

v1::SuggestRequest Merged(const v1::SuggestRequest& request, const v1::SuggestRequest& merge);

// The query of the changed request, with the same wishes; empty if the request would then be refused (too many
// windows). Cost: some microseconds.
std::optional<ClientQuery> QueryWith(const v1::SuggestRequest& merge, const Question& question);
std::optional<ClientQuery> QueryWith(const Change& change, const Question& question);

// The candidate as the changed request rates it; empty if it falls out then, too.
std::optional<Candidate> Try(const Change& change, const Candidate& candidate, const Question& question);

}  // namespace meedoen::matcher
