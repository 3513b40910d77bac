#include <utility>

#include "mesh/backend.h"
#include "mesh/link_sampler.h"
#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_capture.h"
#include "mesh/ns3/packet_network.h"
#include "mesh/ns3/tcp_settings.h"
#include "mesh/redundant_network.h"

namespace orbitmesh {
namespace {

// Flow k listens here + k, away from the port of the offload servers.
constexpr std::uint16_t kFirstFlowPort = 20'000;

class PacketBackend final : public Backend {
 public:
  explicit PacketBackend(const BackendSetup& setup)
      : mesh_(setup.topology, setup.ephemeris, setup.epoch, setup.mesh),
        network_(loop_, mesh_, setup.mesh.access.handover, setup.on_slot, setup.transport),
        redundant_(make_redundant(loop_, network_, setup.transport)),
        sampler_(setup.topology, network_.plane()),
        connection_samples_(setup.connection_samples),
        application_tcp_(setup.application_tcp) {
    if (connection_samples_) network_.meter_connections();
  }

  EventLoop& loop() override { return loop_; }
  Network& network() override { return redundant_ ? static_cast<Network&>(*redundant_) : network_; }
  const PathView& paths() const override { return mesh_; }
  void start() override { mesh_.start(loop_, network_); }

  void add_flow(const FlowSpec& spec) override {
    if (spec.kind == FlowKind::kNs3Application) {
      set_tcp_defaults(network_.node(spec.from), application_tcp_);
    }
    const ns3::Ptr<ns3::Node> to = spec.to.valid() ? network_.node(spec.to) : nullptr;
    const auto port = static_cast<std::uint16_t>(kFirstFlowPort + flows_.size());
    flows_.push_back(make_flow(loop_, spec, {network_.node(spec.from), to, port}));
  }
  std::vector<FlowRecord> flow_records() const override {
    std::vector<FlowRecord> records;
    for (const auto& flow : flows_) records.push_back(flow->record());
    return records;
  }
  std::vector<LinkSample> sample_links() override { return sampler_.sample(loop_.now()); }

  std::vector<ConnectionSample> sample_connections() const override {
    if (!connection_samples_) return {};
    std::vector<ConnectionSample> samples = network_.sample_connections();
    for (const auto& flow : flows_) {
      if (const auto sample = flow->sample()) samples.push_back(*sample);
    }
    return samples;
  }

  void capture(const CaptureSpec& spec) override {
    captures_.push_back(std::make_unique<PacketCapture>(spec));
    network_.capture(*captures_.back());
  }
  std::vector<std::string> finish_captures() override {
    std::vector<std::string> remarks;
    for (const auto& capture : captures_) {
      std::string remark = capture->finish();
      if (!remark.empty()) remarks.push_back(std::move(remark));
    }
    return remarks;
  }

 private:
  std::vector<std::unique_ptr<PacketCapture>> captures_;  // outlive the network
  Ns3EventLoop loop_;
  Mesh mesh_;
  PacketNetwork network_;
  std::unique_ptr<RedundantNetwork> redundant_;  // with several paths
  LinkSampler sampler_;
  bool connection_samples_;
  std::string application_tcp_;
  std::vector<std::unique_ptr<FlowSource>> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_packet_backend(const BackendSetup& setup) {
  return std::make_unique<PacketBackend>(setup);
}

}  // namespace orbitmesh
