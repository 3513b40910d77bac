#pragma once

#include "bench/bench_row.h"

namespace orbitmesh {

/// The benchmarks, each in a file of its name. BenchRow::name is left to the registry.

/// Positions of one shell of 1,584 satellites, propagations a second: a batch against
/// one satellite at a time.
BenchRow bench_orbit_j2(BenchSize size);

/// SGP4 states of 1,584 Starlink-like element sets, propagations a second: a batch at the
/// widest instruction set or a given one, against one satellite at a time. Throws RunError
/// when a bit differs.
BenchRow bench_orbit_sgp4(BenchSize size);
BenchRow bench_orbit_sgp4_baseline(BenchSize size);
BenchRow bench_orbit_sgp4_avx2(BenchSize size);
BenchRow bench_orbit_sgp4_avx512(BenchSize size);

/// Sets of satellites in view of 5,000 sites, site-steps a second: VisibilityIndex against
/// a look at all 6,000 satellites for each. Throws RunError when a set differs.
BenchRow bench_orbit_visibility(BenchSize size);

/// Routes of a whole constellation to 100 destinations, snapshots a second: RouteTable
/// against a heap Dijkstra for each destination. Throws RunError when a cost differs.
BenchRow bench_routes_1584x100(BenchSize size);
BenchRow bench_routes_6000x100(BenchSize size);

/// UDP datagrams over a chain of ten links, hop-packets a second of wall time: the packet
/// plane against IPv4 stacks at every hop.
BenchRow bench_hop_rate_10_links(BenchSize size);

/// Set-ups a second of a mesh of 6,000 satellites with +Grid: the packet plane against an
/// IPv4 stack and devices in every satellite.
BenchRow bench_setup_6000(BenchSize size);

/// 50 request streams of 200 kB a second over 1,584 satellites: simulated seconds a
/// second of wall time.
BenchRow bench_tcp_50x200kB(BenchSize size);
/// The same streams in message fidelity: how many times less CPU time the network takes.
BenchRow bench_message_vs_packet(BenchSize size);

/// UDP between 100 cities: hop-packets a second over 6,000 satellites, and over 1,584 simulated
/// seconds a second of wall time.
BenchRow bench_hop_rate_100_flows_6000(BenchSize size);
BenchRow bench_udp_100x10Mbps(BenchSize size);

/// Requests to a worker that answers at once, requests a second: dispatched ahead against
/// one at a time; a worker thread, and a worker process of this program.
BenchRow bench_cosim_inproc(BenchSize size);
BenchRow bench_cosim_ipc(BenchSize size);

}  // namespace orbitmesh
