#include <utility>

#include "mesh/backend.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/link_sampler.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_network.h"

namespace orbitmesh {
namespace {

// Flow k listens here + k, away from the port of the offload servers.
constexpr std::uint16_t kFirstFlowPort = 20'000;

class PacketBackend final : public Backend {
 public:
  explicit PacketBackend(const BackendSetup& setup)
      : mesh_(setup.topology, setup.ephemeris, setup.epoch, setup.mesh),
        network_(loop_, mesh_, setup.mesh.access.handover, setup.on_slot),
        sampler_(setup.topology, network_.plane()) {}

  EventLoop& loop() override { return loop_; }
  Network& network() override { return network_; }
  const PathView& paths() const override { return mesh_; }
  void start() override { mesh_.start(loop_, network_); }

  void add_flow(const FlowSpec& spec) override {
    const auto port = static_cast<std::uint16_t>(kFirstFlowPort + flows_.size());
    flows_.push_back(
        make_flow(loop_, spec, {network_.node(spec.from), network_.node(spec.to), port}));
  }
  std::vector<FlowRecord> flow_records() const override {
    std::vector<FlowRecord> records;
    for (const auto& flow : flows_) records.push_back(flow->record());
    return records;
  }
  std::vector<LinkSample> sample_links() override { return sampler_.sample(loop_.now()); }

 private:
  Ns3EventLoop loop_;
  Mesh mesh_;
  PacketNetwork network_;
  LinkSampler sampler_;
  std::vector<std::unique_ptr<FlowSource>> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_packet_backend(const BackendSetup& setup) {
  return std::make_unique<PacketBackend>(setup);
}

}  // namespace orbitmesh
