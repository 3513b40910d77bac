#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.h"

namespace orbitmesh {

struct ConfigMember;

/// One value of a parsed configuration document, with the place it stands at. Tables
/// keep the order of the document.
class ConfigValue {
 public:
  enum class Kind { kTable, kArray, kString, kInteger, kFloat, kBoolean };
  using Table = std::vector<ConfigMember>;
  using Array = std::vector<ConfigValue>;
  /// In the order of Kind.
  using Payload = std::variant<Table, Array, std::string, std::int64_t, double, bool>;

  ConfigValue();  ///< an empty table
  explicit ConfigValue(Payload payload, SourceLocation where = {});
  ConfigValue(const ConfigValue&);
  ConfigValue(ConfigValue&&) noexcept;
  ConfigValue& operator=(const ConfigValue&);
  ConfigValue& operator=(ConfigValue&&) noexcept;
  ~ConfigValue();

  Kind kind() const { return static_cast<Kind>(payload_.index()); }
  /// "a table", "an array", "a string", "an integer", "a number", "a boolean".
  std::string_view kind_name() const;
  bool is_table() const { return kind() == Kind::kTable; }
  bool is_array() const { return kind() == Kind::kArray; }
  bool is_string() const { return kind() == Kind::kString; }
  bool is_number() const { return kind() == Kind::kInteger || kind() == Kind::kFloat; }
  /// An array that is not empty and holds tables alone.
  bool is_array_of_tables() const;

  const SourceLocation& where() const { return where_; }

  /// The payload as its type. Precondition: the kind is right.
  const Table& table() const { return std::get<Table>(payload_); }
  Table& table() { return std::get<Table>(payload_); }
  const Array& array() const { return std::get<Array>(payload_); }
  Array& array() { return std::get<Array>(payload_); }
  const std::string& string() const { return std::get<std::string>(payload_); }
  std::int64_t integer() const { return std::get<std::int64_t>(payload_); }
  double floating() const { return std::get<double>(payload_); }
  bool boolean() const { return std::get<bool>(payload_); }

  /// The member of a table, or null. Precondition: is_table().
  const ConfigValue* find(std::string_view key) const;
  ConfigValue* find(std::string_view key);
  /// Sets a member, replacing one of the same key in its place. Returns the value.
  ConfigValue& set(std::string key, SourceLocation key_where, ConfigValue value);
  void erase(std::string_view key);

  /// `name` of a table that has a string of that key, else empty.
  std::string_view name() const;

 private:
  Payload payload_;
  SourceLocation where_;
};

/// A key of a table, where the key stands, and its value.
struct ConfigMember {
  std::string key;
  SourceLocation where;
  ConfigValue value;
};

}  // namespace orbitmesh
