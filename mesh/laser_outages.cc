#include "mesh/laser_outages.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/rng.h"

namespace orbitmesh {
namespace {

using Isl = Topology::Isl;

std::string pair_name(const Topology& topology, const Isl& isl) {
  return topology.node(NodeId{isl.a}).name + " " + topology.node(NodeId{isl.b}).name;
}

Outage down(const char* cause, const Topology& topology, const Isl& isl, Time begin, Time end) {
  LinkEffect effect;
  effect.down = true;
  return {cause,
          OutageTarget::kLaser,
          pair_name(topology, isl),
          begin,
          end,
          effect,
          {isl.forward, reverse_of(isl.forward)},
          {}};
}

Duration exponential(RngStream& stream, Duration mean) {
  return std::max(Duration::from_ns(1), Duration::from_seconds(stream.exponential(mean.seconds())));
}

/// The interruptions of one pair; an acquisition only where the run begins within one.
class Interruptions {
 public:
  Interruptions(const Topology& topology, const Isl& isl, std::uint64_t seed, Time end)
      : topology_(topology),
        isl_(isl),
        end_(end),
        stream_(seed, "laser " + pair_name(topology, isl), 0) {}

  void draw(std::vector<Outage>& outages) {
    Time at = first_end(outages);
    while (true) {
      at = at + exponential(stream_, mean_laser_uptime(isl_.uptime));
      if (at >= end_) return;
      at = interrupt(at, outages);
    }
  }

 private:
  // From when on the laser can be used first: what is left of an exponential interruption is
  // distributed as a whole one, of an acquisition evenly.
  Time first_end(std::vector<Outage>& outages) {
    const LaserUptime& uptime = isl_.uptime;
    const double interrupted_s = uptime.mean_interruption.seconds();
    const double acquiring_s = uptime.acquisition.seconds();
    const double state = stream_.uniform();
    if (state < uptime.share) return Time{};
    const double out = (state - uptime.share) / (1 - uptime.share);
    if (out * (interrupted_s + acquiring_s) < interrupted_s) return interrupt(Time{}, outages);
    const Time end = Time{} + Duration::from_seconds(acquiring_s * stream_.uniform());
    outages.push_back(down(kLaserAcquisition, topology_, isl_, Time{}, end));
    return end;
  }

  // Returns the end of the acquisition that follows.
  Time interrupt(Time at, std::vector<Outage>& outages) {
    const Time end = at + exponential(stream_, isl_.uptime.mean_interruption);
    outages.push_back(down(kLaserInterruption, topology_, isl_, at, end));
    return end + isl_.uptime.acquisition;
  }

  const Topology& topology_;
  const Isl& isl_;
  Time end_;
  RngStream stream_;
};

/// Lasers by what takes them down.
class LasersOf {
 public:
  explicit LasersOf(const Topology& topology)
      : of_satellite_(topology.satellite_count()), of_link_(topology.links().size(), kNone) {
    for (std::uint32_t e = 0; e < topology.isls().size(); ++e) {
      const Isl& isl = topology.isls()[e];
      of_satellite_[isl.a].push_back(e);
      of_satellite_[isl.b].push_back(e);
      of_link_[isl.forward.index()] = e;
      of_link_[reverse_of(isl.forward).index()] = e;
    }
  }

  /// In order of number, each once.
  std::vector<std::uint32_t> struck(const Outage& outage) const {
    std::vector<std::uint32_t> lasers;
    for (const NodeId node : outage.nodes) {
      if (node.index() >= of_satellite_.size()) continue;
      const auto& own = of_satellite_[node.index()];
      lasers.insert(lasers.end(), own.begin(), own.end());
    }
    for (const LinkId link : outage.links) {
      if (outage.effect.down && of_link_[link.index()] != kNone) {
        lasers.push_back(of_link_[link.index()]);
      }
    }
    std::sort(lasers.begin(), lasers.end());
    lasers.erase(std::unique(lasers.begin(), lasers.end()), lasers.end());
    return lasers;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::vector<std::vector<std::uint32_t>> of_satellite_;
  std::vector<std::uint32_t> of_link_;
};

}  // namespace

std::vector<Outage> laser_outages(const Topology& topology, const std::vector<Outage>& outages,
                                  std::uint64_t seed, Time end) {
  std::vector<Outage> drawn;
  for (const Isl& isl : topology.isls()) {
    if (isl.uptime.share < 1) Interruptions(topology, isl, seed, end).draw(drawn);
  }
  std::vector<Outage> acquisitions;
  const LasersOf lasers(topology);
  for (const std::vector<Outage>* causes : {&outages, &std::as_const(drawn)}) {
    for (const Outage& cause : *causes) {
      if (cause.end >= end || cause.cause == kLaserAcquisition) continue;
      for (const std::uint32_t e : lasers.struck(cause)) {
        const Isl& isl = topology.isls()[e];
        if (isl.uptime.acquisition == Duration{}) continue;
        acquisitions.push_back(
            down(kLaserAcquisition, topology, isl, cause.end, cause.end + isl.uptime.acquisition));
      }
    }
  }
  drawn.insert(drawn.end(), acquisitions.begin(), acquisitions.end());
  return drawn;
}

}  // namespace orbitmesh
