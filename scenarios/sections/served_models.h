#pragma once

#include <string>
#include <vector>

#include "core/fields.h"
#include "inference/serving_options.h"

namespace orbitmesh {

/// The keys of what accelerators hold, and of how they serve it, in a section about them.
template <class Visitor, class Section>
void visit_served_models(Visitor& v, Section& section) {
  v.field("models", section.models,
          Spec<std::vector<std::string>>("models held, \"*\" for all in use that fit")
              .required()
              .not_empty()
              .max_count(100));
  v.field("serving", section.serving,
          Spec<ServingOptions>("how requests are queued, batched and served there"));
}

}  // namespace orbitmesh
