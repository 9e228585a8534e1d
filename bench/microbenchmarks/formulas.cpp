// A formula's program, over a block and in one lane.

#include "rows.hpp"
#include "subjects.hpp"

#include "formula/program.hpp"
#include "formula/read_formula.hpp"

#include <string>
#include <vector>

namespace casus::microbenchmarks {
namespace {

using formula::Program;

/// Two drivers, a ladder and a trigger that has fired some times in each lane.
class State {
public:
  State() : rows_(normal_rows(5)), histories_{formula::EventTimes(lanes, 90)} {
    vocabulary_.add_parameter("p");
    vocabulary_.add_driver("x");
    vocabulary_.add_driver("y");
    vocabulary_.add_ladder("aid", {"low", "middle", "high"});
    vocabulary_.add_trigger("strike");
    rows_.row(2) = 1;
    rows_.row(3) = 3;
    rows_.row(4) = 95;
    for (std::size_t lane = 0; lane < lanes; ++lane)
      for (const double day : {40.0, 70.0, 95.0}) histories_[0].add(lane, day);
  }

  Program program(const std::string& text) const {
    const formula::Layout layout{.first_ladder = Row(2),
                                 .first_count = Row(3),
                                 .first_last = Row(4),
                                 .history_of_trigger = {HistoryId(0)}};
    return {formula::read_formula(text, vocabulary_, formula::Wanted::either, formula::Reads::state), layout};
  }

  formula::Inputs inputs() const {
    return {.rows = rows_.data(),
            .stride = static_cast<std::size_t>(rows_.cols()),
            .numbers = numbers_,
            .histories = histories_,
            .marks = {},
            .day = 100};
  }

private:
  formula::Vocabulary vocabulary_;
  simulation::Rows rows_;
  std::vector<double> own_numbers_{2.5};
  std::vector<const double*> numbers_ = std::vector<const double*>(lanes, own_numbers_.data());
  std::vector<formula::EventTimes> histories_;
};

void in_block(benchmark::State& state, const std::string& text) {
  const State rows;
  const Program program = rows.program(text);
  std::vector<double> scratch(program.depth() * lanes), out(lanes);
  for (auto _ : state) {
    program.in_block(rows.inputs(), lanes, scratch.data(), out.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

void in_lane(benchmark::State& state, const std::string& text) {
  const State rows;
  const Program program = rows.program(text);
  std::size_t lane = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(program.in_lane(rows.inputs(), lane));
    lane = (lane + 1) % lanes;
  }
  count_items(state, 1);
}

} // namespace

void add_formulas() {
  for (const std::string text :
       {"p * x + 2 * y - 1", "aid >= middle and x < 0.5", "max(x, 0) ^ 2", "count(strike, 90 days) > 1"}) {
    benchmark::RegisterBenchmark(("in_block/" + text).c_str(), in_block, text);
    benchmark::RegisterBenchmark(("in_lane/" + text).c_str(), in_lane, text);
  }
}

} // namespace casus::microbenchmarks
