#include "mesh/message/train_plane.h"

#include <algorithm>

namespace orbitmesh {
namespace {

/// Serialisation times of a train at a port.
struct Work {
  Work(PortSpeed speed, const Train& train)
      : last(speed.serialisation(train.last_bytes)),
        packet(train.packets > 1 ? speed.serialisation(train.packet_bytes) : last),
        all((train.packets - 1) * packet + last) {}
  Duration last;
  Duration packet;  // the first and all others but the last
  Duration all;
};

// The train's times at the next node, when its first packet begins to leave at `begin`.
void pass(Train& train, const Work& work, Time begin, Duration delay) {
  train.last = std::max(train.last + work.last, begin + work.all) + delay;
  train.first = begin + work.packet + delay;
}

// How many packets of a train that begins to leave at `begin` have left before `end`, at
// least one.
std::uint32_t departing_before(const Train& train, const Work& work, Time begin, Time end) {
  if (std::max(train.last + work.last, begin + work.all) < end) return train.packets;
  std::uint32_t k = 1;
  while (k < train.packets && std::max(train.at(k), begin + k * work.packet) + work.packet < end) {
    ++k;
  }
  return k;
}

}  // namespace

PortId TrainPlane::add_port(const PortSpec& spec) {
  Port port;
  port.from = spec.from;
  port.to = spec.to;
  port.limit_bytes = spec.queue_limit.count;
  set_rate(port, spec.rate);
  port.up = spec.from.valid() && spec.to.valid();
  port.lands = spec.lands;
  if (spec.queued) {
    port.queue = static_cast<std::int32_t>(queues_.size());
    queues_.emplace_back();
  }
  ports_.push_back(port);
  return static_cast<PortId>(ports_.size() - 1);
}

std::uint32_t TrainPlane::add_sink(TrainSink& sink) {
  sinks_.push_back(&sink);
  return static_cast<std::uint32_t>(sinks_.size() - 1);
}

TrainPlane::Carried& TrainPlane::take() {
  if (free_.empty()) {
    pool_.push_back(std::make_unique<Carried>());
    free_.push_back(pool_.back().get());
  }
  Carried& carried = *free_.back();
  free_.pop_back();
  carried.free = false;
  carried.hops = 0;
  carried.landed = false;
  return carried;
}

void TrainPlane::release(Carried& carried) {
  carried.free = true;
  free_.push_back(&carried);
}

void TrainPlane::lose(std::int64_t& counter, Carried& carried) {
  counter += carried.train.packets;
  release(carried);
}

void TrainPlane::set_rate(Port& port, BitRate rate) {
  port.rate = rate;
  port.speed = PortSpeed(rate);
  port.limit = rate.serialisation(Bytes{port.limit_bytes});
}

std::int64_t TrainPlane::in_transit() const {
  std::int64_t packets = 0;
  for (const auto& carried : pool_) packets += carried->free ? 0 : carried->train.packets;
  return packets;
}

void TrainPlane::send(NodeId host, const Train& train) {
  Carried& carried = take();
  carried.train = train;
  carried.at = host;
  forward(carried);
}

// Goes on without events as far as the present routes are known to hold and no queue is in
// the way. On the ground, after the mesh, the route is always the same.
void TrainPlane::forward(Carried& carried) {
  const Time now = loop_.now();
  const Time change = guide_.next_change();
  Train& train = carried.train;
  if (node_down(carried.at)) return lose(drops_node_, carried);
  while (carried.at != train.destination) {
    const bool waits = train.first > now;
    if (waits && !carried.landed && train.first >= change) break;
    const PortId id = guide_.next_port(carried.at, train.destination, carried.landed);
    if (id == kNoPort) return lose(drops_no_route_, carried);
    Port& port = ports_[id];
    if (!port.up && port.queue < 0) {
      return lose(port.cut ? port.counters.drops_cut : drops_no_route_, carried);
    }
    if (port.queue >= 0) {
      if (waits) break;
      return enqueue(id, carried);
    }
    if (!transmit(id, carried)) return;
  }
  if (train.first <= now) return deliver(carried);
  forward_later(carried);
}

void TrainPlane::forward_later(Carried& carried) {
  loop_.schedule_at(carried.train.first, [this, &carried] { forward(carried); });
}

void TrainPlane::deliver(Carried& carried) {
  delivered_ += carried.train.packets;
  const Train train = carried.train;
  release(carried);
  if (sinks_[train.sink] != nullptr) sinks_[train.sink]->receive(train);
}

Duration TrainPlane::delay_at(PortId id, Time departure) {
  Port& port = ports_[id];
  if (!port.curve.valid_at(departure)) port.curve = guide_.delay_curve(id, departure);
  return port.curve.at(departure);
}

void TrainPlane::count_sent(Port& port, const Train& train, Duration work) {
  port.busy_total += work;
  port.counters.packets += train.packets;
  port.counters.sent.count += train.bytes();
}

void TrainPlane::lose_head(Train& train, std::uint32_t packets) {
  train.first = train.at(packets);
  train.packets -= packets;
  train.lost_head += packets;
}

// Losses by chance. What follows a lost packet goes on as a train of its own.
bool TrainPlane::survives_losses(PortId id, Carried& carried) {
  if (!ports_[id].lossy) return true;
  std::uint32_t k = 0;
  while (k < carried.train.packets && !guide_.loses(id)) ++k;
  if (k == carried.train.packets) return true;
  ++ports_[id].counters.drops_loss;
  if (k + 1 < carried.train.packets) {
    Carried& rest = split_off(carried, k + 1);
    if (survives_losses(id, rest)) forward(rest);
  }
  if (k > 0) {
    lose_tail(carried, 1);
    return true;
  }
  release(carried);
  return false;
}

void TrainPlane::lose_tail(Carried& carried, std::uint32_t packets) {
  carried.train.last = carried.train.at(carried.train.packets - 1 - packets);
  carried.train.packets -= packets;
  carried.train.lost_tail += packets;
  carried.train.last_bytes = carried.train.packet_bytes;
}

// The backlog grows evenly over the train; what comes after it reached the limit is lost.
bool TrainPlane::fit_into(Port& port, Carried& carried, Duration growth) {
  Train& train = carried.train;
  const std::int64_t fit =
      port.backlog > port.limit
          ? 0
          : 1 + (train.packets - 1) * (port.limit - port.backlog).ns() / growth.ns();
  port.counters.drops_queue += train.packets - fit;
  if (fit == 0) {
    release(carried);
    return false;
  }
  lose_tail(carried, train.packets - static_cast<std::uint32_t>(fit));
  return true;
}

// A port without a queue: a backlog that drains. A train that comes by ahead of time does not
// keep earlier ones waiting.
bool TrainPlane::transmit(PortId id, Carried& carried) {
  Port& port = ports_[id];
  Train& train = carried.train;
  if (train.first > port.reckoned) {
    port.backlog = std::max(Duration{}, port.backlog - (train.first - port.reckoned));
    port.reckoned = train.first;
  }
  Work work(port.speed, train);
  const Duration growth = std::max(Duration{}, work.all - work.last - (train.last - train.first));
  if (port.backlog + growth > port.limit) {
    if (!fit_into(port, carried, growth)) return false;
    work = Work(port.speed, train);
  }
  const Time begin = train.first + port.backlog;
  port.backlog += work.all;
  count_sent(port, train, work.all);
  port.counters.backlog_peak.count =
      std::max(port.counters.backlog_peak.count, port.speed.bytes_in(port.backlog));
  pass(train, work, begin, delay_at(id, begin + work.packet));
  carried.at = port.to;
  carried.landed |= port.lands;
  if (!survives_losses(id, carried)) return false;
  if (++carried.hops < kMaxHops || carried.at == train.destination) return true;
  lose(drops_ttl_, carried);
  return false;
}

// Oldest first, as Starlink's queues were measured to drop.
void TrainPlane::make_room(Port& port, Queue& queue, std::int64_t bytes) {
  while (!queue.waiting.empty() && queue.waiting_bytes + bytes > port.limit_bytes) {
    Carried& oldest = *queue.waiting.front();
    const std::int64_t excess = queue.waiting_bytes + bytes - port.limit_bytes;
    const std::int64_t wanted =
        (excess + oldest.train.packet_bytes - 1) / oldest.train.packet_bytes;
    if (wanted < oldest.train.packets) {
      const auto packets = static_cast<std::uint32_t>(wanted);
      lose_head(oldest.train, packets);
      queue.waiting_bytes -= wanted * oldest.train.packet_bytes;
      port.counters.drops_queue += wanted;
      return;
    }
    queue.waiting.pop_front();
    queue.waiting_bytes -= oldest.train.bytes();
    lose(port.counters.drops_queue, oldest);
  }
}

void TrainPlane::enqueue(PortId id, Carried& carried) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  const Time now = loop_.now();
  const std::int64_t bytes = carried.train.bytes();
  make_room(port, queue, bytes);
  queue.waiting.push_back(&carried);
  queue.waiting_bytes += bytes;
  port.counters.backlog_peak.count =
      std::max(port.counters.backlog_peak.count, queue.waiting_bytes);
  const Time free_at = std::max(port.busy_until, queue.paused_until);
  if (free_at > now) {
    schedule_wake(id, free_at);
  } else {
    serve_queue(id);
  }
}

