#include "mesh/message/train_plane.h"

#include <algorithm>

#include "mesh/message/train_work.h"

namespace orbitmesh {

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
    Queue& queue = queues_.emplace_back();
    if (spec.queue.packet_limit) queue.packet_limit = *spec.queue.packet_limit;
    if (spec.queue.aqm) queue.aqm.emplace(*spec.queue.aqm);
    queue.ramp = spec.queue.ramp;
  }
  ports_.push_back(port);
  return static_cast<PortId>(ports_.size() - 1);
}

std::uint32_t TrainPlane::add_sink(TrainSink& sink) {
  sinks_.push_back(&sink);
  return static_cast<std::uint32_t>(sinks_.size() - 1);
}

void TrainPlane::lose(std::int64_t& counter, CarriedTrain& carried) {
  counter += carried.train.packets;
  pool_.release(carried);
}

void TrainPlane::set_rate(Port& port, BitRate rate) {
  port.rate = rate;
  port.speed = PortSpeed(rate);
  port.limit = rate.serialisation(Bytes{port.limit_bytes});
}

void TrainPlane::send(NodeId host, const Train& train) {
  CarriedTrain& carried = pool_.take();
  carried.train = train;
  carried.at = host;
  forward(carried);
}

// Goes on without events as far as the present routes are known to hold and no queue is in
// the way. On the ground, after the mesh, the route is always the same.
void TrainPlane::forward(CarriedTrain& carried) {
  const Time now = loop_.now();
  const Time change = guide_.next_change();
  Train& train = carried.train;
  if (down_nodes_.contains(carried.at)) return lose(drops_node_, carried);
  while (carried.at != train.destination) {
    const bool waits = train.first > now;
    if (waits && !carried.landed && train.first >= change) break;
    const PortId id =
        train.path.number == 0
            ? guide_.next_port(carried.at, train.destination, carried.landed)
            : guide_.next_port_on_path(carried.at, train.path, train.destination, carried.landed);
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

void TrainPlane::forward_later(CarriedTrain& carried) {
  loop_.schedule_at(carried.train.first, [this, &carried] { forward(carried); });
}

void TrainPlane::deliver(CarriedTrain& carried) {
  delivered_ += carried.train.packets;
  const Train train = carried.train;
  pool_.release(carried);
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

// Losses by chance. What follows a lost packet goes on as a train of its own.
bool TrainPlane::survives_losses(PortId id, CarriedTrain& carried) {
  if (!ports_[id].lossy) return true;
  std::uint32_t k = 0;
  while (k < carried.train.packets && !guide_.loses(id)) ++k;
  if (k == carried.train.packets) return true;
  ++ports_[id].counters.drops_loss;
  if (k + 1 < carried.train.packets) {
    CarriedTrain& rest = pool_.split_off(carried, k + 1);
    if (survives_losses(id, rest)) forward(rest);
  }
  if (k > 0) {
    carried.train.lose_tail(1);
    return true;
  }
  pool_.release(carried);
  return false;
}

// The backlog grows evenly over the train; what comes after it reached the limit is lost.
bool TrainPlane::fit_into(Port& port, CarriedTrain& carried, Duration wait, Duration growth) {
  Train& train = carried.train;
  const std::int64_t fit =
      wait > port.limit ? 0 : 1 + (train.packets - 1) * (port.limit - wait).ns() / growth.ns();
  port.counters.drops_queue += train.packets - fit;
  if (fit == 0) {
    pool_.release(carried);
    return false;
  }
  train.lose_tail(train.packets - static_cast<std::uint32_t>(fit));
  return true;
}

// Trains are reckoned ahead of time, not all by the same lead: one that comes before the
// newest busy period waits for nothing in it.
Duration TrainPlane::wait_at(Port& port, Time t) {
  if (t > port.reckoned) {
    port.backlog = std::max(Duration{}, port.backlog - (t - port.reckoned));
    port.reckoned = t;
    if (port.backlog == Duration{}) port.busy_since = t;
  }
  return t < port.busy_since ? Duration{} : port.backlog;
}

void TrainPlane::add_work(Port& port, Time t, Duration work) {
  if (t < port.busy_since) work = std::max(Duration{}, t + work - port.busy_since);
  port.backlog += work;
}

// A port without a queue: a backlog that drains.
bool TrainPlane::transmit(PortId id, CarriedTrain& carried) {
  Port& port = ports_[id];
  Train& train = carried.train;
  const Duration wait = wait_at(port, train.first);
  TrainWork work(port.speed, train);
  const Duration growth = std::max(Duration{}, work.all - work.last - (train.last - train.first));
  if (wait + growth > port.limit) {
    if (!fit_into(port, carried, wait, growth)) return false;
    work = TrainWork(port.speed, train);
  }
  const Time begin = train.first + wait;
  add_work(port, train.first, work.all);
  count_sent(port, train, work.all);
  port.counters.backlog_peak.count =
      std::max(port.counters.backlog_peak.count, port.speed.bytes_in(port.backlog));
  work.pass(train, begin, delay_at(id, begin + work.packet));
  carried.at = port.to;
  carried.landed |= port.lands;
  if (!survives_losses(id, carried)) return false;
  if (++carried.hops < kMaxHops || carried.at == train.destination) return true;
  lose(drops_ttl_, carried);
  return false;
}

void TrainPlane::add_waiting(Queue& queue, const Train& train, int sign) {
  queue.waiting_bytes += sign * train.bytes();
  queue.waiting_packets += sign * static_cast<std::int64_t>(train.packets);
}

// Oldest first, as Starlink's queues were measured to drop.
void TrainPlane::make_room(Port& port, Queue& queue, const Train& train) {
  while (!queue.waiting.empty()) {
    const std::int64_t bytes = queue.waiting_bytes + train.bytes() - port.limit_bytes;
    const std::int64_t packets = queue.waiting_packets + train.packets - queue.packet_limit;
    if (bytes <= 0 && packets <= 0) return;
    CarriedTrain& oldest = *queue.waiting.front();
    const std::int64_t size = oldest.train.packet_bytes;
    const std::int64_t wanted = std::max((bytes + size - 1) / size, packets);
    add_waiting(queue, oldest.train, -1);
    if (wanted < oldest.train.packets) {
      oldest.train.lose_head(static_cast<std::uint32_t>(wanted));
      add_waiting(queue, oldest.train, 1);
      port.counters.drops_queue += wanted;
      return;
    }
    queue.waiting.pop_front();
    lose(port.counters.drops_queue, oldest);
  }
}

void TrainPlane::enqueue(PortId id, CarriedTrain& carried) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  const Time now = loop_.now();
  make_room(port, queue, carried.train);
  queue.waiting.push_back(&carried);
  add_waiting(queue, carried.train, 1);
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
    CarriedTrain& next = *queues_[index].waiting.front();
    queues_[index].waiting.pop_front();
    add_waiting(queues_[index], next.train, -1);
    if (manage(id, next, now)) start(id, next, now);
  }
}

// The ramp rises while a train is sent; its middle counts.
PortSpeed TrainPlane::present_speed(const Port& port, const Queue& queue, const Train& train) {
  if (!queue.ramp) return port.speed;
  const Duration half = TrainWork(port.speed, train).all / 2;
  return port.speed.slowed_to(queue.ramp->share_after(queue.sent_in_slot + half));
}

// Active queue management, packet by packet as their sending begins. What follows a dropped
// packet is looked at when the packets before it have left. False: nothing is left.
bool TrainPlane::manage(PortId id, CarriedTrain& carried, Time begin) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  if (!queue.aqm) return true;
  Train& train = carried.train;
  const Duration packet = TrainWork(present_speed(port, queue, train), train).packet;
  for (std::uint32_t k = 0; k < train.packets;) {
    const Time at = std::max(train.at(k), begin + k * packet);
    const bool last = k + 1 < train.packets ? train.at(k + 1) > at : queue.waiting.empty();
    if (!queue.aqm->drops(at, at - train.at(k), last)) {
      ++k;
      continue;
    }
    ++port.counters.drops_aqm;
    if (train.packets == 1) {
      pool_.release(carried);
      return false;
    }
    if (k == 0) {
      train.lose_head(1);
      continue;
    }
    if (k + 1 < train.packets) put_back(id, pool_.split_off(carried, k + 1));
    train.lose_tail(1);
    return true;
  }
  return true;
}

