#pragma once

#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/output_format.h"
#include "orbit/geometric_route.h"

namespace orbitmesh {

/// The text of routes as JSON, CSV or a table, piece by piece.
class RouteRows {
 public:
  /// `view_limited`: the ends' view is, beside elevation and range. `why`: rows have room for
  /// explanations.
  RouteRows(const ConstellationSource& source, const LinkReach& reach, OutputFormat format,
            bool view_limited, bool why)
      : source_(source), reach_(reach), format_(format), view_limited_(view_limited), why_(why) {}

  std::string head() const;
  /// One row, and what separates it from the row before. `why` says what keeps the ends apart.
  std::string row(const std::string& time, const GeometricRoute& route,
                  const std::vector<std::string>& why);
  std::string tail() const;

 private:
  std::string json_row(const std::string& time, const GeometricRoute& route,
                       const std::vector<std::string>& why) const;
  std::string csv_row(const std::string& time, const GeometricRoute& route,
                      const std::vector<std::string>& why) const;
  std::string table_row(const std::string& time, const GeometricRoute& route,
                        const std::vector<std::string>& why) const;
  /// Why there is no route; empty where there is one.
  std::string reason(RouteStatus status) const;
  std::string reach_words(const RadioHolds& radio) const;
  std::string hop_names(const GeometricRoute& route, const char* separator) const;

  const ConstellationSource& source_;
  LinkReach reach_;
  OutputFormat format_;
  bool view_limited_;
  bool why_;
  bool first_ = true;
};

}  // namespace orbitmesh