void TrainPlane::schedule_wake(PortId id, Time at) {
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  if (queue.wake_at <= at) return;
  loop_.cancel(queue.wake);
  queue.wake_at = at;
  queue.wake = loop_.schedule_at(at, [this, id] {
    queues_[static_cast<std::size_t>(ports_[id].queue)].wake_at = Time::max();
    serve_queue(id);
  });
}

void TrainPlane::serve_queue(PortId id) {
  const Time now = loop_.now();
  const auto index = static_cast<std::size_t>(ports_[id].queue);
  while (ports_[id].up && !queues_[index].waiting.empty()) {
    const Time free_at = std::max(ports_[id].busy_until, queues_[index].paused_until);
    if (free_at > now) return schedule_wake(id, free_at);
    Carried& next = *queues_[index].waiting.front();
    queues_[index].waiting.pop_front();
    queues_[index].waiting_bytes -= next.train.bytes();
    start(id, next, now);
  }
}

// Sends what departs while the link's present delay holds; the rest of the train comes later.
void TrainPlane::start(PortId id, Carried& carried, Time begin) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  Train& train = carried.train;
  Work work(port.speed, train);
  const Time departure = begin + work.packet;
  if (!port.curve.valid_at(departure))
    queue.last_arrival = std::max(queue.last_arrival, queue.latest);
  const Duration delay = delay_at(id, departure);
  const std::uint32_t now_sent = departing_before(train, work, begin, port.curve.end());
  if (now_sent < train.packets) {
    put_back(id, split_off(carried, now_sent));
    work = Work(port.speed, train);
  }
  port.busy_until = begin + work.all;
  count_sent(port, train, work.all);
  pass(train, work, begin, delay);
  Carried* const rest = keep_order(queue, carried);
  queue.last_arrival = std::max(queue.last_arrival, port.busy_until + delay);
  queue.latest = std::max(queue.latest, (rest != nullptr ? rest : &carried)->train.last);
  for (Carried* part : {&carried, rest}) {
    if (part == nullptr) continue;
    part->at = port.to;
    part->landed |= port.lands;
    ++part->hops;
    if (!survives_losses(id, *part)) continue;
    if (part->landed) {
      forward(*part);
    } else {
      forward_later(*part);  // so that all enter the mesh in the order of their arrival
    }
  }
}

