#include "nodes/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "inference/service_time.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxDevices = 100'000;

void check(const ServerSetup& setup) {
  if (setup.accelerator == nullptr) throw std::invalid_argument("server without an accelerator");
  if (setup.count < 1 || setup.count > kMaxDevices) {
    throw InputError(fmt::format("accelerator count {}: it must lie between 1 and {}", setup.count,
                                 kMaxDevices));
  }
  if (setup.max_waiting < 0) {
    throw InputError("the limit of waiting requests must not be negative");
  }
  for (const ModelProfile* model : setup.models) {
    const std::string reason = why_not(*model, *setup.accelerator, setup.count);
    if (!reason.empty()) throw InputError(reason);
  }
  const Bytes need = resident_bytes(setup.models, *setup.accelerator);
  if (setup.accelerator->memory.value < need) {
    throw InputError(fmt::format(
        "the {} models together need {:.4g} GB on each {} and it has {:.4g} GB; list fewer",
        setup.models.size(), static_cast<double>(need.count) * 1e-9, setup.accelerator->name,
        static_cast<double>(setup.accelerator->memory.value.count) * 1e-9));
  }
}

}  // namespace

Server::Server(EventLoop& loop, const ServerSetup& setup)
    : loop_(loop),
      node_(setup.node),
      count_(setup.count),
      max_waiting_(setup.max_waiting),
      free_(setup.count),
      sample_start_(loop.now()),
      integrated_to_(loop.now()) {
  check(setup);
  for (const ModelProfile* model : setup.models) {
    const std::int64_t devices = devices_needed(*model, *setup.accelerator);
    residents_.push_back(
        {model, devices, orbitmesh::service_time(*model, *setup.accelerator, devices)});
  }
}

const Server::Resident* Server::find(const ModelProfile& model) const {
  for (const Resident& r : residents_) {
    if (r.model == &model) return &r;
  }
  return nullptr;
}

const Server::Resident& Server::resident(const ModelProfile& model) const {
  const Resident* found = find(model);
  if (found == nullptr) throw std::invalid_argument("server does not hold model " + model.name);
  return *found;
}

Duration Server::service_time(const ModelProfile& model) const { return resident(model).service; }

bool Server::submit(const ModelProfile& model, OnDone on_done) {
  Job job{&resident(model), loop_.now(), std::move(on_done)};
  if (queue_.empty() && free_ >= job.resident->devices) {
    start(std::move(job));
    return true;
  }
  if (waiting() >= max_waiting_) {
    ++refused_;
    return false;
  }
  queue_.push_back(std::move(job));
  queue_peak_ = std::max(queue_peak_, waiting());
  return true;
}

void Server::start_waiting() {
  while (!queue_.empty() && free_ >= queue_.front().resident->devices) {
    Job job = std::move(queue_.front());
    queue_.pop_front();
    start(std::move(job));
  }
}

void Server::start(Job job) {
  integrate_busy();
  free_ -= job.resident->devices;
  const ServiceReport report{loop_.now() - job.arrived, job.resident->service};
  loop_.schedule_in(report.service, [this, job = std::move(job), report] { finish(job, report); });
}

void Server::finish(const Job& job, const ServiceReport& report) {
  integrate_busy();
  free_ += job.resident->devices;
  ++served_;
  start_waiting();
  job.on_done(report);
}

void Server::integrate_busy() {
  busy_device_ns_ += (loop_.now() - integrated_to_).ns() * (count_ - free_);
  integrated_to_ = loop_.now();
}

NodeSample Server::take_sample() {
  integrate_busy();
  NodeSample sample;
  sample.at = loop_.now();
  sample.node = node_;
  sample.served = std::exchange(served_, 0);
  sample.refused = std::exchange(refused_, 0);
  sample.queue_peak = std::exchange(queue_peak_, waiting());
  const double available_ns =
      static_cast<double>((loop_.now() - sample_start_).ns()) * static_cast<double>(count_);
  const auto busy_ns = static_cast<double>(std::exchange(busy_device_ns_, 0));
  sample.busy_share = available_ns > 0.0 ? busy_ns / available_ns : 0.0;
  sample_start_ = loop_.now();
  return sample;
}

}  // namespace orbitmesh
