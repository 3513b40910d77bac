#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/port_plane.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh {

inline constexpr BitRate k10Mbit{10'000'000};  // 800 ns a byte

inline Time at_us(std::int64_t us) { return Time{} + Duration::from_us(us); }

/// Keeps when packets came, and how large they were.
class RecordingSink final : public PacketSink {
 public:
  explicit RecordingSink(EventLoop& loop) : loop_(loop) {}
  void receive(ns3::Ptr<ns3::Packet> packet) override {
    arrivals_ns.push_back(loop_.now().ns());
    sizes.push_back(packet->GetSize());
  }
  std::vector<std::int64_t> arrivals_ns;
  std::vector<std::uint32_t> sizes;

 private:
  EventLoop& loop_;
};

/// A plane whose packets for `b` go to a sink.
class PortPlaneFixture : public testing::Test {
 protected:
  PortPlaneFixture() { plane.attach(b, sink); }

  /// A port from `a` to `b` of 10 Mbit/s and 1 ms, which carries everything for `b`.
  PortId one_port(Buffering buffering, Bytes queue_limit = Bytes{1'000'000}) {
    const PortId port = plane.add_port({a, b, k10Mbit, queue_limit, buffering, false});
    guide.set_delay(port, Duration::from_ms(1));
    guide.route(a, b, port);
    return port;
  }
  void inject_at(Time t, std::uint32_t bytes) {
    ++injected;
    loop.schedule_at(t, [this, bytes] { plane.inject(a, b, ns3::Create<ns3::Packet>(bytes)); });
  }
  void at(Time t, EventLoop::Action action) { loop.schedule_at(t, std::move(action)); }
  void run() { loop.run_until(Time{} + Duration::from_s(10)); }

  const NodeId a{0}, b{1}, c{2};
  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane{guide};
  RecordingSink sink{loop};
  std::int64_t injected = 0;
};

}  // namespace orbitmesh
