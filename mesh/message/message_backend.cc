#include <utility>

#include "core/heap_event_loop.h"
#include "mesh/backend.h"
#include "mesh/link_sampler.h"
#include "mesh/message/message_network.h"
#include "mesh/message/train_flow.h"
#include "mesh/redundant_network.h"

namespace orbitmesh {
namespace {

class MessageBackend final : public Backend {
 public:
  explicit MessageBackend(const BackendSetup& setup)
      : mesh_(setup.topology, setup.ephemeris, setup.epoch, on_demand(setup.mesh)),
        network_(loop_, mesh_, setup.mesh.access.handover, setup.on_slot, setup.transport),
        redundant_(make_redundant(loop_, network_, setup.transport)),
        sampler_(setup.topology, network_.plane()) {}

  EventLoop& loop() override { return loop_; }
  Network& network() override { return redundant_ ? static_cast<Network&>(*redundant_) : network_; }
  const PathView& paths() const override { return mesh_; }
  void start() override { mesh_.start(loop_, network_); }

  void add_flow(const FlowSpec& spec) override {
    flows_.push_back(make_train_flow(loop_, network_.plane(), spec));
  }
  std::vector<FlowRecord> flow_records() const override {
    std::vector<FlowRecord> records;
    for (const auto& flow : flows_) records.push_back(flow->record());
    return records;
  }
  std::vector<LinkSample> sample_links() override { return sampler_.sample(loop_.now()); }

 private:
  static MeshOptions on_demand(MeshOptions options) {
    options.routes_on_demand = true;
    return options;
  }

  HeapEventLoop loop_;
  Mesh mesh_;
  MessageNetwork network_;
  std::unique_ptr<RedundantNetwork> redundant_;  // with several paths
  LinkSampler sampler_;
  std::vector<std::unique_ptr<TrainFlow>> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_message_backend(const BackendSetup& setup) {
  return std::make_unique<MessageBackend>(setup);
}

}  // namespace orbitmesh
