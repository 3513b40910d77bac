#include "inference/engine/loops/channel_loop.h"
#include "inference/engine/loops/inner_loops.h"
#include "inference/engine/loops/panel_loops.h"

namespace orbitmesh {
namespace {

using Arithmetic = FusedArithmetic<64>;
constexpr int kRows = 12;

void multiply(const PanelProduct& product) { multiply_panel<Arithmetic, kRows>(product); }

void fill(const PanelSource& source, float* panel) { fill_panel<Arithmetic::Vec>(source, panel); }

void convolve(const ChannelConvolution& channel) {
  if (channel.columns > FusedArithmetic<32>::kWidth) {
    convolve_channel<Arithmetic>(channel);
  } else {
    convolve_channel<FusedArithmetic<32>>(channel);
  }
}

}  // namespace

const InnerLoops kV3Avx512Loops = {2 * Arithmetic::kWidth, multiply, fill, convolve};

}  // namespace orbitmesh
