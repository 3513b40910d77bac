#include "mesh/ns3/port_plane.h"

#include <ns3/simulator.h>

#include <algorithm>

namespace orbitmesh {
namespace {

std::int64_t simulator_now_ns() { return ns3::Simulator::Now().GetTimeStep(); }

void schedule_in(std::int64_t delay_ns, HopEvent& event) {
  ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>(delay_ns)),
                           ns3::Ptr<ns3::EventImpl>(&event));
}

}  // namespace

void HopEvent::Notify() { plane_.on_event(*this); }

PortPlane::~PortPlane() = default;

PortId PortPlane::add_port(const PortSpec& spec) {
  Port port;
  port.from = spec.from;
  port.to = spec.to;
  port.limit_bytes = spec.queue_limit.count;
  set_rate(port, spec.rate);
  port.up = spec.from.valid() && spec.to.valid();
  port.lands = spec.lands;
  if (spec.buffering == Buffering::kQueue) {
    port.queue = static_cast<std::int32_t>(queues_.size());
    Queue& queue = queues_.emplace_back();
    if (spec.queue.packet_limit) {
      queue.packet_limit = static_cast<std::size_t>(*spec.queue.packet_limit);
    }
    if (spec.queue.aqm) queue.aqm.emplace(*spec.queue.aqm);
    queue.ramp = spec.queue.ramp;
  }
  ports_.push_back(port);
  return static_cast<PortId>(ports_.size() - 1);
}

void PortPlane::attach(NodeId host, PacketSink& sink) {
  if (sinks_.size() <= host.index()) sinks_.resize(host.index() + 1, nullptr);
  sinks_[host.index()] = &sink;
}

HopEvent& PortPlane::take_event() {
  if (free_.empty()) {
    pool_.push_back(ns3::Ptr<HopEvent>(new HopEvent(*this), false));
    free_.push_back(ns3::PeekPointer(pool_.back()));
  }
  HopEvent& event = *free_.back();
  free_.pop_back();
  return event;
}

void PortPlane::release(HopEvent& event) {
  event.packet = nullptr;
  free_.push_back(&event);
}

void PortPlane::lose(std::int64_t& counter, HopEvent& event) {
  ++counter;
  release(event);
}

void PortPlane::set_rate(Port& port, BitRate rate) {
  port.rate = rate;
  port.speed = PortSpeed(rate);
  port.limit_ns = rate.serialisation(Bytes{port.limit_bytes}).ns();
}

void PortPlane::inject(NodeId host, NodeId destination, ns3::Ptr<ns3::Packet> packet,
                       std::uint8_t path) {
  const bool known = destination.index() < sinks_.size() && sinks_[destination.index()] != nullptr;
  if (!known || destination == host) {
    ++drops_no_route_;
    return;
  }
  if (down_nodes_.contains(host)) {
    ++drops_node_;
    return;
  }
  HopEvent& event = take_event();
  event.bytes = packet->GetSize() + framing_bytes_;
  event.packet = std::move(packet);
  event.destination = destination;
  event.path = {host, path};
  event.hops = 0;
  event.landed = false;
  forward(host, event, simulator_now_ns());
}

void PortPlane::on_event(HopEvent& event) {
  if (event.stage == HopEvent::Stage::kArriving) {
    arrive(event);
    return;
  }
  const PortId id = event.port;
  const std::int64_t now = event.departure_ns;
  if (event.lost) {
    lose(ports_[id].counters.drops_loss, event);
  } else {
    event.stage = HopEvent::Stage::kArriving;
    schedule_in(event.arrival_ns - now, event);
  }
  queues_[static_cast<std::size_t>(ports_[id].queue)].sending = false;
  send_next(id, now);
}

void PortPlane::arrive(HopEvent& event) {
  Port& port = ports_[event.port];
  if (event.epoch != port.epoch && lost_in_cut(port, event)) {
    lose(port.counters.drops_cut, event);
    return;
  }
  if (down_nodes_.contains(event.to)) {
    lose(drops_node_, event);
    return;
  }
  ++hops_;
  event.landed |= port.lands;
  if (event.to == event.destination) {
    ++delivered_;
    const ns3::Ptr<ns3::Packet> packet = std::move(event.packet);
    PacketSink& sink = *sinks_[event.to.index()];
    release(event);
    sink.receive(packet);
    return;
  }
  if (++event.hops == kMaxHops) {
    lose(drops_ttl_, event);
    return;
  }
  forward(event.to, event, event.arrival_ns);
}

