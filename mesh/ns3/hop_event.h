#pragma once

#include <ns3/event-impl.h>
#include <ns3/packet.h>
#include <ns3/ptr.h>

#include <cstdint>

#include "core/ids.h"
#include "mesh/chosen_path.h"

namespace orbitmesh {

class PortPlane;

/// A packet on its way through the port plane, and the event of its next step. The plane
/// keeps these in a pool and schedules the same object for every hop.
class HopEvent final : public ns3::EventImpl {
 public:
  explicit HopEvent(PortPlane& plane) : plane_(plane) {}

  enum class Stage : std::uint8_t { kArriving, kSerialised };

  ns3::Ptr<ns3::Packet> packet;
  NodeId destination;
  ChosenPath path;
  NodeId to;                ///< where it arrives next
  std::uint32_t port = 0;   ///< on which it travels
  std::uint32_t epoch = 0;  ///< the port's when it departed
  std::uint32_t bytes = 0;
  std::int64_t departure_ns = 0;
  std::int64_t arrival_ns = 0;  ///< while it waits: in the queue
  std::uint8_t hops = 0;
  bool landed = false;
  bool lost = false;  ///< on the link that it is being sent on
  Stage stage = Stage::kArriving;

 private:
  void Notify() override;
  PortPlane& plane_;
};

}  // namespace orbitmesh
