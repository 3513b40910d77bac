#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"

namespace orbitmesh {

enum class SweepMethod {
  kGrid,            ///< every combination of the axes' values
  kList,            ///< the first values of all axes, the second ones, ...
  kRandom,          ///< `samples` independent draws on every axis
  kLatinHypercube,  ///< `samples` draws, one in each of as many equal parts of every axis
};

constexpr std::array<EnumName<SweepMethod>, 4> enum_names(SweepMethod) {
  return {{{SweepMethod::kGrid, "grid"},
           {SweepMethod::kList, "list"},
           {SweepMethod::kRandom, "random"},
           {SweepMethod::kLatinHypercube, "latin-hypercube"}}};
}

enum class SweepScale { kLinear, kLog };

constexpr std::array<EnumName<SweepScale>, 2> enum_names(SweepScale) {
  return {{{SweepScale::kLinear, "linear"}, {SweepScale::kLog, "log"}}};
}

/// Numbers from one end to the other, both included.
struct SweepRangeSection {
  std::string from;
  std::string to;
  std::optional<std::int64_t> steps;
  SweepScale scale = SweepScale::kLinear;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("from", from,
            Spec<std::string>("one end, with its unit if the key has one").required().not_empty());
    v.field("to", to, Spec<std::string>("the other end, in the same unit").required().not_empty());
    v.field("steps", steps,
            Spec<std::int64_t>("how many values, for a grid or list; none where values are drawn")
                .min(2)
                .max(10'000));
    v.field("scale", scale, Spec<SweepScale>("how values lie between the ends"));
  }
};

/// One key that differs between the points of a sweep.
struct SweepAxisSection {
  std::string key;
  std::vector<std::string> values;
  std::optional<SweepRangeSection> range;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("key", key,
            Spec<std::string>("path of the key, as `--set` takes it").required().not_empty());
    v.field("values", values,
            Spec<std::vector<std::string>>("its values, as `--set` takes them; or `range`")
                .max_count(10'000));
    v.field("range", range, Spec<SweepRangeSection>("its values as numbers between two ends"));
  }
};

/// One named set of changes.
struct SweepVariantSection {
  std::string name;
  std::vector<std::string> set;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the variant").required().identifier());
    v.field("set", set,
            Spec<std::vector<std::string>>("its changes, each `KEY=VALUE` as `--set` takes them; "
                                           "none for the scenario as it stands")
                .max_count(100));
  }
};

/// [sweep]: the runs that `orbitmesh sweep` makes of a scenario; see docs/models/sweep.md.
struct SweepSection {
  SweepMethod method = SweepMethod::kGrid;
  std::optional<std::int64_t> samples;
  std::int64_t replications = 1;
  std::optional<Duration> timeout;
  std::vector<std::string> metrics;
  std::vector<SweepVariantSection> variants;
  std::vector<SweepAxisSection> axes;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("method", method, Spec<SweepMethod>("how the axes' values make points"));
    v.field("samples", samples,
            Spec<std::int64_t>("points of a random or latin-hypercube sweep").min(1).max(100'000));
    v.field("replications", replications,
            Spec<std::int64_t>("runs of every point; the r-th of each has the seed "
                               "scenario.seed + r, so that points are compared under the same "
                               "random numbers")
                .min(1)
                .max(10'000));
    v.field("timeout", timeout,
            Spec<Duration>("wall time after which a run is stopped and counts as failed; none "
                           "without this key")
                .min(Duration::from_s(1))
                .max(Duration::from_s(31 * 86'400)));
    v.field("metrics", metrics,
            Spec<std::vector<std::string>>("metrics that the summary shows; without this key "
                                           "`deadline_met` and `latency_p50_ms` of all workloads")
                .max_count(100));
    v.field("variant", variants,
            Spec<std::vector<SweepVariantSection>>("named sets of changes; every point is run in "
                                                   "every variant")
                .max_count(1000));
    v.field("axis", axes,
            Spec<std::vector<SweepAxisSection>>("keys that differ between points").max_count(20));
  }
};

}  // namespace orbitmesh
