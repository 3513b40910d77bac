#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace orbitmesh {

/// An index with a type: ids of different kinds do not mix.
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::uint32_t value = kNone;

  constexpr bool valid() const { return value != kNone; }
  constexpr std::size_t index() const { return value; }
  friend constexpr bool operator==(Id a, Id b) { return a.value == b.value; }
  friend constexpr bool operator!=(Id a, Id b) { return a.value != b.value; }
  friend constexpr bool operator<(Id a, Id b) { return a.value < b.value; }
};

/// A vertex of the mesh: satellite, gateway, PoP, datacenter, terminal or host.
using NodeId = Id<struct NodeIdTag>;

}  // namespace orbitmesh
