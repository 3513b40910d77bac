#include "nodes/local_accelerator.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace orbitmesh {

LocalAccelerator::LocalAccelerator(EventLoop& loop, Server* server, std::optional<Power> power)
    : loop_(loop), server_(server), power_(power) {
  if (server_ != nullptr && server_->devices() != 1) {
    throw std::invalid_argument("a client's own accelerator must be one device");
  }
}

std::optional<LocalCandidate> LocalAccelerator::offer(const ModelProfile& model) const {
  if (server_ == nullptr || !server_->up() || !server_->holds(model)) return std::nullopt;
  const Duration wait = std::max(Duration(), free_at_ - loop_.now());
  return LocalCandidate{wait, server_->service_time(model), power_};
}

bool LocalAccelerator::submit(ServiceRequest request) {
  const Duration service = server_->service_time(*request.model);
  request.on_lost = [this, on_lost = std::move(request.on_lost)] {
    free_at_ = loop_.now();  // all of it is lost
    if (on_lost) on_lost();
  };
  if (!server_->submit(std::move(request))) return false;
  free_at_ = std::max(free_at_, loop_.now()) + service;
  return true;
}

}  // namespace orbitmesh
