// The scenario is written out in one way and hashed. Notes, titles, questions, places and the texts of
// formulas are left out, for they change nothing (scenario/fields.hpp says what counts); names stay in, for
// the streams of random numbers are keyed by them. The order of the parts stays in too: it decides between
// events of one moment, between categories, and how sums are rounded.
//
// Every piece ends with a character that cannot be in it, so that no two scenarios are written alike.

#include "scenario/fingerprint.hpp"

#include "scenario/fields.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <iterator>
#include <type_traits>

namespace casus::scenario {

namespace {

class Writer {
public:
  std::string text() && { return std::move(text_); }

  template <HasFields Part>
  void put(const Part& part) {
    each_member(part, [this]<typename Field>(const Field&, const auto& member) {
      if constexpr (Field::counts) put(member);
    });
  }

private:
  void put(const std::string& name) {
    fmt::format_to(std::back_inserter(text_), "{}:{};", name.size(), name);
  }
  template <typename Value>
  requires std::is_arithmetic_v<Value>
  void put(Value value) { fmt::format_to(std::back_inserter(text_), "{};", value); }
  template <typename Choice>
  requires std::is_enum_v<Choice>
  void put(Choice choice) { put(static_cast<int>(choice)); }
  void put(const std::chrono::sys_days& day) { put(day.time_since_epoch().count()); }

  template <typename Part>
  void put(const std::optional<Part>& part) {
    text_ += part ? '+' : '-';
    if (part) put(*part);
  }

  template <typename Part>
  void put(const std::vector<Part>& parts) {
    put(parts.size());
    for (const Part& part : parts) put(part);
  }

  std::string text_;
};

} // namespace

std::string fingerprint(const Scenario& scenario) {
  Writer writer;
  writer.put(scenario);
  // A version 5 UUID is a SHA-1 hash of a name in a namespace (RFC 4122, section 4.3).
  const boost::uuids::name_generator_sha1 hash(boost::uuids::ns::url());
  std::string digits = boost::uuids::to_string(hash("casus scenario 2;" + std::move(writer).text()));
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return digits;
}

} // namespace casus::scenario
