#pragma once

namespace orbitmesh {

/// Tell ThreadSanitizer that a message orders its sender's memory before its receiver's,
/// which it cannot see: libzmq is not instrumented. Nothing in other builds. `tag` is an
/// address that both sides share.
void acquire_order(void* tag);
void release_order(void* tag);

}  // namespace orbitmesh
