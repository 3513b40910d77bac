#include "inference/model_residency.h"

#include <algorithm>

namespace orbitmesh {

ModelResidency::ModelResidency(std::vector<Bytes> sizes, Bytes capacity, Bandwidth load_bandwidth)
    : capacity_(capacity), load_bandwidth_(load_bandwidth) {
  for (const Bytes size : sizes) models_.emplace_back().size = size;
  reset();
}

void ModelResidency::reset() {
  used_ = Bytes{};
  for (Model& model : models_) {
    model = Model{model.size, false, Time(), 0, 0};
    if (capacity_ < used_ + model.size) continue;
    model.resident = true;
    used_ = used_ + model.size;
  }
}

Duration ModelResidency::load_time(Bytes size) const {
  return Duration::from_seconds(static_cast<double>(size.count) / load_bandwidth_.si);
}

bool ModelResidency::can_use(std::size_t index) const {
  const Model& wanted = models_.at(index);
  if (wanted.resident) return true;
  Bytes kept = wanted.size;
  for (const Model& model : models_) {
    if (model.resident && model.users > 0) kept = kept + model.size;
  }
  return !(capacity_ < kept);
}

void ModelResidency::evict_for(Bytes size) {
  while (capacity_ < used_ + size) {
    Model* oldest = nullptr;
    for (Model& model : models_) {
      if (!model.resident || model.users > 0) continue;
      if (oldest == nullptr || model.last_use < oldest->last_use) oldest = &model;
    }
    oldest->resident = false;
    used_ = used_ - oldest->size;
  }
}

Duration ModelResidency::begin_use(std::size_t index, Time now) {
  Model& model = models_.at(index);
  if (!model.resident) {
    evict_for(model.size);
    model.resident = true;
    model.ready_at = now + load_time(model.size);
    used_ = used_ + model.size;
    ++loads_;
  }
  ++model.users;
  model.last_use = ++uses_;
  return std::max(Duration(), model.ready_at - now);
}

void ModelResidency::end_use(std::size_t index) { --models_.at(index).users; }

Bytes ModelResidency::reload_bytes() const {
  Bytes total;
  for (const Model& model : models_) {
    if (!(capacity_ < total + model.size)) total = total + model.size;
  }
  return total;
}

Duration ModelResidency::reload_time() const { return load_time(reload_bytes()); }

}  // namespace orbitmesh
