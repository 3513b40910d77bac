#pragma once

#include "core/time.h"

namespace orbitmesh {

/// How a server saves its work, to go on from there after an outage: at every whole multiple of
/// the period since the epoch it writes down what waits, and how far what is in service has come.
struct CheckpointOptions {
  Duration period;          ///< 0: nothing is saved
  double overhead = 0.035;  ///< of service time, which saving takes; >= 0

  bool on() const { return period > Duration(); }
};

}  // namespace orbitmesh
