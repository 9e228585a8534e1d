#include "casus/score.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "table/table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string_view>

namespace casus {
namespace {

using table::Cell;
using table::Table;

const std::vector<std::string> known_columns = {"outcome", "observed", "base_rate"};

const Outcome* outcome_named(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.outcomes.begin(), scenario.outcomes.end(),
                                  [&](const Outcome& outcome) { return outcome.name == name; });
  return found == scenario.outcomes.end() ? nullptr : &*found;
}

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// What stands between blanks.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  std::vector<std::string> words;
  for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(blanks, end);
  }
  return words;
}

/// The numbers of a cell, between semicolons or blanks; none where nothing stands beside a semicolon.
std::optional<std::vector<std::string>> numbers_of(std::string_view text) {
  std::vector<std::string> numbers = words_of(text.substr(0, text.find(';')));
  for (std::size_t at = text.find(';'); at != std::string_view::npos; at = text.find(';', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    const std::vector<std::string> part = words_of(rest.substr(0, rest.find(';')));
    if (numbers.empty() || part.empty()) return std::nullopt;
    numbers.insert(numbers.end(), part.begin(), part.end());
  }
  return numbers;
}

class Reader {
public:
  Reader(const std::filesystem::path& file, const std::vector<Scenario>& scenarios)
      : table_(file), scenarios_(scenarios), outcome_(table_.column("outcome")),
        observed_(table_.column("observed")) {
    if (table_.has_column("base_rate")) base_ = table_.column("base_rate");
  }

  std::vector<Observation> read() {
    refuse_misspelt_columns();
    for (std::size_t row = 0; row < table_.row_count(); ++row) read_row(row);
    table_.require_good();
    const auto is_known = [](const Observation& observation) { return observation.observed.has_value(); };
    if (std::none_of(observations_.begin(), observations_.end(), is_known))
      table_.refuse(table_.cell(0, observed_),
                    "no outcome has been observed: fill in 'observed' where it is known");
    table_.require_good();
    return std::move(observations_);
  }

private:
  /// Checks the columns that are known; any other is a remark.
  void refuse_misspelt_columns() {
    for (const std::string& name : table_.columns()) {
      const bool is_known =
          std::find(known_columns.begin(), known_columns.end(), name) != known_columns.end();
      const auto meant = formula::nearest_name(name, known_columns);
      if (!is_known && meant && !table_.has_column(*meant))
        table_.refuse(
            {name, {table_.file(), 1, 1}},
            fmt::format("unknown column {}{}", formula::in_quotes(name), formula::did_you_mean(meant)));
    }
  }

  void read_row(std::size_t row) {
    const Cell name = table_.cell(row, outcome_);
    const auto [first, is_new] = lines_.try_emplace(name.text, name.place.line);
    if (!is_new)
      table_.refuse(name, fmt::format("outcome {} stands here again (first in line {}): remove one",
                                      formula::in_quotes(name.text), first->second));
    const Outcome* outcome = outcome_of(name);
    if (outcome == nullptr) return;
    Observation observation{.outcome = name.text, .is_event = outcome->when.has_value()};
    observation.observed = observed(table_.cell(row, observed_), observation.is_event);
    if (base_) observation.base = base(table_.cell(row, *base_), observation.is_event);
    observations_.push_back(std::move(observation));
  }

  /// The outcome of the first scenario, if all have it.
  const Outcome* outcome_of(const Cell& name) {
    const Outcome* first = outcome_named(scenarios_.front(), name.text);
    for (const Scenario& scenario : scenarios_) {
      const Outcome* outcome = outcome_named(scenario, name.text);
      if (outcome == nullptr) {
        refuse_unknown(name, scenario);
        return nullptr;
      }
      if (outcome->when.has_value() == first->when.has_value()) continue;
      table_.refuse(name,
                    fmt::format("outcome {} is an event in one scenario and a value in another: give one "
                                "of them another name",
                                formula::in_quotes(name.text)));
      return nullptr;
    }
    return first;
  }

  void refuse_unknown(const Cell& name, const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Outcome& outcome : scenario.outcomes) names.push_back(outcome.name);
    table_.refuse(name, fmt::format("unknown outcome {}{}: '{}' has {}", formula::in_quotes(name.text),
                                    formula::did_you_mean(formula::nearest_name(name.text, names)),
                                    scenario.file, names.empty() ? "none" : formula::in_quotes(names)));
  }

  std::optional<double> observed(const Cell& cell, bool is_event) {
    if (cell.text.empty()) return std::nullopt;
    if (!is_event) return table_.number(cell);
    const std::string word = lower_case(cell.text);
    if (word == "yes" || word == "true" || word == "1") return 1;
    if (word == "no" || word == "false" || word == "0") return 0;
    table_.refuse(cell,
                  fmt::format("{} does not say whether the event came: write yes or no, and leave it empty "
                              "while that is not known",
                              formula::in_quotes(cell.text)));
    return std::nullopt;
  }

  std::vector<double> base(const Cell& cell, bool is_event) {
    std::vector<double> numbers;
    const auto words = numbers_of(cell.text);
    if (!words)
      table_.refuse(cell,
                    fmt::format("{} has a semicolon with no number beside it: write the numbers as 1; 2",
                                formula::in_quotes(cell.text)));
    for (const std::string& word : words.value_or(std::vector<std::string>{}))
      if (const auto number = table_.number({word, cell.place})) numbers.push_back(*number);
    if (is_event && numbers.size() > 1)
      table_.refuse(cell, "the base rate of an event is one probability (several numbers are for a value)");
    else if (is_event && !numbers.empty() && !(numbers[0] >= 0 && numbers[0] <= 1))
      table_.refuse(cell, fmt::format("the base rate {} is no probability (it must lie in [0, 1])",
                                      formula::in_quotes(cell.text)));
    return numbers;
  }

  Table table_;
  const std::vector<Scenario>& scenarios_;
  std::size_t outcome_, observed_;
  std::optional<std::size_t> base_;
  std::map<std::string, int> lines_; ///< in which each outcome stands first
  std::vector<Observation> observations_;
};

} // namespace

std::vector<Observation> load_observations(const std::filesystem::path& file,
                                           const std::vector<Scenario>& scenarios) {
  return Reader(file, scenarios).read();
}

} // namespace casus
