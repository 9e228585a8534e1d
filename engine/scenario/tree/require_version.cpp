#include "scenario/tree/require_version.hpp"

#include "casus/version.hpp"
#include "formula/complaint.hpp"

#include <charconv>

namespace casus::scenario {

void require_version(const Node& root, const std::string& file, Problems& problems) {
  require_no_other_version(root, problems);
  const std::string number = std::to_string(format_version);
  if (root.shape == Shape::map && !root.find("casus"))
    problems.error({file, 0, 0},
                   "the key 'casus' is missing in the scenario: begin the file with 'casus: " + number + "'");
}

void require_no_other_version(const Node& root, Problems& problems) {
  const Entry* entry = root.find("casus");
  if (!entry) return;
  const std::string& text = entry->value->text;
  int found = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
  const bool is_text = entry->value->shape == Shape::scalar;
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  if (is_number && found == format_version) return;
  const std::string ours = "this program reads (" + std::to_string(format_version) + ")";
  if (is_number && found > format_version)
    problems.error(entry->value->place,
                   "format version " + text + " is newer than " + ours + ": use a newer casus");
  else
    problems.error(entry->value->place, (is_text ? formula::in_quotes(text) : name_of(entry->value->shape)) +
                                            " is not the format version that " + ours);
  problems.require_none();
}

} // namespace casus::scenario
