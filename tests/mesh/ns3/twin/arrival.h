#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh::twin {

/// One arrival at an end host. `number` is the datagram's, or for TCP the bytes received
/// so far.
struct Arrival {
  int flow = 0;
  std::int64_t number = 0;
  std::int64_t at_ns = 0;
};

/// What one of the two simulations reports.
struct Report {
  std::vector<Arrival> arrivals;  ///< in the order of arriving
  std::int64_t lost_in_cuts = 0;
  std::int64_t lost_in_queues = 0;
  std::int64_t user_handovers = 0;
  std::int64_t feeder_changes = 0;
  std::int64_t longest_path = 0;  ///< links between two end hosts; the lean one reports it
};

/// As text for the parent process and back. Throws std::runtime_error on other text.
std::string to_text(const Report& report);
Report parse_report(std::string_view text);

}  // namespace orbitmesh::twin
