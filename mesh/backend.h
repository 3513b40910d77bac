#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/event_loop.h"
#include "mesh/fidelity.h"
#include "mesh/flow.h"
#include "mesh/mesh.h"
#include "mesh/network.h"
#include "mesh/path_view.h"
#include "mesh/records.h"
#include "mesh/topology.h"
#include "mesh/transport_options.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// Packets of an end host to be written to a file.
struct CaptureSpec {
  NodeId host;
  std::filesystem::path file;
  Bytes limit{100'000'000};  ///< size that the file may not exceed
};

/// One fidelity put together: event loop, moving mesh, network, flows and link figures.
/// Order of use: construct, serve and add_flow, start, run the loop, read the records.
class Backend {
 public:
  virtual ~Backend() = default;

  virtual EventLoop& loop() = 0;
  virtual Network& network() = 0;
  virtual const PathView& paths() const = 0;
  /// Throws InputError when the fidelity cannot carry this kind of flow.
  virtual void add_flow(const FlowSpec& spec) = 0;
  /// Writes every packet that `spec.host` sends or receives to a pcap file (LINKTYPE_RAW, IPv4,
  /// time since the scenario's epoch). Throws RunError when the file cannot be written,
  /// std::logic_error where there are no packets.
  virtual void capture(const CaptureSpec& spec);
  /// Computes the mesh's first state; everything after it happens in the loop.
  virtual void start() = 0;

  /// Load and losses of the links since the last call: every user link, the feeders of
  /// each gateway, all lasers, all fibre, all LANs, and the network's own drops. Empty
  /// where links are not modelled.
  virtual std::vector<LinkSample> sample_links() = 0;
  /// One record a flow, in order of adding.
  virtual std::vector<FlowRecord> flow_records() const = 0;
  /// Present figures of every open TCP connection, with BackendSetup::connection_samples.
  /// Empty where TCP is not modelled by packets.
  virtual std::vector<ConnectionSample> sample_connections() const { return {}; }
  /// Closes all captures, and says which of them were cut. Call once, at the end. Throws RunError
  /// when a file could not be written.
  virtual std::vector<std::string> finish_captures() { return {}; }
};

struct BackendSetup {
  const Topology& topology;    ///< must outlive the backend
  const Ephemeris& ephemeris;  ///< must outlive the backend
  Epoch epoch;
  MeshOptions mesh;
  /// Hears every slot of every terminal, with or without a new satellite.
  std::function<void(const SlotRecord&)> on_slot;
  bool connection_samples = false;
  /// ns-3's TypeId of the congestion control of ns3-application flows; empty: MeshCubic.
  std::string application_tcp = {};
  TransportOptions transport = {};
};

/// The backend of that fidelity. One packet backend a process: ns-3's simulator is a
/// singleton.
std::unique_ptr<Backend> make_backend(Fidelity fidelity, const BackendSetup& setup);

std::unique_ptr<Backend> make_packet_backend(const BackendSetup& setup);
std::unique_ptr<Backend> make_message_backend(const BackendSetup& setup);
std::unique_ptr<Backend> make_ideal_backend(const BackendSetup& setup);

}  // namespace orbitmesh
