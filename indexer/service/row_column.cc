#include "indexer/service/row_column.h"

#include "indexer/import/csv_columns.h"

namespace meedoen::indexer {

std::string RowColumn(v1::ImportActivitiesRequest::Format format, const std::string& field_path) {
  const bool table = format == v1::ImportActivitiesRequest::CSV || format == v1::ImportActivitiesRequest::XLSX;
  return table ? ColumnOfPath(field_path) : field_path;
}

}  // namespace meedoen::indexer
