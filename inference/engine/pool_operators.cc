#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "core/error.h"
#include "inference/engine/operators.h"
#include "inference/engine/window.h"

namespace orbitmesh {
namespace {

/// Output positions from `begin` up to `end`.
struct Range {
  std::int64_t begin;
  std::int64_t end;
};

std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return a >= 0 ? (a + b - 1) / b : a / b; }

/// The positions at which tap `tap` of the window lies between pixels `low` and `high`, the
/// latter not included.
Range positions(const WindowAxis& axis, std::int64_t tap, std::int64_t low, std::int64_t high) {
  const std::int64_t shift = axis.pad_begin - tap * axis.dilation;
  const std::int64_t begin =
      std::clamp<std::int64_t>(ceil_div(low + shift, axis.stride), 0, axis.out);
  const std::int64_t end = std::clamp(ceil_div(high + shift, axis.stride), begin, axis.out);
  return {begin, end};
}

/// How many taps of the window at each position lie between two pixels.
std::vector<std::int64_t> tap_counts(const WindowAxis& axis, std::int64_t low, std::int64_t high) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(axis.out), 0);
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const Range range = positions(axis, tap, low, high);
    for (std::int64_t i = range.begin; i < range.end; ++i) ++counts[static_cast<std::size_t>(i)];
  }
  return counts;
}

double axis_work(const WindowAxis& axis) {
  return static_cast<double>(axis.out) * static_cast<double>(axis.kernel);
}

/// Every window must touch the image.
void check_touch(const WindowAxis& axis) {
  const std::vector<std::int64_t> counts = tap_counts(axis, 0, axis.in);
  if (std::find(counts.begin(), counts.end(), 0) != counts.end()) {
    throw InputError("a window that lies in the padding");
  }
}

/// For each tap along an axis the positions at which it lies in the image.
std::vector<Range> tap_ranges(const WindowAxis& axis) {
  std::vector<Range> ranges;
  ranges.reserve(static_cast<std::size_t>(axis.kernel));
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    ranges.push_back(positions(axis, tap, 0, axis.in));
  }
  return ranges;
}

/// out[row][column] = reduce(out[row][column], pixel) for every tap in the image, in
/// row-major order of the taps.
template <class Reduce>
void pool_plane(const Window& w, const std::vector<Range>& rows_of,
                const std::vector<Range>& columns_of, const float* plane, float* out,
                Reduce reduce) {
  for (std::int64_t i = 0; i < w.y.kernel; ++i) {
    const Range rows = rows_of[static_cast<std::size_t>(i)];
    for (std::int64_t j = 0; j < w.x.kernel; ++j) {
      const Range columns = columns_of[static_cast<std::size_t>(j)];
      for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        const std::int64_t y = row * w.y.stride - w.y.pad_begin + i * w.y.dilation;
        const float* const in = plane + y * w.x.in - w.x.pad_begin + j * w.x.dilation;
        float* const to = out + row * w.x.out;
        for (std::int64_t column = columns.begin; column < columns.end; ++column) {
          to[column] = reduce(to[column], in[column * w.x.stride]);
        }
      }
    }
  }
}

/// Reduces every window to one number, starting from `start`; returns the window.
template <class Reduce>
Window pool(const KernelCall& call, const WindowSettings& settings, float start, Reduce reduce) {
  const Value& x = call.floats(0);
  const Window w = settings.over(x.shape);
  call.spend(axis_work(w.y) + axis_work(w.x));
  check_touch(w.y);
  check_touch(w.x);
  Value& y = call.output();
  y.reset(ElementType::kFloat, window_output(x.shape, x.shape[1], w));
  call.spend(static_cast<double>(y.size()) * static_cast<double>(w.y.kernel) *
             static_cast<double>(w.x.kernel));
  std::fill(y.floats.begin(), y.floats.end(), start);
  const std::vector<Range> rows = tap_ranges(w.y);
  const std::vector<Range> columns = tap_ranges(w.x);
  for (std::int64_t p = 0; p < x.shape[0] * x.shape[1]; ++p) {
    pool_plane(w, rows, columns, x.floats.data() + p * w.y.in * w.x.in,
               y.floats.data() + p * w.y.out * w.x.out, reduce);
  }
  return w;
}

/// NaN wins over every number.
float larger(float a, float b) { return b > a || b != b ? b : a; }

void run_average_pool(const KernelCall& call, const WindowSettings& settings, bool with_padding) {
  const Window w = pool(call, settings, 0.0F, [](float sum, float x) { return sum + x; });
  const auto counts = [&](const WindowAxis& axis) {
    return with_padding ? tap_counts(axis, -axis.pad_begin, axis.in + axis.pad_end)
                        : tap_counts(axis, 0, axis.in);
  };
  const std::vector<std::int64_t> rows = counts(w.y);
  const std::vector<std::int64_t> columns = counts(w.x);
  Value& y = call.output();
  float* pixel = y.floats.data();
  for (std::int64_t p = 0; p < y.shape[0] * y.shape[1]; ++p) {
    for (const std::int64_t row : rows) {
      for (const std::int64_t column : columns) *pixel++ /= static_cast<float>(row * column);
    }
  }
}

/// The averages of kPlanes planes of `size` pixels, each summed from the first to the last.
template <int kPlanes>
void average_planes(const float* planes, std::int64_t size, float* averages) {
  std::array<float, kPlanes> sums{};
  for (std::int64_t i = 0; i < size; ++i) {
    for (std::int64_t p = 0; p < kPlanes; ++p) {
      sums[static_cast<std::size_t>(p)] += planes[p * size + i];
    }
  }
  for (const float sum : sums) *averages++ = sum / static_cast<float>(size);
}

}  // namespace

Kernel make_max_pool(NodeSettings& settings) {
  const WindowSettings window = WindowSettings::of_pool(settings);
  settings.require_integer("storage_order", 0);
  return [=](const KernelCall& call) {
    pool(call, window, -std::numeric_limits<float>::infinity(), larger);
  };
}

Kernel make_average_pool(NodeSettings& settings) {
  const WindowSettings window = WindowSettings::of_pool(settings);
  const bool include_padding = settings.integer("count_include_pad", 0) != 0;
  return [=](const KernelCall& call) { run_average_pool(call, window, include_padding); };
}

Kernel make_global_average_pool(NodeSettings&) {
  return [](const KernelCall& call) {
    const Value& x = call.floats(0);
    if (x.rank() < 3) throw InputError("needs an input of at least three dimensions");
    Shape shape(x.shape.size(), 1);
    shape[0] = x.shape[0];
    shape[1] = x.shape[1];
    Value& y = call.output();
    y.reset(ElementType::kFloat, shape);
    const std::int64_t inner = product(x.shape, 2, x.shape.size());
    if (inner == 0) throw InputError("an image without pixels");
    constexpr std::int64_t kTogether = 8;  // sums that hide each other's latency
    std::int64_t i = 0;
    for (; i + kTogether <= y.size(); i += kTogether) {
      average_planes<kTogether>(x.floats.data() + i * inner, inner, y.floats.data() + i);
    }
    for (; i < y.size(); ++i) {
      average_planes<1>(x.floats.data() + i * inner, inner, y.floats.data() + i);
    }
  };
}

}  // namespace orbitmesh
