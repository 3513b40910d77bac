#include "core/heap_event_loop.h"
#include "mesh/backend.h"
#include "mesh/ideal_flow.h"
#include "mesh/ideal_network.h"

namespace orbitmesh {
namespace {

class IdealBackend final : public Backend, private MeshListener {
 public:
  explicit IdealBackend(const BackendSetup& setup)
      : on_slot_(setup.on_slot),
        mesh_(setup.topology, setup.ephemeris, setup.epoch, ideal(setup.mesh)),
        network_(loop_, mesh_) {}

  EventLoop& loop() override { return loop_; }
  Network& network() override { return network_; }
  const PathView& paths() const override { return mesh_; }
  void start() override { mesh_.start(loop_, *this); }
  void add_flow(const FlowSpec& spec) override {
    flows_.push_back(std::make_unique<IdealFlow>(loop_, mesh_, spec));
  }
  std::vector<FlowRecord> flow_records() const override {
    std::vector<FlowRecord> records;
    for (const auto& flow : flows_) records.push_back(flow->record());
    return records;
  }
  std::vector<LinkSample> sample_links() override { return {}; }

 private:
  static MeshOptions ideal(MeshOptions options) {
    options.access.slot_pause = false;
    options.routes_on_demand = true;
    return options;
  }
  void on_slot(const SlotRecord& record) override {
    if (on_slot_) on_slot_(record);
  }
  void on_feeder(const FeederChange&) override {}

  std::function<void(const SlotRecord&)> on_slot_;
  HeapEventLoop loop_;
  Mesh mesh_;
  IdealNetwork network_;
  std::vector<std::unique_ptr<IdealFlow>> flows_;
};

}  // namespace

std::unique_ptr<Backend> make_ideal_backend(const BackendSetup& setup) {
  return std::make_unique<IdealBackend>(setup);
}

}  // namespace orbitmesh
