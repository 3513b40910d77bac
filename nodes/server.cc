#include "nodes/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "inference/service_time.h"
#include "nodes/content_executor.h"

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
      accelerator_(setup.accelerator),
      executor_(setup.executor),
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
  const auto resident = static_cast<double>(resident_bytes(setup.models, *accelerator_).count);
  reload_ = Duration::from_seconds(resident / accelerator_->bandwidth.value.si);
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
  return submit({&model, 0, {}, std::move(on_done), {}});
}

bool Server::submit(ServiceRequest request) {
  Job job{&resident(*request.model), loop_.now(), std::move(request)};
  const bool starts = up() && queue_.empty() && free_ >= job.resident->devices;
  if (!up() || (!starts && waiting() >= max_waiting_)) {
    ++refused_;
    if (executor_ != nullptr) executor_->discard(job.request.job);
    return false;
  }
  if (starts) {
    start(std::move(job));
    return true;
  }
  if (executor_ != nullptr) executor_->prepare(job.request.job, job.request.content, node_);
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
  if (executor_ != nullptr) executor_->start(job.request.job, job.request.content, node_);
  const std::uint64_t serial = ++started_;
  Running running;
  running.report.queue_wait = loop_.now() - job.arrived;
  running.report.service = job.resident->service;
  running.end = loop_.schedule_in(job.resident->service, [this, serial] { finish(serial); });
  running.job = std::move(job);
  running_.emplace(serial, std::move(running));
}

void Server::finish(std::uint64_t serial) {
  Running done = std::move(running_.extract(serial).mapped());
  integrate_busy();
  free_ += done.job.resident->devices;
  ++served_;
  start_waiting();
  // After the next one's start, so that waiting for this answer does not hold up its work.
  if (executor_ != nullptr) done.report.answer = executor_->finish(done.job.request.job);
  done.job.request.on_done(done.report);
}

void Server::fail(DownReason reason) {
  const bool was_up = up();
  down_ |= static_cast<unsigned>(reason);
  if (!was_up) return;
  integrate_busy();
  const auto running = std::exchange(running_, {});
  const auto waiting = std::exchange(queue_, {});
  free_ = count_;
  for (const auto& [serial, run] : running) {
    loop_.cancel(run.end);
    lose(run.job);
  }
  for (const Job& job : waiting) lose(job);
}

void Server::lose(const Job& job) {
  ++lost_;
  if (executor_ != nullptr) executor_->discard(job.request.job);
  if (job.request.on_lost) job.request.on_lost();
}

void Server::restore(DownReason reason) { down_ &= ~static_cast<unsigned>(reason); }

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
