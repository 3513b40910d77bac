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

/// Radiation, its effects, power and heat of 10,000 satellites over a day, satellite-steps of 10 s
/// a second: batches against one satellite at a time. Throws RunError when they differ.
BenchRow bench_nodes_environment(BenchSize size);

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
/// The same streams in message fidelity: how many times less CPU time the running network
/// takes: TCP, links, routes and slot edges, without set-up.
BenchRow bench_message_vs_packet(BenchSize size);
/// A day of 20 request streams of 25 kB a second over 1,584 satellites in message fidelity:
/// simulated seconds a second of wall time.
BenchRow bench_message_day(BenchSize size);

/// UDP between 100 cities: hop-packets a second over 6,000 satellites, and over 1,584 simulated
/// seconds a second of wall time.
BenchRow bench_hop_rate_100_flows_6000(BenchSize size);
BenchRow bench_udp_100x10Mbps(BenchSize size);

/// Requests to a worker that answers at once, requests a second: dispatched ahead against
/// one at a time; a worker thread, and a worker process of this program.
BenchRow bench_cosim_inproc(BenchSize size);
BenchRow bench_cosim_ipc(BenchSize size);

/// The network digits guarded against wrong bits on one thread, inferences a second: against the
/// same without.
BenchRow bench_inference_range_restriction(BenchSize size);
BenchRow bench_inference_checksums(BenchSize size);

/// A model of the catalogue on one thread, inferences a second: the built-in executor with
/// kernels v3, or the portable ones on a CPU without them, against ONNX Runtime. The note has
/// the latency of each. A model that has not been fetched gives 0 and a note that begins with
/// "not available".
BenchRow bench_inference_digits(BenchSize size);
BenchRow bench_inference_blazeface128(BenchSize size);
BenchRow bench_inference_blazeface256(BenchSize size);
BenchRow bench_inference_pp_ocr_cls(BenchSize size);
BenchRow bench_inference_pp_ocr_det(BenchSize size);
BenchRow bench_inference_pp_ocr_rec(BenchSize size);
BenchRow bench_inference_mlsd_tiny(BenchSize size);

/// 64 runs of ten simulated minutes, runs a second: `orbitmesh sweep` with two processes at once
/// against two processes that run them one after another.
BenchRow bench_sweep_runs(BenchSize size);

}  // namespace orbitmesh
