#include "scenarios/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.h"
#include "inference/make_policy.h"
#include "inference/service_power.h"
#include "mesh/ns3_types.h"
#include "mesh/slot_clock.h"
#include "scenarios/model_placement.h"
#include "wire/offload_messages.h"

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
      agents_(hooks_.interrupted) {
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

void Runner::add_server(NodeId node, Tier tier, const std::string& profile, std::int64_t count,
                        const std::vector<const ModelProfile*>& models,
                        const ServingOptions& serving, const CheckpointOptions& checkpoint) {
  ServerSetup setup;
  setup.node = node;
  setup.accelerator = library_.find_accelerator(profile);
  setup.count = count;
  setup.models = tier == Tier::kLocal ? parts_.with_heads(models) : parts_.with_tails(models);
  setup.serving = serving;
  setup.checkpoint = checkpoint;
  setup.executor = &executor_;
  setup.outcomes = &injector_;
  setup.costs = &library_.outcomes();
  executor_.protect(node, serving.protection);
  setup.seed = static_cast<std::uint64_t>(scenario_.run.seed);
  ServingNodeState state;
  state.node = node;
  state.tier = tier;
  state.accelerator = setup.accelerator;
  state.server = std::make_unique<Server>(backend_->loop(), setup);
  if (tier != Tier::kLocal) {
    state.endpoint = std::make_unique<ServerEndpoint>(backend_->loop(), *state.server, board_);
    state.endpoint->fetch_over(backend_->network());
    backend_->network().serve(node, *state.endpoint);
  }
  servers_.push_back(std::move(state));
}

void Runner::add_remote_servers() {
  for (const auto& carriers : world_.accelerator_satellites()) {
    const SatelliteAcceleratorSection& section = *carriers.section->accelerator;
    const auto models = resident_models(section.models, *library_.find_accelerator(section.profile),
                                        section.count, scenario_, library_);
    for (const NodeId node : carriers.nodes) {
      add_server(node, Tier::kSatellite, section.profile, section.count, models, section.serving,
                 checkpoint_of(*carriers.section));
      energy_.add_satellite(*servers_.back().server, *carriers.section);
      if (!carriers.section->bus) continue;
      servers_.back().endpoint->tell_charge([this, node] { return energy_.charge(node); });
    }
  }
  for (const SiteSection& site : scenario_.sites) {
    if (!site.accelerator) continue;
    const SiteAcceleratorSection& section = *site.accelerator;
    const auto models = resident_models(section.models, *library_.find_accelerator(section.profile),
                                        section.count, scenario_, library_);
    add_server(world_.datacenter(site.name), Tier::kGround, section.profile, section.count, models,
               section.serving);
    energy_.add_site(*servers_.back().server, site.platform);
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
      const auto state = std::find_if(servers_.begin(), servers_.end(),
                                      [&](const ServingNodeState& s) { return s.node == node; });
      radiation_.add(*state->server, *carriers.section, content_weights_at(*state->server),
                     modelled_at(*state->server));
    }
  }
}

Server* Runner::add_local_server(const World::ClientHost& client) {
  const auto models = local_models(*client.client, library_);
  if (!client.client->accelerator || models.empty()) return nullptr;
  add_server(client.host, Tier::kLocal, *client.client->accelerator, 1, models,
             client.client->serving.value_or(ServingOptions{}));
  energy_.add_client(*servers_.back().server, client.client->platform);
  return servers_.back().server.get();
}

std::vector<ServingNode> Runner::nodes_holding(const ModelProfile& model) const {
  std::vector<ServingNode> nodes;
  for (const ServingNodeState& state : servers_) {
    if (state.tier == Tier::kLocal || !state.server->holds(model)) continue;
    ServingNode& node = nodes.emplace_back();
    node.node = state.node;
    node.tier = state.tier;
    node.service = state.server->service_time(model);
    node.power = service_power(model, *state.accelerator);
    for (const WorkloadCut& cut : parts_.cuts(model)) {
      node.tails.push_back(state.server->service_time(*cut.tail));
    }
  }
  return nodes;
}