bool PortPlane::lost_in_cut(const Port& port, const HopEvent& event) const {
  const std::uint32_t cuts = port.epoch - event.epoch;
  return cuts > port.epoch_end_ns.size() ||
         event.departure_ns > port.epoch_end_ns[event.epoch % port.epoch_end_ns.size()];
}

// `now_ns` is the simulator's present time. Callers know it; asking the simulator again at each
// step of a hop is measurably slower.
void PortPlane::forward(NodeId at, HopEvent& event, std::int64_t now_ns) {
  const Time now = Time::from_ns(now_ns);
  const PortId id =
      event.path.number == 0
          ? guide_.next_port(at, event.destination, event.landed, now)
          : guide_.next_port_on_path(at, event.path, event.destination, event.landed, now);
  if (id == kNoPort) {
    lose(drops_no_route_, event);
    return;
  }
  if (ports_[id].queue >= 0) {
    enqueue(id, event, now_ns);
  } else {
    transmit(id, event, now_ns);
  }
}

Duration PortPlane::delay_at(PortId id, std::int64_t departure_ns) {
  Port& port = ports_[id];
  const Time departure = Time::from_ns(departure_ns);
  if (!port.curve.valid_at(departure)) port.curve = guide_.delay_curve(id, departure);
  return port.curve.at(departure);
}

void PortPlane::transmit(PortId id, HopEvent& event, std::int64_t now_ns) {
  Port& port = ports_[id];
  if (!port.up) {
    lose(port.cut ? port.counters.drops_cut : drops_no_route_, event);
    return;
  }
  const std::int64_t start = std::max(now_ns, port.busy_until_ns);
  if (start - now_ns > port.limit_ns) {
    lose(port.counters.drops_queue, event);
    return;
  }
  const std::int64_t serialisation = port.speed.serialisation(event.bytes).ns();
  port.busy_until_ns = start + serialisation;
  port.busy_total_ns += serialisation;
  ++port.counters.packets;
  port.counters.sent.count += event.bytes;
  const std::int64_t backlog_bytes =
      port.speed.bytes_in(Duration::from_ns(port.busy_until_ns - now_ns));
  port.counters.backlog_peak.count = std::max(port.counters.backlog_peak.count, backlog_bytes);
  if (port.lossy && guide_.loses(id)) {
    lose(port.counters.drops_loss, event);
    return;
  }
  event.port = id;
  event.epoch = port.epoch;
  event.to = port.to;
  event.stage = HopEvent::Stage::kArriving;
  event.departure_ns = port.busy_until_ns;
  event.arrival_ns = event.departure_ns + delay_at(id, event.departure_ns).ns();
  schedule_in(event.arrival_ns - now_ns, event);
}

void PortPlane::enqueue(PortId id, HopEvent& event, std::int64_t now_ns) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  while (!queue.waiting.empty() && (queue.waiting_bytes + event.bytes > port.limit_bytes ||
                                    queue.waiting.size() >= queue.packet_limit)) {
    lose(port.counters.drops_queue, take_oldest(queue));
  }
  event.arrival_ns = now_ns;
  queue.waiting.push_back(&event);
  queue.waiting_bytes += event.bytes;
  port.counters.backlog_peak.count =
      std::max(port.counters.backlog_peak.count, queue.waiting_bytes);
  send_next(id, now_ns);
}

HopEvent& PortPlane::take_oldest(Queue& queue) {
  HopEvent& oldest = *queue.waiting.front();
  queue.waiting.pop_front();
  queue.waiting_bytes -= oldest.bytes;
  return oldest;
}