// The packets from number `packets` on, as a train of their own.
TrainPlane::Carried& TrainPlane::split_off(Carried& carried, std::uint32_t packets) {
  Carried& rest = take();
  rest.at = carried.at;
  rest.hops = carried.hops;
  rest.landed = carried.landed;
  rest.train = carried.train;
  lose_head(rest.train, packets);
  lose_tail(carried, rest.train.packets);
  return rest;
}

// What is at the port already stays first in its queue.
void TrainPlane::put_back(PortId id, Carried& carried) {
  if (carried.train.first > loop_.now()) return forward_later(carried);
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  queue.waiting.push_front(&carried);
  queue.waiting_bytes += carried.train.bytes();
}

// A link keeps order, also when its delay becomes less: packets that would overtake arrive
// together with the one before. Returns the later part of a train of which only some would.
TrainPlane::Carried* TrainPlane::keep_order(Queue& queue, Carried& carried) {
  Train& train = carried.train;
  if (train.first >= queue.last_arrival) return nullptr;
  std::uint32_t held = 1;
  while (held < train.packets && train.at(held) < queue.last_arrival) ++held;
  Carried* const rest = held < train.packets ? &split_off(carried, held) : nullptr;
  train.first = queue.last_arrival;
  train.last = queue.last_arrival;
  return rest;
}

void TrainPlane::pause(PortId id, Time until) {
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  queue.paused_until = std::max(queue.paused_until, until);
}

void TrainPlane::drop_queue(PortId id) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  for (Carried* carried : queue.waiting) {
    lose(port.counters.drops_cut, *carried);
  }
  queue.waiting.clear();
  queue.waiting_bytes = 0;
}

void TrainPlane::set_condition(PortId id, const PortCondition& condition) {
  Port& port = ports_[id];
  set_rate(port, condition.rate);
  port.lossy = condition.lossy;
  port.curve = DelayCurve{};
  port.cut = !condition.up;
  port.up = port.from.valid() && port.to.valid() && !port.cut;
  // Not at once: the slot that brings the port back may be about to change its ends.
  if (port.up && port.queue >= 0) schedule_wake(id, loop_.now());
}

void TrainPlane::set_node_up(NodeId node, bool up) {
  if (node_down_.size() <= node.index()) node_down_.resize(node.index() + 1, false);
  if (node_down_[node.index()] != up) return;
  node_down_[node.index()] = !up;
  nodes_down_ += up ? -1 : 1;
  if (up) return;
  for (PortId id = 0; id < ports_.size(); ++id) {
    if (ports_[id].queue >= 0 && ports_[id].from == node) drop_queue(id);
  }
}

void TrainPlane::retarget(PortId id, NodeId from, NodeId to) {
  Port& port = ports_[id];
  const NodeId old_from = port.from;
  port.from = from;
  port.to = to;
  port.up = from.valid() && to.valid() && !port.cut;
  port.curve = DelayCurve{};
  if (port.queue < 0) {
    port.backlog = Duration{};
    return;
  }
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  if (old_from != from && old_from.valid()) {
    std::deque<Carried*> stranded;
    stranded.swap(queue.waiting);
    queue.waiting_bytes = 0;
    for (Carried* carried : stranded) {
      carried->train.first = std::max(carried->train.first, loop_.now());
      carried->train.last = std::max(carried->train.last, carried->train.first);
      forward(*carried);
    }
  }
  if (ports_[id].up) serve_queue(id);
}

}  // namespace orbitmesh
