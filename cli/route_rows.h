#pragma once

#include <string>

#include "cli/constellation_source.h"
#include "cli/output_format.h"
#include "orbit/geometric_route.h"

namespace orbitmesh {

/// The text of routes as JSON, CSV or a table, piece by piece.
class RouteRows {
 public:
  RouteRows(const ConstellationSource& source, const LinkReach& reach, OutputFormat format)
      : source_(source), reach_(reach), format_(format) {}

  std::string head() const;
  /// One row, and what separates it from the row before.
  std::string row(const std::string& time, const GeometricRoute& route);
  std::string tail() const;

 private:
  std::string json_row(const std::string& time, const GeometricRoute& route) const;
  /// Why there is no route; empty where there is one.
  std::string reason(RouteStatus status) const;
  std::string reach_words() const;
  std::string hop_names(const GeometricRoute& route, const char* separator) const;

  const ConstellationSource& source_;
  LinkReach reach_;
  OutputFormat format_;
  bool first_ = true;
};

}  // namespace orbitmesh
