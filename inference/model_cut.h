#pragma once

#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"

namespace orbitmesh {

struct ModelProfile;

/// A place where a model can be divided between two devices.
struct ModelCut {
  std::string name;
  /// Of the first phase's operations, the share before the cut. Weights and activations are
  /// taken to be shared out alike.
  Sourced<double> flop_share;
  Sourced<Bytes> bytes;  ///< that pass it
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name that scenarios use").required().identifier());
    v.field("flop_share", flop_share,
            Spec<double>("share of the operations before the cut, decode steps apart")
                .above(0.0)
                .max(0.9999)
                .required());
    v.field("bytes", bytes,
            Spec<Bytes>("bytes that are sent at the cut").min({1}).max({1'000'000'000}).required());
  }
};

/// What is computed before the cut, and what behind it: decode steps are behind every cut.
/// Their times are the roofline's, whatever was measured of the whole. `model` must outlive
/// the parts.
ModelProfile head_of(const ModelProfile& model, const ModelCut& cut);
ModelProfile tail_of(const ModelProfile& model, const ModelCut& cut);

}  // namespace orbitmesh
