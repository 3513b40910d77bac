#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/records.h"

namespace orbitmesh {

/// Kinds of [[flow]]: those of the network, and a file that stands for many.
enum class TrafficKind { kTcpBulk, kUdpCbr, kPing, kMatrix, kNs3Application };

constexpr std::array<EnumName<TrafficKind>, 5> enum_names(TrafficKind) {
  return {{{TrafficKind::kTcpBulk, "tcp-bulk"},
           {TrafficKind::kUdpCbr, "udp-cbr"},
           {TrafficKind::kPing, "ping"},
           {TrafficKind::kMatrix, "matrix"},
           {TrafficKind::kNs3Application, "ns3-application"}}};
}

/// [[flow]]: plain traffic between two ends (scenarios/flow_ends.h).
struct FlowSection {
  std::string name;
  TrafficKind kind = TrafficKind::kPing;
  std::optional<std::string> from;  ///< always set once loaded
  std::optional<std::string> to;    ///< likewise but for an ns3-application
  std::optional<BitRate> rate;      ///< udp-cbr: always set
  std::optional<Bytes> size;        ///< udp-cbr and ping: always set once loaded
  Duration start;
  std::optional<Duration> stop;      ///< always set once loaded
  std::optional<Duration> interval;  ///< ping: always set once loaded
  std::optional<std::string> file;   ///< matrix; there is none once loaded
  std::optional<std::string> tcp;    ///< tcp-bulk: always set once loaded
  std::optional<std::string> type;   ///< ns3-application: always set
  std::vector<std::string> attributes;
  SectionLocation where;

  /// Once loaded.
  FlowKind flow_kind() const {
    if (kind == TrafficKind::kTcpBulk) return FlowKind::kTcpBulk;
    if (kind == TrafficKind::kUdpCbr) return FlowKind::kUdpCbr;
    return kind == TrafficKind::kPing ? FlowKind::kPing : FlowKind::kNs3Application;
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the flow").required().identifier());
    v.field("kind", kind, Spec<TrafficKind>("kind of traffic").required());
    v.field("from", from,
            Spec<std::string>("end that sends: a site, a client (its first instance), an instance "
                              "(`robot-2`) or a satellite; required but for a matrix")
                .not_empty());
    v.field("to", to,
            Spec<std::string>("end that receives, likewise; an ns3-application may have none")
                .not_empty());
    v.field("rate", rate,
            Spec<BitRate>("udp-cbr: rate of the payload, required there")
                .min({1})
                .max({100'000'000'000}));
    v.field("size", size,
            Spec<Bytes>("udp-cbr, matrix and ping: payload of a packet that is not fragmented; "
                        "1200 B and, ping, 56 B without this key")
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
    v.field("file", file,
            Spec<std::string>("matrix: CSV file, found from this file's folder; "
                              "docs/models/flows.md has its columns")
                .not_empty());
    v.field("tcp", tcp,
            Spec<std::string>("tcp-bulk and matrix: ns-3's TypeId of the congestion control; "
                              "`network.flow_tcp` without this key")
                .not_empty());
    v.field("type", type,
            Spec<std::string>("ns3-application: ns-3's TypeId of it, required there").not_empty());
    v.field(
        "attributes", attributes,
        Spec<std::vector<std::string>>("ns3-application: ns-3's attributes as `\"Name=value\"`; "
                                       "`{from}` and `{to}` stand for the ends' addresses")
            .max_count(64));
  }
};

}  // namespace orbitmesh
