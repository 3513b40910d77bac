#pragma once

#include <cstdint>

#include "mesh/network.h"

namespace orbitmesh {

/// A Network whose connections may take paths of their own through the mesh.
class PathNetwork : public Network {
 public:
  /// As connect(), over ChosenPath's number `path` in both directions.
  virtual Connection& connect_over(std::uint8_t path, NodeId client, NodeId server,
                                   ConnectionListener& listener) = 0;
  Connection& connect(NodeId client, NodeId server, ConnectionListener& listener) final {
    return connect_over(0, client, server, listener);
  }
};

}  // namespace orbitmesh
