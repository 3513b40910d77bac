#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "core/vec3.h"
#include "mesh/feeder_band.h"
#include "mesh/laser_uptime.h"
#include "mesh/terminal_track.h"
#include "mesh/terrestrial_link.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

enum class NodeKind { kSatellite, kGateway, kPop, kDatacenter, kTerminal, kHost };

constexpr std::array<EnumName<NodeKind>, 6> enum_names(NodeKind) {
  return {{{NodeKind::kSatellite, "satellite"},
           {NodeKind::kGateway, "gateway"},
           {NodeKind::kPop, "pop"},
           {NodeKind::kDatacenter, "datacenter"},
           {NodeKind::kTerminal, "terminal"},
           {NodeKind::kHost, "host"}}};
}

enum class LinkKind {
  kIsl,
  kFeederUp,
  kFeederDown,
  kUserUp,
  kUserDown,
  kFibre,
  kLan,
  kTerrestrialUp,    ///< terminal to PoP past the satellites
  kTerrestrialDown,  ///< PoP to terminal
  kV2xLink,          ///< between two terminals within reach of each other
};

constexpr std::array<EnumName<LinkKind>, 10> enum_names(LinkKind) {
  return {{{LinkKind::kIsl, "isl"},
           {LinkKind::kFeederUp, "feeder-up"},
           {LinkKind::kFeederDown, "feeder-down"},
           {LinkKind::kUserUp, "user-up"},
           {LinkKind::kUserDown, "user-down"},
           {LinkKind::kFibre, "fibre"},
           {LinkKind::kLan, "lan"},
           {LinkKind::kTerrestrialUp, "terrestrial-up"},
           {LinkKind::kTerrestrialDown, "terrestrial-down"},
           {LinkKind::kV2xLink, "v2x"}}};
}

/// Whether a packet has come down to the ground, to stay there, once it is over such a link.
constexpr bool lands(LinkKind kind) {
  return kind == LinkKind::kUserDown || kind == LinkKind::kFeederDown ||
         kind == LinkKind::kTerrestrialUp;
}

/// Whether the delay does not follow from positions: both ends stand still, or are near.
constexpr bool has_fixed_delay(LinkKind kind) {
  return kind == LinkKind::kFibre || kind == LinkKind::kLan || kind == LinkKind::kTerrestrialUp ||
         kind == LinkKind::kTerrestrialDown || kind == LinkKind::kV2xLink;
}

/// One direction of a link. The same id names the port of the packet plane.
using LinkId = Id<struct LinkIdTag>;

/// The other direction: a topology declares its links in pairs.
constexpr LinkId reverse_of(LinkId link) { return {link.value ^ 1U}; }

/// A directed link as the topology declares it. The satellite end of feeder and user
/// links changes during a run and is kept by Mesh; here it is invalid.
struct DirectedLink {
  LinkKind kind = LinkKind::kFibre;
  NodeId from;
  NodeId to;
  BitRate rate;
  Duration fixed_delay;  ///< fibre and LAN: one-way delay; lasers: processing a hop
  Bytes queue_limit;     ///< backlog above which a packet is dropped at the tail
};

struct Node {
  NodeKind kind = NodeKind::kSatellite;
  std::string name;
  Geodetic location;  ///< ground nodes only; where a track begins
  Vec3 r_ecef_m;      ///< ground nodes only
  /// Of a terminal that moves and the hosts behind it.
  std::shared_ptr<const TerminalTrack> track = nullptr;

  /// Where a ground node is at `t`.
  Geodetic location_at(Time t) const { return track == nullptr ? location : track->at(t); }
  Vec3 r_ecef_m_at(Time t) const {
    return track == nullptr ? r_ecef_m : geodetic_to_ecef_m(track->at(t));
  }
};

struct Gateway {
  NodeId node;
  NodeId pop;
  std::uint32_t antennas = 0;
  FeederBand band = FeederBand::kKa;
  LinkId first_feeder;  ///< antenna k: up = first + 2 k, down = first + 2 k + 1
  LinkId to_pop;        ///< the reverse direction is to_pop + 1
};

struct Terminal {
  NodeId node;
  LinkId up;
  LinkId down;
  double min_elevation_rad = 0;
  LinkId terrestrial;  ///< to a PoP past the satellites, the reverse is + 1; invalid: none
};

/// Two terminals that can send to each other directly: docs/models/v2x.md.
struct V2xLink {
  std::uint32_t a = 0;  ///< numbers of the terminals
  std::uint32_t b = 0;
  LinkId forward;      ///< a to b; b to a is forward + 1
  double range_m = 0;  ///< beyond it, they do not hear each other
  double loss = 0;     ///< probability that a packet is lost, [0, 1)
};

/// A pair of links whose delay is drawn anew in every slot, the same both ways.
struct DrawnDelay {
  LinkId link;  ///< and link + 1
  TerrestrialLink radio;
  Duration beyond;  ///< one way, in addition
};

/// What the mesh consists of, apart from motion: nodes and directed links. Satellites
/// come first, so that a satellite's NodeId is its index in the ephemeris. Build it with
/// the add functions in the order satellites, lasers, ground; ids never change.
class Topology {
 public:
  /// Satellites named as given, in the ephemeris' order.
  explicit Topology(std::vector<std::string> satellite_names);

