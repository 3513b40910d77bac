#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/fields.h"
#include "core/rng.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

enum class ArrivalKind {
  kPeriodic,  ///< a fixed rate with a random phase and jitter
  kServer,    ///< Poisson arrivals, MLPerf Inference's Server scenario
};

constexpr std::array<EnumName<ArrivalKind>, 2> enum_names(ArrivalKind) {
  return {{{ArrivalKind::kPeriodic, "periodic"}, {ArrivalKind::kServer, "server"}}};
}

/// When a workload issues its requests.
struct ArrivalModel {
  ArrivalKind kind = ArrivalKind::kPeriodic;
  Frequency rate{1.0};  ///< mean requests a second
  Duration jitter;      ///< kPeriodic: each request is late by a uniform share of this
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind, Spec<ArrivalKind>("periodic, or server for Poisson arrivals"));
    v.field(
        "rate", rate,
        Spec<Frequency>("mean requests a second of one client").min({1e-6}).max({1e5}).required());
    v.field("jitter", jitter,
            Spec<Duration>("periodic: each request is late by a uniform share of this; at most "
                           "one period")
                .min(Duration())
                .max(Duration::from_s(1'000'000)));
  }
};

/// The scheduled issue times of one workload of one client instance, from time 0 on.
class ArrivalProcess {
 public:
  /// `name` says whose arrivals these are ("inspector/gauge") and `instance` which
  /// instance of the client; the draws depend on nothing else but the seed, so adding a
  /// client shifts no other's arrivals. Throws InputError for a rate that is not
  /// positive, a jitter that is negative or longer than the period, and a jitter on
  /// Poisson arrivals.
  ArrivalProcess(const ArrivalModel& model, std::uint64_t seed, std::string_view name,
                 std::uint64_t instance);

  /// The next issue time; never before the last one.
  ///  - periodic: phase + k / rate + U[0, jitter), k = 0, 1, ...; the phase is uniform
  ///    in [0, 1 / rate), so that the instances of a client do not fire in step, and
  ///    k / rate is computed anew each time, so that nothing accumulates.
  ///  - server: exponential gaps with mean 1 / rate, the first from time 0.
  Time next();

 private:
  Time next_periodic();
  Time next_poisson();

  ArrivalModel model_;
  RngStream stream_;
  Duration phase_;
  std::int64_t count_ = 0;
  Time last_;
};

}  // namespace orbitmesh
