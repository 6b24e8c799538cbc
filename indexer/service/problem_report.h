// The problems of an import as an answer can carry them: as many as are bounded, the rest counted.
//
// Threads: one. Bounds: kMaxReportedProblems, and a part of kMaxMessageBytes, so that every client can read the answer.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/limits.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class ProblemReport {
 public:
  explicit ProblemReport(google::protobuf::RepeatedPtrField<v1::RowProblem>* problems) : problems_(problems) {}

  void Add(v1::RowProblem problem) {
    bytes_ += problem.ByteSizeLong();
    if (static_cast<size_t>(problems_->size()) >= kMaxReportedProblems || bytes_ > kMaxMessageBytes * 3 / 4) {
      ++left_out_;
      return;
    }
    *problems_->Add() = std::move(problem);
  }
  uint32_t left_out() const { return left_out_; }

 private:
  google::protobuf::RepeatedPtrField<v1::RowProblem>* problems_;
  size_t bytes_ = 0;
  uint32_t left_out_ = 0;
};

}  // namespace meedoen::indexer
