// The mean of products of two different trajectories, over all pairs, is (S^2 - Q) / (n (n - 1)) with S the
// sum and Q the sum of squares. It has no bias for the square of an expectation, since the noise of two
// trajectories is independent.

#include "sensitivity/sobol_row.hpp"

#include <cmath>

namespace casus::sensitivity {
namespace {

/// The variance, without bias, of n numbers with this sum and sum of squares.
double variance(double sum, double squares, double n) {
  return std::max(0.0, squares - sum * sum / n) / (n - 1);
}

double square_of_mean(double sum, double squares, double n) { return (sum * sum - squares) / (n * (n - 1)); }

} // namespace

SobolRowSimulator::SobolRowSimulator(const plan::Plan& plan, const SobolDesign& design,
                                     const std::vector<std::size_t>& outcomes, std::uint64_t seed)
    : plan_(plan), design_(design), outcomes_(outcomes), simulator_(plan, seed),
      answers_(outcomes.size() * simulation::block_lanes) {}

std::vector<SobolRow> SobolRowSimulator::row(std::uint64_t row) {
  begin();
  for (std::size_t part = 0; part < design_.parts(); ++part) add_part(row, part);
  std::vector<SobolRow> rows;
  for (const Sums& sums : sums_) rows.push_back(finished(sums));
  return rows;
}

void SobolRowSimulator::begin() {
  const std::size_t parameters = design_.parameters().size();
  Sums none;
  none.d.assign(parameters, 0);
  none.dd.assign(parameters, 0);
  none.changed.assign(parameters, 0);
  sums_.assign(outcomes_.size(), none);
}

void SobolRowSimulator::add_part(std::uint64_t row, std::size_t part) {
  const std::size_t lanes = design_.a(row, part).lanes, width = simulation::block_lanes;
  const std::vector<double> a = simulated(design_.a(row, part));
  const std::vector<double>& b = simulated(design_.b(row, part));
  for (std::size_t o = 0; o < sums_.size(); ++o) {
    Sums& sums = sums_[o];
    if (part == 0) sums.shift = a[o * width];
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double x = a[o * width + lane] - sums.shift, y = b[o * width + lane] - sums.shift;
      sums.a += x;
      sums.aa += x * x;
      sums.b += y;
      sums.bb += y * y;
    }
  }
  for (std::size_t i = 0; i < design_.parameters().size(); ++i) {
    const std::vector<double>& c = simulated(design_.c(row, part, i));
    for (std::size_t o = 0; o < sums_.size(); ++o)
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double d = c[o * width + lane] - a[o * width + lane];
        sums_[o].d[i] += d;
        sums_[o].dd[i] += d * d;
        sums_[o].changed[i] += d != 0 ? 1 : 0;
      }
  }
}

const std::vector<double>& SobolRowSimulator::simulated(const simulation::BlockSpec& spec) {
  simulator_.run(spec, bystander_);
  for (std::size_t o = 0; o < sums_.size(); ++o)
    for (std::size_t lane = 0; lane < spec.lanes; ++lane) {
      const double answer = simulator_.state().answer(plan_, OutcomeId(outcomes_[o]), lane);
      sums_[o].is_whole &= !std::isnan(answer);
      answers_[o * simulation::block_lanes + lane] = std::isnan(answer) ? 0 : answer;
    }
  return answers_;
}

SobolRow SobolRowSimulator::finished(const Sums& sums) const {
  const auto n = static_cast<double>(design_.depth());
  SobolRow row{.a = sums.shift + sums.a / n,
               .b = sums.shift + sums.b / n,
               .a_variance = variance(sums.a, sums.aa, n),
               .b_variance = variance(sums.b, sums.bb, n),
               .is_whole = sums.is_whole,
               .changed = sums.changed,
               .squares = sums.dd};
  for (std::size_t i = 0; i < sums.d.size(); ++i) {
    row.difference.push_back(sums.d[i] / n);
    row.difference_square.push_back(square_of_mean(sums.d[i], sums.dd[i], n));
  }
  return row;
}

} // namespace casus::sensitivity
