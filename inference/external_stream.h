#pragma once

#include <string>

namespace orbitmesh {

class ExternalAgent;

/// The requests that one external policy places, and what their outcomes are worth.
struct ExternalStream {
  ExternalAgent* agent = nullptr;  ///< must outlive the policy
  std::string client;              ///< with its instance, "inspector-3"
  std::string workload;
  double energy_weight = 0;  ///< [1/J], >= 0
  double bytes_weight = 0;   ///< [1/MB], >= 0
};

}  // namespace orbitmesh
