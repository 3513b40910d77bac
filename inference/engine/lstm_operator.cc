#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/error.h"
#include "core/math.h"
#include "inference/engine/matrix_product.h"
#include "inference/engine/operators.h"

// LSTM as ONNX's operator defines it with its default activations: gates in the order input,
// output, forget, cell.

namespace orbitmesh {
namespace {

enum class Direction { kForward, kReverse, kBidirectional };

struct LstmShape {
  std::int64_t steps = 0;
  std::int64_t batch = 0;
  std::int64_t inputs = 0;
  std::int64_t hidden = 0;
  std::int64_t directions = 1;

  std::int64_t gates() const { return 4 * hidden; }
  std::int64_t state() const { return batch * hidden; }
};

float sigmoid(float x) {
  return static_cast<float>(1.0 / (1.0 + math::exp(-static_cast<double>(x))));
}

float tanh(float x) {
  const double small = math::exp(-2.0 * std::fabs(static_cast<double>(x)));
  const double magnitude = (1.0 - small) / (1.0 + small);
  return static_cast<float>(x < 0 ? -magnitude : magnitude);
}

void require_shape(const KernelCall& call, std::size_t input, const Shape& shape) {
  if (!call.has(input) || call.floats(input).shape == shape) return;
  throw InputError(fmt::format("input {} has shape {}; expected {}", input,
                               to_string(call.floats(input).shape), to_string(shape)));
}

LstmShape checked_shape(const KernelCall& call, std::int64_t hidden, Direction direction) {
  const Value& x = call.floats(0);
  if (x.rank() != 3) throw InputError("needs an input [steps, batch, features]");
  if (call.has(4) || call.has(7))
    throw InputError("sequence lengths and peepholes are not supported");
  LstmShape shape{x.shape[0], x.shape[1], x.shape[2], hidden,
                  direction == Direction::kBidirectional ? 2 : 1};
  require_shape(call, 1, {shape.directions, shape.gates(), shape.inputs});
  require_shape(call, 2, {shape.directions, shape.gates(), hidden});
  require_shape(call, 3, {shape.directions, 2 * shape.gates()});
  require_shape(call, 5, {shape.directions, shape.batch, hidden});
  require_shape(call, 6, {shape.directions, shape.batch, hidden});
  call.spend(static_cast<double>(shape.steps) * static_cast<double>(shape.batch) *
             static_cast<double>(shape.directions) * static_cast<double>(shape.gates()) *
             static_cast<double>(shape.inputs + hidden));
  return shape;
}

/// The weights of one direction, each as [inputs, gates].
struct Weights {
  std::vector<float> of_input;
  std::vector<float> of_state;
  std::vector<float> bias;  ///< of both together, one a gate
};

std::vector<float> transposed(const float* matrix, std::int64_t rows, std::int64_t columns) {
  std::vector<float> out(static_cast<std::size_t>(rows * columns));
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      out[static_cast<std::size_t>(j * rows + i)] = matrix[i * columns + j];
    }
  }
  return out;
}

Weights weights_of(const KernelCall& call, const LstmShape& shape, std::int64_t direction) {
  const std::int64_t gates = shape.gates();
  Weights weights;
  weights.of_input = transposed(call.floats(1).floats.data() + direction * gates * shape.inputs,
                                gates, shape.inputs);
  weights.of_state = transposed(call.floats(2).floats.data() + direction * gates * shape.hidden,
                                gates, shape.hidden);
  weights.bias.assign(static_cast<std::size_t>(gates), 0.0F);
  if (!call.has(3)) return weights;
  const float* const bias = call.floats(3).floats.data() + direction * 2 * gates;
  for (std::int64_t i = 0; i < gates; ++i) {
    weights.bias[static_cast<std::size_t>(i)] = bias[i] + bias[gates + i];
  }
  return weights;
}

/// Runs one direction over all steps and leaves its last states in `h` and `c`.
class LstmDirection {
 public:
  LstmDirection(const KernelCall& call, const LstmShape& shape, std::int64_t direction)
      : shape_(shape), weights_(weights_of(call, shape, direction)), workspace_(call.workspace()) {
    const auto size = static_cast<std::size_t>(shape.batch * shape.gates());
    from_input_.resize(size);
    from_state_.resize(size);
    h = initial(call, 5, direction);
    c = initial(call, 6, direction);
  }

