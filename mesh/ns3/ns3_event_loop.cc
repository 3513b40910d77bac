#include "mesh/ns3/ns3_event_loop.h"

#include <ns3/event-id.h>
#include <ns3/object-factory.h>
#include <ns3/simulator.h>

#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace orbitmesh {

struct Ns3EventLoop::Pending {
  std::unordered_map<std::uint64_t, ns3::EventId> events;
};

Ns3EventLoop::Ns3EventLoop() : pending_(std::make_unique<Pending>()) {
  ns3::ObjectFactory factory;
  factory.SetTypeId("ns3::PriorityQueueScheduler");
  ns3::Simulator::SetScheduler(factory);
}

Ns3EventLoop::~Ns3EventLoop() {
  pending_->events.clear();
  ns3::Simulator::Destroy();
}

Time Ns3EventLoop::now() const { return Time::from_ns(ns3::Simulator::Now().GetNanoSeconds()); }

EventHandle Ns3EventLoop::schedule_at(Time at, Action action) {
  const Duration delay = at - now();
  if (delay < Duration{}) throw std::invalid_argument("event scheduled in the past");
  const std::uint64_t sequence = ++last_sequence_;
  pending_->events[sequence] = ns3::Simulator::Schedule(
      ns3::TimeStep(static_cast<std::uint64_t>(delay.ns())),
      [this, sequence, run = std::move(action)]() mutable { run_action(sequence, run); });
  return {sequence};
}

void Ns3EventLoop::run_action(std::uint64_t sequence, Action& action) {
  pending_->events.erase(sequence);
  // An exception must not unwind through ns-3's frames, which hold references.
  try {
    action();
  } catch (...) {
    failure_ = std::current_exception();
    stop();
  }
}

void Ns3EventLoop::cancel(EventHandle handle) {
  const auto found = pending_->events.find(handle.value);
  if (found == pending_->events.end()) return;
  ns3::Simulator::Cancel(found->second);
  pending_->events.erase(found);
}

void Ns3EventLoop::run_until(Time end) {
  stopped_ = false;
  if (end < now()) return;
  // ns-3 stops before events that are scheduled later for the same instant; putting the
  // stop behind whatever stands at `end`, again and again, runs them all.
  std::uint64_t before = 0;
  do {
    before = ns3::Simulator::GetEventCount();
    const ns3::EventId mark =
        ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>((end - now()).ns())),
                                 [] { ns3::Simulator::Stop(); });
    ++marks_;
    ns3::Simulator::Run();
    // After stop() the mark still stands, and would end a later run too early.
    ns3::Simulator::Cancel(mark);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  } while (!stopped_ && ns3::Simulator::GetEventCount() > before + 1);
}

void Ns3EventLoop::stop() {
  stopped_ = true;
  ns3::Simulator::Stop();
}

std::uint64_t Ns3EventLoop::events_run() const { return ns3::Simulator::GetEventCount() - marks_; }

}  // namespace orbitmesh
