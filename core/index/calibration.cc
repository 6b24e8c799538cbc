#include "core/index/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"

namespace meedoen {
namespace {

constexpr uint32_t kMostRows = 20'000;

void AppendFloats(const std::vector<float>& values, std::string* out) {
  out->append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

std::vector<float> Narrow(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

Calibration::Calibration(std::vector<float> mean, std::vector<float> covariance)
    : mean_(std::move(mean)), covariance_(std::move(covariance)) {
  id_ = Sha256HexOf(ToBytes()).substr(0, 12);
}

Calibration Calibration::Of(const SegmentView& segment) {
  const size_t n = static_cast<size_t>(segment.dimension);
  const uint32_t step = std::max(1u, (segment.rows + kMostRows - 1) / kMostRows);
  std::vector<double> mean(n), covariance(n * n);
  double rows = 0;
  for (uint32_t row = 0; row < segment.rows; row += step, ++rows) {
    for (size_t i = 0; i < n; ++i) mean[i] += segment.Vector(row)[i];
  }
  for (double& value : mean) value /= std::max(1.0, rows);
  std::vector<double> centred(n);
  for (uint32_t row = 0; row < segment.rows; row += step) {
    for (size_t i = 0; i < n; ++i) centred[i] = segment.Vector(row)[i] - mean[i];
    for (size_t i = 0; i < n; ++i) {
      double* out = covariance.data() + i * n;
      for (size_t j = 0; j < n; ++j) out[j] += centred[i] * centred[j];
    }
  }
  for (double& value : covariance) value /= std::max(1.0, rows);
  return Calibration(Narrow(mean), Narrow(covariance));
}

std::string Calibration::ToBytes() const {
  const uint32_t dimension = static_cast<uint32_t>(mean_.size());
  std::string bytes(reinterpret_cast<const char*>(&dimension), sizeof(dimension));
  AppendFloats(mean_, &bytes);
  AppendFloats(covariance_, &bytes);
  return bytes;
}

absl::StatusOr<Calibration> Calibration::FromBytes(std::string_view bytes, int dimension) {
  const size_t n = static_cast<size_t>(dimension);
  uint32_t stated = 0;
  if (bytes.size() >= sizeof(stated)) std::memcpy(&stated, bytes.data(), sizeof(stated));
  if (stated != n || bytes.size() != sizeof(stated) + (n + n * n) * sizeof(float)) {
    return absl::DataLossError(absl::StrCat("calibration: ", bytes.size(), " bytes for dimension ", stated,
                                            " where the model has ", dimension,
                                            "; build a new snapshot with \"meedoen-indexer rebuild\""));
  }
  std::vector<float> mean(n), covariance(n * n);
  std::memcpy(mean.data(), bytes.data() + sizeof(stated), n * sizeof(float));
  std::memcpy(covariance.data(), bytes.data() + sizeof(stated) + n * sizeof(float), n * n * sizeof(float));
  return Calibration(std::move(mean), std::move(covariance));
}

Expected Calibration::Expect(std::span<const float> wish) const {
  const size_t n = mean_.size();
  double mean = 0, variance = 0;
  for (size_t i = 0; i < n; ++i) {
    double product = 0;
    for (size_t j = 0; j < n; ++j) product += double{covariance_[i * n + j]} * wish[j];
    variance += product * wish[i];
    mean += double{mean_[i]} * wish[i];
  }
  return {mean, std::max(kLeastSpread, std::sqrt(std::max(0.0, variance)))};
}

}  // namespace meedoen
