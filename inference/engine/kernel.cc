#include "inference/engine/kernel.h"

#include <fmt/format.h>

#include "core/error.h"

namespace orbitmesh {

const Value& KernelCall::input(std::size_t i) const {
  if (!has(i)) throw InputError(fmt::format("input {} is missing", i));
  return *(*inputs_)[i];
}

const Value& KernelCall::floats(std::size_t i) const {
  const Value& value = input(i);
  if (value.type != ElementType::kFloat) {
    throw InputError(fmt::format("input {} has integers, expected floats", i));
  }
  return value;
}

const Value& KernelCall::integers(std::size_t i) const {
  const Value& value = input(i);
  if (value.type != ElementType::kInteger) {
    throw InputError(fmt::format("input {} has floats, expected integers", i));
  }
  return value;
}

void KernelCall::spend(double multiply_adds) const {
  workspace_->multiply_adds += multiply_adds;
  if (workspace_->multiply_adds <= kMaxMultiplyAdds) return;
  throw InputError(
      fmt::format("the inference would take {:.3g} multiply-adds; at most {:.0g} are permitted",
                  workspace_->multiply_adds, kMaxMultiplyAdds));
}

}  // namespace orbitmesh
