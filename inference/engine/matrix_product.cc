#include "inference/engine/matrix_product.h"

#include <algorithm>
#include <cstddef>

#include "inference/engine/value.h"

namespace orbitmesh {
namespace {

/// From so many rows on, a panel of B is worth copying to where its rows lie side by side.
constexpr std::int64_t kRowsWorthACopy = 24;

}  // namespace

void multiply(const MatrixProduct& product, const InnerLoops& loops, std::vector<float>& scratch) {
  PanelProduct panel{product.a, product.a_stride, product.b,    product.b_stride,
                     product.c, product.c_stride, product.rows, product.depth,
                     0,         product.row_bias};
  for (std::int64_t j = 0; j < product.columns; j += loops.panel_columns) {
    panel.columns = std::min(loops.panel_columns, product.columns - j);
    panel.b = product.b + j;
    panel.b_stride = product.b_stride;
    panel.c = product.c + j;
    if (panel.columns < loops.panel_columns || product.rows >= kRowsWorthACopy) {
      scratch.resize(static_cast<std::size_t>(element_count({product.depth, loops.panel_columns})));
      for (std::int64_t k = 0; k < product.depth; ++k) {
        std::copy_n(panel.b + k * product.b_stride, panel.columns,
                    scratch.data() + k * loops.panel_columns);
      }
      panel.b = scratch.data();
      panel.b_stride = loops.panel_columns;
    }
    loops.multiply_panel(panel);
  }
}

}  // namespace orbitmesh
