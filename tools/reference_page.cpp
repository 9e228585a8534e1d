#include "reference_page.hpp"

#include "distribution/families.hpp"
#include "formula/calendar.hpp"
#include "formula/functions.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/driver_groups.hpp"
#include "scenario/read/read_times.hpp"
#include "scenario/target_fields.hpp"
#include "scenario/tree/files.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace casus::language {

namespace {

using scenario::Key;
using scenario::PartKeys;

constexpr std::string_view opening = R"(# The language of scenarios

This page is written by `scripts/reference.sh` from the lists that the program itself reads by (`engine/scenario/fields.hpp`): it has
every key, and nothing else is accepted. What the parts mean is told in `methods.md`, how to begin in `tutorial.md`. Editors that know JSON
Schema complete and check keys with `scenarios/casus.schema.json`, which is written from the same lists.

A scenario is a YAML file. Every part may also have a note, which changes nothing:

)";

constexpr std::string_view values = R"(
## Values

| value | how it is written |
|---|---|
| a number | `0.3`, or a formula of parameters, such as `2 * red_line`, or a distribution, such as `{pert: [0.4, 1.0, 1.8]}`: then each world draws its own |
| a duration | a number with a unit, `26 weeks`; a bare number counts in days |
| a rate | a number per time, `6 per year`, `0.1 * population per week`, `3 per 2 weeks`; per day where it does not say, which is met with a warning |
| a date | `2024-11-05`; it begins at 00:00 UTC |
| a moment | a date, `now` (the end of what has been observed), either with durations added (`now + 2 weeks`), or a duration from the start, `6 months` |
| a formula | numbers, parameters, drivers, ladders (the index of their rung, lowest 0), in effects also marks, with `+ - * / ^` and functions |
| a condition | `weapon == nato and not ceasefire_holds`, `china_to_russia >= lethal_aid`, `time >= 90 days`, `date < 2024-11-05`: formulas compared by `< <= > >= == !=`, joined by `and`, `or`, `not`; a list in `weapon in [nato, domestic]` |
| a term | a formula or a condition, which counts as 0 or 1 |

Numbers, durations and rates are not mixed: `often * 1 year` is a number where `often` is a rate, `1 / often` a duration, and `often + 1` an error. 'per' stands at the end and divides the whole formula; within one, a rate is
written `1 / 1 year`. Time (`time`, `since`) goes with durations and, in days, with numbers. Dates are written as above and in no other way, with years of four digits, up to 9999.

What is no number, such as `log(-1)`, stays none in whatever is computed with it, and so does a comparison, unless another piece decides the condition (`x > 0 and log(x) > 1`). A rate or a gate of that kind ends the run; any other
condition of that kind does not hold.

)";

std::string table_of(const std::vector<Key>& keys) {
  std::string text = "| key | takes | meaning |\n|---|---|---|\n";
  for (const Key& key : keys) {
    const std::string bounds = key.takes.bounds ? fmt::format(", {}", key.takes.bounds->words) : "";
    const std::string needs = key.needs.key.empty() ? "" : fmt::format(" Only beside `{}`.", key.needs.key);
    text += fmt::format("| `{}` | {}{} | {}{} |\n", key.name, key.takes.words, bounds, key.says, needs);
  }
  return text;
}

std::string heading_of(const PartKeys& part) {
  std::string title(part.word);
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return fmt::format("\n## {}\n\n{}\n\n", title, part.says);
}

std::string functions() {
  std::string text = "## Functions\n\n| function | yields |\n|---|---|\n";
  for (const formula::Function& function : formula::all_functions())
    text += fmt::format("| `{}` | {} |\n", function.name, function.says);
  return text;
}

std::string units() {
  std::string text = "\n## Units\n\n| unit | days |\n|---|---|\n";
  for (const std::string& unit : formula::unit_names())
    text += fmt::format("| `{}` | {} |\n", unit, formula::days_in(unit).value());
  return text + "\nA year is the Julian year of astronomy, a month a twelfth of it. The singular is "
                "understood too.\n";
}

std::string ways_of(const distribution::Family& family) {
  if (family.lists_values()) return "values and weights";
  std::string text;
  for (const distribution::Way& way : family.ways)
    text += fmt::format("{}`{}`", text.empty() ? "" : " or ", fmt::join(way.arguments, ", "));
  return text;
}

std::string distributions() {
  std::string text = "\n## Distributions\n\nA map of one key: `{lognormal: {median: 2, sigma: 0.5}}`, or "
                     "with a list in the order of the first "
                     "arguments: `{uniform: [1, 2]}`. Two quantiles (of triangular and pert three, their "
                     "ends and the mode among them) "
                     "determine a family as well: `{lognormal: {p05: 0.5, p95: 4}}`.\n\n| family | arguments "
                     "| what it is |\n|---|---|---|\n";
  for (const distribution::Family& family : distribution::families())
    text += fmt::format("| `{}` | {} | {} |\n", family.name, ways_of(family), family.says);
  return text;
}

std::string reserved() {
  return fmt::format("\n## Names\n\nA name has letters, digits and underscores, at most 64, does not begin "
                     "with a digit, and is none of the words "
                     "of formulas: `{}`.\n",
                     fmt::join(formula::reserved_words(), "`, `"));
}

std::string limits() {
  return fmt::format("\n## Limits\n\nA scenario has, with all that it extends and includes, at most {} bytes "
                     "in {} files, {} values nested {} "
                     "deep, and {} parts of a kind; a formula {} characters, nested {} deep; a group of "
                     "drivers that follow each "
                     "other or are correlated {} drivers. The grid has at most {} steps, and the horizon "
                     "lies before the year "
                     "10000. More is refused, with its place.\n",
                     scenario::largest_file, scenario::most_files, scenario::most_nodes,
                     scenario::deepest_nesting, scenario::most_of_a_kind, formula::longest_formula,
                     formula::deepest_formula, scenario::largest_group, scenario::most_steps);
}

std::string file_of_targets() {
  return fmt::format("\n## File of targets\n\n{}\n\n{}\n### Target\n\n{}\n\n{}",
                     scenario::Fields<scenario::TargetFile>::says,
                     table_of(scenario::keys_of<scenario::TargetFile>()), scenario::Fields<Target>::says,
                     table_of(scenario::keys_of<Target>()));
}

} // namespace

std::string reference_page() {
  std::string page(opening);
  page += table_of(scenario::keys_of<Note>());
  for (const PartKeys& part : scenario::parts_of_a_scenario()) page += heading_of(part) + table_of(part.keys);
  page += std::string(values) + functions() + units() + distributions() + reserved() + limits() +
          file_of_targets();
  return page;
}

} // namespace casus::language
