#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// A section that has a field of every type, for the tests of reader and writer.

enum class Topology { kPlusGrid, kNone };
constexpr std::array<EnumName<Topology>, 2> enum_names(Topology) {
  return {{{Topology::kPlusGrid, "plus-grid"}, {Topology::kNone, "none"}}};
}
constexpr std::array<std::string_view, 1> unavailable_names(Topology) { return {"motif"}; }

struct ExampleShell {
  Length altitude = kilometres(550);
  std::int64_t planes = 72;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("altitude", altitude,
            Spec<Length>("height above the ground").min(kilometres(160)).max(kilometres(2000)));
    v.field("planes", planes, Spec<std::int64_t>("orbital planes").min(1).max(360));
  }
};

struct ExampleLoad {
  std::string name;
  Duration deadline;
  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name").required().identifier());
    v.field("deadline", deadline, Spec<Duration>("deadline").above(Duration()));
  }
};

struct ExampleSection {
  bool enabled = true;
  std::int64_t seed = 1;
  double share = 0.5;
  std::string title = "none";
  Topology topology = Topology::kPlusGrid;
  ExampleShell shell;
  std::optional<ExampleShell> second_shell;
  std::optional<Duration> pause;
  std::vector<std::string> models = {"*"};
  std::vector<Duration> steps;
  std::vector<ExampleLoad> load;
  Sourced<Power> power{{36}, "data sheet", Confidence::kOfficial};
  Bytes request{25'000};
  BitRate rate{20'000'000};
  SectionLocation where;

  static constexpr std::array<std::string_view, 1> kNotAvailable = {"weather"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("enabled", enabled, Spec<bool>("whether"));
    v.field("seed", seed, Spec<std::int64_t>("seed").min(0));
    v.field("share", share, Spec<double>("share").above(0).max(1));
    v.field("title", title, Spec<std::string>("title").not_empty());
    v.field("topology", topology, Spec<Topology>("lasers"));
    v.field("shell", shell, Spec<ExampleShell>("shell"));
    v.field("second_shell", second_shell, Spec<std::optional<ExampleShell>>("another"));
    v.field("pause", pause, Spec<std::optional<Duration>>("pause").max(Duration::from_s(1)));
    v.field("models", models, Spec<std::vector<std::string>>("models").not_empty().max_count(3));
    v.field("steps", steps, Spec<Duration>("steps").min(Duration::from_ms(1)));
    v.field("load", load, Spec<std::vector<ExampleLoad>>("loads"));
    v.field("power", power, Spec<Power>("power").min({0}).max({1e6}));
    v.field("request", request, Spec<Bytes>("request size").min({1}));
    v.field("rate", rate, Spec<BitRate>("rate").min({1}));
  }
};

}  // namespace orbitmesh
