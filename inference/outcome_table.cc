#include "inference/outcome_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/math.h"

namespace orbitmesh {
namespace {

/// Bits of a class in a number.
int count_of(WeightFormat format, BitClass bits) {
  int count = 0;
  for (std::uint32_t bit = 0; bit < bits_of(format); ++bit) {
    count += bit_class(format, bit) == bits ? 1 : 0;
  }
  return count;
}

void check(const OutcomeShares& shares) {
  const double sum = shares.tolerable + shares.critical + shares.due + shares.hang;
  constexpr double kRounding = 1e-9;
  if (sum > 1 + kRounding) {
    throw InputError(
        shares.where.section(),
        fmt::format("tolerable, critical, due and hang come to {:g}; at most 1 together", sum));
  }
  if (shares.critical > shares.critical_flips + kRounding) {
    throw InputError(shares.where.of("critical_flips"),
                     fmt::format("critical_flips {:g} is below critical {:g}, a share of all "
                                 "decisions: no fewer flips than that can change one",
                                 shares.critical_flips, shares.critical));
  }
  if (shares.due > shares.due_flips + kRounding) {
    throw InputError(shares.where.of("due_flips"),
                     fmt::format("due_flips {:g} is below due {:g}, a share of all decisions: no "
                                 "fewer flips than that can make one detected",
                                 shares.due_flips, shares.due));
  }
}

void check(const OutcomeSet& set) {
  for (const auto& [value, name] : enum_names(BitClass{})) {
    const auto rows = std::count_if(set.bits.begin(), set.bits.end(),
                                    [v = value](const auto& row) { return row.bits == v; });
    const bool belongs = count_of(set.format, value) > 0;
    if (rows == (belongs ? 1 : 0)) continue;
    throw InputError(set.where.section(),
                     fmt::format("{} rows of bits for the class '{}' of {}; {} expected", rows,
                                 name, to_string(set.format), belongs ? 1 : 0));
  }
  for (const OutcomeShares& shares : set.bits) check(shares);
  std::int64_t before = 1;
  for (const AccumulatedShare& share : set.accumulated) {
    if (share.upsets <= before) {
      throw InputError(set.where.of("accumulated"),
                       fmt::format("{} upsets after {}; give them in ascending order, from 2",
                                   share.upsets, before));
    }
    before = share.upsets;
  }
}

/// Share of decisions that one flip, uniform over all bits, harms.
double harmed_by_one(const OutcomeSet& set) {
  double sum = 0;
  for (const OutcomeShares& shares : set.bits) {
    sum += count_of(set.format, shares.bits) * (shares.critical + shares.due);
  }
  return sum / bits_of(set.format);
}

/// -ln(1 - share), held finite.
double hazard(double share) {
  constexpr double kMost = 1 - 1e-6;
  return -math::log(1 - std::min(share, kMost));
}

}  // namespace

void OutcomeTable::add(OutcomeSet set) {
  check(set);
  const auto key = std::tuple(set.place, set.format, set.protection);
  sets_.insert_or_assign(key, std::move(set));
}

const OutcomeSet* OutcomeTable::find(FaultPlace place, WeightFormat format,
                                     Protection protection) const {
  for (const Protection tried : {protection, Protection::kNone}) {
    const auto found = sets_.find({place, format, tried});
    if (found != sets_.end()) return &found->second;
  }
  return nullptr;
}

const OutcomeShares& shares_of(const OutcomeSet& set, BitClass bits) {
  return *std::find_if(set.bits.begin(), set.bits.end(),
                       [bits](const OutcomeShares& row) { return row.bits == bits; });
}

double accumulation_factor(const OutcomeSet& set, std::int64_t upsets) {
  const double one = hazard(harmed_by_one(set));
  if (upsets <= 1 || set.accumulated.empty() || !(one > 0)) return 1;
  double log_n = 0;
  double factor = 1;
  const double log_upsets = math::log(static_cast<double>(upsets));
  for (const AccumulatedShare& share : set.accumulated) {
    const auto n = static_cast<double>(share.upsets);
    const double next_log_n = math::log(n);
    const double next = hazard(share.harmed) / (n * one);
    if (upsets < share.upsets) {
      return factor + (next - factor) * (log_upsets - log_n) / (next_log_n - log_n);
    }
    log_n = next_log_n;
    factor = next;
  }
  return factor;
}

}  // namespace orbitmesh
