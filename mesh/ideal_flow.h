#pragma once

#include "core/event_loop.h"
#include "mesh/flow.h"
#include "mesh/flow_schedule.h"
#include "mesh/packet_ledger.h"
#include "mesh/path_view.h"
#include "mesh/records.h"

namespace orbitmesh {

/// A ping or constant-rate flow over perfect links: every packet takes the path delay at
/// the moment it is sent, and is lost only where there is no path.
class IdealFlow {
 public:
  /// `loop` and `paths` must outlive the flow. Throws InputError for a TCP flow, whose
  /// rate a perfect link does not bound.
  IdealFlow(EventLoop& loop, const PathView& paths, const FlowSpec& spec);
  IdealFlow(const IdealFlow&) = delete;
  IdealFlow& operator=(const IdealFlow&) = delete;

  FlowRecord record() const;

 private:
  void schedule_next();
  void send();

  EventLoop& loop_;
  const PathView& paths_;
  FlowSpec spec_;
  FlowSchedule schedule_;
  PacketLedger ledger_;
};

}  // namespace orbitmesh
