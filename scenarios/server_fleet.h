#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "inference/clairvoyant_view.h"
#include "inference/profile_library.h"
#include "mesh/backend.h"
#include "nodes/content_executor.h"
#include "nodes/fault_injector.h"
#include "nodes/request_board.h"
#include "nodes/server.h"
#include "nodes/server_endpoint.h"
#include "nodes/server_outlook.h"
#include "nodes/workload.h"
#include "scenarios/model_parts.h"

namespace orbitmesh {

/// The servers of a run: on satellites, in datacenters, and those of clients themselves.
class ServerFleet {
 public:
  /// What all of them share; must outlive the fleet.
  struct Surroundings {
    Backend& backend;
    RequestBoard& board;
    const ProfileLibrary& library;
    const ModelParts& parts;
    ContentExecutor& executor;
    FaultInjector& outcomes;
    std::uint64_t seed = 0;
  };
  /// What a server is made of, where it stands, and for whom: one of tier kLocal serves the client
  /// on its node alone and is not reached over the network.
  struct Spec {
    NodeId node;
    Tier tier = Tier::kSatellite;
    std::string accelerator;  ///< name of a profile
    std::int64_t count = 1;   ///< devices
    std::vector<const ModelProfile*> models;
    ServingOptions serving;
    CheckpointOptions checkpoint = {};
  };
  struct Member {
    NodeId node;
    Tier tier = Tier::kSatellite;
    const AcceleratorProfile* accelerator = nullptr;
    std::unique_ptr<Server> server;
    std::unique_ptr<ServerEndpoint> endpoint;  ///< null for tier kLocal
    bool observed = false;                     ///< was at work or limited; sampled from then on
  };

  explicit ServerFleet(const Surroundings& surroundings) : around_(surroundings) {}
  ServerFleet(const ServerFleet&) = delete;
  ServerFleet& operator=(const ServerFleet&) = delete;

  /// The reference holds until the next call.
  Member& add(const Spec& spec);
  std::vector<Member>& members() { return members_; }
  /// Precondition: the node has one.
  Server& at(NodeId node) const;

  /// The servers over the network that hold a model, as clients know them.
  std::vector<ServingNode> nodes_holding(const ModelProfile& model) const;
  /// Their queues. Lives as long as the fleet.
  const ClairvoyantView& outlook(const ModelProfile& model);

 private:
  Surroundings around_;
  std::vector<Member> members_;
  std::deque<ServerOutlook> outlooks_;  // a deque, so that none moves
};

}  // namespace orbitmesh
