#include "tests/validation/followed_path.h"

#include <memory>
#include <utility>

#include "core/heap_event_loop.h"
#include "core/units.h"
#include "mesh/mesh.h"
#include "orbit/link_geometry.h"

namespace orbitmesh {
namespace {

constexpr double kIslGrazingAltitude_m = 80e3;
constexpr double kDishTilt_rad = 10 * kDegree;
constexpr Duration kRound = Duration::from_s(5);
constexpr Duration kFirstRound = Duration::from_ms(2500);  // clear of the slot edges
constexpr int kEchoes = 4;
constexpr Duration kBetweenEchoes = Duration::from_ms(100);

std::unique_ptr<Topology> topology_of(const StarlinkSky& sky, const PathSpec& path) {
  std::vector<std::string> names;
  for (const Satellite& satellite : sky.constellation.satellites()) names.push_back(satellite.name);
  auto topology = std::make_unique<Topology>(names);
  for (const Shell& shell : sky.constellation.shells()) {
    Topology::IslSpec spec;
    spec.max_range_m = max_isl_range_m(shell.altitude_m, kIslGrazingAltitude_m);
    for (const IslLink& link : shell.links) {
      topology->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b),
                        spec);
    }
  }
  const NodeId pop = topology->add_pop(path.pop, path.pop_location);
  for (const ListedGateway& gateway : path.gateways) {
    Topology::GatewaySpec spec;
    spec.antennas = static_cast<std::uint32_t>(gateway.antennas);
    topology->add_gateway(gateway.name, gateway.location, pop, spec);
  }
  topology->add_datacenter(path.pop + " hall", path.pop_location);
  topology->add_terminal(path.site, path.dish, {});
  topology->connect_ground(BitRate{100'000'000'000});
  return topology;
}

MeshOptions options_of(const StarlinkSky& sky, const PathSpec& path) {
  MeshOptions options;
  options.routes_on_demand = true;
  options.access.launch_years = sky.launch_years;
  options.access.gateway_gso_separation_rad = kGatewayGsoSeparation_rad;
  AccessLimits limits;
  limits.gso_separation_rad = kUserGsoSeparation_rad;
  limits.field_of_view = poleward_field_of_view(path.dish.lat_rad, kDishTilt_rad);
  options.access.terminal_limits = {limits};
  return options;
}

/// One path's own mesh, and what it records.
class Follower final : public MeshListener {
 public:
  Follower(const StarlinkSky& sky, const PathSpec& path)
      : topology_(topology_of(sky, path)),
        mesh_(*topology_, *sky.ephemeris, sky.epoch, options_of(sky, path)) {}

  void start(EventLoop& loop) { mesh_.start(loop, *this); }

  void on_slot(const SlotRecord& record) override { path_.slots.push_back(record); }
  void on_feeder(const FeederChange& /*change*/) override {}

  void ping(Time now) {
    for (int echo = 0; echo < kEchoes; ++echo) {
      PingSample sample;
      sample.at = now + echo * kBetweenEchoes;
      const NodeId dish = topology_->terminals().front().node;
      const NodeId hall = topology_->datacenters().front();
      if (walk(dish, hall, now, sample) && walk(hall, dish, now, sample)) {
        path_.pings.push_back(sample);
      } else {
        ++path_.unserved;
      }
    }
  }

  FollowedPath result() { return std::move(path_); }

 private:
  /// Adds one way of an echo; false when there is none.
  bool walk(NodeId from, NodeId to, Time now, PingSample& sample) {
    bool landed = false;
    for (NodeId at = from; at != to;) {
      const LinkId link = mesh_.router().next_link(at, to, landed, now);
      if (!link.valid() || !mesh_.geometry().to(link).valid()) return false;
      const LinkKind kind = topology_->link(link).kind;
      landed |= kind == LinkKind::kFeederDown;
      const double delay_ms = mesh_.delay_curve(link, sample.at).at(sample.at).milliseconds();
      sample.to_pop_ms += delay_ms;
      const NodeId next = mesh_.geometry().to(link);
      if (kind != LinkKind::kFibre) {
        sample.to_gateway_ms += delay_ms;
        sample.propagation_ms += propagation_ms(at, next, sample.at);
        if (kind == LinkKind::kIsl) ++sample.lasers;
      }
      at = next;
    }
    return true;
  }

  double propagation_ms(NodeId a, NodeId b, Time t) {
    LinkGeometry& geometry = mesh_.geometry();
    return norm(geometry.position_ecef_m(a, t) - geometry.position_ecef_m(b, t)) /
           kSpeedOfLight_m_s * 1e3;
  }

  std::unique_ptr<Topology> topology_;
  Mesh mesh_;
  FollowedPath path_;
};

}  // namespace

std::vector<FollowedPath> follow_paths(const StarlinkSky& sky, const std::vector<PathSpec>& paths,
                                       Duration window) {
  HeapEventLoop loop;
  std::vector<std::unique_ptr<Follower>> followers;
  for (const PathSpec& path : paths) {
    followers.push_back(std::make_unique<Follower>(sky, path));
    followers.back()->start(loop);
  }
  for (Time at = Time() + kFirstRound; at < Time() + window; at += kRound) {
    loop.run_until(at);
    for (const auto& follower : followers) follower->ping(at);
  }
  std::vector<FollowedPath> results;
  for (const auto& follower : followers) results.push_back(follower->result());
  return results;
}

}  // namespace orbitmesh
