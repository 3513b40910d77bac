#pragma once

#include <cstdint>
#include <vector>

namespace orbitmesh::testing {

/// Waiting times of queues under Poisson arrivals, in units of the mean service time, at
/// `load` < 1 of each server.
struct WaitTheory {
  double mean = 0;
  double p99 = 0;
};

/// M/M/c: P(W > t) = C exp(-c (1 - load) t), C the Erlang C probability of waiting.
WaitTheory mmc_wait(int servers, double load);

/// M/D/1: mean load / (2 (1 - load)) (Pollaczek-Khinchine); Erlang's distribution
/// P(W <= t) = (1 - load) sum over k = 0 .. floor(t) of (load (k - t))^k / k! exp(load (t - k)),
/// whose inverse is found by bisection.
WaitTheory md1_wait(double load);

/// Mean wait of M/D/1 with batches of up to `batch` that take one unit whatever their size
/// and begin as soon as the server is free and one request is there. By the Markov chain of
/// the numbers waiting at the ends of services, solved as it stands, and Little's law; `rate`
/// is the arrivals in a unit, less than `batch`.
double bulk_md1_mean_wait(int batch, double rate);

}  // namespace orbitmesh::testing
