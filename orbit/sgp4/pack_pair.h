#pragma once

#include "orbit/sgp4/pack.h"

namespace orbitmesh {

/// Two packs that go through the formulas side by side. The formulas are long chains of
/// dependent operations; a second chain keeps the processor busy while the first waits.
template <class P>
struct PackPair {
  P a;
  P b;
};

template <class P>
struct PackTraits<PackPair<P>> {
  static constexpr int kLanes = 2 * PackTraits<P>::kLanes;

  [[gnu::always_inline]] static PackPair<P> load(const double* from) {
    return {PackTraits<P>::load(from), PackTraits<P>::load(from + kLanes / 2)};
  }
  [[gnu::always_inline]] static void store(PackPair<P> pair, double* to) {
    PackTraits<P>::store(pair.a, to);
    PackTraits<P>::store(pair.b, to + kLanes / 2);
  }
};

template <class P>
[[gnu::always_inline]] inline PackPair<P> operator+(PackPair<P> x, PackPair<P> y) {
  return {x.a + y.a, x.b + y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator+(PackPair<P> x, double y) {
  return {x.a + y, x.b + y};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator+(double x, PackPair<P> y) {
  return {x + y.a, x + y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator-(PackPair<P> x, PackPair<P> y) {
  return {x.a - y.a, x.b - y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator-(PackPair<P> x, double y) {
  return {x.a - y, x.b - y};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator-(double x, PackPair<P> y) {
  return {x - y.a, x - y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator*(PackPair<P> x, PackPair<P> y) {
  return {x.a * y.a, x.b * y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator*(PackPair<P> x, double y) {
  return {x.a * y, x.b * y};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator*(double x, PackPair<P> y) {
  return {x * y.a, x * y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator/(PackPair<P> x, PackPair<P> y) {
  return {x.a / y.a, x.b / y.b};
}
template <class P>
[[gnu::always_inline]] inline PackPair<P> operator/(double x, PackPair<P> y) {
  return {x / y.a, x / y.b};
}

/// Outcome of a comparison of pairs.
template <class Mask>
struct MaskPair {
  Mask a;
  Mask b;
};
template <class Mask>
MaskPair(Mask, Mask) -> MaskPair<Mask>;

template <class P>
[[gnu::always_inline]] inline auto operator<(PackPair<P> x, double y) {
  return MaskPair{x.a < y, x.b < y};
}
template <class P>
[[gnu::always_inline]] inline auto operator<=(PackPair<P> x, double y) {
  return MaskPair{x.a <= y, x.b <= y};
}
template <class P>
[[gnu::always_inline]] inline auto operator>=(PackPair<P> x, double y) {
  return MaskPair{x.a >= y, x.b >= y};
}
template <class Mask>
[[gnu::always_inline]] inline MaskPair<Mask> operator&(MaskPair<Mask> x, MaskPair<Mask> y) {
  return {x.a & y.a, x.b & y.b};
}

template <class Mask, class P>
[[gnu::always_inline]] inline PackPair<P> select(MaskPair<Mask> holds, PackPair<P> chosen,
                                                 PackPair<P> otherwise) {
  return {select(holds.a, chosen.a, otherwise.a), select(holds.b, chosen.b, otherwise.b)};
}
template <class Mask>
[[gnu::always_inline]] inline unsigned lanes_of(MaskPair<Mask> holds) {
  return lanes_of(holds.a) | lanes_of(holds.b) << (sizeof(Mask) / sizeof(double));
}

template <class P>
[[gnu::always_inline]] inline PackPair<P> square_root(PackPair<P> x) {
  return {square_root(x.a), square_root(x.b)};
}
template <class P>
[[gnu::always_inline]] inline auto is_odd(PackPair<P> shifted) {
  return MaskPair{is_odd(shifted.a), is_odd(shifted.b)};
}
template <int kBit, class P>
[[gnu::always_inline]] inline PackPair<P> negate_where(PackPair<P> shifted, PackPair<P> x) {
  return {negate_where<kBit>(shifted.a, x.a), negate_where<kBit>(shifted.b, x.b)};
}

}  // namespace orbitmesh
