// What an import answers, for people or as JSON.
//
// Threads: one. Errors: none.
#pragma once

#include <string>

#include "google/protobuf/repeated_field.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// Each on a line of standard error: file, line, column, what is wrong.
void PrintProblems(const google::protobuf::RepeatedPtrField<v1::RowProblem>& problems, uint32_t left_out);

// The activities that change, each with its fields, to standard output.
void PrintChanges(const v1::ImportActivitiesResponse& response);

// All of the answer as JSON, one object, to standard output.
void PrintAsJson(const google::protobuf::Message& message);

}  // namespace meedoen::indexer
