#pragma once

#include <string>

#include "orbit/element_set.h"

namespace orbitmesh {

/// The element set as a TLE: a name line ("0 NAME") where there is a name, line 1 and line 2,
/// each with "\n" at its end. Numbers are rounded to the columns' digits, the epoch to 1e-8
/// day, and the revolution is taken modulo 100,000; what was read from a TLE is written with
/// the same values. An international designator that is longer than its columns is left out.
/// Throws InputError for what the columns cannot hold: a catalogue number above 339,999
/// (Alpha-5), an epoch outside 1957 to 2056, and a value that is no element or rounds to none.
std::string format_tle(const ElementSet& elements);

}  // namespace orbitmesh
