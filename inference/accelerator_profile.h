#pragma once

#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/precision.h"

namespace orbitmesh {

/// Dense peak rate of one device in each precision it computes in; empty where it has
/// no unit for that precision or none is published.
struct PeakRates {
  std::optional<Sourced<ComputeRate>> fp32;
  std::optional<Sourced<ComputeRate>> bf16;
  std::optional<Sourced<ComputeRate>> fp8;
  std::optional<Sourced<ComputeRate>> int8;

  const std::optional<Sourced<ComputeRate>>& of(Precision precision) const {
    switch (precision) {
      case Precision::kFp32:
        return fp32;
      case Precision::kBf16:
        return bf16;
      case Precision::kFp8:
        return fp8;
      case Precision::kInt8:
        break;
    }
    return int8;
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto rate = [](std::string_view doc) {
      return Spec<ComputeRate>(doc).min({1e6}).max({1e18});
    };
    v.field("fp32", fp32, rate("dense peak in fp32"));
    v.field("bf16", bf16, rate("dense peak in bf16 or fp16"));
    v.field("fp8", fp8, rate("dense peak in fp8"));
    v.field("int8", int8, rate("dense peak in int8"));
  }
};

/// One kind of accelerator: the figures of a single device.
struct AcceleratorProfile {
  std::string name;
  PeakRates peak;
  Sourced<Bytes> memory;
  Sourced<Bandwidth> bandwidth;
  std::optional<Sourced<Power>> power;
  Sourced<Duration> launch_overhead{Duration::from_us(50), "engineering default",
                                    Confidence::kGuess};
  Sourced<Duration> kernel_overhead{Duration::from_us(5), "engineering default",
                                    Confidence::kGuess};
  Sourced<double> eff_compute{0.45, "middle of the usual 0.3-0.6", Confidence::kGuess};
  Sourced<double> eff_memory{0.70, "inside the usual 0.6-0.85", Confidence::kGuess};
  Sourced<Duration> reboot_time{Duration::from_s(60), "inside the usual 30-120 s",
                                Confidence::kGuess};
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name that scenarios use").required().identifier());
    v.field("peak", peak, Spec<PeakRates>("dense peak rates, one of them at least").required());
    v.field("memory", memory,
            Spec<Bytes>("memory for weights and activations")
                .min({1})
                .max({1'000'000'000'000'000})
                .required());
    v.field("bandwidth", bandwidth,
            Spec<Bandwidth>("peak memory bandwidth").min({1e6}).max({1e18}).required());
    v.field("power", power, Spec<Power>("power at full load").above({0}).max({1e7}));
    v.field("launch_overhead", launch_overhead,
            Spec<Duration>("fixed time of starting one phase of an inference")
                .min(Duration())
                .max(Duration::from_s(10)));
    v.field("kernel_overhead", kernel_overhead,
            Spec<Duration>("fixed time of each layer that is not fused with others")
                .min(Duration())
                .max(Duration::from_s(1)));
    v.field("eff_compute", eff_compute,
            Spec<double>("share of the peak rate that a model reaches").min(0.01).max(1.0));
    v.field("eff_memory", eff_memory,
            Spec<double>("share of the bandwidth that a model reaches").min(0.01).max(1.0));
    v.field("reboot_time", reboot_time,
            Spec<Duration>("from a functional interrupt to the loading of models")
                .min(Duration())
                .max(Duration::from_s(86'400)));
  }
};

}  // namespace orbitmesh
