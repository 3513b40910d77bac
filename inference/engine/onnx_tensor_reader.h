#pragma once

#include "inference/engine/onnx_model.h"
#include "inference/engine/protobuf_reader.h"

namespace orbitmesh {

/// Decodes a TensorProto. Throws InputError, naming the byte, when the data does not have as
/// many elements as the shape says or has a type that is not supported.
OnnxTensor read_onnx_tensor(ProtobufReader message);

/// The ElementType of an ONNX data type; an error of `message` when there is none.
ElementType onnx_element_type(std::int64_t data_type, const ProtobufReader& message);

}  // namespace orbitmesh
