#include "nodes/resident_faults.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace orbitmesh {
namespace {

bool before(const WeightBit& a, const WeightBit& b) {
  return std::tie(a.tensor, a.element, a.bit) < std::tie(b.tensor, b.element, b.bit);
}

std::uint64_t bits_of(const WeightTensor& tensor) {
  return tensor.elements * tensor.bits_per_element;
}

}  // namespace

ResidentFaults::ResidentFaults(std::vector<ContentWeights> content) {
  for (ContentWeights& weights : content) {
    if (weights.tensors == nullptr) throw std::invalid_argument("content without weights");
    for (const Content& other : content_) {
      if (other.weights.model == weights.model) {
        throw std::invalid_argument("content model " + weights.model + " twice at one node");
      }
    }
    Content added;
    for (const WeightTensor& tensor : *weights.tensors) added.bits += bits_of(tensor);
    added.weights = std::move(weights);
    bits_ += added.bits;
    const std::uint64_t stands_for = added.weights.stands_for_bits;
    bits_at_risk_ += stands_for > 0 ? stands_for : added.bits;
    content_.push_back(std::move(added));
  }
}

ResidentBit ResidentFaults::at(std::uint64_t n) const {
  ResidentBit where;
  while (n >= content_[where.content].bits) n -= content_[where.content++].bits;
  const std::vector<WeightTensor>& tensors = *content_[where.content].weights.tensors;
  while (n >= bits_of(tensors[where.bit.tensor])) n -= bits_of(tensors[where.bit.tensor++]);
  const std::uint32_t width = tensors[where.bit.tensor].bits_per_element;
  where.bit.element = n / width;
  where.bit.bit = static_cast<std::uint32_t>(n % width);
  return where;
}

std::int64_t ResidentFaults::tensor_number(const ResidentBit& where) const {
  std::size_t number = where.bit.tensor;
  for (std::size_t i = 0; i < where.content; ++i) number += content_[i].weights.tensors->size();
  return static_cast<std::int64_t>(number);
}

void ResidentFaults::invert(const ResidentBit& where) {
  std::vector<WeightBit>& flips = content_[where.content].flips;
  const auto it = std::lower_bound(flips.begin(), flips.end(), where.bit, before);
  if (it != flips.end() && *it == where.bit) {
    flips.erase(it);
  } else {
    flips.insert(it, where.bit);
  }
}

void ResidentFaults::restore() {
  for (Content& content : content_) content.flips.clear();
}

const std::vector<WeightBit>& ResidentFaults::flips(std::string_view model) const {
  static const std::vector<WeightBit> kNone;
  for (const Content& content : content_) {
    if (content.weights.model == model) return content.flips;
  }
  return kNone;
}

}  // namespace orbitmesh
