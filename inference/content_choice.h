#pragma once

#include <string>
#include <string_view>

#include "inference/engine/kernel_set.h"
#include "inference/fault_outcome.h"

namespace orbitmesh {

/// A content model and how it is computed.
struct ContentChoice {
  std::string model;
  KernelSet kernels = KernelSet::kPortable;
  Protection protection = Protection::kNone;
};

/// How a worker is asked for it (WorkerRequest::model): the model's name, and behind colons kernels
/// other than the portable ones and a protection, as in "digits:v3:checksums".
std::string to_text(const ContentChoice& choice);

/// The choice that a text stands for. Throws InputError for a set of kernels or a protection that
/// does not exist; what models there are is not looked at.
ContentChoice parse_content_choice(std::string_view text);

}  // namespace orbitmesh
