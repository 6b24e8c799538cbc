#include "indexer/service/catalog_duplicates.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/service/page_token.h"

namespace meedoen::indexer {
namespace {

using Link = v1::DuplicateLink;

constexpr uint32_t kUsualPageSize = 100;
constexpr int kAttempts = 5;
constexpr char kByHand[] = "door een redacteur gekoppeld";

v1::DuplicatePair PairOf(const v1::Activity& first, const v1::Activity& second, const Link& link) {
  v1::DuplicatePair pair;
  pair.set_first_name(first.name());
  pair.set_second_name(second.name());
  pair.set_first_title(first.title());
  pair.set_second_title(second.title());
  pair.set_state(link.state());
  pair.set_reason(link.reason());
  pair.set_decided_by(link.decided_by());
  pair.set_decided_on(link.decided_on());
  return pair;
}

// A ListDuplicatesRequest that was understood.
struct Question {
  std::string prefix;
  std::string first, second;  // Keys of the last pair of the page before; empty: from the beginning.
  uint32_t page_size = 0;
  Link::State state = Link::STATE_UNSPECIFIED;
};

absl::StatusOr<Question> ReadQuestion(const v1::ListDuplicatesRequest& request) {
  Question question;
  Problems problems;
  if (auto prefix = KeyPrefixOf(request.parent()); prefix.ok()) {
    question.prefix = *std::move(prefix);
  } else {
    problems.Add("parent", std::string(prefix.status().message()));
  }
  if (request.page_size() > kMaxPageSize) {
    problems.Add("page_size", absl::StrCat(request.page_size(), " is more than ", kMaxPageSize));
  }
  question.page_size = request.page_size() == 0 ? kUsualPageSize : request.page_size();
  if (!Link::State_IsValid(request.state())) problems.Add("state", "is not one of those of DuplicateLink");
  question.state = request.state();
  if (auto position = ReadPageToken(QuestionOf(request), request.page_token()); position.ok()) {
    const size_t space = position->find(' ');
    question.first = position->substr(0, space);
    if (space != std::string::npos) question.second = position->substr(space + 1);
  } else {
    problems.Add("page_token", std::string(position.status().message()));
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  return question;
}

// A DecideDuplicateRequest that was understood; `first` comes before `second` in the order of names.
struct Decision {
  ActivityName first, second;
  Link::State state = Link::STATE_UNSPECIFIED;
  std::string by;
};

void ReadDecidedBy(const v1::DecideDuplicateRequest& request, Decision* decision, Problems* problems) {
  const absl::StatusOr<std::string> by = CleanText(request.decided_by());
  if (!by.ok()) {
    problems->Add("decided_by", std::string(by.status().message()));
  } else if (CountCharacters(*by) > kMaxTitleCharacters) {
    problems->Add("decided_by", absl::StrCat("is longer than ", kMaxTitleCharacters, " characters"));
  } else if (ContainsCitizenNumber(*by)) {
    problems->Add("decided_by", "holds a citizen service number; such numbers are never kept");
  } else if (by->empty() && decision->state != Link::SUSPECTED) {
    problems->Add("decided_by", "is empty; name the role or organisation that decides");
  } else {
    decision->by = *by;
  }
}

absl::StatusOr<Decision> ReadDecision(const v1::DecideDuplicateRequest& request) {
  Decision decision;
  Problems problems;
  const auto first = ParseActivityName(request.first_name()), second = ParseActivityName(request.second_name());
  if (!first.ok()) problems.Add("first_name", std::string(first.status().message()));
  if (!second.ok()) problems.Add("second_name", std::string(second.status().message()));
  if (first.ok() && second.ok()) {
    if (first->municipality_code != second->municipality_code) {
      problems.Add("second_name", "is of another municipality; only activities of one municipality are compared");
    } else if (first->activity_id == second->activity_id) {
      problems.Add("second_name", "is the same activity as first_name; name two");
    }
    const bool in_order = first->ToString() < second->ToString();
    decision.first = in_order ? *first : *second;
    decision.second = in_order ? *second : *first;
  }
  decision.state = request.state();
  if (decision.state != Link::CONFIRMED && decision.state != Link::REJECTED && decision.state != Link::SUSPECTED) {
    problems.Add("state", "is not CONFIRMED, REJECTED, or SUSPECTED to take a decision back");
  }
  ReadDecidedBy(request, &decision, &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  return decision;
}

// The link that `decision` makes of what is there, with the reason that it had.
absl::StatusOr<Link> DecidedLink(const Decision& decision, const Link* before, const std::string& today) {
  if (decision.state == Link::SUSPECTED && (before == nullptr || !IsDecided(*before))) {
    return absl::FailedPreconditionError(absl::StrCat("nobody decided on ", decision.first.Key(), " and ",
                                                      decision.second.Key(), "; there is nothing to take back"));
  }
  Link link;
  link.set_state(decision.state);
  link.set_reason(before == nullptr ? kByHand : before->reason());
  if (decision.state != Link::SUSPECTED) {
    link.set_decided_by(decision.by);
    link.set_decided_on(today);
  }
  return link;
}

absl::Status PutLink(const std::string& to, Link link, v1::Activity* activity) {
  link.set_name(to);
  if (Link* known = FindLink(to, activity); known != nullptr) {
    *known = std::move(link);
    return absl::OkStatus();
  }
  if (activity->duplicates_size() >= kMaxDuplicateLinks) {
    return absl::FailedPreconditionError(
        absl::StrCat(activity->name(), " has ", kMaxDuplicateLinks,
                     " links already; take one back (\"duplicates undo\") and find again first"));
  }
  *activity->add_duplicates() = std::move(link);
  SetLinks(Links(activity->duplicates().begin(), activity->duplicates().end()), activity);
  return absl::OkStatus();
}

Mutation WriteOf(const ActivityName& name, v1::Activity activity) {
  Mutation mutation;
  mutation.author = Mutation::Author::kService;
  mutation.key = name.Key();
  mutation.etag = activity.etag();
  mutation.activity = std::move(activity);
  return mutation;
}

}  // namespace

absl::StatusOr<v1::FindDuplicatesResponse> CatalogDuplicates::Find(const v1::FindDuplicatesRequest& request,
                                                                   const std::function<bool()>& is_cancelled) {
  DuplicateFinder::Options options;
  auto prefix = KeyPrefixOf(request.parent());
  if (!prefix.ok()) return FieldError("parent", prefix.status());
  options.prefix = *std::move(prefix);
  options.dry_run = request.dry_run();
  options.go_on = [&is_cancelled] { return !is_cancelled(); };
  return finder_.Find(options);
}

absl::StatusOr<v1::ListDuplicatesResponse> CatalogDuplicates::List(const v1::ListDuplicatesRequest& request,
                                                                   const std::function<bool()>& is_cancelled) const {
  MEEDOEN_ASSIGN_OR_RETURN(const Question question, ReadQuestion(request));
  v1::ListDuplicatesResponse response;
  absl::Status status;
  std::string last;
  // False: the page is full, or something is wrong.
  const auto add_pairs = [&](const std::string& key, const v1::Activity& first) {
    for (const Link& link : first.duplicates()) {
      const auto second = ParseActivityName(link.name());
      if (!second.ok() || second->Key() < key) continue;
      if (key == question.first && second->Key() <= question.second) continue;  // On the page before.
      if (question.state != Link::STATE_UNSPECIFIED && link.state() != question.state) continue;
      const auto other = store_.Get(second->Key());
      if (absl::IsNotFound(other.status())) continue;
      if (status = other.status(); !status.ok()) return false;
      if (response.pairs_size() == static_cast<int>(question.page_size)) {
        response.set_next_page_token(MakePageToken(QuestionOf(request), last));
        return false;
      }
      *response.add_pairs() = PairOf(first, *other, link);
      last = absl::StrCat(key, " ", second->Key());
    }
    return true;
  };
  if (!question.first.empty()) {  // What is left of the activity that the page before ended with.
    const auto first = store_.Get(question.first);
    if (!first.ok() && !absl::IsNotFound(first.status())) return first.status();
    if (first.ok() && !add_pairs(question.first, *first)) {
      MEEDOEN_RETURN_IF_ERROR(status);
      response.set_catalog_revision(store_.revision());
      return response;
    }
  }
  int64_t revision = 0;
  MEEDOEN_RETURN_IF_ERROR(
      store_.Scan(question.prefix, question.first, /*with_vectors=*/false, &revision, [&](const CatalogRow& row) {
        if (is_cancelled()) status = absl::CancelledError("the caller went away");
        return status.ok() && add_pairs(row.key, row.activity);
      }));
  MEEDOEN_RETURN_IF_ERROR(status);
  response.set_catalog_revision(revision);
  return response;
}

absl::StatusOr<v1::DuplicatePair> CatalogDuplicates::Decide(const v1::DecideDuplicateRequest& request) {
  MEEDOEN_ASSIGN_OR_RETURN(const Decision decision, ReadDecision(request));
  for (int attempt = 1;; ++attempt) {
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity first, store_.Get(decision.first.Key()));
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity second, store_.Get(decision.second.Key()));
    const Link* before = FindLink(second.name(), &first);
    if (before == nullptr) before = FindLink(first.name(), &second);
    MEEDOEN_ASSIGN_OR_RETURN(const Link link, DecidedLink(decision, before, FormatDate(LocalDay(clock_.Now()))));
    MEEDOEN_RETURN_IF_ERROR(PutLink(second.name(), link, &first));
    MEEDOEN_RETURN_IF_ERROR(PutLink(first.name(), link, &second));
    const v1::DuplicatePair pair = PairOf(first, second, link);
    Transaction transaction;
    transaction.principal = kLocalPrincipal;
    transaction.mutations.push_back(WriteOf(decision.first, std::move(first)));
    transaction.mutations.push_back(WriteOf(decision.second, std::move(second)));
    const absl::Status status = store_.Commit(std::move(transaction)).status();
    if (status.ok()) return pair;
    if (!absl::IsAborted(status) || attempt == kAttempts) return status;
  }
}

}  // namespace meedoen::indexer
