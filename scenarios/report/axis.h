#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// One axis of a chart: values to [0, 1], and where its ticks stand.
class Axis {
 public:
  /// From `low` to `high`, widened to whole ticks or decades unless `exact`. A range without
  /// width is widened. Precondition of a logarithmic axis: 0 < low.
  Axis(double low, double high, bool logarithmic, bool exact = false);

  double share(double value) const;
  double low() const { return low_; }
  double high() const { return high_; }
  bool logarithmic() const { return logarithmic_; }
  const std::vector<double>& ticks() const { return ticks_; }

  /// "0.25", "1,200", "20 k".
  static std::string label(double value);

 private:
  void place_linear(bool exact);
  void place_decades(bool exact);

  double low_;
  double high_;
  bool logarithmic_;
  std::vector<double> ticks_;
};

}  // namespace orbitmesh
