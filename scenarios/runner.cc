#include "scenarios/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.h"
#include "mesh/ns3_types.h"
#include "mesh/slot_clock.h"
#include "scenarios/model_placement.h"

namespace orbitmesh {
namespace {

// Interrupts and progress are looked at this often; samples fall on ticks.
constexpr Duration kTick = Duration::from_s(1);
static_assert(kSampleInterval % kTick == Duration());

MeshOptions mesh_options(const Scenario& scenario, const World& world,
                         std::function<void(NodeId, bool)> on_node,
                         std::function<void(const Outage&)> on_rain_outage) {
  MeshOptions options;
  options.outages = world.outages();
  options.on_node = std::move(on_node);
  options.on_rain_outage = std::move(on_rain_outage);
  options.radio = {scenario.access.capacity, scenario.access.loss, scenario.access.queue,
                   scenario.access.rain_model, world.weather()};
  options.route_interval = scenario.network.route_interval;
  options.routing = scenario.network.routing;
  options.access = world.access_options();
  return options;
}

CheckpointOptions checkpoint_of(const ConstellationSection& section) {
  const bool saves =
      section.radiation && section.radiation->recovery && section.radiation->recovery->checkpoint;
  return saves ? section.radiation->recovery->checkpoint->options : CheckpointOptions{};
}

}  // namespace

Runner::Runner(const Scenario& scenario, const World& world, const ProfileLibrary& library,
               RunRecorder& recorder, RunRecord& record, const WorkerPoolOptions& workers,
               Hooks hooks)
    : scenario_(scenario),
      library_(library),
      recorder_(recorder),
      record_(record),
      hooks_(std::move(hooks)),
      world_(world),
      content_(scenario, workers),
      parts_(scenario, library),
      backend_(make_backend(
          scenario.network.fidelity,
          {world_.topology(), world_.ephemeris(), world_.epoch(),
           mesh_options(
               scenario, world, [this](NodeId node, bool up) { energy_.set_outage(node, up); },
               [this](const Outage& outage) { recorder_.add(outage); }),
           [this](const SlotRecord& slot) { recorder_.add(slot); },
           scenario.network.connection_samples, scenario.network.flow_tcp,
           scenario.network.transport})),
      fetcher_(backend_->loop(), backend_->network(), backend_->paths(), board_),
      injector_(backend_->loop(), recorder, static_cast<std::uint64_t>(scenario.run.seed),
                &fetcher_),
      radiation_(backend_->loop(), scenario, world, library, fetcher_, injector_),
      energy_(backend_->loop(), world, library, injector_),
      executor_(content_, &injector_, static_cast<std::uint64_t>(scenario.run.seed)),
      board_(&executor_),
      fleet_({*backend_, board_, library, parts_, executor_, injector_,
              static_cast<std::uint64_t>(scenario.run.seed)}),
      agents_(hooks_.interrupted),
      workload_maker_(world, library, parts_, content_, fleet_, agents_) {
  record_.slot_edge = SlotClock(world_.epoch()).begin(0).since_epoch();
  remark_ignored_access();
  content_.add_inputs_to(executor_);
  add_remote_servers();
  add_fault_targets();
  add_clients();
  add_flows();
  add_captures();
}

void Runner::remark_ignored_access() {
  const AccessSection& access = scenario_.access;
  const Fidelity fidelity = scenario_.network.fidelity;
  const auto ignore = [&](std::string_view key) {
    record_.remarks.push_back(
        fmt::format("access.{} has no effect in fidelity {}", key, to_string(fidelity)));
  };
  const bool ideal = fidelity == Fidelity::kIdeal;
  if (ideal && access.capacity != CapacityModel::kConstant) ignore("capacity");
  if (ideal && access.loss != LossModel::kNone) ignore("loss");
  if (ideal && access.queue != UserQueueModel::kHeadDrop) ignore("queue");
}

void Runner::add_remote_servers() {
  for (const auto& carriers : world_.accelerator_satellites()) {
    const SatelliteAcceleratorSection& section = *carriers.section->accelerator;
    const auto models = resident_models(section.models, *library_.find_accelerator(section.profile),
                                        section.count, scenario_, library_);
    for (const NodeId node : carriers.nodes) {
      ServerFleet::Member& member =
          fleet_.add({node, Tier::kSatellite, section.profile, section.count, models,
                      section.serving, checkpoint_of(*carriers.section)});
      energy_.add_satellite(*member.server, *carriers.section);
      if (!carriers.section->bus) continue;
      member.endpoint->tell_charge([this, node] { return energy_.charge(node); });
    }
  }
  for (const SiteSection& site : scenario_.sites) {
    if (!site.accelerator) continue;
    const SiteAcceleratorSection& section = *site.accelerator;
    const auto models = resident_models(section.models, *library_.find_accelerator(section.profile),
                                        section.count, scenario_, library_);
    const ServerFleet::Member& member =
        fleet_.add({world_.datacenter(site.name), Tier::kGround, section.profile, section.count,
                    models, section.serving});
    energy_.add_site(*member.server, site.platform);
  }
}

std::vector<ContentWeights> Runner::content_weights_at(const Server& server) const {
  std::map<std::string, ContentWeights> by_model;
  for (const ClientSection& client : scenario_.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      const ModelProfile& profile = *library_.find_model(workload.profile);
      if (!workload.content || !server.holds(profile)) continue;
      const std::string& model = workload.content->model;
      const auto bits = static_cast<std::uint64_t>(8 * profile.weights.value.count);
      ContentWeights& weights = by_model[model];
      weights.model = model;
      weights.tensors = &content_.weights(model);
      weights.stands_for_bits = std::max(weights.stands_for_bits, bits);
    }
  }
  std::vector<ContentWeights> weights;
  for (const auto& [model, tensors] : by_model) weights.push_back(tensors);
  return weights;
}

