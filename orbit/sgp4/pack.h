#pragma once

#include <immintrin.h>

#include <cstdint>

namespace orbitmesh {

/// Packs of doubles, and one double, as the number type of the same formulas. Every
/// operation rounds each lane as IEEE 754 says, so a lane has the same bits in a pack of any
/// width. Source files compiled for an instruction set may use all of this: every function
/// is always inlined, so none of its code is shared with other files.
using Pack2 [[gnu::vector_size(16)]] = double;
using Pack4 [[gnu::vector_size(32)]] = double;
using Pack8 [[gnu::vector_size(64)]] = double;

/// Number of lanes; a lane's bits; outcome of a comparison; load and store.
template <class P>
struct PackTraits {
  static constexpr int kLanes = sizeof(P) / sizeof(double);
  using Bits [[gnu::vector_size(sizeof(P))]] = std::uint64_t;
  using Mask [[gnu::vector_size(sizeof(P))]] = std::int64_t;

  [[gnu::always_inline]] static P load(const double* from) {
    P pack;
    __builtin_memcpy(&pack, from, sizeof pack);
    return pack;
  }
  [[gnu::always_inline]] static void store(P pack, double* to) {
    __builtin_memcpy(to, &pack, sizeof pack);
  }
};
template <>
struct PackTraits<double> {
  static constexpr int kLanes = 1;
  using Bits = std::uint64_t;

  [[gnu::always_inline]] static double load(const double* from) { return *from; }
};

[[gnu::always_inline]] inline double square_root(double x) { return __builtin_sqrt(x); }
/// The compiler makes one instruction of this loop.
template <class P>
[[gnu::always_inline]] inline P square_root(P x) {
  for (int i = 0; i < PackTraits<P>::kLanes; ++i) x[i] = __builtin_sqrt(x[i]);
  return x;
}

/// `chosen` where a comparison holds, else `otherwise`.
template <class Mask, class P>
[[gnu::always_inline]] inline P select(Mask holds, P chosen, P otherwise) {
  return holds ? chosen : otherwise;
}

/// Bit i is set where lane i of a comparison holds.
[[gnu::always_inline]] inline unsigned lanes_of(bool holds) { return holds ? 1U : 0U; }
[[gnu::always_inline]] inline unsigned lanes_of(PackTraits<Pack2>::Mask holds) {
  return static_cast<unsigned>(_mm_movemask_pd(reinterpret_cast<__m128d>(holds)));
}
#ifdef __AVX2__
[[gnu::always_inline]] inline unsigned lanes_of(PackTraits<Pack4>::Mask holds) {
  return static_cast<unsigned>(_mm256_movemask_pd(reinterpret_cast<__m256d>(holds)));
}
#endif
#ifdef __AVX512DQ__
[[gnu::always_inline]] inline unsigned lanes_of(PackTraits<Pack8>::Mask holds) {
  return _mm512_movepi64_mask(reinterpret_cast<__m512i>(holds));
}
#endif

/// Added to a double of less than 2^51, it leaves the nearest integer in the low bits, which
/// is_odd() and negate_where() read.
inline constexpr double kToInteger = 0x1.8p52;

template <class P>
[[gnu::always_inline]] inline typename PackTraits<P>::Bits bits_of(P x) {
  typename PackTraits<P>::Bits bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

template <class P>
[[gnu::always_inline]] inline auto is_odd(P shifted) {
  return (bits_of(shifted) & 1) != 0;
}

/// `x` with its sign changed where bit kBit of the integer in `shifted` is set.
template <int kBit, class P>
[[gnu::always_inline]] inline P negate_where(P shifted, P x) {
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  const typename PackTraits<P>::Bits bits =
      bits_of(x) ^ ((bits_of(shifted) << (63 - kBit)) & kSign);
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

}  // namespace orbitmesh
