#include "nodes/local_accelerator.h"

#include <stdexcept>
#include <utility>

#include "inference/clocked_work.h"

namespace orbitmesh {

LocalAccelerator::LocalAccelerator(Server* server, std::optional<Power> power)
    : server_(server), power_(power) {
  if (server_ != nullptr && server_->devices() != 1) {
    throw std::invalid_argument("a client's own accelerator must be one device");
  }
}

std::optional<LocalCandidate> LocalAccelerator::offer(const ModelProfile& model) const {
  if (server_ == nullptr || !server_->up() || !server_->holds(model)) return std::nullopt;
  const Duration service = at_clock(server_->service_time(model), server_->clock());
  return LocalCandidate{server_->backlog(), service, power_};
}

bool LocalAccelerator::submit(ServiceRequest request) {
  return server_->submit(std::move(request));
}

}  // namespace orbitmesh
