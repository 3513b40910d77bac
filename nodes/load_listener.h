#pragma once

namespace orbitmesh {

/// Told of a server's load.
class LoadListener {
 public:
  virtual ~LoadListener() = default;
  /// The number of active devices, the clock or whether the server is up are about to change.
  /// Until now they were what the server says.
  virtual void before_change() = 0;
};

}  // namespace orbitmesh
