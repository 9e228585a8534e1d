#pragma once

#include "scoring/backtest/questions.hpp"

#include <map>
#include <optional>
#include <string>

namespace casus::scoring {

/// An answer is known where so many courses that explain a record agree: what is in the record is in all.
inline constexpr double nearly_all = 0.99;

/// What came of a question.
struct Truth {
  std::optional<bool> happened{};    ///< none where it is not known
  std::optional<double> agreement{}; ///< share of the courses given the whole record that say so
  std::string reason{};              ///< why it is not known
};

/// By the questions' names.
using Truths = std::map<std::string, Truth>;

/// What came of all questions: what the table tells, or what nearly all courses given the whole record
/// answer. Throws RunError; none where it was stopped.
std::optional<Truths> find_truths(const Questions& questions, const Scenario& whole,
                                  const RunOptions& options);

} // namespace casus::scoring
