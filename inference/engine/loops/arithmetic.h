#pragma once

#include <cstdint>

#if defined(__FMA__)
#include <immintrin.h>
#endif

// All of loops/*.h but inner_loops.h is inlined into files that are compiled for different
// instruction sets. It uses nothing from std, whose functions those files would share.
#define ORBITMESH_INLINE [[gnu::always_inline]] inline

namespace orbitmesh {

/// A vector of the compiler's own.
template <int kBytes>
struct VectorOf {
  using Type [[gnu::vector_size(kBytes)]] = float;
};

/// Vectors of kBytes, with a multiply-add that rounds product and sum.
template <int kBytes>
struct RoundedArithmetic {
  using Vec = typename VectorOf<kBytes>::Type;
  static constexpr std::int64_t kWidth = kBytes / 4;

  ORBITMESH_INLINE static Vec multiply_add(Vec a, Vec b, Vec sum) { return sum + a * b; }
};

#if defined(__FMA__)
/// The same with one rounding.
template <int kBytes>
struct FusedArithmetic;

template <>
struct FusedArithmetic<16> {
  using Vec = VectorOf<16>::Type;
  static constexpr std::int64_t kWidth = 4;

  ORBITMESH_INLINE static Vec multiply_add(Vec a, Vec b, Vec sum) {
    return _mm_fmadd_ps(a, b, sum);
  }
};

template <>
struct FusedArithmetic<32> {
  using Vec = VectorOf<32>::Type;
  static constexpr std::int64_t kWidth = 8;

  ORBITMESH_INLINE static Vec multiply_add(Vec a, Vec b, Vec sum) {
    return _mm256_fmadd_ps(a, b, sum);
  }
};

#if defined(__AVX512F__)
template <>
struct FusedArithmetic<64> {
  using Vec = VectorOf<64>::Type;
  static constexpr std::int64_t kWidth = 16;

  ORBITMESH_INLINE static Vec multiply_add(Vec a, Vec b, Vec sum) {
    return _mm512_fmadd_ps(a, b, sum);
  }
};
#endif
#endif

template <class Vec>
ORBITMESH_INLINE Vec load(const float* from) {
  Vec vec;
  __builtin_memcpy(&vec, from, sizeof vec);
  return vec;
}

template <class Vec>
ORBITMESH_INLINE void store(Vec vec, float* to) {
  __builtin_memcpy(to, &vec, sizeof vec);
}

/// The first `count` lanes; at least one.
template <class Vec>
ORBITMESH_INLINE void store_some(Vec vec, float* to, std::int64_t count) {
  constexpr std::int64_t kWidth = sizeof(Vec) / sizeof(float);
  if (count >= kWidth) return store(vec, to);
  for (std::int64_t i = 0; i < count; ++i) to[i] = vec[i];
}

/// `x` in every lane.
template <class Vec>
ORBITMESH_INLINE Vec broadcast(float x) {
  return x - Vec{};  // adding zero would not keep -0
}

}  // namespace orbitmesh
