#pragma once

#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/records.h"

namespace orbitmesh {

/// [[flow]]: plain traffic between two ends, which are sites or clients (the first
/// instance).
struct FlowSection {
  std::string name;
  FlowKind kind = FlowKind::kPing;
  std::string from;
  std::string to;
  std::optional<BitRate> rate;  ///< udp-cbr: always set
  std::optional<Bytes> size;    ///< udp-cbr and ping: always set once loaded
  Duration start;
  std::optional<Duration> stop;      ///< always set once loaded
  std::optional<Duration> interval;  ///< ping: always set once loaded
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the flow").required().identifier());
    v.field("kind", kind, Spec<FlowKind>("kind of traffic").required());
    v.field(
        "from", from,
        Spec<std::string>("site or client that sends; of a client, its first instance").required());
    v.field("to", to, Spec<std::string>("site or client that receives, likewise").required());
    v.field("rate", rate,
            Spec<BitRate>("udp-cbr: rate of the payload, required there")
                .min({1})
                .max({100'000'000'000}));
    v.field("size", size,
            Spec<Bytes>("udp-cbr and ping: payload of a packet that is not fragmented; 1200 B "
                        "and 56 B without this key")
                .min({16})
                .max({1472}));
    v.field("start", start, Spec<Duration>("virtual time of the first packet").min(Duration()));
    v.field("stop", stop,
            Spec<Duration>("virtual time of the end; the scenario's without this key")
                .above(Duration()));
    v.field("interval", interval,
            Spec<Duration>("ping: time between two echo requests; 1 s without this key")
                .min(Duration::from_ms(1))
                .max(Duration::from_s(3600)));
  }
};

}  // namespace orbitmesh
