#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/sections/sweep_section.h"

namespace orbitmesh {

/// The values of an axis of a grid or list. Throws InputError with the place.
std::vector<std::string> listed_values(const SweepAxisSection& axis);

/// `samples` values of an axis: of a range at random between its ends, of a list picked at
/// random. With `stratified`, one in each of `samples` equal parts of the axis, in random order
/// (McKay, Beckman, Conover, Technometrics 21(2), 1979). Throws InputError with the place.
std::vector<std::string> drawn_values(const SweepAxisSection& axis, std::int64_t samples,
                                      bool stratified, std::uint64_t seed);

}  // namespace orbitmesh
