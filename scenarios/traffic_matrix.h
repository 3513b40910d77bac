#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/sections/flow_section.h"

namespace orbitmesh {

/// Limits of a traffic matrix's file.
inline constexpr std::int64_t kMaxMatrixBytes = 16'000'000;
inline constexpr std::int64_t kMaxMatrixRows = 100'000;

/// Reads a traffic matrix from comma-separated text with a header. Columns, in any order:
///
///   from, to    ends, as the keys of [[flow]] of these names; required
///   rate_bit_s  rate of the payload; required in a udp-cbr row, empty in a tcp-bulk row
///   kind        udp-cbr (also where it is empty) or tcp-bulk
///   size_bytes  udp-cbr: payload of a packet; the matrix's size where it is empty
///
/// Returns a flow for each row but those of rate 0, named by the matrix and the row's number
/// among all rows ("cities-1" first); start, stop, size and tcp are the matrix's. Where each of
/// its values stands is its place in the file, for the checks that come after reading.
///
/// Throws InputError with file, line and column.
std::vector<FlowSection> read_traffic_matrix(const std::string& file, const FlowSection& matrix);

}  // namespace orbitmesh
