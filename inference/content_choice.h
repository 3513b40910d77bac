#pragma once

#include <cstdint>
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
  /// Nodes of the model that run elsewhere, with intact weights and unprotected; 0: none.
  std::uint32_t nodes_before = 0;
};

/// How a worker is asked for it (WorkerRequest::model): the model's name, and behind colons kernels
/// other than the portable ones, a protection and the nodes before the cut, as in
/// "digits:v3:checksums:cut=2".
std::string to_text(const ContentChoice& choice);

/// The choice that a text stands for. Throws InputError for a set of kernels or a protection that
/// does not exist, and for a cut that is no number; which models there are, and how many nodes
/// they have, is not looked at.
ContentChoice parse_content_choice(std::string_view text);

}  // namespace orbitmesh
