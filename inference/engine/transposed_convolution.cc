#include "inference/engine/transposed_convolution.h"

#include <algorithm>
#include <vector>

#include "inference/engine/padded_image.h"

namespace orbitmesh {
namespace {

/// The output positions along an axis that leave one remainder modulo the stride. They are
/// made by the same taps of the kernel, each of which meets the input pixels one by one: a
/// convolution of its own.
struct Phase {
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::vector<std::int64_t> taps;
  /// The pixel that each tap meets at `first`; may lie outside the image.
  std::vector<std::int64_t> pixels;
};

std::vector<Phase> phases_of(const TransposeAxis& axis) {
  std::vector<Phase> phases(static_cast<std::size_t>(std::min(axis.stride, axis.out)));
  for (std::size_t i = 0; i < phases.size(); ++i) {
    phases[i].first = static_cast<std::int64_t>(i);
    phases[i].count = (axis.out - phases[i].first + axis.stride - 1) / axis.stride;
  }
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const std::int64_t shift = axis.pad_begin - tap * axis.dilation;
    const std::int64_t first = (axis.stride - shift % axis.stride) % axis.stride;
    if (first >= axis.out) continue;
    phases[static_cast<std::size_t>(first)].taps.push_back(tap);
    phases[static_cast<std::size_t>(first)].pixels.push_back((first + shift) / axis.stride);
  }
  return phases;
}

double axis_work(const TransposeAxis& axis) {
  double work = 0;
  for (const Phase& phase : phases_of(axis)) {
    work += static_cast<double>(phase.count) * static_cast<double>(phase.taps.size());
  }
  return work;
}

/// The image's axis with zeros as far out as the taps reach.
WindowAxis reach_of(const TransposeAxis& axis, const std::vector<Phase>& phases) {
  WindowAxis reach;
  reach.in = axis.in;
  for (const Phase& phase : phases) {
    for (const std::int64_t pixel : phase.pixels) {
      reach.pad_begin = std::max(reach.pad_begin, -pixel);
      reach.pad_end = std::max(reach.pad_end, pixel + phase.count - axis.in);
    }
  }
  return reach;
}

/// One image on its way through the phases.
class PhasedConvolution {
 public:
  PhasedConvolution(const TransposedConvolution& conv, Workspace& workspace)
      : conv_(conv),
        workspace_(workspace),
        rows_(phases_of(conv.y)),
        columns_(phases_of(conv.x)),
        reach_{reach_of(conv.y, rows_), reach_of(conv.x, columns_)},
        layout_(reach_) {}

  void run(const float* image, float* out) {
    layout_.make_room(conv_.channels, workspace_.padded);
    layout_.lay_out(image, conv_.channels, workspace_.padded);
    for (const Phase& y : rows_) {
      for (const Phase& x : columns_) {
        find_offsets(y, x);
        for (std::int64_t g = 0; g < conv_.groups; ++g) convolve(y, x, g, out);
      }
    }
  }

 private:
  void find_offsets(const Phase& y, const Phase& x) {
    workspace_.offsets.clear();
    for (std::int64_t c = 0; c < conv_.group_channels(); ++c) {
      for (const std::int64_t row : y.pixels) {
        for (const std::int64_t column : x.pixels) {
          workspace_.offsets.push_back(c * layout_.plane() +
                                       (row + reach_.y.pad_begin) * layout_.row_step() + column +
                                       reach_.x.pad_begin);
        }
      }
    }
  }

  /// The weights of the phase's taps as a matrix of outputs by terms.
  void gather_weights(const Phase& y, const Phase& x, std::int64_t group) {
    workspace_.transposed.clear();
    for (std::int64_t m = 0; m < conv_.group_outputs(); ++m) {
      for (std::int64_t c = 0; c < conv_.group_channels(); ++c) {
        const std::int64_t filter =
            (group * conv_.group_channels() + c) * conv_.group_outputs() + m;
        const float* const kernel = conv_.weights + filter * conv_.taps();
        for (const std::int64_t row : y.taps) {
          for (const std::int64_t tap : x.taps) {
            workspace_.transposed.push_back(kernel[row * conv_.x.kernel + tap]);
          }
        }
      }
    }
  }

  void convolve(const Phase& y, const Phase& x, std::int64_t group, float* out) {
    const InnerLoops& loops = *workspace_.loops;
    gather_weights(y, x, group);
    PanelProduct product;
    product.depth = static_cast<std::int64_t>(workspace_.offsets.size());
    product.rows = conv_.group_outputs();
    product.a = workspace_.transposed.data();
    product.a_stride = product.depth;
    product.b_stride = product.c_stride = loops.panel_columns;
    if (conv_.bias != nullptr) product.row_bias = conv_.bias + group * product.rows;
    workspace_.packed.resize(static_cast<std::size_t>(
        element_count({product.depth + product.rows, loops.panel_columns})));
    product.b = workspace_.packed.data();
    product.c = workspace_.packed.data() + product.depth * loops.panel_columns;
    const float* const channels =
        workspace_.padded.data() + group * conv_.group_channels() * layout_.plane();
    float* const planes = out + group * product.rows * conv_.y.out * conv_.x.out;
    for (std::int64_t row = 0; row < y.count; ++row) {
      for (std::int64_t column = 0; column < x.count; column += loops.panel_columns) {
        product.columns = std::min(loops.panel_columns, x.count - column);
        const PanelSource::Segment segment{channels + row * layout_.row_step() + column,
                                           product.columns};
        loops.fill_panel({&segment, 1, workspace_.offsets.data(), product.depth},
                         workspace_.packed.data());
        loops.multiply_panel(product);
        const std::int64_t to =
            (y.first + row * conv_.y.stride) * conv_.x.out + x.first + column * conv_.x.stride;
        spread(product, planes + to);
      }
    }
  }

  /// Writes a panel of the product to the phase's positions.
  void spread(const PanelProduct& product, float* to) const {
    const float* from = product.c;
    for (std::int64_t m = 0; m < product.rows; ++m) {
      for (std::int64_t j = 0; j < product.columns; ++j) to[j * conv_.x.stride] = from[j];
      from += product.c_stride;
      to += conv_.y.out * conv_.x.out;
    }
  }

  const TransposedConvolution& conv_;
  Workspace& workspace_;
  std::vector<Phase> rows_;
  std::vector<Phase> columns_;
  Window reach_;
  PaddedImage layout_;
};

}  // namespace

double multiply_adds(const TransposedConvolution& conv) {
  return axis_work(conv.y) * axis_work(conv.x) * static_cast<double>(conv.outputs) *
         static_cast<double>(conv.group_channels());
}

void convolve_transposed(const TransposedConvolution& conv, const float* image, float* out,
                         Workspace& workspace) {
  PhasedConvolution(conv, workspace).run(image, out);
}

}  // namespace orbitmesh
