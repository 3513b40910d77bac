#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "inference/fault_outcome.h"

namespace orbitmesh {

/// What flips of one class of bits did to decisions, as shares of all decisions made with one of
/// them; what is left is masked.
struct OutcomeShares {
  BitClass bits = BitClass::kSign;
  std::int64_t flips = 1;  ///< tried
  double tolerable = 0;
  double critical = 0;
  double due = 0;
  double hang = 0;
  /// Shares of the flips that made at least one decision critical, or detected. The answers that
  /// one resident flip spoils are so many times more than those of the mean flip.
  double critical_flips = 1;
  double due_flips = 1;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto share = [](std::string_view doc) { return Spec<double>(doc).min(0).max(1); };
    v.field("class", bits, Spec<BitClass>("what the inverted bit stands for").required());
    v.field("flips", flips,
            Spec<std::int64_t>("flips of that class that were tried").min(1).max(1'000'000'000));
    v.field("tolerable", tolerable, share("share of decisions with another output alone"));
    v.field("critical", critical, share("share of decisions that changed"));
    v.field("due", due, share("share of decisions with NaN, infinity or a failed check"));
    v.field("hang", hang, share("share of requests that are never answered"));
    v.field("critical_flips", critical_flips,
            share("share of flips that change at least one decision; not below critical"));
    v.field("due_flips", due_flips,
            share("share of flips with at least one detected decision; not below due"));
  }
};

/// Share of decisions that change, or are detected, with several flips at once.
struct AccumulatedShare {
  std::int64_t upsets = 2;
  double harmed = 0;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("upsets", upsets,
            Spec<std::int64_t>("flips at once, uniform over all bits")
                .min(2)
                .max(1'000'000'000)
                .required());
    v.field(
        "harmed", harmed,
        Spec<double>("share of decisions that change or are detected").min(0).max(1).required());
  }
};

/// What flips at one place, in one number format and under one protection do.
struct OutcomeSet {
  FaultPlace place = FaultPlace::kWeights;
  WeightFormat format = WeightFormat::kFp32;
  Protection protection = Protection::kNone;
  std::string source;
  double cost = 0;  ///< of the protection, as a share of the time of an inference without
  std::vector<OutcomeShares> bits;
  std::vector<AccumulatedShare> accumulated;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("place", place, Spec<FaultPlace>("where the bits are").required());
    v.field("format", format, Spec<WeightFormat>("number format of the bits").required());
    v.field("protection", protection, Spec<Protection>("what guards the inference"));
    v.field("source", source,
            Spec<std::string>("model, data and counts, or a reference").required().not_empty());
    v.field("cost", cost,
            Spec<double>("time that the protection adds to an inference, as a share of the time "
                         "without")
                .min(0)
                .max(100));
    v.field(
        "bits", bits,
        Spec<OutcomeShares>("one for each class of bits of the format").not_empty().max_count(5));
    v.field("accumulated", accumulated,
            Spec<AccumulatedShare>("several flips at once, in ascending order").max_count(32));
  }
};

/// Probabilities of what flips do to answers. See docs/models/fault-outcomes.md.
class OutcomeTable {
 public:
  /// Puts a set into the table, in place of one of the same place, format and protection. Throws
  /// InputError for a class that is missing, stands twice or is none of the format's, shares
  /// above 1 together, and accumulated shares that are not in ascending order of upsets.
  void add(OutcomeSet set);

  /// The set of that key; without one under this protection that without protection, and null
  /// when there is none either.
  const OutcomeSet* find(FaultPlace place, WeightFormat format, Protection protection) const;

 private:
  std::map<std::tuple<FaultPlace, WeightFormat, Protection>, OutcomeSet> sets_;
};

/// The shares of a class in a set of the table.
const OutcomeShares& shares_of(const OutcomeSet& set, BitClass bits);

/// How much more, or less, harm `upsets` flips at once do than if each did its own: the factor on
/// ln(1 - harmed) of independent flips. 1 for one flip or without accumulated shares, between
/// measured numbers of flips by their logarithm, and beyond the last one as there.
double accumulation_factor(const OutcomeSet& set, std::int64_t upsets);

}  // namespace orbitmesh
