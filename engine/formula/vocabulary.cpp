#include "formula/vocabulary.hpp"

#include "formula/functions.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

NameList list_of(const std::vector<std::string>& names) {
  NameList list;
  for (const std::string& name : names) list.add(name);
  return list;
}

const NameList& at(const std::vector<NameList>& lists, int index) {
  return lists.at(static_cast<std::size_t>(index));
}

} // namespace

void Vocabulary::add_parameter(const std::string& name) {
  parameters_.add(name);
  dimensions_.emplace_back();
}

void Vocabulary::measure_parameter(int index, const Dimension& dimension) {
  dimensions_.at(static_cast<std::size_t>(index)) = dimension;
}

void Vocabulary::add_driver(const std::string& name) { drivers_.add(name); }

void Vocabulary::add_trigger(const std::string& name) { triggers_.add(name); }

void Vocabulary::add_ladder(const std::string& name, const std::vector<std::string>& rungs) {
  ladders_.add(name);
  rungs_.push_back(list_of(rungs));
  for (const std::string& rung : rungs) rung_indices_.try_emplace(rung, *rungs_.back().find(rung));
}

void Vocabulary::add_mark(const std::string& name, const std::vector<std::string>& categories) {
  marks_.add(name);
  categories_.push_back(list_of(categories));
}

void Vocabulary::clear_marks() {
  marks_ = {};
  categories_.clear();
}

std::optional<Symbol> Vocabulary::find(std::string_view name) const {
  if (const auto mark = marks_.find(name)) return Symbol{Kind::mark, *mark};
  if (const auto driver = drivers_.find(name)) return Symbol{Kind::driver, *driver};
  if (const auto parameter = parameters_.find(name)) return Symbol{Kind::parameter, *parameter};
  if (const auto ladder = ladders_.find(name)) return Symbol{Kind::ladder, *ladder};
  return std::nullopt;
}

std::optional<int> Vocabulary::trigger(std::string_view name) const { return triggers_.find(name); }

std::optional<int> Vocabulary::rung(int ladder, std::string_view name) const {
  return at(rungs_, ladder).find(name);
}

std::optional<int> Vocabulary::category(int mark, std::string_view name) const {
  return at(categories_, mark).find(name);
}

std::optional<int> Vocabulary::any_rung(std::string_view name) const {
  const auto found = rung_indices_.find(name);
  return found == rung_indices_.end() ? std::nullopt : std::optional(found->second);
}

bool Vocabulary::is_categorical(int mark) const { return !categories(mark).empty(); }

Dimension Vocabulary::dimension(int parameter) const {
  return dimensions_.at(static_cast<std::size_t>(parameter));
}

const std::vector<std::string>& Vocabulary::rungs(int ladder) const { return at(rungs_, ladder).names(); }

const std::vector<std::string>& Vocabulary::categories(int mark) const {
  return at(categories_, mark).names();
}

std::optional<std::string> Vocabulary::mark_with_category(std::string_view category) const {
  for (std::size_t mark = 0; mark < categories_.size(); ++mark)
    if (categories_[mark].find(category)) return marks_.names()[mark];
  return std::nullopt;
}

std::vector<std::string> Vocabulary::names() const {
  std::vector<std::string> result;
  const auto append = [&](const NameList& list) {
    result.insert(result.end(), list.names().begin(), list.names().end());
  };
  for (const NameList* list : {&marks_, &drivers_, &parameters_, &ladders_}) append(*list);
  for (const NameList& rungs : rungs_) append(rungs);
  return result;
}

std::optional<std::string> Vocabulary::nearest_rung(int ladder, std::string_view name) const {
  return nearest_name(name, rungs(ladder));
}

std::optional<std::string> Vocabulary::nearest_category(int mark, std::string_view name) const {
  return nearest_name(name, categories(mark));
}

std::vector<std::string> reserved_words() {
  std::vector<std::string> words = {"and", "or", "not", "in", "per", "true", "false", "date", "time", "now"};
  for (const std::string& function : function_names()) words.push_back(function);
  return words;
}

bool is_reserved(std::string_view name) {
  static const std::vector<std::string> words = reserved_words();
  return std::find(words.begin(), words.end(), name) != words.end();
}

} // namespace casus::formula