Workload Runner::make_workload(const World::ClientHost& client, const WorkloadSection& section) {
  Workload workload;
  workload.name = section.name;
  workload.model = library_.find_model(section.profile);
  workload.request = encoded_offload_request_size(*section.request, section.profile);
  workload.reply = encoded_offload_reply_size(*section.reply);
  workload.arrival = section.arrival;
  workload.deadline = section.deadline;
  workload.give_up = section.give_up;
  workload.nodes = nodes_holding(*workload.model);
  if (section.content) {
    workload.content = WorkloadContent{section.content->model, section.content->input,
                                       content_.samples(section.content->input)};
  }
  workload.cuts = parts_.cuts(*workload.model);
  for (std::size_t i = 0; section.content && i < workload.cuts.size(); ++i) {
    workload.cuts[i].content_nodes =
        content_.nodes_before(section.content->model, workload.model->cuts[i].flop_share.value);
  }
  workload.retry = section.retry;
  workload.probe = section.policy.probe;
  workload.satellites = section.policy.offered_satellites();
  workload.rules = {section.policy.avoid_saa.value_or(false), section.policy.min_charge};
  workload.decision_time = section.policy.decision_time.value_or(workload.decision_time);
  workload.policy =
      make_policy(section.policy.kind, policy_options(client, section, *workload.model));
  return workload;
}

PolicyOptions Runner::policy_options(const World::ClientHost& client,
                                     const WorkloadSection& section, const ModelProfile& model) {
  const PolicySection& policy = section.policy;
  PolicyOptions options;
  if (policy.site) options.site = world_.datacenter(*policy.site);
  options.fallback = policy.fallback.value_or(options.fallback);
  options.after = policy.after;
  options.quantile = policy.quantile.value_or(options.quantile);
  options.copies = policy.copies.value_or(options.copies);
  options.on_mismatch = policy.on_mismatch.value_or(options.on_mismatch);
  options.replicate_when = policy.replicate_when.value_or(options.replicate_when);
  for (std::size_t i = 0; policy.cut && i < model.cuts.size(); ++i) {
    if (model.cuts[i].name == *policy.cut) options.cut = static_cast<std::int64_t>(i);
  }
  if (policy.kind == PolicyKind::kOracle) options.clairvoyant = &outlook(model);
  if (policy.kind == PolicyKind::kExternal) options.external = external_stream(client, section);
  return options;
}

ExternalStream Runner::external_stream(const World::ClientHost& client,
                                       const WorkloadSection& section) {
  ExternalStream stream;
  stream.agent = &agents_.of(section.policy);
  stream.client = fmt::format("{}-{}", client.client->name, client.instance + 1);
  stream.workload = section.name;
  stream.energy_weight = section.policy.energy_weight.value_or(stream.energy_weight);
  stream.bytes_weight = section.policy.bytes_weight.value_or(stream.bytes_weight);
  return stream;
}

const ClairvoyantView& Runner::outlook(const ModelProfile& model) {
  ServerOutlook& outlook = outlooks_.emplace_back(model, board_);
  for (const ServingNodeState& state : servers_) {
    if (state.tier != Tier::kLocal && state.server->holds(model)) outlook.add(*state.server);
  }
  return outlook;
}

std::vector<Workload> Runner::workloads_of(const World::ClientHost& client) {
  std::vector<Workload> workloads;
  for (const WorkloadSection& section : client.client->workloads) {
    Workload& workload = workloads.emplace_back(make_workload(client, section));
    workload.demand.priority = section.priority;
    workload.demand.tenant = client.group;
    workload.demand.share = client.client->share;
    workload.tokens = section.tokens;
    workload.session = section.session;
  }
  return workloads;
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
    setup.local = add_local_server(client);
    if (setup.local != nullptr && servers_.back().accelerator->power) {
      setup.local_power = servers_.back().accelerator->power->value;
    }
    setup.transport = transport_of(*client.client);
    setup.open_ahead = scenario_.network.transport.open_ahead;
    clients_.push_back(std::make_unique<OffloadClient>(context, setup, workloads_of(client)));
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
  for (ServingNodeState& state : servers_) sample(state);
}

void Runner::sample(ServingNodeState& state) {
  NodeSample load = state.server->take_sample();
  load.bus = energy_.sample(state.node);
  load.radiation = radiation_.sample(*state.server, load.at);
  const bool at_work = load.served + load.refused > 0 || load.busy_share > 0;
  state.observed = state.observed || at_work || (load.bus && load.bus->clock_factor < 1.0);
  // Most satellites never serve anyone, and nothing limits them; their samples say nothing.
  if (at_work || (load.bus && state.observed)) recorder_.add(load);
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
