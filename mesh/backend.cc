#include "mesh/backend.h"

#include <stdexcept>

namespace orbitmesh {

std::unique_ptr<Backend> make_backend(Fidelity fidelity, const BackendSetup& setup) {
  switch (fidelity) {
    case Fidelity::kPacket:
      return make_packet_backend(setup);
    case Fidelity::kMessage:
      return make_message_backend(setup);
    case Fidelity::kIdeal:
      return make_ideal_backend(setup);
  }
  throw std::logic_error("fidelity without a backend");
}

void Backend::capture(const CaptureSpec&) {
  throw std::logic_error("there are no packets to capture in this fidelity");
}

}  // namespace orbitmesh
