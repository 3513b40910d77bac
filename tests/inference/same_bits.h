#pragma once

#include <gtest/gtest.h>

#include <cstring>

#include "wire/worker_messages.h"

namespace orbitmesh {

/// Also where they are NaN.
inline void expect_same_bits(const Tensor& a, const Tensor& b) {
  ASSERT_EQ(a.shape, b.shape);
  ASSERT_EQ(a.values.size(), b.values.size());
  EXPECT_EQ(std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(float)), 0);
}

}  // namespace orbitmesh
