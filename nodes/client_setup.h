#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/policy_view.h"
#include "mesh/network.h"
#include "mesh/path_view.h"
#include "nodes/records.h"
#include "nodes/request_board.h"
#include "nodes/request_ids.h"
#include "nodes/server.h"
#include "nodes/zone_view.h"

namespace orbitmesh {

/// What all clients of a run share. Everything must outlive the clients.
struct ClientContext {
  EventLoop& loop;
  Network& network;
  const PathView& paths;
  RequestBoard& board;
  RequestIds& ids;
  RecordSink& records;
  std::uint64_t seed = 0;
  const ZoneView* zones = nullptr;  ///< null: no satellite is under radiation
  std::int64_t message_copies = 1;  ///< that the network sends of every message
};

/// One client instance: a robot, a car.
struct ClientSetup {
  std::uint32_t index = 0;                     ///< in the run; stands in the records
  std::string name;                            ///< of the client in the scenario ("inspector")
  std::uint64_t instance = 0;                  ///< number of this instance among those of that name
  NodeId host;                                 ///< its vertex of the mesh
  Server* local = nullptr;                     ///< its own accelerator, one device, or null
  std::optional<Power> local_power;            ///< of that device; from its profile
  NominalTransport transport;                  ///< as the client knows its access
  Duration idle_close = Duration::from_s(60);  ///< of an unused connection
  std::int64_t open_ahead = 0;                 ///< connections opened before each slot
};

}  // namespace orbitmesh
