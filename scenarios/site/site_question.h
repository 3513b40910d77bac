#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "inference/tier.h"
#include "mesh/slot_clock.h"
#include "orbit/geodetic.h"
#include "scenarios/site/ground_segment.h"

namespace orbitmesh {

/// Where a robot would stand.
struct SitePlace {
  std::string name;
  Geodetic location;
};

/// What it would ask for.
struct SiteWorkload {
  std::string name;
  std::string profile;  ///< of a model
  Duration deadline;
  Frequency rate;                ///< of its requests, and so of the probes [1/s]
  std::optional<Bytes> request;  ///< the model's own without it
};

/// At least `m` of any `k` consecutive requests in time: an (m,k)-firm deadline (Hamdaoui and
/// Ramanathan, "A dynamic priority assignment technique for streams with (m,k)-firm deadlines",
/// IEEE Trans. Computers 44(12), 1995).
struct FirmDeadline {
  std::int64_t m = 0;
  std::int64_t k = 0;
};

/// What must hold for the site to do. Conditions that are there must all hold.
struct Requirement {
  std::string text;                  ///< as it was given
  std::string workload;              ///< empty: the coverage
  Tier tier = Tier::kNone;           ///< kNone: any one tier will do
  std::optional<Duration> deadline;  ///< the workload's own without it
  std::optional<double> share;       ///< least share of requests in time, or of time served
  std::optional<FirmDeadline> firm;
  std::optional<Duration> gap;  ///< no span without an answer in time, or service, of this length
};

/// The question that `orbitmesh site` answers.
struct SiteQuestion {
  std::vector<SitePlace> places;
  std::string preset = "starlink-550";
  std::vector<SiteWorkload> workloads;
  std::vector<Requirement> requirements;
  std::string epoch = "2026-01-01T00:00:00Z";
  Duration duration = Duration::from_s(86'400);
  std::int64_t seed = 1;

  /// Null for an unknown name.
  const SiteWorkload* find_workload(std::string_view name) const;
  /// The access scheduler's slots. Precondition: the epoch can be read.
  SlotClock slots() const;
  /// The deadline that a requirement is about. Precondition: it names a workload.
  Duration deadline_of(const Requirement& requirement) const;
};

/// "on board", "orbit" or "ground".
std::string_view tier_title(Tier tier);

/// The workloads that are asked for by name alone, those of scenarios/remote-mine.toml:
/// docs/models/site-assessment.md.
const std::vector<SiteWorkload>& built_in_site_workloads();

/// "gauge", or "scan: yolov8m in 400 ms at 2 Hz"; the rate is 1 Hz without one. Throws
/// InputError for what is neither.
SiteWorkload parse_site_workload(std::string_view text);

/// "plan: 99.9% in 1.5 s, gap < 10 s", "gauge on orbit: 9 of 10", "coverage: 99%, gap < 60 s".
/// Grammar in docs/site.md. Throws InputError with the column.
Requirement parse_requirement(std::string_view text);

/// Checks what the parts of a question have to do with each other: names stand once, places are
/// where robots are and not called like something of the ground segment, requirements speak of
/// workloads that are asked for and of gaps that can be seen. Throws InputError.
void check_question(const SiteQuestion& question, const GroundSegment& ground);

}  // namespace orbitmesh
