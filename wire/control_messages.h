#pragma once

#include <string>

namespace orbitmesh {

/// A worker's first message on a connection: it is ready for requests.
struct WorkerHello {
  std::string name;  ///< for people, e.g. "host:1234"
};

/// Nothing to do; a runner sends it to find out whether the connection still stands.
struct WorkerProbe {};

/// The worker ends.
struct WorkerStop {};

/// The peer's last message could not be understood. Never answered.
struct WireFault {
  std::string reason;
};

}  // namespace orbitmesh
