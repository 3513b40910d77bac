#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/fields.h"
#include "core/section_location.h"
#include "inference/engine/kernel_set.h"

namespace orbitmesh {

/// What runs the content of requests.
enum class EngineKind {
  kBuiltIn,  ///< the program's own executor
};

constexpr std::array<EnumName<EngineKind>, 1> enum_names(EngineKind) {
  return {{{EngineKind::kBuiltIn, "built-in"}}};
}

constexpr std::array<std::string_view, 1> unavailable_names(EngineKind) { return {"onnx-runtime"}; }

/// What the requests of a workload really compute. Their timing stays that of the
/// workload's profile.
struct ContentSection {
  EngineKind engine = EngineKind::kBuiltIn;
  KernelSet kernels = KernelSet::kPortable;
  std::string model;
  std::string input;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("engine", engine, Spec<EngineKind>("what executes the model"));
    v.field("kernels", kernels,
            Spec<KernelSet>("how the executor rounds: portable gives the same answers on every "
                            "CPU; v3 is faster, gives slightly other scores, and needs AVX2 and "
                            "FMA wherever workers run"));
    v.field("model", model, Spec<std::string>("network that is executed: digits").required());
    v.field("input", input, Spec<std::string>("labelled samples it is given: digits").required());
  }
};

}  // namespace orbitmesh
