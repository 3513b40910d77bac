#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/config_value.h"

namespace orbitmesh {

/// The checks of core/config_reader.h that do not depend on a section's type. All throw
/// InputError with the place, the key and the remedy.

/// Every key of `table` is one of `keys`; those of `not_available` get their own message.
void check_keys(const ConfigValue& table, const std::vector<std::string_view>& keys,
                const std::vector<std::string_view>& not_available);
[[noreturn]] void reject_missing(const ConfigValue& table, std::string_view key,
                                 std::string_view doc);
[[noreturn]] void reject_type(const ConfigValue& value, std::string_view key,
                              std::string_view expected);
/// A table where several may stand: [key] for [[key]].
[[noreturn]] void reject_single_table(const ConfigValue& value, std::string_view key);
/// Several tables where one is meant: [[key]] for [key].
[[noreturn]] void reject_repeated_table(const ConfigValue& value, std::string_view key);
[[noreturn]] void reject_name(const ConfigValue& value, std::string_view key,
                              const std::vector<std::string_view>& permitted,
                              const std::vector<std::string_view>& not_available);
/// `range` says what is permitted: "from 1 to 8".
[[noreturn]] void reject_range(const ConfigValue& value, std::string_view key,
                               std::string_view range);
/// A value that has no unit where `example` shows one.
[[noreturn]] void reject_bare_number(const ConfigValue& value, std::string_view key,
                                     std::string_view quantity, std::string_view units,
                                     std::string_view example);

bool read_bool(const ConfigValue& value, std::string_view key);
std::int64_t read_integer(const ConfigValue& value, std::string_view key);
/// Integers count as numbers; infinities and NaN are refused.
double read_number(const ConfigValue& value, std::string_view key);
const std::string& read_string(const ConfigValue& value, std::string_view key);
void check_identifier(const ConfigValue& value, std::string_view key);
void check_not_empty(const ConfigValue& value, std::string_view key);
void check_count(const ConfigValue& value, std::string_view key, std::int64_t maximum);

/// Text of a plain number as files write it; a float always has a '.' or an exponent.
std::string format_number(std::int64_t value);
std::string format_number(double value);

}  // namespace orbitmesh
