#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "mesh/access_state.h"
#include "mesh/flow.h"
#include "mesh/radio_options.h"
#include "mesh/topology.h"
#include "orbit/constellation.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh::accuracy {

/// Clients behind one terminal that send requests of one size to one server, drawn from a
/// seed: sizes from 200 B to 5 MB, idle or loaded, soft or hard slot edges, a server near,
/// far or in orbit. Behind those that are drawn, loaded ones of them again with measured queues.
struct Scenario {
  static constexpr int kDrawn = 24;
  static constexpr int kCount = 28;

  /// The `index`-th scenario of `seed`; index in [0, kCount).
  Scenario(std::uint64_t seed, int index);

  std::string description() const;

  std::uint64_t seed;
  int index;
  HandoverMode handover = HandoverMode::kSoft;
  bool loaded = false;
  UserQueueModel queue = UserQueueModel::kHeadDrop;
  int clients = 1;
  Bytes request;
  Bytes reply;
  Duration service;
  double rate_hz = 1;  ///< of each client, Poisson
  Duration length;
  std::optional<BitRate> background;  ///< constant-rate datagrams on the same uplink
  enum class Server { kNear, kFar, kSatellite } server_kind = Server::kNear;
};

/// The network that a scenario runs on.
struct World {
  explicit World(const Scenario& scenario);

  Constellation constellation;
  Epoch epoch;
  std::unique_ptr<Ephemeris> ephemeris;
  std::unique_ptr<Topology> topology;
  std::vector<NodeId> hosts;
  NodeId background_host;
  NodeId near_datacenter;
  NodeId server;
};

}  // namespace orbitmesh::accuracy