  struct Isl {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    LinkId forward;          ///< a to b; b to a is forward + 1
    double max_range_m = 0;  ///< beyond it, the link is out
    LaserUptime uptime;
  };
  struct IslSpec {
    BitRate rate{100'000'000'000};
    Duration hop_delay = Duration::from_us(250);
    Bytes queue_limit{12'500'000};
    double max_range_m = 0;
    LaserUptime uptime;
  };
  void add_isl(std::uint32_t a, std::uint32_t b, const IslSpec& spec);

  NodeId add_pop(const std::string& name, Geodetic location);
  NodeId add_datacenter(const std::string& name, Geodetic location);
  struct GatewaySpec {
    std::uint32_t antennas = 8;
    FeederBand band = FeederBand::kKa;
    BitRate feeder_rate{10'000'000'000};
    BitRate fibre_rate{100'000'000'000};
    Duration extra_delay;  ///< each way, between gateway and PoP
    Bytes queue_limit{12'500'000};
  };
  NodeId add_gateway(const std::string& name, Geodetic location, NodeId pop,
                     const GatewaySpec& spec);
  struct TerminalSpec {
    BitRate uplink{30'000'000};
    BitRate downlink{215'000'000};
    std::int64_t uplink_queue_packets = 4000;
    std::int64_t downlink_queue_packets = 1500;
    double min_elevation_rad = 25 * kDegree;
    std::shared_ptr<const TerminalTrack> track = nullptr;  ///< null: it stands
  };
  /// `location` does not matter where there is a track.
  NodeId add_terminal(const std::string& name, Geodetic location, const TerminalSpec& spec);
  struct LanSpec {
    BitRate rate{200'000'000};
    Duration delay = Duration::from_us(1500);
    Bytes queue_limit{1'000'000};
    std::optional<TerrestrialLink> radio;  ///< its delay takes the place of `delay`
  };
  /// A host on the local network of `terminal`.
  NodeId add_host(const std::string& name, NodeId terminal, const LanSpec& spec);
  struct TerrestrialSpec {
    BitRate up;
    BitRate down;
    Duration delay;                        ///< one way, without that of the radio
    std::optional<TerrestrialLink> radio;  ///< adds its delay
    Bytes queue_limit{1'000'000};
  };
  /// Joins a terminal to a PoP on the ground, at most once a terminal.
  void add_terrestrial(NodeId terminal, NodeId pop, const TerrestrialSpec& spec);
  struct V2xSpec {
    TerrestrialLink radio = kV2x;  ///< its radius is the range; `down` both directions share
    double loss = 0;
    Bytes queue_limit{1'000'000};
  };
  /// Joins two terminals, of which either may move.
  void add_v2x(NodeId terminal_a, NodeId terminal_b, const V2xSpec& spec);
  /// Makes a satellite an end host with its own address.
  void add_satellite_host(NodeId satellite);
  /// Joins every PoP to every datacenter, and the datacenters to each other, by fibre.
  /// Call once, after all of them were added.
  void connect_ground(BitRate rate);

  std::size_t satellite_count() const { return satellite_count_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id.index()]; }
  bool is_satellite(NodeId id) const { return id.index() < satellite_count_; }
  const std::vector<DirectedLink>& links() const { return links_; }
  const DirectedLink& link(LinkId id) const { return links_[id.index()]; }
  const std::vector<Isl>& isls() const { return isls_; }
  const std::vector<Gateway>& gateways() const { return gateways_; }
  const std::vector<NodeId>& pops() const { return pops_; }
  const std::vector<NodeId>& datacenters() const { return datacenters_; }
  const std::vector<Terminal>& terminals() const { return terminals_; }
  const std::vector<V2xLink>& v2x() const { return v2x_; }
  const std::vector<DrawnDelay>& drawn_delays() const { return drawn_delays_; }
  /// Nodes with an address: datacenters, hosts, accelerator satellites, in order of adding.
  const std::vector<NodeId>& end_hosts() const { return end_hosts_; }
  /// The terminal a host sits behind, or the node itself.
  NodeId attachment(NodeId host) const { return attachment_[host.index()]; }
  /// Link from a host to its terminal; the reverse is + 1. Invalid for other nodes.
  LinkId lan(NodeId host) const { return lan_[host.index()]; }
  /// Fibre link from a PoP or datacenter to a datacenter; invalid when there is none.
  LinkId fibre_to(NodeId from, NodeId datacenter) const;

 private:
  NodeId add_node(NodeKind kind, const std::string& name, Geodetic location);
  LinkId add_pair(DirectedLink forward);
  void add_fibre(NodeId a, NodeId b, BitRate rate);
  std::uint32_t terminal_number(NodeId terminal) const;

  std::size_t satellite_count_ = 0;
  std::vector<Node> nodes_;
  std::vector<DirectedLink> links_;
  std::vector<Isl> isls_;
  std::vector<Gateway> gateways_;
  std::vector<NodeId> pops_;
  std::vector<NodeId> datacenters_;
  std::vector<Terminal> terminals_;
  std::vector<V2xLink> v2x_;
  std::vector<DrawnDelay> drawn_delays_;
  std::vector<NodeId> end_hosts_;
  std::vector<NodeId> attachment_;
  std::vector<LinkId> lan_;
  struct Fibre {
    NodeId from;
    NodeId to;
    LinkId link;
  };
  std::vector<Fibre> fibres_;
};

}  // namespace orbitmesh
