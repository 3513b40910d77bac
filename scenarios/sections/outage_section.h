#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/outage.h"
#include "scenarios/sections/location_section.h"

namespace orbitmesh {

/// Everything within a distance on the ground.
struct RegionSection {
  LocationSection center;
  Length radius;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("center", center, Spec<LocationSection>("middle of the region").required());
    v.field("radius", radius,
            Spec<Length>("distance along the ground up to which things are struck")
                .above(metres(0))
                .max(kilometres(20'100))
                .required());
  }
};

/// [[outage]]: links and nodes that fail or get worse, at a stated time or at random.
struct OutageSection {
  std::string name;
  OutageTarget what = OutageTarget::kLink;
  std::vector<std::string> targets;
  std::optional<std::int64_t> count;
  std::optional<double> share;
  std::optional<RegionSection> region;
  Duration start;
  std::optional<Duration> duration;
  std::optional<Duration> mtbf;
  std::optional<Duration> mttr;
  std::optional<double> rate_factor;
  std::optional<Duration> extra_delay;
  std::optional<double> loss;
  SectionLocation where;

  /// Whether what is struck is down rather than worse.
  bool down() const { return !rate_factor && !extra_delay && !loss; }
  LinkEffect effect() const {
    return {down(), rate_factor.value_or(1), extra_delay.value_or(Duration()), loss.value_or(0)};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    constexpr Duration kYear = Duration::from_s(365 * 86'400);
    const auto span = [](std::string_view doc) {
      return Spec<Duration>(doc).min(Duration::from_ms(1)).max(kYear);
    };
    v.field("name", name,
            Spec<std::string>("its name, the cause in results").required().identifier());
    v.field("what", what, Spec<OutageTarget>("kind of thing that is struck").required());
    v.field("targets", targets,
            Spec<std::vector<std::string>>(
                "names of what is struck; of a laser or fibre both ends, \"perth austin\", of a "
                "link its name in a timeline")
                .max_count(10'000));
    v.field("count", count, Spec<std::int64_t>("so many, drawn by the seed").min(1).max(1'000'000));
    v.field("share", share, Spec<double>("this share of all, drawn by the seed").above(0).max(1));
    v.field("region", region,
            Spec<RegionSection>("all in a region: gateways, sites and terminals"));
    v.field("start", start,
            Spec<Duration>("virtual time of the beginning; with mtbf, none fails before")
                .min(Duration()));
    v.field("duration", duration, span("length; to the end of the run without this key"));
    v.field("mtbf", mtbf,
            span("mean time between failures, from a repair on: each target fails by itself, at "
                 "exponential times; all of the kind without targets, count, share and region"));
    v.field("mttr", mttr, span("mean time to repair, exponential; required with mtbf"));
    v.field(
        "rate_factor", rate_factor,
        Spec<double>("factor on the rate of the links, in place of being down").above(0).max(1000));
    v.field("extra_delay", extra_delay,
            Spec<Duration>("one-way delay more on the links, likewise")
                .above(Duration())
                .max(kMaxExtraDelay));
    v.field("loss", loss,
            Spec<double>("probability that a packet is lost on a link, likewise").above(0).max(1));
  }
};

}  // namespace orbitmesh
