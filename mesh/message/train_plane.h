#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/delay_curve.h"
#include "mesh/down_nodes.h"
#include "mesh/link_meters.h"
#include "mesh/message/train.h"
#include "mesh/message/train_pool.h"
#include "mesh/port_condition.h"
#include "mesh/port_speed.h"
#include "mesh/queue_model.h"

namespace orbitmesh {

/// Supplies what the plane does not know itself: where trains go and how long ports are.
class TrainGuide {
 public:
  virtual ~TrainGuide() = default;
  /// Port on which a train for `destination` leaves `at` now; kNoPort drops it.
  virtual PortId next_port(NodeId at, NodeId destination, bool landed) = 0;
  /// Likewise for a train on a path of its own, which may leave it.
  virtual PortId next_port_on_path(NodeId at, ChosenPath& path, NodeId destination, bool landed) {
    path.number = 0;
    return next_port(at, destination, landed);
  }
  /// One-way delay of a port, valid at `departure`.
  virtual DelayCurve delay_curve(PortId port, Time departure) = 0;
  /// Until then next_port() gives the same answers.
  virtual Time next_change() const = 0;
  /// Whether the next packet on a lossy port is lost.
  virtual bool loses(PortId /*port*/) { return false; }
};

/// Hears of trains that arrive.
class TrainSink {
 public:
  virtual ~TrainSink() = default;
  /// Called when the first packet arrives; the others follow until train.last.
  virtual void receive(const Train& train) = 0;
};

/// Carries trains hop by hop over ports, as PortPlane carries packets: departure at
/// max(now, end of what is before) + serialisation, the link's delay at departure, full
/// queues, cuts and pauses. A port is busy for the work of its trains alone, so that a train
/// whose packets are spread out leaves its gaps to others. Ports without a queue of their own
/// cost no event.
class TrainPlane final : public LinkMeters {
 public:
  /// Hops after which a train is dropped, as packets are.
  static constexpr int kMaxHops = 255;

  TrainPlane(EventLoop& loop, TrainGuide& guide) : loop_(loop), guide_(guide) {}
  TrainPlane(const TrainPlane&) = delete;
  TrainPlane& operator=(const TrainPlane&) = delete;

  struct PortSpec {
    NodeId from;
    NodeId to;
    BitRate rate;
    Bytes queue_limit;
    bool queued = false;    ///< a real queue: pause, head drop, re-forwarding
    bool lands = false;     ///< leads down from a satellite
    QueueModel queue = {};  ///< of a queued port
  };
  PortId add_port(const PortSpec& spec);

  /// A receiver's number for Train::sink; numbers are never used again.
  std::uint32_t add_sink(TrainSink& sink);
  /// Trains for it are dropped without a count from now on.
  void remove_sink(std::uint32_t sink) { sinks_[sink] = nullptr; }

  /// Sends a train from `host`, its packets leaving from train.first, not before now, to
  /// train.last.
  void send(NodeId host, const Train& train);

  /// As PortPlane's, for trains. A queue of a port that keeps its `from` goes on to the new
  /// `to`; otherwise it is forwarded anew from the old `from`.
  void retarget(PortId port, NodeId from, NodeId to);
  void pause(PortId port, Time until);
  void begin_slot(PortId port);
  void drop_queue(PortId port);
  /// Puts a condition in place of the one before. A port that goes down holds what waits if it
  /// is queued, and loses what comes if it is not; trains that it has begun to send arrive
  /// whole. A new rate counts for trains that come later; delays are asked for anew.
  void set_condition(PortId port, const PortCondition& condition);
  /// A node that is down loses what waits in its queues, what arrives and what its host sends.
  void set_node_up(NodeId node, bool up);

  const PortCounters& counters(PortId port) const override { return ports_[port].counters; }
  BitRate rate(PortId port) const override { return ports_[port].rate; }
  Duration busy(PortId port) const override { return ports_[port].busy_total; }
  void reset_backlog_peak(PortId port) override { ports_[port].counters.backlog_peak = {}; }
  std::int64_t drops_no_route() const override { return drops_no_route_; }
  std::int64_t drops_ttl() const override { return drops_ttl_; }
  std::int64_t drops_node() const override { return drops_node_; }
  /// Packets that reached their destination.
  std::int64_t delivered() const { return delivered_; }
  /// Packets under way or waiting.
  std::int64_t in_transit() const { return pool_.packets(); }

 private:
  struct Queue {
    std::deque<CarriedTrain*> waiting;
    std::int64_t waiting_bytes = 0;
    std::int64_t waiting_packets = 0;
    std::int64_t packet_limit = std::numeric_limits<std::int64_t>::max();
    std::optional<CoDel> aqm;
    std::optional<RateRamp> ramp;
    Duration sent_in_slot;
    Time paused_until;
    Time last_arrival;  // of the work done; what follows may not come earlier
    Time latest;        // of the last packet sent
    EventHandle wake;
    Time wake_at = Time::max();
  };
  struct Port {
    NodeId from;
    NodeId to;
    BitRate rate;
    PortSpeed speed;
    Duration limit;
    std::int64_t limit_bytes = 0;
    Time busy_until;  // queued ports
    Time busy_since;  // other ports: begin of the newest busy period,
    Time reckoned;    // the newest time in it, and the backlog then
    Duration backlog;
    DelayCurve curve;
    std::int32_t queue = -1;
    bool up = false;   // both ends are there and it is not cut
    bool cut = false;  // by an outage
    bool lossy = false;
    bool lands = false;
    Duration busy_total;
    PortCounters counters;
  };

  void forward(CarriedTrain& carried);
  void forward_later(CarriedTrain& carried);
  void deliver(CarriedTrain& carried);
  bool transmit(PortId id, CarriedTrain& carried);
  static Duration wait_at(Port& port, Time t);
  static void add_work(Port& port, Time t, Duration work);
  bool fit_into(Port& port, CarriedTrain& carried, Duration wait, Duration growth);
  void enqueue(PortId id, CarriedTrain& carried);
  static void add_waiting(Queue& queue, const Train& train, int sign);
  void make_room(Port& port, Queue& queue, const Train& train);
  static PortSpeed present_speed(const Port& port, const Queue& queue, const Train& train);
  bool manage(PortId id, CarriedTrain& carried, Time begin);
  void serve_queue(PortId id);
  void start(PortId id, CarriedTrain& carried, Time begin);
  void put_back(PortId id, CarriedTrain& carried);
  CarriedTrain* keep_order(Queue& queue, CarriedTrain& carried);
  void schedule_wake(PortId id, Time at);
  void lose(std::int64_t& counter, CarriedTrain& carried);
  bool survives_losses(PortId id, CarriedTrain& carried);
  void set_rate(Port& port, BitRate rate);
  void count_sent(Port& port, const Train& train, Duration work);
  Duration delay_at(PortId id, Time departure);

  EventLoop& loop_;
  TrainGuide& guide_;
  std::vector<Port> ports_;
  std::vector<Queue> queues_;
  std::vector<TrainSink*> sinks_;
  DownNodes down_nodes_;
  TrainPool pool_;
  std::int64_t drops_no_route_ = 0;
  std::int64_t drops_ttl_ = 0;
  std::int64_t drops_node_ = 0;
  std::int64_t delivered_ = 0;
};

}  // namespace orbitmesh