// Sends what departs while the link's present delay holds; the rest of the train comes later.
void TrainPlane::start(PortId id, CarriedTrain& carried, Time begin) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  Train& train = carried.train;
  const PortSpeed speed = present_speed(port, queue, train);
  TrainWork work(speed, train);
  const Time departure = begin + work.packet;
  if (!port.curve.valid_at(departure))
    queue.last_arrival = std::max(queue.last_arrival, queue.latest);
  const Duration delay = delay_at(id, departure);
  const std::uint32_t now_sent = work.departing_before(train, begin, port.curve.end());
  if (now_sent < train.packets) {
    put_back(id, pool_.split_off(carried, now_sent));
    work = TrainWork(speed, train);
  }
  port.busy_until = begin + work.all;
  queue.sent_in_slot += work.all;
  count_sent(port, train, work.all);
  work.pass(train, begin, delay);
  CarriedTrain* const rest = keep_order(queue, carried);
  queue.last_arrival = std::max(queue.last_arrival, port.busy_until + delay);
  queue.latest = std::max(queue.latest, (rest != nullptr ? rest : &carried)->train.last);
  for (CarriedTrain* part : {&carried, rest}) {
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

// What is at the port already stays first in its queue.
void TrainPlane::put_back(PortId id, CarriedTrain& carried) {
  if (carried.train.first > loop_.now()) return forward_later(carried);
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  queue.waiting.push_front(&carried);
  add_waiting(queue, carried.train, 1);
}

// A link keeps order, also when its delay becomes less: packets that would overtake arrive
// together with the one before. Returns the later part of a train of which only some would.
CarriedTrain* TrainPlane::keep_order(Queue& queue, CarriedTrain& carried) {
  Train& train = carried.train;
  if (train.first >= queue.last_arrival) return nullptr;
  std::uint32_t held = 1;
  while (held < train.packets && train.at(held) < queue.last_arrival) ++held;
  CarriedTrain* const rest = held < train.packets ? &pool_.split_off(carried, held) : nullptr;
  train.first = queue.last_arrival;
  train.last = queue.last_arrival;
  return rest;
}

void TrainPlane::pause(PortId id, Time until) {
  Queue& queue = queues_[static_cast<std::size_t>(ports_[id].queue)];
  queue.paused_until = std::max(queue.paused_until, until);
}

void TrainPlane::begin_slot(PortId id) {
  queues_[static_cast<std::size_t>(ports_[id].queue)].sent_in_slot = Duration{};
}

void TrainPlane::drop_queue(PortId id) {
  Port& port = ports_[id];
  Queue& queue = queues_[static_cast<std::size_t>(port.queue)];
  for (CarriedTrain* carried : queue.waiting) {
    lose(port.counters.drops_cut, *carried);
  }
  queue.waiting.clear();
  queue.waiting_bytes = 0;
  queue.waiting_packets = 0;
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
  if (!down_nodes_.set(node, !up) || up) return;
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
    std::deque<CarriedTrain*> stranded;
    stranded.swap(queue.waiting);
    queue.waiting_bytes = 0;
    queue.waiting_packets = 0;
    for (CarriedTrain* carried : stranded) {
      carried->train.first = std::max(carried->train.first, loop_.now());
      carried->train.last = std::max(carried->train.last, carried->train.first);
      forward(*carried);
    }
  }
  if (ports_[id].up) serve_queue(id);
}

}  // namespace orbitmesh
