#pragma once

#include <string>

#include "core/fields.h"
#include "core/section_location.h"

namespace orbitmesh {

/// [[timeline]]: conditions of links over time, from a file (scenarios/timeline.h).
struct TimelineSection {
  std::string name;
  std::string file;  ///< an absolute path once loaded
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name,
            Spec<std::string>("its name, the cause in results").required().identifier());
    v.field("file", file,
            Spec<std::string>("CSV file, found from this file's folder; docs/models/outages.md has "
                              "its columns")
                .required()
                .not_empty());
  }
};

}  // namespace orbitmesh
