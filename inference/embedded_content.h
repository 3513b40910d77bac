#pragma once

#include <string_view>

namespace orbitmesh {

/// models/digits.onnx and models/digits-heldout.bin, compiled into the program.
std::string_view embedded_digits_model();
std::string_view embedded_digits_set();

}  // namespace orbitmesh
