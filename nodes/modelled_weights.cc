#include "nodes/modelled_weights.h"

#include <algorithm>

#include "core/math.h"

namespace orbitmesh {
namespace {

const ModelProfile& whole_of(const ModelProfile& model) {
  return model.part_of == nullptr ? model : *model.part_of;
}

/// The hazard of an answer whose probability is `share`, held finite.
double hazard(double share) {
  constexpr double kMost = 1 - 1e-12;
  return -math::log(1 - std::min(share, kMost));
}

/// The hazard of a flip of a class: none for most, and for a share `flips` of them such that the
/// mean flip spoils the share `answers`.
double drawn_hazard(double answers, double flips, RngStream& stream) {
  if (!(answers > 0)) return 0;
  return stream.uniform() < flips ? hazard(std::min(1.0, answers / flips)) : 0;
}

FaultOutcome draw(const OutcomeShares& shares, RngStream& stream) {
  double left = stream.uniform();
  if ((left -= shares.hang) < 0) return FaultOutcome::kHang;
  if ((left -= shares.due) < 0) return FaultOutcome::kDue;
  if ((left -= shares.critical) < 0) return FaultOutcome::kCritical;
  if ((left -= shares.tolerable) < 0) return FaultOutcome::kTolerable;
  return FaultOutcome::kMasked;
}

/// What a guard leaves of those flips that change something without it.
OutcomeShares given_unmasked(OutcomeShares guarded, const OutcomeShares& unguarded) {
  const double unmasked = unguarded.tolerable + unguarded.critical + unguarded.due + unguarded.hang;
  for (double* share : {&guarded.tolerable, &guarded.critical, &guarded.due, &guarded.hang}) {
    *share /= unmasked;
  }
  return guarded;
}

}  // namespace

ModelledWeights::ModelledWeights(const OutcomeTable& table, Protection protection,
                                 const std::vector<const ModelProfile*>& models)
    : table_(table), protection_(protection) {
  for (const ModelProfile* profile : models) {
    const bool known = std::any_of(models_.begin(), models_.end(),
                                   [&](const Model& m) { return m.profile == profile; });
    if (known) continue;
    const auto bits = static_cast<std::uint64_t>(8 * profile->weights.value.count);
    models_.push_back({profile, format_of(profile->precision.value), bits});
    bits_ += bits;
  }
}

ModelledBit ModelledWeights::at(std::uint64_t n) const {
  ModelledBit where;
  while (n >= models_[where.model].bits) n -= models_[where.model++].bits;
  const std::uint32_t width = bits_of(models_[where.model].format);
  where.element = n / width;
  where.bit = static_cast<std::uint32_t>(n % width);
  return where;
}

void ModelledWeights::invert(const ModelledBit& where, RngStream& stream) {
  Model& model = models_[where.model];
  ++model.wrong_bits;
  const OutcomeSet* const set = table_.find(FaultPlace::kWeights, model.format, protection_);
  if (set == nullptr) return;
  const OutcomeShares& shares = shares_of(*set, bit_class(model.format, where.bit));
  model.critical += drawn_hazard(shares.critical, shares.critical_flips, stream);
  model.due += drawn_hazard(shares.due, shares.due_flips, stream);
  model.tolerable += hazard(shares.tolerable);
  model.hang += hazard(shares.hang);
}

void ModelledWeights::restore() {
  for (Model& model : models_) model = {model.profile, model.format, model.bits};
}

FaultOutcome ModelledWeights::of_weights(const ModelProfile& model, RngStream& stream) const {
  const auto found = std::find_if(models_.begin(), models_.end(),
                                  [&](const Model& m) { return m.profile == &whole_of(model); });
  if (found == models_.end() || found->wrong_bits == 0) return FaultOutcome::kMasked;
  const OutcomeSet* const set = table_.find(FaultPlace::kWeights, found->format, protection_);
  if (set == nullptr) return FaultOutcome::kMasked;
  const double factor = accumulation_factor(*set, found->wrong_bits);
  double not_worse = 1;
  const auto share = [&](double hazard_of_one) {
    const double p = not_worse * (1 - math::exp(-factor * hazard_of_one));
    not_worse -= p;
    return p;
  };
  OutcomeShares shares;
  shares.hang = share(found->hang);
  shares.due = share(found->due);
  shares.critical = share(found->critical);
  shares.tolerable = share(found->tolerable);
  return draw(shares, stream);
}

FaultOutcome ModelledWeights::of_logic(const ModelProfile& model, RngStream& stream) const {
  constexpr int kMostDraws = 1000;
  const WeightFormat format = format_of(model.precision.value);
  const OutcomeSet* const guarded = table_.find(FaultPlace::kActivations, format, protection_);
  const OutcomeSet* bare = table_.find(FaultPlace::kActivations, format, Protection::kNone);
  if (bare == nullptr) bare = guarded;
  for (int i = 0; guarded != nullptr && i < kMostDraws; ++i) {
    const auto bit = static_cast<std::uint32_t>(stream.below(bits_of(format)));
    const OutcomeShares& unguarded = shares_of(*bare, bit_class(format, bit));
    const FaultOutcome outcome = draw(unguarded, stream);
    if (outcome == FaultOutcome::kMasked) continue;
    if (guarded == bare) return outcome;
    return draw(given_unmasked(shares_of(*guarded, bit_class(format, bit)), unguarded), stream);
  }
  return FaultOutcome::kTolerable;
}

}  // namespace orbitmesh
