#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "orbit/catalogue.h"

namespace orbitmesh {

/// Gathers the records of one file into a catalogue: bad records by the mode, and of several
/// element sets of one object the newest, of equally new ones the last.
class CatalogueBuilder {
 public:
  /// Bounds time and memory.
  static constexpr int kMaxRecords = 1'000'000;

  CatalogueBuilder(std::string source, CatalogueMode mode, int max_records = kMaxRecords);

  const std::string& source() const { return catalogue_.source; }

  /// Adds the element set that `read()` returns. An InputError of it passes through in strict
  /// mode; in lenient mode it counts as one rejected record. Throws InputError where there are
  /// `max_records` already.
  template <typename Read>
  void add(const Read& read) {
    count_record();
    try {
      sets_.push_back(read());
    } catch (const InputError& error) {
      if (mode_ == CatalogueMode::kStrict) throw;
      reject(error.what());
    }
  }

  /// The catalogue of what was added. Throws InputError when that is nothing.
  Catalogue finish();

 private:
  void count_record();
  void reject(const std::string& reason);
  void keep_newest();
  void note_replaced(const ElementSet& kept, int count);

  Catalogue catalogue_;
  CatalogueMode mode_;
  int max_records_;
  std::vector<ElementSet> sets_;  // in the file's order
  int objects_replaced_ = 0;
};

}  // namespace orbitmesh
