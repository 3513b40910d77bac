#pragma once

#include <exception>
#include <memory>

#include "core/event_loop.h"

namespace orbitmesh {

/// EventLoop on ns-3's DefaultSimulatorImpl with its PriorityQueueScheduler, so that
/// packets and everything else share one queue. ns-3's simulator is a singleton: at
/// most one of these may live in a process, and only one run is possible in it.
class Ns3EventLoop final : public EventLoop {
 public:
  Ns3EventLoop();
  ~Ns3EventLoop() override;
  Ns3EventLoop(const Ns3EventLoop&) = delete;
  Ns3EventLoop& operator=(const Ns3EventLoop&) = delete;

  Time now() const override;
  EventHandle schedule_at(Time at, Action action) override;
  void cancel(EventHandle handle) override;
  void run_until(Time end) override;
  void stop() override;
  /// With ns-3's own events, and with cancelled ones once their time has come.
  std::uint64_t events_run() const override;

 private:
  struct Pending;
  void run_action(std::uint64_t sequence, Action& action);

  std::unique_ptr<Pending> pending_;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t marks_ = 0;  // events of ours that only end a run
  std::exception_ptr failure_;
  bool stopped_ = false;
};

}  // namespace orbitmesh