std::vector<const ModelProfile*> Runner::modelled_at(const Server& server) const {
  std::vector<const ModelProfile*> models;
  for (const ClientSection& client : scenario_.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      const ModelProfile* const profile = library_.find_model(workload.profile);
      if (!workload.content && server.holds(*profile)) models.push_back(profile);
    }
  }
  return models;
}

void Runner::add_fault_targets() {
  for (const auto& carriers : world_.accelerator_satellites()) {
    if (!carriers.section->radiation) continue;
    for (const NodeId node : carriers.nodes) {
      Server& server = fleet_.at(node);
      radiation_.add(server, *carriers.section, content_weights_at(server), modelled_at(server));
    }
  }
}

const ServerFleet::Member* Runner::add_local_server(const World::ClientHost& client) {
  const auto models = local_models(*client.client, library_);
  if (!client.client->accelerator || models.empty()) return nullptr;
  const ServerFleet::Member& member =
      fleet_.add({client.host, Tier::kLocal, *client.client->accelerator, 1, models,
                  client.client->serving.value_or(ServingOptions{})});
  energy_.add_client(*member.server, client.client->platform);
  return &member;
}

NominalTransport Runner::transport_of(const ClientSection& client) const {
  // Ideal connections open at once and carry any size in no time.
  if (scenario_.network.fidelity == Fidelity::kIdeal) return {{}, {}, 0};
  const BitRate lan = scenario_.find_site(client.site)->lan->rate;
  NominalTransport transport;
  transport.uplink = std::min(lan, scenario_.access.uplink);
  transport.downlink = std::min(lan, scenario_.access.downlink);
  return transport;
}

void Runner::add_clients() {
  const ClientContext context{
      backend_->loop(),
      backend_->network(),
      backend_->paths(),
      board_,
      ids_,
      recorder_,
      static_cast<std::uint64_t>(scenario_.run.seed),
      radiation_.zones(),
      scenario_.network.fidelity == Fidelity::kIdeal ? 1 : scenario_.network.transport.paths};
  for (std::uint32_t i = 0; i < world_.clients().size(); ++i) {
    const World::ClientHost& client = world_.clients()[i];
    ClientSetup setup;
    setup.index = i;
    setup.name = client.client->name;
    setup.instance = client.instance;
    setup.host = client.host;
    if (const ServerFleet::Member* const local = add_local_server(client)) {
      setup.local = local->server.get();
      if (local->accelerator->power) setup.local_power = local->accelerator->power->value;
    }
    setup.transport = transport_of(*client.client);
    setup.open_ahead = scenario_.network.transport.open_ahead;
    clients_.push_back(
        std::make_unique<OffloadClient>(context, setup, workload_maker_.workloads_of(client)));
  }
}

