#pragma once

#include <cstddef>
#include <cstdint>

namespace orbitmesh::ort {

// The part of ONNX Runtime's C interface that is used here: its table of functions in their
// order, which never changes (onnxruntime_c_api.h: "no functions may be removed or
// reordered"), and the opaque types. The library is loaded at run time and never linked.

struct Env;
struct Status;
struct MemoryInfo;
struct Session;
struct SessionOptions;
struct RunOptions;
struct Value;
struct TypeInfo;
struct TensorInfo;
struct Allocator;

/// ONNXTensorElementDataType.
enum ElementType : int { kFloat = 1, kUint8 = 2, kInt8 = 3, kInt32 = 6, kInt64 = 7, kBool = 9 };

inline constexpr int kLogErrors = 3;        ///< OrtLoggingLevel
inline constexpr int kOptimizeAll = 99;     ///< GraphOptimizationLevel
inline constexpr int kDeviceAllocator = 0;  ///< OrtAllocatorType
inline constexpr int kDefaultMemory = 0;    ///< OrtMemType
/// Version of the interface that is asked for: the first, which every library has.
inline constexpr std::uint32_t kApiVersion = 1;

using Slot = void (*)();

/// OrtApi: a function that returns a Status returns null when it succeeds.
struct Api {
  Slot unused_0[2];
  const char* (*get_error_message)(const Status*);
  Status* (*create_env)(int log_level, const char* name, Env**);
  Slot unused_4[4];
  Status* (*create_session_from_array)(const Env*, const void* data, std::size_t size,
                                       const SessionOptions*, Session**);
  Status* (*run)(Session*, const RunOptions*, const char* const* input_names,
                 const Value* const* inputs, std::size_t input_count,
                 const char* const* output_names, std::size_t output_count, Value** outputs);
  Status* (*create_session_options)(SessionOptions**);
  Slot unused_11[12];
  Status* (*set_graph_optimization_level)(SessionOptions*, int level);
  Status* (*set_intra_op_threads)(SessionOptions*, int threads);
  Slot unused_25[5];
  Status* (*get_input_count)(const Session*, std::size_t*);
  Status* (*get_output_count)(const Session*, std::size_t*);
  Slot unused_32[1];
  Status* (*get_input_type_info)(const Session*, std::size_t index, TypeInfo**);
  Slot unused_34[2];
  Status* (*get_input_name)(const Session*, std::size_t index, Allocator*, char**);
  Status* (*get_output_name)(const Session*, std::size_t index, Allocator*, char**);
  Slot unused_38[11];
  Status* (*create_tensor_with_data)(const MemoryInfo*, void* data, std::size_t bytes,
                                     const std::int64_t* shape, std::size_t rank, int element_type,
                                     Value**);
  Slot unused_50[1];
  Status* (*get_tensor_data)(Value*, void**);
  Slot unused_52[3];
  Status* (*get_tensor_info_of_type)(const TypeInfo*, const TensorInfo**);
  Slot unused_56[4];
  Status* (*get_element_type)(const TensorInfo*, int*);
  Status* (*get_rank)(const TensorInfo*, std::size_t*);
  Status* (*get_shape)(const TensorInfo*, std::int64_t* shape, std::size_t rank);
  Slot unused_63[2];
  Status* (*get_tensor_info)(const Value*, TensorInfo**);
  Slot unused_66[3];
  Status* (*create_cpu_memory_info)(int allocator_type, int memory_type, MemoryInfo**);
  Slot unused_70[6];
  Status* (*allocator_free)(Allocator*, void*);
  Slot unused_77[1];
  Status* (*get_default_allocator)(Allocator**);
  Slot unused_79[13];
  void (*release_env)(Env*);
  void (*release_status)(Status*);
  void (*release_memory_info)(MemoryInfo*);
  void (*release_session)(Session*);
  void (*release_value)(Value*);
  Slot unused_97[1];
  void (*release_type_info)(TypeInfo*);
  void (*release_tensor_info)(TensorInfo*);
  void (*release_session_options)(SessionOptions*);
};

/// Places of the functions in onnxruntime_c_api.h, counted from 0.
static_assert(offsetof(Api, get_error_message) == 2 * sizeof(Slot));
static_assert(offsetof(Api, create_session_from_array) == 8 * sizeof(Slot));
static_assert(offsetof(Api, set_graph_optimization_level) == 23 * sizeof(Slot));
static_assert(offsetof(Api, get_input_count) == 30 * sizeof(Slot));
static_assert(offsetof(Api, get_input_name) == 36 * sizeof(Slot));
static_assert(offsetof(Api, create_tensor_with_data) == 49 * sizeof(Slot));
static_assert(offsetof(Api, get_tensor_data) == 51 * sizeof(Slot));
static_assert(offsetof(Api, get_tensor_info_of_type) == 55 * sizeof(Slot));
static_assert(offsetof(Api, get_element_type) == 60 * sizeof(Slot));
static_assert(offsetof(Api, get_tensor_info) == 65 * sizeof(Slot));
static_assert(offsetof(Api, create_cpu_memory_info) == 69 * sizeof(Slot));
static_assert(offsetof(Api, allocator_free) == 76 * sizeof(Slot));
static_assert(offsetof(Api, release_env) == 92 * sizeof(Slot));
static_assert(offsetof(Api, release_session_options) == 100 * sizeof(Slot));

/// OrtApiBase, which OrtGetApiBase() of the library returns.
struct ApiBase {
  const Api* (*get_api)(std::uint32_t version);
  const char* (*get_version)();
};

}  // namespace orbitmesh::ort
