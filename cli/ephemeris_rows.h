#pragma once

#include <string>

#include "cli/constellation_source.h"
#include "cli/output_format.h"
#include "cli/satellite_states.h"

namespace orbitmesh {

/// The text of states as JSON, CSV or a table, piece by piece, so that output of any length
/// takes no memory. In JSON and CSV numbers read back to the same double.
class EphemerisRows {
 public:
  EphemerisRows(const ConstellationSource& source, StateFrame frame, OutputFormat format)
      : source_(source), frame_(frame), format_(format) {}

  std::string head() const;
  /// One row, and what separates it from the row before.
  std::string row(const std::string& time, const SatelliteState& state);
  std::string tail() const;

 private:
  std::string json_row(const std::string& time, const SatelliteState& state) const;
  std::string csv_row(const std::string& time, const SatelliteState& state) const;
  std::string table_row(const std::string& time, const SatelliteState& state) const;

  const ConstellationSource& source_;
  StateFrame frame_;
  OutputFormat format_;
  bool first_ = true;
};

}  // namespace orbitmesh
