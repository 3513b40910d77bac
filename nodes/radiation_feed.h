#pragma once

#include "core/event_loop.h"
#include "nodes/fault_injector.h"
#include "nodes/radiation_drain.h"
#include "nodes/radiation_exposure.h"

namespace orbitmesh {

/// Lets the effects of an exposure happen to its nodes as virtual time goes on.
class RadiationFeed {
 public:
  /// All must outlive it; every node of the exposure has been added to the injector. `drain` may
  /// be null.
  RadiationFeed(EventLoop& loop, RadiationExposure& exposure, FaultInjector& injector,
                RadiationDrain* drain = nullptr)
      : loop_(loop), exposure_(exposure), injector_(injector), drain_(drain) {}
  RadiationFeed(const RadiationFeed&) = delete;
  RadiationFeed& operator=(const RadiationFeed&) = delete;

  /// Once, at the epoch.
  void start() { on_interval(); }

 private:
  void on_interval() {
    injector_.schedule(exposure_.advance());
    if (drain_ != nullptr) drain_->on_interval();
    loop_.schedule_in(RadiationExposure::kInterval, [this] { on_interval(); });
  }

  EventLoop& loop_;
  RadiationExposure& exposure_;
  FaultInjector& injector_;
  RadiationDrain* drain_;
};

}  // namespace orbitmesh
