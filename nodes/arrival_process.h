#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/rng.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Where a name is one of MLPerf Inference's scenarios, so is the meaning.
enum class ArrivalKind {
  kPeriodic,      ///< a fixed rate with a random phase and jitter
  kServer,        ///< Poisson arrivals
  kSingleStream,  ///< the next request when the one before has ended
  kMultiStream,   ///< the next `samples` requests when all before have ended
  kOffline,       ///< `samples` requests at time 0
  kTrace,         ///< at the times of a file
};

constexpr std::array<EnumName<ArrivalKind>, 6> enum_names(ArrivalKind) {
  return {{{ArrivalKind::kPeriodic, "periodic"},
           {ArrivalKind::kServer, "server"},
           {ArrivalKind::kSingleStream, "single-stream"},
           {ArrivalKind::kMultiStream, "multi-stream"},
           {ArrivalKind::kOffline, "offline"},
           {ArrivalKind::kTrace, "trace"}}};
}

/// Whether requests wait for answers to those before.
constexpr bool is_closed_loop(ArrivalKind kind) {
  return kind == ArrivalKind::kSingleStream || kind == ArrivalKind::kMultiStream;
}

/// When a workload issues its requests.
struct ArrivalModel {
  ArrivalKind kind = ArrivalKind::kPeriodic;
  std::optional<Frequency> rate;  ///< mean requests a second; kPeriodic and kServer have it
  Duration jitter;                ///< kPeriodic: each request is late by a uniform share of this
  std::optional<std::int64_t> samples;  ///< kMultiStream and kOffline have it
  std::optional<std::string> file;      ///< kTrace has it; an absolute path once loaded
  std::shared_ptr<const std::vector<Duration>> trace;  ///< what `file` says; ascending
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind,
            Spec<ArrivalKind>("periodic; server: Poisson arrivals; single-stream: the next request "
                              "when the one before has ended; multi-stream: the next `samples` "
                              "when all before have ended; offline: `samples` at time 0; trace: "
                              "at the times of a file"));
    v.field("rate", rate,
            Spec<Frequency>("periodic and server: mean requests a second of one client")
                .min({1e-6})
                .max({1e5}));
    v.field("jitter", jitter,
            Spec<Duration>("periodic: each request is late by a uniform share of this; at most "
                           "one period")
                .min(Duration())
                .max(Duration::from_s(1'000'000)));
    v.field("samples", samples,
            Spec<std::int64_t>("multi-stream: requests at a time, 8 without this key; offline: "
                               "requests in all, required")
                .min(1)
                .max(1'000'000));
    v.field("file", file,
            Spec<std::string>("trace: CSV file with a column time_s, found from this file's "
                              "folder")
                .not_empty());
  }
};

/// The scheduled issue times of one workload of one client instance, from time 0 on.
class ArrivalProcess {
 public:
  /// `name` says whose arrivals these are ("inspector/gauge") and `instance` which
  /// instance of the client; the draws depend on nothing else but the seed, so adding a
  /// client shifts no other's arrivals. Throws InputError for a rate that is missing or not
  /// positive, a jitter that is negative or longer than the period or on arrivals other than
  /// periodic ones, samples that are missing or not positive, and a trace that is missing.
  ArrivalProcess(const ArrivalModel& model, std::uint64_t seed, std::string_view name,
                 std::uint64_t instance);

  /// The next issue time, never before the last one; empty when there are no more, or none
  /// before requests have ended (see on_ended()).
  ///  - periodic: phase + k / rate + U[0, jitter), k = 0, 1, ...; the phase is uniform
  ///    in [0, 1 / rate), so that the instances of a client do not fire in step, and
  ///    k / rate is computed anew each time, so that nothing accumulates.
  ///  - server: exponential gaps with mean 1 / rate, the first from time 0.
  ///  - single-stream and multi-stream: queries of 1 or `samples` requests at one instant,
  ///    the first at time 0.
  ///  - offline: `samples` requests at time 0.
  ///  - trace: the file's times.
  std::optional<Time> next();

  /// A request has ended, and a later one may be issued from `free` on. Returns whether
  /// next() has become able to give a time by it: when all of a query have ended, from the
  /// latest of their `free`. Nothing, for kinds that do not wait.
  bool on_ended(Time free);

 private:
  Time next_periodic();
  Time next_poisson();
  std::optional<Time> next_of_query();
  std::optional<Time> next_of_trace();

  ArrivalModel model_;
  RngStream stream_;
  Duration phase_;
  std::int64_t count_ = 0;  ///< issued; of the present query for kinds that wait
  std::int64_t ended_ = 0;  ///< of the present query
  Time last_;               ///< of the present query its issue
  Time latest_free_;
};

}  // namespace orbitmesh