  void step(const float* x) {
    multiply_into(from_input_, x, shape_.inputs, weights_.of_input);
    multiply_into(from_state_, h.data(), shape_.hidden, weights_.of_state);
    for (std::int64_t n = 0; n < shape_.batch; ++n) {
      for (std::int64_t k = 0; k < shape_.hidden; ++k) update(n, k);
    }
  }

  std::vector<float> h;
  std::vector<float> c;

 private:
  std::vector<float> initial(const KernelCall& call, std::size_t input,
                             std::int64_t direction) const {
    const auto size = static_cast<std::size_t>(shape_.state());
    if (!call.has(input)) return std::vector<float>(size, 0.0F);
    const auto first = call.floats(input).floats.begin() + direction * shape_.state();
    return {first, first + shape_.state()};
  }

  void multiply_into(std::vector<float>& out, const float* rows, std::int64_t depth,
                     const std::vector<float>& columns) {
    MatrixProduct product;
    product.a = rows;
    product.a_stride = product.depth = depth;
    product.b = columns.data();
    product.b_stride = product.c_stride = product.columns = shape_.gates();
    product.c = out.data();
    product.rows = shape_.batch;
    multiply(product, *workspace_.loops, workspace_.packed);
  }

  float gate(std::int64_t n, std::int64_t number, std::int64_t k) const {
    const std::int64_t in_row = number * shape_.hidden + k;
    const auto i = static_cast<std::size_t>(n * shape_.gates() + in_row);
    return from_input_[i] + from_state_[i] + weights_.bias[static_cast<std::size_t>(in_row)];
  }

  void update(std::int64_t n, std::int64_t k) {
    const auto i = static_cast<std::size_t>(n * shape_.hidden + k);
    c[i] = sigmoid(gate(n, 2, k)) * c[i] + sigmoid(gate(n, 0, k)) * tanh(gate(n, 3, k));
    h[i] = sigmoid(gate(n, 1, k)) * tanh(c[i]);
  }

  LstmShape shape_;
  Weights weights_;
  Workspace& workspace_;
  std::vector<float> from_input_;
  std::vector<float> from_state_;
};

void run_lstm(const KernelCall& call, std::int64_t hidden, Direction direction) {
  const LstmShape shape = checked_shape(call, hidden, direction);
  const std::int64_t directions = shape.directions;
  const std::array<Shape, 3> shapes = {Shape{shape.steps, directions, shape.batch, hidden},
                                       Shape{directions, shape.batch, hidden},
                                       Shape{directions, shape.batch, hidden}};
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (call.has_output(i)) call.output(i).reset(ElementType::kFloat, shapes[i]);
  }
  for (std::int64_t d = 0; d < directions; ++d) {
    LstmDirection lstm(call, shape, d);
    const bool backward = d == 1 || direction == Direction::kReverse;
    for (std::int64_t i = 0; i < shape.steps; ++i) {
      const std::int64_t t = backward ? shape.steps - 1 - i : i;
      lstm.step(call.floats(0).floats.data() + t * shape.batch * shape.inputs);
      if (!call.has_output(0)) continue;
      std::copy(lstm.h.begin(), lstm.h.end(),
                call.output(0).floats.begin() + (t * directions + d) * shape.state());
    }
    if (call.has_output(1)) {
      std::copy(lstm.h.begin(), lstm.h.end(), call.output(1).floats.begin() + d * shape.state());
    }
    if (call.has_output(2)) {
      std::copy(lstm.c.begin(), lstm.c.end(), call.output(2).floats.begin() + d * shape.state());
    }
  }
}

Direction direction_named(const std::string& name) {
  if (name == "forward") return Direction::kForward;
  if (name == "reverse") return Direction::kReverse;
  if (name == "bidirectional") return Direction::kBidirectional;
  throw InputError(fmt::format("attribute 'direction' is '{}'", name));
}

}  // namespace

Kernel make_lstm(NodeSettings& settings) {
  constexpr std::int64_t kMaxHidden = 1 << 16;
  const std::int64_t hidden = settings.integer("hidden_size", 0);
  if (hidden < 1 || hidden > kMaxHidden) {
    throw InputError(
        fmt::format("attribute 'hidden_size' is {}; expected 1 to {}", hidden, kMaxHidden));
  }
  const Direction direction = direction_named(settings.text("direction", "forward"));
  settings.require_integer("layout", 0);
  settings.require_integer("input_forget", 0);
  return [=](const KernelCall& call) { run_lstm(call, hidden, direction); };
}

}  // namespace orbitmesh
