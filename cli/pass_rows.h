#pragma once

#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/output_format.h"
#include "orbit/access/access_windows.h"
#include "orbit/access/passes.h"

namespace orbitmesh {

/// The text of passes as JSON, CSV or a table, piece by piece.
class PassRows {
 public:
  PassRows(const ConstellationSource& source, OutputFormat format)
      : source_(source), format_(format) {}

  std::string head() const;
  /// One row, and what separates it from the row before. `windows` are the times within the
  /// pass at which the satellite may be used.
  std::string row(const Pass& pass, const std::vector<AccessWindow>& windows);
  std::string tail() const;

 private:
  std::string json_row(const Pass& pass, const std::vector<AccessWindow>& windows) const;
  std::string json_point(const PassPoint& point) const;
  std::string csv_row(const Pass& pass, const std::vector<AccessWindow>& windows) const;
  std::string csv_point(const PassPoint& point) const;
  std::string table_row(const Pass& pass, const std::vector<AccessWindow>& windows) const;
  std::string time(Time at) const { return (source_.reference_epoch() + at.since_epoch()).str(); }
  /// time() to the nearest millisecond, ten times finer than the search.
  std::string rounded_time(Time at) const;

  const ConstellationSource& source_;
  OutputFormat format_;
  bool first_ = true;
};

}  // namespace orbitmesh
