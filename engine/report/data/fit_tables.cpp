#include "report/data/csv.hpp"
#include "report/data/tables.hpp"

namespace casus::report {
namespace {

class NumbersTable {
public:
  void add(const std::string& of, const FittedNumber& fitted) {
    const double unit = fitted.number.unit_size;
    const bool is_known = fitted.doubt.empty();
    const auto known = [&](double value) { return is_known ? std::optional(value / unit) : std::nullopt; };
    csv_.row(of, fitted.name, fitted.number.path, fitted.number.unit, fitted.before / unit,
             fitted.estimate / unit, known(fitted.se), known(fitted.ci95.low), known(fitted.ci95.high),
             fitted.lr, fitted.p_value, fitted.doubt);
  }
  Table table() && { return {"numbers.csv", std::move(csv_).text()}; }

private:
  Csv csv_{"of", "name",     "path",      "unit", "before",  "estimate",
           "se", "ci95_low", "ci95_high", "lr",   "p_value", "doubt"};
};

Table numbers_table(const Fit& fit) {
  NumbersTable table;
  for (const FittedTrigger& trigger : fit.triggers) {
    table.add(trigger.name, trigger.rate);
    for (const FittedNumber& weight : trigger.weights) table.add(trigger.name, weight);
  }
  for (const FittedNumber& half_life : fit.half_lives) table.add(half_life.name, half_life);
  for (const FittedLadder& ladder : fit.ladders)
    for (const FittedNumber& number : ladder.numbers) table.add(ladder.name, number);
  return std::move(table).table();
}

Table residuals_table(const Fit& fit) {
  Csv csv{"trigger", "time"};
  for (const FittedTrigger& trigger : fit.triggers)
    for (const double time : trigger.residuals.times) csv.row(trigger.name, time);
  return {"residuals.csv", std::move(csv).text()};
}

} // namespace

std::vector<Table> tables(const Fit& fit) { return {numbers_table(fit), residuals_table(fit)}; }

} // namespace casus::report
