#pragma once

#include <string>

#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh {

/// How long `model` takes on `accelerator`, by batch: the time that a run uses, the two bounds
/// of the roofline, and for a language model the time to the first token and a token after it.
/// Where it cannot run there, however many devices share it, the reason.
std::string service_time_table(const ModelProfile& model, const AcceleratorProfile& accelerator);

}  // namespace orbitmesh
