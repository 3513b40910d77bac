#pragma once

#include "core/quantity.h"
#include "core/units.h"

namespace orbitmesh {

using Speed = Quantity<struct SpeedDimension>;  // of vehicles [m/s]

template <>
const QuantityKind& quantity_kind<Speed>();

}  // namespace orbitmesh
