#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "inference/serving_options.h"
#include "scenarios/sections/workload_section.h"

namespace orbitmesh {

enum class ClientKind { kRobot, kCar };

constexpr std::array<EnumName<ClientKind>, 2> enum_names(ClientKind) {
  return {{{ClientKind::kRobot, "robot"}, {ClientKind::kCar, "car"}}};
}

/// [[client]]: like robots or cars at a remote site.
struct ClientSection {
  std::string name;
  ClientKind kind = ClientKind::kRobot;
  std::int64_t count = 1;
  std::string site;
  std::optional<std::string> platform;
  std::optional<std::string> accelerator;
  std::optional<ServingOptions> serving;
  double share = 1.0;
  std::vector<WorkloadSection> workloads;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the client").required().identifier());
    v.field("kind", kind, Spec<ClientKind>("robot or car").required());
    v.field("count", count, Spec<std::int64_t>("like instances").min(1).max(10'000));
    v.field("site", site,
            Spec<std::string>("name of the remote site it works at; the site's "
                              "terminals serve its hosts in turn")
                .required());
    v.field("platform", platform,
            Spec<std::string>("platform profile of a car or robot: body, battery, the share of the "
                              "accelerator that its own control takes, and the accelerator where "
                              "none is given")
                .identifier());
    v.field("accelerator", accelerator,
            Spec<std::string>("profile of its own accelerator; none without this key").not_empty());
    v.field("serving", serving,
            Spec<ServingOptions>("how its own accelerator serves; as by default without it"));
    v.field("share", share,
            Spec<double>("weight of this client at servers of order \"shares\"")
                .min(0.001)
                .max(1000.0));
    v.field("workload", workloads,
            Spec<std::vector<WorkloadSection>>("what it asks for")
                .required()
                .not_empty()
                .max_count(64));
  }
};

}  // namespace orbitmesh
