#include "tests/validation/queue_theory.h"

#include <algorithm>
#include <cmath>

namespace orbitmesh::testing {
namespace {

/// Probability that all of `servers` are busy, by the recursion of Erlang B.
double erlang_c(int servers, double load) {
  const double offered = servers * load;
  double blocked = 1.0;
  for (int k = 1; k <= servers; ++k) blocked = offered * blocked / (k + offered * blocked);
  return blocked / (1.0 - load * (1.0 - blocked));
}

double md1_below(double t, double load) {
  double sum = 0;
  for (int k = 0; k <= static_cast<int>(t); ++k) {
    double term = 1.0;
    for (int i = 1; i <= k; ++i) term *= load * (k - t) / i;
    sum += term * std::exp(load * (t - k));
  }
  return (1.0 - load) * sum;
}

std::vector<double> poisson(double mean, int up_to) {
  std::vector<double> p(static_cast<std::size_t>(up_to) + 1);
  p[0] = std::exp(-mean);
  for (std::size_t k = 1; k < p.size(); ++k) p[k] = p[k - 1] * mean / static_cast<double>(k);
  return p;
}

}  // namespace

WaitTheory mmc_wait(int servers, double load) {
  const double waits = erlang_c(servers, load);
  const double decay = servers * (1.0 - load);
  return {waits / decay, std::max(0.0, std::log(100.0 * waits) / decay)};
}

WaitTheory md1_wait(double load) {
  double low = 0;
  double high = 60;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (md1_below(middle, load) < 0.99 ? low : high) = middle;
  }
  return {load / (2.0 * (1.0 - load)), low};
}

double bulk_md1_mean_wait(int batch, double rate) {
  const int states = 60 * batch;
  const std::vector<double> arrivals = poisson(rate, states);
  std::vector<double> chance(static_cast<std::size_t>(states) + 1, 0.0);
  chance[0] = 1.0;
  for (int step = 0; step < 5'000; ++step) {
    std::vector<double> next(chance.size(), 0.0);
    for (int q = 0; q <= states; ++q) {
      const int left = std::max(0, q - batch);
      for (int a = 0; left + a <= states; ++a) {
        next[static_cast<std::size_t>(left + a)] +=
            chance[static_cast<std::size_t>(q)] * arrivals[static_cast<std::size_t>(a)];
      }
    }
    chance = std::move(next);
  }
  // A cycle is a service and, after an empty end, the wait for an arrival before it.
  double waiting = 0;
  double cycle = chance[0] / rate;
  for (int q = 0; q <= states; ++q) {
    const double p = chance[static_cast<std::size_t>(q)];
    waiting += p * (std::max(0, q - batch) + rate / 2.0);
    cycle += p;
  }
  return waiting / cycle / rate;
}

}  // namespace orbitmesh::testing
