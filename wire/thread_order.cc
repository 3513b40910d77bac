#include "wire/thread_order.h"

#if defined(__SANITIZE_THREAD__)

extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
// The runtime asks for this. What libzmq, and libsodium for it, allocate, copy and free is
// ordered by atomics that the runtime does not see.
const char* __tsan_default_suppressions();
const char* __tsan_default_suppressions() {
  return "called_from_lib:libzmq.so\ncalled_from_lib:libsodium.so\n";
}
}

namespace orbitmesh {
void acquire_order(void* tag) { __tsan_acquire(tag); }
void release_order(void* tag) { __tsan_release(tag); }
}  // namespace orbitmesh

#else

namespace orbitmesh {
void acquire_order(void* /*tag*/) {}
void release_order(void* /*tag*/) {}
}  // namespace orbitmesh

#endif
