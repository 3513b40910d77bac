#pragma once

#include <ns3/packet.h>

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/chosen_path.h"
#include "mesh/delay_curve.h"
#include "mesh/down_nodes.h"
#include "mesh/link_meters.h"
#include "mesh/ns3/hop_event.h"
#include "mesh/port_condition.h"
#include "mesh/port_speed.h"
#include "mesh/queue_model.h"

namespace orbitmesh {

/// Supplies what the plane does not know itself: where packets go and how long ports are.
class PlaneGuide {
 public:
  virtual ~PlaneGuide() = default;
  /// Port on which a packet for `destination` leaves `at`; kNoPort drops it.
  virtual PortId next_port(NodeId at, NodeId destination, bool landed, Time now) = 0;
  /// Likewise for a packet on a path of its own, which may leave it.
  virtual PortId next_port_on_path(NodeId at, ChosenPath& path, NodeId destination, bool landed,
                                   Time now) {
    path.number = 0;
    return next_port(at, destination, landed, now);
  }
  /// One-way delay of a port, valid at `departure`.
  virtual DelayCurve delay_curve(PortId port, Time departure) = 0;
  /// Whether the next packet on a lossy port is lost.
  virtual bool loses(PortId /*port*/) { return false; }
};

/// Receives packets at an end host.
class PacketSink {
 public:
  virtual ~PacketSink() = default;
  virtual void receive(ns3::Ptr<ns3::Packet> packet) = 0;
};

/// How a port holds packets that wait.
enum class Buffering {
  kBacklog,  ///< by time alone: one event a hop, tail drop
  kQueue,    ///< a real queue: pause, head drop, re-forwarding; two events a hop
};

struct PortSpec {
  NodeId from;
  NodeId to;
  BitRate rate;
  Bytes queue_limit;
  Buffering buffering = Buffering::kBacklog;
  bool lands = false;     ///< leads down from a satellite
  QueueModel queue = {};  ///< of a kQueue port
};

/// Packet forwarding without an ns-3 device and stack in every satellite: ports in one
/// array, and one pooled event that carries a packet from hop to hop and is scheduled
/// again instead of made anew. A packet departs at max(now, end of the last) + its
/// serialisation; its delay is that of the link at departure.
class PortPlane final : public LinkMeters {
 public:
  /// Hops after which a packet is dropped (IPv4's largest TTL).
  static constexpr std::uint8_t kMaxHops = 255;

  explicit PortPlane(PlaneGuide& guide) : guide_(guide) {}
  ~PortPlane() override;
  PortPlane(const PortPlane&) = delete;
  PortPlane& operator=(const PortPlane&) = delete;

  PortId add_port(const PortSpec& spec);
  /// Packets for `host` that arrive there go to `sink`.
  void attach(NodeId host, PacketSink& sink);
  /// Brings a packet into the mesh at `host`. One for `host` itself or for a node without
  /// a sink is dropped. `path` is ChosenPath's number.
  void inject(NodeId host, NodeId destination, ns3::Ptr<ns3::Packet> packet, std::uint8_t path = 0);

  /// Bytes that every link adds to an IP packet, none by default; for packets injected
  /// from now on.
  void set_framing(Bytes framing) { framing_bytes_ = static_cast<std::uint32_t>(framing.count); }

  /// Changes the ends of a port. Packets that have departed still arrive at the old end;
  /// waiting ones of a kBacklog port are lost, those of a kQueue port stay (same `from`)
  /// or are forwarded anew from the old `from`. An invalid end takes the port down.
  void retarget(PortId port, NodeId from, NodeId to);
  /// Puts a condition in place of the one before. A port that goes down loses what has not
  /// departed, and what a kBacklog port is given until it is up again; what has departed
  /// arrives. kQueue ports lose the packet that is being sent and hold the others. A new
  /// rate counts for packets whose sending has not begun (kQueue) or that come later
  /// (kBacklog); delays are asked for anew.
  void set_condition(PortId port, const PortCondition& condition);
  /// A node that is down loses what waits in its queues, what arrives and what its host sends.
  void set_node_up(NodeId node, bool up);
  /// kQueue ports: nothing departs before `until`.
  void pause(PortId port, Time until);
  /// kQueue ports: the rate's ramp begins anew.
  void begin_slot(PortId port);
  /// kQueue ports: drops what waits.
  void drop_queue(PortId port);

  const PortCounters& counters(PortId port) const override { return ports_[port].counters; }
  BitRate rate(PortId port) const override { return ports_[port].rate; }
  Duration busy(PortId port) const override {
    return Duration::from_ns(ports_[port].busy_total_ns);
  }
  std::size_t port_count() const { return ports_.size(); }
  void reset_backlog_peak(PortId port) override { ports_[port].counters.backlog_peak = Bytes{}; }
  std::int64_t drops_no_route() const override { return drops_no_route_; }
  std::int64_t drops_ttl() const override { return drops_ttl_; }
  std::int64_t drops_node() const override { return drops_node_; }
  std::int64_t delivered() const { return delivered_; }
  std::int64_t hops() const { return hops_; }

  /// For HopEvent alone.
  void on_event(HopEvent& event);

 private:
  struct Queue {
    std::deque<HopEvent*> waiting;
    std::int64_t waiting_bytes = 0;
    std::int64_t paused_until_ns = 0;
    std::int64_t last_arrival_ns = 0;
    bool sending = false;
    std::size_t packet_limit = SIZE_MAX;
    std::optional<CoDel> aqm;
    std::optional<RateRamp> ramp;
    std::int64_t sent_in_slot_ns = 0;
  };
  struct Port {
    NodeId from;
    NodeId to;
    BitRate rate;
    PortSpeed speed;
    std::int64_t busy_until_ns = 0;
    std::int64_t limit_ns = 0;
    DelayCurve curve;
    std::uint32_t epoch = 0;
    std::int32_t queue = -1;
    bool up = false;   // both ends are there and it is not cut
    bool cut = false;  // by an outage
    bool lossy = false;
    bool lands = false;
    std::array<std::int64_t, 4> epoch_end_ns{};
    std::int64_t limit_bytes = 0;
    std::int64_t busy_total_ns = 0;
    PortCounters counters;
  };

  HopEvent& take_event();
  void release(HopEvent& event);
  void forward(NodeId at, HopEvent& event, std::int64_t now_ns);
  void transmit(PortId id, HopEvent& event, std::int64_t now_ns);
  void arrive(HopEvent& event);
  void lose(std::int64_t& counter, HopEvent& event);
  void set_rate(Port& port, BitRate rate);
  void end_epoch(Port& port);
  bool lost_in_cut(const Port& port, const HopEvent& event) const;
  void enqueue(PortId id, HopEvent& event, std::int64_t now_ns);
  HopEvent& take_oldest(Queue& queue);
  HopEvent& next_to_send(Port& port, Queue& queue, std::int64_t now_ns);
  void send_next(PortId id, std::int64_t now_ns);
  void wake(PortId id);
  Duration delay_at(PortId id, std::int64_t departure_ns);

  PlaneGuide& guide_;
  std::uint32_t framing_bytes_ = 0;
  std::vector<Port> ports_;
  std::vector<Queue> queues_;
  std::vector<PacketSink*> sinks_;
  DownNodes down_nodes_;
  std::vector<ns3::Ptr<HopEvent>> pool_;
  std::vector<HopEvent*> free_;
  std::int64_t drops_no_route_ = 0;
  std::int64_t drops_ttl_ = 0;
  std::int64_t drops_node_ = 0;
  std::int64_t delivered_ = 0;
  std::int64_t hops_ = 0;
};

}  // namespace orbitmesh
