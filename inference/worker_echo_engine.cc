#include "inference/worker_echo_engine.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace orbitmesh {
namespace {

constexpr std::size_t kOutputs = 10;
constexpr std::uint32_t kBits = 32;

class EchoEngine : public Engine {
 public:
  explicit EchoEngine(Duration delay) : delay_(delay) {}

  const std::vector<WeightTensor>& weights() const override { return weights_; }

  void flip(const WeightBit& bit) override {
    if (bit.tensor != 0 || bit.element >= kOutputs || bit.bit >= kBits) {
      throw std::out_of_range("no such weight bit");
    }
    masks_[bit.element] ^= std::uint32_t{1} << bit.bit;
  }

  const std::vector<std::int64_t>& input_shape() const override { return shape_; }

  Tensor run(const Tensor& input) override {
    if (delay_ > Duration{}) std::this_thread::sleep_for(std::chrono::nanoseconds(delay_.ns()));
    const std::size_t count = std::min(kOutputs, input.values.size());
    Tensor output{{static_cast<std::int64_t>(count)}, std::vector<float>(count)};
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t bits = 0;
      std::memcpy(&bits, &input.values[i], sizeof bits);
      bits ^= masks_[i];
      std::memcpy(&output.values[i], &bits, sizeof bits);
    }
    return output;
  }

 private:
  Duration delay_;
  std::vector<WeightTensor> weights_{{"mask", kOutputs, kBits}};
  std::vector<std::int64_t> shape_{-1};
  std::array<std::uint32_t, kOutputs> masks_{};
};

}  // namespace

EngineFactory echo_engines(Duration delay) {
  return [delay](const std::string&) { return std::make_unique<EchoEngine>(delay); };
}

}  // namespace orbitmesh
