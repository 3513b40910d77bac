#include "nodes/arrival_process.h"

#include <fmt/format.h>

#include <string>

#include "core/error.h"

namespace orbitmesh {
namespace {

void check(const ArrivalModel& model, std::string_view name) {
  const auto reject = [&](std::string_view key, const std::string& message) {
    throw InputError(model.where.of(key), fmt::format("arrival of '{}': {}", name, message));
  };
  if (!(model.rate.si > 0.0)) reject("rate", "the rate must be greater than 0");
  if (model.kind == ArrivalKind::kServer && model.jitter != Duration()) {
    reject("jitter", "Poisson arrivals take no jitter; leave it out");
  }
  const double period_s = 1.0 / model.rate.si;
  if (model.jitter < Duration() || model.jitter > Duration::from_seconds(period_s)) {
    reject("jitter",
           fmt::format("the jitter must lie between 0 and one period, {:.6g} s", period_s));
  }
}

std::string stream_name(std::string_view name) { return "workload.arrival/" + std::string(name); }

}  // namespace

ArrivalProcess::ArrivalProcess(const ArrivalModel& model, std::uint64_t seed, std::string_view name,
                               std::uint64_t instance)
    : model_(model), stream_(seed, stream_name(name), instance) {
  check(model_, name);
  if (model_.kind == ArrivalKind::kPeriodic) {
    phase_ = Duration::from_seconds(stream_.uniform() / model_.rate.si);
  }
}

Time ArrivalProcess::next() {
  last_ = model_.kind == ArrivalKind::kPeriodic ? next_periodic() : next_poisson();
  return last_;
}

Time ArrivalProcess::next_periodic() {
  const auto k = static_cast<double>(count_++);
  const Duration nominal = phase_ + Duration::from_seconds(k / model_.rate.si);
  if (model_.jitter == Duration()) return Time() + nominal;
  const auto late =
      static_cast<std::int64_t>(stream_.below(static_cast<std::uint64_t>(model_.jitter.ns())));
  return Time() + nominal + Duration::from_ns(late);
}

Time ArrivalProcess::next_poisson() {
  return last_ + Duration::from_seconds(stream_.exponential(1.0 / model_.rate.si));
}

}  // namespace orbitmesh
