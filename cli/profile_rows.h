#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/quantity.h"
#include "core/sourced.h"
#include "core/units.h"
#include "inference/device_profile.h"
#include "inference/layer_table.h"
#include "inference/measured_latency.h"

namespace orbitmesh {

/// One value of a profile with its provenance, as text.
struct ProfileRow {
  std::string key;  ///< "peak.int8"
  std::string value;
  std::string confidence;
  std::string source;
};

/// Field visitor that lists every Sourced value of a profile, nested ones too, and the sum of
/// its layers.
class ProfileRows {
 public:
  template <class T, class S>
  void field(std::string_view key, T& value, const S&) {
    add(prefix_ + std::string(key), value);
  }
  /// One row a point: "measured.1xnvidia-h100-sxm.batch-8".
  void add_measured(const MeasuredLatency& measured);
  const std::vector<ProfileRow>& rows() const { return rows_; }

 private:
  template <class T>
  void add(const std::string& key, const Sourced<T>& sourced) {
    rows_.push_back(
        {key, text(sourced.value), std::string(to_string(sourced.confidence)), sourced.source});
  }
  template <class T>
  void add(const std::string& key, std::optional<T>& value) {
    if (value) add(key, *value);
  }
  template <class T>
  void add(const std::string& key, std::vector<T>& sections) {
    for (std::size_t i = 0; i < sections.size(); ++i) {
      add(key + "." + std::to_string(i + 1), sections[i]);
    }
  }
  /// "effect.core-sdc.one_energy.sigma"
  void add(const std::string& key, std::vector<DeviceEffect>& effects) {
    for (DeviceEffect& effect : effects) add(key + "." + effect.name, effect);
  }
  void add(const std::string&, const std::string&) {}
  /// A figure without a source is part of the one beside it.
  template <class D>
  void add(const std::string&, const Quantity<D>&) {}
  void add(const std::string&, double) {}
  template <class T>
  std::enable_if_t<std::is_enum_v<T>> add(const std::string&, const T&) {}
  void add(const std::string& key, LayerTable& layers);
  template <class T>
  auto add(const std::string& key, T& section)
      -> decltype(section.visit_fields(std::declval<ProfileRows&>())) {
    const std::string outer = prefix_;
    prefix_ = key + ".";
    section.visit_fields(*this);
    prefix_ = outer;
  }

  template <class T>
  static std::string text(const T& value) {
    if constexpr (is_quantity_v<T>) {
      return format_quantity(value);
    } else if constexpr (std::is_enum_v<T>) {
      return std::string(to_string(value));
    } else if constexpr (std::is_integral_v<T>) {
      return std::to_string(value);
    } else {
      return shortest(value);
    }
  }
  static std::string shortest(double value);

  std::string prefix_;
  std::vector<ProfileRow> rows_;
};

}  // namespace orbitmesh
