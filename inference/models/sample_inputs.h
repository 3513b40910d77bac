#pragma once

#include <vector>

#include "inference/engine/value.h"
#include "inference/models/catalogue.h"

namespace orbitmesh {

/// Values for every input of a model, in its order: the same ones every time.
std::vector<Value> sample_inputs(const CatalogueEntry& entry);

}  // namespace orbitmesh