FlowSpec Runner::flow_spec(const FlowSection& section) const {
  FlowSpec spec;
  spec.name = section.name;
  spec.kind = section.flow_kind();
  spec.seed = static_cast<std::uint64_t>(scenario_.run.seed);
  spec.from = world_.end_host(*section.from);
  if (section.to) spec.to = world_.end_host(*section.to);
  spec.start = Time{} + section.start;
  spec.stop = Time{} + *section.stop;
  if (section.rate) spec.rate = *section.rate;
  if (section.interval) spec.interval = *section.interval;
  if (section.size) spec.size = *section.size;
  spec.tcp = section.tcp.value_or("");
  spec.application = section.type.value_or("");
  spec.attributes = section.attributes;
  return spec;
}

void Runner::add_flows() {
  for (const FlowSection& section : scenario_.flows) {
    backend_->add_flow(flow_spec(section));
    const bool application = section.kind == TrafficKind::kNs3Application;
    const std::string tcp = application ? scenario_.network.flow_tcp : section.tcp.value_or("");
    if (!is_fragile_ns3_tcp(tcp)) continue;
    record_.remarks.push_back(fmt::format(
        "flow {}: {} of this ns-3 stalls on connections that fall silent", section.name, tcp));
  }
}

void Runner::add_captures() {
  if (hooks_.capture_folder.empty()) return;
  for (const CaptureSection& section : scenario_.captures) {
    backend_->capture({world_.end_host(section.host), hooks_.capture_folder / section.file_name(),
                       section.limit});
  }
}

void Runner::tick() {
  const Time now = backend_->loop().now();
  if (hooks_.interrupted != nullptr && *hooks_.interrupted) throw Interrupted();
  if (hooks_.on_progress) hooks_.on_progress(now);
  record_.simulated = now.since_epoch();
  // The last interval is finish()'s, which sees everything that happens at the end.
  if (now - last_sample_ >= kSampleInterval && now.since_epoch() < scenario_.run.duration) sample();
  backend_->loop().schedule_in(kTick, [this] { tick(); });
}

void Runner::sample() {
  last_sample_ = backend_->loop().now();
  for (const LinkSample& link : backend_->sample_links()) recorder_.add(link);
  for (const ConnectionSample& connection : backend_->sample_connections()) {
    recorder_.add(connection);
  }
  for (ServerFleet::Member& member : fleet_.members()) sample(member);
}

void Runner::sample(ServerFleet::Member& member) {
  NodeSample load = member.server->take_sample();
  load.bus = energy_.sample(member.node);
  load.radiation = radiation_.sample(*member.server, load.at);
  const bool at_work = load.served + load.refused > 0 || load.busy_share > 0;
  member.observed = member.observed || at_work || (load.bus && load.bus->clock_factor < 1.0);
  // Most satellites never serve anyone, and nothing limits them; their samples say nothing.
  if (at_work || (load.bus && member.observed)) recorder_.add(load);
}

void Runner::run() {
  for (const Outage& outage : world_.outages()) recorder_.add(outage);
  backend_->start();
  radiation_.start();
  energy_.start();
  for (const auto& client : clients_) client->start();
  tick();
  backend_->loop().run_until(Time{} + scenario_.run.duration);
  finish();
}

void Runner::finish() {
  const Time end = backend_->loop().now();
  for (const auto& client : clients_) client->finish();
  agents_.finish();
  injector_.finish(end);
  sample();
  for (const FlowRecord& flow : backend_->flow_records()) recorder_.add(flow);
  for (std::string& remark : backend_->finish_captures()) {
    record_.remarks.push_back(std::move(remark));
  }
  record_.simulated = end.since_epoch();
  for (const NodeEnergyRecord& energy : energy_.totals()) recorder_.add(energy);
  record_.fault_summary = radiation_.summary(end);
  record_.mitigation = radiation_.mitigation();
  record_.content_models = content_.models();
  record_.workers = content_.counts();
  record_.satellites = static_cast<std::int64_t>(world_.topology().satellite_count());
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    auto& workloads = record_.entities.groups[world_.clients()[i].group].workloads;
    for (std::uint32_t w = 0; w < workloads.size(); ++w) {
      const auto& sections = world_.clients()[i].client->workloads;
      workloads[w].generates_tokens = library_.find_model(sections[w].profile)->tokens.has_value();
      workloads[w].issued += clients_[i]->issued(w);
      workloads[w].extra += clients_[i]->counts(w);
    }
  }
}

}  // namespace orbitmesh
