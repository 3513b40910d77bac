#pragma once

#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"

namespace orbitmesh {

/// [[expect]]: bounds on a metric (scenarios/metrics.h), both included, in its unit.
struct ExpectSection {
  std::string metric;
  std::optional<double> min;
  std::optional<double> max;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("metric", metric, Spec<std::string>("name of a metric").required().not_empty());
    v.field("min", min, Spec<double>("least permitted value"));
    v.field("max", max, Spec<double>("greatest permitted value"));
  }
};

}  // namespace orbitmesh
