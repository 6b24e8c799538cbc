#include "indexer/service/catalog_replies.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/status.h"
#include "indexer/freshness/reply_file.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/service/problem_report.h"

namespace meedoen::indexer {
namespace {

constexpr char kProvider[] = "aanbieder";  // Who verified.
constexpr int kAttempts = 5;

// What one file does to the catalogue as it is at this moment.
class Replies {
 public:
  Replies(const CatalogStore& store, absl::CivilDay today, std::string file_name)
      : store_(store), today_(FormatDate(today)), file_name_(std::move(file_name)) {}

  absl::Status Take(const ReplyFile& file, const std::function<bool()>& is_cancelled) {
    response_.set_refused(file.refused);
    problems_ = file.problems;
    for (const Reply& reply : file.replies) {
      if (is_cancelled()) return absl::CancelledError("the caller went away");
      MEEDOEN_RETURN_IF_ERROR(TakeOne(file, reply));
    }
    return absl::OkStatus();
  }

  std::vector<Mutation>& mutations() { return mutations_; }
  v1::ImportRepliesResponse Response() {
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const v1::RowProblem& a, const v1::RowProblem& b) { return a.line() < b.line(); });
    ProblemReport report(response_.mutable_problems());
    for (v1::RowProblem& problem : problems_) report.Add(std::move(problem));
    response_.set_problems_left_out(report.left_out());
    return std::move(response_);
  }

 private:
  absl::Status TakeOne(const ReplyFile& file, const Reply& reply) {
    absl::StatusOr<v1::Activity> activity = store_.Get(reply.key);
    if (absl::IsNotFound(activity.status())) {
      response_.set_refused(response_.refused() + 1);
      Tell(reply, file.id_column, absl::StrCat(reply.key, " is not in the catalogue, or not any more"), false);
      return absl::OkStatus();
    }
    MEEDOEN_RETURN_IF_ERROR(activity.status());
    std::string look;  // What an editor has to look at, besides the remark.
    switch (reply.answer) {
      case Reply::Answer::kNone:
        break;
      case Reply::Answer::kOther:
        look = "something changed";
        break;
      case Reply::Answer::kYes:
        look = WhyNotConfirm(reply, *activity);
        if (look.empty()) Confirm(reply, *std::move(activity));
        break;
      case Reply::Answer::kNo:
        look = WhyNotEnd(reply, *activity);
        if (look.empty()) End(reply, *std::move(activity));
        break;
    }
    if (!look.empty() || (reply.answer == Reply::Answer::kNone && !reply.remark.empty())) {
      response_.set_to_look_at(response_.to_look_at() + 1);
    } else if (reply.answer == Reply::Answer::kNone) {
      response_.set_unanswered(response_.unanswered() + 1);
    }
    if (look.empty() && reply.remark.empty()) return absl::OkStatus();
    Tell(reply, file.answer_column,
         absl::StrCat(reply.key, ": ", look.empty() ? "there is a remark" : look,
                      reply.remark.empty() ? "" : absl::StrCat(": \"", reply.remark, "\"")),
         true);
    return absl::OkStatus();
  }

  // Whether somebody confirmed it after the question was asked; by taking this very file, too.
  static bool ConfirmedSince(const Reply& reply, const v1::Activity& activity) {
    return reply.says_last_confirmed && activity.verification().verified_on() > reply.last_confirmed;
  }

  std::string WhyNotConfirm(const Reply& reply, const v1::Activity& activity) const {
    if (activity.status() == v1::CANCELLED || activity.status() == v1::PAUSED) {
      return absl::StrCat("the provider says that it runs, the catalogue that it is ",
                          activity.status() == v1::CANCELLED ? "cancelled" : "paused", "; nothing was changed");
    }
    const bool today = activity.verification().verified_on() == today_;
    if (today || !ConfirmedSince(reply, activity)) return "";
    const bool by_provider = activity.verification().verified_by() == kProvider;
    return by_provider ? "" : SinceThen(activity);
  }

  static std::string WhyNotEnd(const Reply& reply, const v1::Activity& activity) {
    if (activity.status() == v1::CANCELLED || !ConfirmedSince(reply, activity)) return "";
    return SinceThen(activity);
  }

  static std::string SinceThen(const v1::Activity& activity) {
    return absl::StrCat("was confirmed on ", activity.verification().verified_on(),
                        ", after this question was asked; nothing was changed");
  }

  void Confirm(const Reply& reply, v1::Activity activity) {
    response_.set_confirmed(response_.confirmed() + 1);
    if (ConfirmedSince(reply, activity))
      return;  // Taken before, or asked once more in between: never later than it was.
    activity.mutable_verification()->set_verified_on(today_);
    activity.mutable_verification()->set_verified_by(kProvider);
    Change(reply, std::move(activity));
  }

  void End(const Reply& reply, v1::Activity activity) {
    response_.set_ended(response_.ended() + 1);
    activity.set_status(v1::CANCELLED);
    Change(reply, std::move(activity));
  }

  void Change(const Reply& reply, v1::Activity activity) {
    Mutation& mutation = mutations_.emplace_back();
    mutation.key = reply.key;
    mutation.author = Mutation::Author::kEditor;
    mutation.etag = activity.etag();
    mutation.activity = std::move(activity);
  }

  void Tell(const Reply& reply, const std::string& column, const std::string& message, bool warning) {
    v1::RowProblem& problem = problems_.emplace_back();
    problem.set_file_name(file_name_);
    problem.set_line(reply.line);
    problem.set_column(column);
    problem.set_message(message);
    problem.set_warning(warning);
  }

  const CatalogStore& store_;
  const std::string today_;
  const std::string file_name_;
  std::vector<Mutation> mutations_;
  v1::ImportRepliesResponse response_;
  std::vector<v1::RowProblem> problems_;
};

}  // namespace

absl::StatusOr<v1::ImportRepliesResponse> CatalogReplies::Import(const v1::ImportRepliesRequest& request,
                                                                 const std::string& bytes,
                                                                 const std::function<bool()>& is_cancelled) {
  MEEDOEN_ASSIGN_OR_RETURN(const ReplyFile file, ReadReplies(bytes, request.file_name()));
  for (int attempt = 1;; ++attempt) {
    Replies replies(store_, LocalDay(clock_.Now()), request.file_name());
    MEEDOEN_RETURN_IF_ERROR(replies.Take(file, is_cancelled));
    v1::ImportRepliesResponse response = replies.Response();
    response.set_catalog_revision(store_.revision());
    if (request.dry_run() || replies.mutations().empty()) return response;
    Transaction transaction;
    transaction.principal = kLocalPrincipal;
    transaction.mutations = std::move(replies.mutations());
    const absl::StatusOr<Committed> committed = store_.Commit(std::move(transaction));
    // Somebody changed one of them in between: once more, with what it is now.
    const bool gone = absl::IsAborted(committed.status()) || absl::IsNotFound(committed.status());
    if (gone && attempt < kAttempts) continue;
    MEEDOEN_RETURN_IF_ERROR(Annotate(committed.status(), absl::StrCat(request.file_name(), ": nothing was stored")));
    response.set_catalog_revision(committed->revision);
    return response;
  }
}

}  // namespace meedoen::indexer
