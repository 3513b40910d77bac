#pragma once

#include <string>
#include <string_view>

#include "inference/engine/kernel_set.h"

namespace orbitmesh {

/// A content model and how it is computed.
struct ContentChoice {
  std::string model;
  KernelSet kernels = KernelSet::kPortable;
};

/// How a worker is asked for it (WorkerRequest::model): the model's name, and for kernels
/// other than the portable ones these behind a colon, as in "digits:v3".
std::string to_text(const ContentChoice& choice);

/// The choice that a text stands for. Throws InputError for a set of kernels that does not
/// exist; what models there are is not looked at.
ContentChoice parse_content_choice(std::string_view text);

}  // namespace orbitmesh
