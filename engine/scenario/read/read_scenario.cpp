// The order of reading: first whether this is a scenario at all and of our version; then the names of all
// parts, which may be used anywhere; then times and parameters, against which other things are checked; then
// the parts.

#include "scenario/read/read_scenario.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/fingerprint.hpp"
#include "scenario/longest_name.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/driver_groups.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_times.hpp"
#include "scenario/read/unused.hpp"
#include "scenario/tree/require_version.hpp"

#include <filesystem>

namespace casus::scenario {

namespace {

using SectionReader = void (*)(Reading&, const Node&);

void read_section(Reading& reading, const MapReader& scenario, std::string_view key, SectionReader read) {
  const Entry* entry = scenario.entry(key);
  if (!entry || entry->value->shape == Shape::null) return; // an empty section is one without parts
  const Shape wanted = scenario.takes(key).keyed_by_names ? Shape::map : Shape::list;
  if (entry->value->shape == wanted)
    read(reading, *entry->value);
  else
    reading.problems.error(entry->value->place, formula::in_quotes(key) + " must be " + name_of(wanted) +
                                                    ", not " + name_of(entry->value->shape));
}

void read_title(Reading& reading, const MapReader& scenario) {
  Scenario& result = reading.scenario;
  result.note = scenario.note();
  result.title = scenario.text("title");
  result.name = std::filesystem::path(result.file).stem().string();
  if (!scenario.has("name")) return;
  result.name = scenario.text("name");
  if (source::character_count(result.name) > longest_name)
    reading.problems.error(scenario.entry("name")->value->place, "'name' of the scenario has more than " +
                                                                     std::to_string(longest_name) +
                                                                     " characters");
}

void read_parts(Reading& reading, const MapReader& scenario) {
  read_section(reading, scenario, "parameters", read_parameters);
  read_section(reading, scenario, "drivers", read_drivers);
  read_section(reading, scenario, "correlations", read_correlations);
  check_driver_groups(reading);
  read_section(reading, scenario, "triggers", read_triggers);
  read_section(reading, scenario, "ladders", read_ladders);
  read_section(reading, scenario, "outcomes", read_outcomes);
  read_section(reading, scenario, "force", read_force);
  if (const Entry* observed = scenario.entry("observed"); observed && observed->value->shape != Shape::null)
    read_observed(reading, *observed);
}

} // namespace

Scenario read_scenario(const Node& root, const std::string& file, Problems& problems, LaterNodes& later) {
  require_version(root, file, problems);
  Scenario result;
  result.file = file;
  Reading reading{problems, result, later};
  const MapReader scenario(reading, root, "the scenario", {file, 0, 0}, keys_of<Scenario>());
  declare_names(reading, root);
  read_title(reading, scenario);
  read_times(reading, scenario);
  read_parts(reading, scenario);
  problems.require_none();
  warn_of_unused(reading);
  result.warnings = problems.in_order();
  result.fingerprint = fingerprint(result);
  return result;
}

} // namespace casus::scenario
