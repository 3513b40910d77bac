#pragma once

#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"

namespace orbitmesh {

/// [[capture]]: the packets of an end host, written to a pcap file in the run's folder.
struct CaptureSection {
  std::string host;
  Bytes limit{100'000'000};
  SectionLocation where;

  /// Name of the file: "austin.pcap", "shell-1_0-0.pcap".
  std::string file_name() const {
    std::string name = host;
    for (char& c : name) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '-' || c == '.';
      if (!plain) c = '_';
    }
    return name + ".pcap";
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("host", host,
            Spec<std::string>("end host: a site, a client (its first instance), an instance "
                              "(`robot-2`) or a satellite")
                .required()
                .not_empty());
    v.field("limit", limit,
            Spec<Bytes>("size at which the file ends").min({1'000}).max({10'000'000'000}));
  }
};

}  // namespace orbitmesh
