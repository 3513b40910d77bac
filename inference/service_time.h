#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh {

/// The precision in which `accelerator` runs `model`: the model's own where the
/// accelerator has a peak rate for it, else the next wider format that holds every value
/// of the model's exactly (fp8 -> bf16 -> fp32, int8 -> bf16 -> fp32). Empty when there
/// is none; a model is never run in a narrower format than its own.
std::optional<Precision> execution_precision(const ModelProfile& model,
                                             const AcceleratorProfile& accelerator);

/// The fewest devices whose memory together holds the weights and the activations of one
/// inference.
std::int64_t devices_needed(const ModelProfile& model, const AcceleratorProfile& accelerator);

/// Whether `count` devices have the memory and a precision to run `model`.
bool fits(const ModelProfile& model, const AcceleratorProfile& accelerator, std::int64_t count);

/// Why fits() is false, as a sentence without a full stop; empty when it is true.
std::string why_not(const ModelProfile& model, const AcceleratorProfile& accelerator,
                    std::int64_t count);

/// Memory that holding all `models` resident takes on each device: a model that fits one
/// device has a copy on every device, a larger one its share of devices_needed(). Parts of a
/// model (inference/model_cut.h) take none beside their whole.
Bytes resident_bytes(const std::vector<const ModelProfile*>& models,
                     const AcceleratorProfile& accelerator);

/// Time of one batch of `batch` inferences on `devices` devices: as measured, where the model
/// has a table for this accelerator and number of devices, else by the roofline model
/// (Williams, Waterman, Patterson, CACM 52(4), 2009), phase by phase:
///
///     t = t_launch + max(b FLOP / (k peak eff_c), (weights + b activations) / (k BW eff_m))
///
/// and the same, with its own FLOP and bytes, for every decode step; k is the number of
/// devices, b the batch. Language models: token_phases() (inference/token_time.h) with the
/// profile's lengths. Rounded to a nanosecond. Throws InputError when the accelerator has no
/// precision for the model or the time exceeds 1e6 s.
/// Preconditions: devices >= 1, batch >= 1.
Duration service_time(const ModelProfile& model, const AcceleratorProfile& accelerator,
                      std::int64_t devices = 1, std::int64_t batch = 1);

/// The first phase by the roofline, each layer a kernel of its own: one launch and the sum over
/// the layers of t_kernel + max(b FLOP / (k peak eff_c), (weights + b traffic) / (k BW eff_m)).
/// What the roofline of the whole phase leaves out are the bytes between layers and the gaps
/// between kernels, so that this is the slower bound. Empty for a model without layers. Throws as
/// service_time().
std::optional<Duration> unfused_time(const ModelProfile& model,
                                     const AcceleratorProfile& accelerator,
                                     std::int64_t devices = 1, std::int64_t batch = 1);

}  // namespace orbitmesh
