#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "inference/profile_library.h"
#include "mesh/backend.h"
#include "nodes/content_executor.h"
#include "nodes/fault_injector.h"
#include "nodes/offload_client.h"
#include "nodes/request_board.h"
#include "nodes/request_ids.h"
#include "nodes/weight_fetcher.h"
#include "scenarios/content_plane.h"
#include "scenarios/energy_plane.h"
#include "scenarios/model_parts.h"
#include "scenarios/policy_agents.h"
#include "scenarios/radiation_plane.h"
#include "scenarios/run_recorder.h"
#include "scenarios/scenario.h"
#include "scenarios/server_fleet.h"
#include "scenarios/workload_maker.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// Puts a scenario together and runs it: mesh and network, servers, clients, flows. One
/// run a Runner; in packet fidelity one Runner a process.
class Runner {
 public:
  struct Hooks {
    /// Called at every slot of simulated time with the present instant; for progress.
    std::function<void(Time)> on_progress;
    /// Set from a signal handler; the run then ends with Interrupted.
    const std::atomic<bool>* interrupted = nullptr;
    /// Where captures are written; without it there are none.
    std::filesystem::path capture_folder = {};
  };

  /// All arguments must outlive the runner. `scenario` must be loaded and checked, `world`
  /// and the record's entities made from it.
  Runner(const Scenario& scenario, const World& world, const ProfileLibrary& library,
         RunRecorder& recorder, RunRecord& record, const WorkerPoolOptions& workers, Hooks hooks);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// Runs to the scenario's end and completes the record, except for wall time and
  /// digest. Throws Interrupted, RunError.
  void run();

 private:
  void remark_ignored_access();
  void add_remote_servers();
  void add_fault_targets();
  std::vector<ContentWeights> content_weights_at(const Server& server) const;
  std::vector<const ModelProfile*> modelled_at(const Server& server) const;
  void add_clients();
  /// Null for a client without one.
  const ServerFleet::Member* add_local_server(const World::ClientHost& client);
  NominalTransport transport_of(const ClientSection& client) const;
  FlowSpec flow_spec(const FlowSection& section) const;
  void add_flows();
  void add_captures();
  void tick();
  void sample();
  void sample(ServerFleet::Member& member);
  void finish();

  const Scenario& scenario_;
  const ProfileLibrary& library_;
  RunRecorder& recorder_;
  RunRecord& record_;
  Hooks hooks_;
  const World& world_;
  ContentPlane content_;
  ModelParts parts_;
  std::unique_ptr<Backend> backend_;
  WeightFetcher fetcher_;
  FaultInjector injector_;
  RadiationPlane radiation_;
  EnergyPlane energy_;
  ContentExecutor executor_;
  RequestBoard board_;
  RequestIds ids_;
  ServerFleet fleet_;
  PolicyAgents agents_;
  WorkloadMaker workload_maker_;
  std::vector<std::unique_ptr<OffloadClient>> clients_;
  Time last_sample_;
};

}  // namespace orbitmesh