// Active queue management never drops the last one.
HopEvent& PortPlane::next_to_send(Port& port, Queue& queue, std::int64_t now_ns) {
  while (true) {
    HopEvent& event = take_oldest(queue);
    const Duration sojourn = Duration::from_ns(now_ns - event.arrival_ns);
    if (!queue.aqm || !queue.aqm->drops(Time::from_ns(now_ns), sojourn, queue.waiting.empty())) {
      return event;
    }
    lose(port.counters.drops_aqm, event);
  }
}

void PortPlane::send_next(PortId id, std::int64_t now_ns) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  if (!port.up || queue.sending || queue.waiting.empty() || now_ns < queue.paused_until_ns) return;
  HopEvent& event = next_to_send(port, queue, now_ns);
  queue.sending = true;
  PortSpeed speed = port.speed;
  if (queue.ramp) {
    speed = speed.slowed_to(queue.ramp->share_after(Duration::from_ns(queue.sent_in_slot_ns)));
  }
  const std::int64_t serialisation = speed.serialisation(event.bytes).ns();
  queue.sent_in_slot_ns += serialisation;
  port.busy_total_ns += serialisation;
  ++port.counters.packets;
  port.counters.sent.count += event.bytes;
  event.port = id;
  event.epoch = port.epoch;
  event.to = port.to;
  event.stage = HopEvent::Stage::kSerialised;
  event.lost = port.lossy && guide_.loses(id);
  event.departure_ns = now_ns + serialisation;
  // A link keeps order, also when its delay becomes less from one slot to the next.
  event.arrival_ns =
      std::max(event.departure_ns + delay_at(id, event.departure_ns).ns(), queue.last_arrival_ns);
  queue.last_arrival_ns = event.arrival_ns;
  schedule_in(serialisation, event);
}

void PortPlane::pause(PortId id, Time until) {
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  queue.paused_until_ns = std::max(queue.paused_until_ns, until.ns());
  wake(id);
}

void PortPlane::begin_slot(PortId id) {
  queues_[static_cast<std::size_t>(ports_[id].queue)].sent_in_slot_ns = 0;
}

void PortPlane::wake(PortId id) {
  const Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  const std::int64_t delay_ns =
      std::max<std::int64_t>(0, queue.paused_until_ns - simulator_now_ns());
  ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>(delay_ns)),
                           [this, id] { send_next(id, simulator_now_ns()); });
}

void PortPlane::drop_queue(PortId id) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  for (HopEvent* event : queue.waiting) {
    lose(port.counters.drops_cut, *event);
  }
  queue.waiting.clear();
  queue.waiting_bytes = 0;
}

void PortPlane::end_epoch(Port& port) {
  port.epoch_end_ns[port.epoch % port.epoch_end_ns.size()] = simulator_now_ns();
  ++port.epoch;
  port.busy_until_ns = simulator_now_ns();
}

void PortPlane::set_condition(PortId id, const PortCondition& condition) {
  Port& port = ports_[id];
  set_rate(port, condition.rate);
  port.lossy = condition.lossy;
  port.curve = DelayCurve{};
  if (condition.up == port.cut) {
    port.cut = !condition.up;
    if (port.cut) end_epoch(port);
  }
  port.up = port.from.valid() && port.to.valid() && !port.cut;
  if (port.up && port.queue >= 0) wake(id);
}

void PortPlane::set_node_up(NodeId node, bool up) {
  if (!down_nodes_.set(node, !up) || up) return;
  for (PortId id = 0; id < ports_.size(); ++id) {
    if (ports_[id].queue >= 0 && ports_[id].from == node) drop_queue(id);
  }
}

void PortPlane::retarget(PortId id, NodeId from, NodeId to) {
  Port& port = ports_[id];
  const NodeId old_from = port.from;
  port.from = from;
  port.to = to;
  port.up = from.valid() && to.valid() && !port.cut;
  port.curve = DelayCurve{};
  if (port.queue < 0) {
    end_epoch(port);
    return;
  }
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  if (old_from != from && old_from.valid()) {
    std::deque<HopEvent*> stranded;
    stranded.swap(queue.waiting);
    queue.waiting_bytes = 0;
    for (HopEvent* event : stranded) forward(old_from, *event, simulator_now_ns());
  }
  if (port.up) wake(id);
}

}  // namespace orbitmesh
