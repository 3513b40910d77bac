#include "nodes/arrival_process.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/error.h"

namespace orbitmesh {
namespace {

class ModelCheck {
 public:
  ModelCheck(const ArrivalModel& model, std::string_view name) : model_(model), name_(name) {}

  void run() const {
    switch (model_.kind) {
      case ArrivalKind::kPeriodic:
      case ArrivalKind::kServer:
        check_rate();
        break;
      case ArrivalKind::kMultiStream:
      case ArrivalKind::kOffline:
        if (model_.samples.value_or(0) < 1) reject("samples", "there must be one sample at least");
        break;
      case ArrivalKind::kTrace:
        if (model_.trace == nullptr) reject("file", "there is no trace");
        break;
      case ArrivalKind::kSingleStream:
        break;
    }
    check_jitter();
  }

 private:
  [[noreturn]] void reject(std::string_view key, const std::string& message) const {
    throw InputError(model_.where.of(key), fmt::format("arrival of '{}': {}", name_, message));
  }

  void check_rate() const {
    if (!model_.rate || !(model_.rate->si > 0.0)) {
      reject("rate", "the rate must be greater than 0");
    }
  }

  void check_jitter() const {
    if (model_.jitter == Duration()) return;
    if (model_.kind != ArrivalKind::kPeriodic) {
      reject("jitter", "only periodic arrivals take a jitter; leave it out");
    }
    const double period_s = 1.0 / model_.rate->si;
    if (model_.jitter < Duration() || model_.jitter > Duration::from_seconds(period_s)) {
      reject("jitter",
             fmt::format("the jitter must lie between 0 and one period, {:.6g} s", period_s));
    }
  }

  const ArrivalModel& model_;
  std::string_view name_;
};

std::string stream_name(std::string_view name) { return "workload.arrival/" + std::string(name); }

}  // namespace

ArrivalProcess::ArrivalProcess(const ArrivalModel& model, std::uint64_t seed, std::string_view name,
                               std::uint64_t instance)
    : model_(model), stream_(seed, stream_name(name), instance) {
  ModelCheck(model_, name).run();
  if (model_.kind == ArrivalKind::kSingleStream) model_.samples = 1;
  if (model_.kind == ArrivalKind::kPeriodic) {
    phase_ = Duration::from_seconds(stream_.uniform() / model_.rate->si);
  }
}

std::optional<Time> ArrivalProcess::next() {
  switch (model_.kind) {
    case ArrivalKind::kPeriodic:
      return next_periodic();
    case ArrivalKind::kServer:
      return last_ = next_poisson();
    case ArrivalKind::kSingleStream:
    case ArrivalKind::kMultiStream:
    case ArrivalKind::kOffline:
      return next_of_query();
    case ArrivalKind::kTrace:
      return next_of_trace();
  }
  return std::nullopt;
}

Time ArrivalProcess::next_periodic() {
  const auto k = static_cast<double>(count_++);
  const Duration nominal = phase_ + Duration::from_seconds(k / model_.rate->si);
  if (model_.jitter == Duration()) return Time() + nominal;
  const auto late =
      static_cast<std::int64_t>(stream_.below(static_cast<std::uint64_t>(model_.jitter.ns())));
  return Time() + nominal + Duration::from_ns(late);
}

Time ArrivalProcess::next_poisson() {
  return last_ + Duration::from_seconds(stream_.exponential(1.0 / model_.rate->si));
}

std::optional<Time> ArrivalProcess::next_of_query() {
  if (count_ == *model_.samples) return std::nullopt;
  ++count_;
  return last_;
}

std::optional<Time> ArrivalProcess::next_of_trace() {
  const auto index = static_cast<std::size_t>(count_);
  if (index == model_.trace->size()) return std::nullopt;
  ++count_;
  return Time() + (*model_.trace)[index];
}

bool ArrivalProcess::on_ended(Time free) {
  if (!is_closed_loop(model_.kind)) return false;
  latest_free_ = std::max(latest_free_, free);
  if (++ended_ < *model_.samples) return false;
  last_ = latest_free_;
  count_ = 0;
  ended_ = 0;
  return true;
}

}  // namespace orbitmesh
