#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// Whether the model was fitted on a measurement. Fitted rows must hold; the others are shown.
enum class Claim { kCalibrated, kPredicted };

/// One figure of a measurement beside the model's.
struct Figure {
  std::string name;     ///< "p95 [ms]"
  double measured = 0;  ///< 0: nothing was measured
  double model = 0;
  double band = 0;         ///< accepted relative error; 0: shown without a verdict
  double highest = 0;      ///< of a measured range that begins at `measured`; 0: no range
  bool as_factor = false;  ///< `band` bounds model / measured and its inverse
};

/// A measurement, the circumstances that the model was given, and the figures.
struct Comparison {
  std::string what;
  std::string source;
  std::string circumstances;  ///< site, catalogue, window, gateways
  Claim claim = Claim::kPredicted;
  std::vector<Figure> figures;
};

/// Bands of the project's targets, the same for every row.
inline constexpr double kMedianBand = 0.10;
inline constexpr double kTailBand = 0.20;
inline constexpr double kRateBand = 0.15;
inline constexpr double kLossFactor = 1.5;

/// Whether a figure lies within its band, or within the measured range.
bool holds(const Figure& figure);

/// Prints a comparison as a block of the validation table, and fails the present test for
/// each figure of a calibrated one that is out of its band.
void show(const Comparison& comparison);

/// The value below which the share `q` in [0, 1] of the sorted values lies, straight lines between
/// them. Precondition: there is one.
double quantile(const std::vector<double>& sorted, double q);

/// Figures "p5 [unit]" and so on of `values` beside those measured.
struct MeasuredQuantile {
  double q = 0;  ///< 0: minimum
  double value = 0;
};
std::vector<Figure> quantile_figures(std::vector<double> values, const std::string& unit,
                                     const std::vector<MeasuredQuantile>& measured);

}  // namespace orbitmesh
