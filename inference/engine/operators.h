#pragma once

#include "inference/engine/kernel.h"
#include "inference/engine/node_settings.h"

namespace orbitmesh {

// Makers of kernels, one for each ONNX operator (https://onnx.ai/onnx/operators). Each reads
// the attributes and throws InputError for those that are wrong or not supported.

Kernel make_conv(NodeSettings& settings);
Kernel make_conv_transpose(NodeSettings& settings);
Kernel make_gemm(NodeSettings& settings);
Kernel make_matmul(NodeSettings& settings);
Kernel make_lstm(NodeSettings& settings);

Kernel make_max_pool(NodeSettings& settings);
Kernel make_average_pool(NodeSettings& settings);
Kernel make_global_average_pool(NodeSettings& settings);

Kernel make_add(NodeSettings& settings);
Kernel make_sub(NodeSettings& settings);
Kernel make_mul(NodeSettings& settings);
Kernel make_div(NodeSettings& settings);
Kernel make_prelu(NodeSettings& settings);
Kernel make_pow(NodeSettings& settings);
Kernel make_max(NodeSettings& settings);
Kernel make_min(NodeSettings& settings);
Kernel make_equal(NodeSettings& settings);
Kernel make_greater(NodeSettings& settings);
Kernel make_greater_or_equal(NodeSettings& settings);
Kernel make_less(NodeSettings& settings);
Kernel make_less_or_equal(NodeSettings& settings);
Kernel make_and(NodeSettings& settings);
Kernel make_or(NodeSettings& settings);
Kernel make_where(NodeSettings& settings);

Kernel make_relu(NodeSettings& settings);
Kernel make_leaky_relu(NodeSettings& settings);
Kernel make_clip(NodeSettings& settings);
Kernel make_sigmoid(NodeSettings& settings);
Kernel make_tanh(NodeSettings& settings);
Kernel make_hard_sigmoid(NodeSettings& settings);
Kernel make_hard_swish(NodeSettings& settings);
Kernel make_elu(NodeSettings& settings);
Kernel make_erf(NodeSettings& settings);
Kernel make_exp(NodeSettings& settings);
Kernel make_log(NodeSettings& settings);
Kernel make_sqrt(NodeSettings& settings);
Kernel make_abs(NodeSettings& settings);
Kernel make_neg(NodeSettings& settings);
Kernel make_reciprocal(NodeSettings& settings);
Kernel make_floor(NodeSettings& settings);
Kernel make_ceil(NodeSettings& settings);
Kernel make_not(NodeSettings& settings);

Kernel make_softmax(NodeSettings& settings);
Kernel make_layer_normalization(NodeSettings& settings);
Kernel make_instance_normalization(NodeSettings& settings);
Kernel make_reduce_mean(NodeSettings& settings);
Kernel make_reduce_sum(NodeSettings& settings);
Kernel make_reduce_max(NodeSettings& settings);
Kernel make_reduce_min(NodeSettings& settings);
Kernel make_arg_max(NodeSettings& settings);

Kernel make_batch_normalization(NodeSettings& settings);

Kernel make_identity(NodeSettings& settings);
Kernel make_dropout(NodeSettings& settings);
Kernel make_reshape(NodeSettings& settings);
Kernel make_flatten(NodeSettings& settings);
Kernel make_squeeze(NodeSettings& settings);
Kernel make_unsqueeze(NodeSettings& settings);

Kernel make_transpose(NodeSettings& settings);
Kernel make_concat(NodeSettings& settings);
Kernel make_slice(NodeSettings& settings);
Kernel make_split(NodeSettings& settings);
Kernel make_expand(NodeSettings& settings);
Kernel make_gather(NodeSettings& settings);
Kernel make_pad(NodeSettings& settings);
Kernel make_resize(NodeSettings& settings);

Kernel make_shape(NodeSettings& settings);
Kernel make_size(NodeSettings& settings);
Kernel make_constant_of_shape(NodeSettings& settings);
Kernel make_cast(NodeSettings& settings);

}  // namespace orbitmesh
