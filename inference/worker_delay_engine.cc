#include "inference/worker_delay_engine.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "core/rng.h"

namespace orbitmesh {
namespace {

class DelayedEngine final : public Engine {
 public:
  DelayedEngine(std::unique_ptr<Engine> engine, Duration longest, std::uint64_t seed)
      : engine_(std::move(engine)), longest_(longest), delays_(seed, "worker.delay", 0) {}

  const std::vector<WeightTensor>& weights() const override { return engine_->weights(); }
  void flip(const WeightBit& bit) override { engine_->flip(bit); }
  const std::vector<std::int64_t>& input_shape() const override { return engine_->input_shape(); }
  Tensor run(const Tensor& input) override {
    sleep();
    return engine_->run(input);
  }
  Tensor run_struck(const Tensor& input, const ActivationBit& bit) override {
    sleep();
    return engine_->run_struck(input, bit);
  }

 private:
  void sleep() {
    const auto ns =
        static_cast<std::int64_t>(delays_.uniform() * static_cast<double>(longest_.ns()));
    std::this_thread::sleep_for(std::chrono::nanoseconds(ns));
  }

  std::unique_ptr<Engine> engine_;
  Duration longest_;
  RngStream delays_;
};

}  // namespace

EngineFactory delayed_engines(EngineFactory factory, Duration longest, std::uint64_t seed) {
  return [factory = std::move(factory), longest, seed](const std::string& model) {
    return std::make_unique<DelayedEngine>(factory(model), longest, seed);
  };
}

}  // namespace orbitmesh
