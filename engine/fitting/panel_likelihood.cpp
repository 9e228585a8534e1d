#include "fitting/panel_likelihood.hpp"
#include "simulation/eigen_index.hpp"

#include <unsupported/Eigen/MatrixFunctions>

#include <cmath>
#include <limits>

namespace casus::fitting {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

/// Transition probabilities over a stretch, and their derivatives by each number.
struct Transitions {
  MatrixXd probabilities;
  std::vector<MatrixXd> derivatives;
};

class PanelLikelihood {
public:
  PanelLikelihood(const LadderModel& model, const Panel& panel, const VectorXd& numbers)
      : model_(model), panel_(panel), numbers_(numbers) {}

  PanelDerivatives evaluate() {
    const Index count = numbers_.size();
    PanelDerivatives sum{0, VectorXd::Zero(count), MatrixXd::Zero(count, count)};
    for (const Passage& passage : panel_.passages) add(sum, passage);
    return sum;
  }

private:
  void add(PanelDerivatives& sum, const Passage& passage) {
    RowVectorXd at = RowVectorXd::Zero(model_.rungs);
    at(passage.from) = 1;
    MatrixXd derivatives = MatrixXd::Zero(numbers_.size(), model_.rungs);
    for (const Stretch& stretch : passage.stretches) {
      const Transitions& transitions = over(stretch);
      derivatives *= transitions.probabilities;
      for (Index u = 0; u < numbers_.size(); ++u)
        derivatives.row(u) += at * transitions.derivatives[static_cast<std::size_t>(u)];
      at *= transitions.probabilities;
    }
    const double probability = at(passage.to);
    sum.value += probability > 0 ? std::log(probability) : -std::numeric_limits<double>::infinity();
    sum.gradient += derivatives.col(passage.to) / probability;
    for (Index rung = 0; rung < model_.rungs; ++rung)
      if (at(rung) > 1e-300)
        sum.information += derivatives.col(rung) * derivatives.col(rung).transpose() / at(rung);
  }

  const Transitions& over(const Stretch& stretch) {
    const auto [found, is_new] = known_.try_emplace({stretch.kind, stretch.days});
    if (is_new) found->second = solve(stretch);
    return found->second;
  }

  Transitions solve(const Stretch& stretch) const {
    const Index rungs = model_.rungs;
    MatrixXd generator = MatrixXd::Zero(rungs, rungs);
    std::vector<MatrixXd> slopes(static_cast<std::size_t>(numbers_.size()), MatrixXd::Zero(rungs, rungs));
    for (std::size_t s = 0; s < model_.steps.size(); ++s) {
      const LadderStep& step = model_.steps[s];
      const Ingredients& ingredients = panel_.kinds[stretch.kind][s];
      const double moved = intensity(step, ingredients) * stretch.days;
      move(generator, step, moved);
      move(slopes[step.rate], step, moved);
      for (std::size_t k = 0; k < step.weights.size() && k < ingredients.terms.size(); ++k)
        move(slopes[step.weights[k]], step, moved * ingredients.terms[k]);
    }
    Transitions result{generator.exp(), {}};
    for (const MatrixXd& slope : slopes) result.derivatives.push_back(derivative(generator, slope));
    return result;
  }

  double intensity(const LadderStep& step, const Ingredients& ingredients) const {
    if (ingredients.base <= 0) return 0;
    double sum = numbers_(eigen_index(step.rate));
    for (std::size_t k = 0; k < step.weights.size(); ++k)
      sum += numbers_(eigen_index(step.weights[k])) * ingredients.terms[k];
    return ingredients.base * std::exp(sum);
  }

  static void move(MatrixXd& generator, const LadderStep& step, double by) {
    generator(step.from, step.to) += by;
    generator(step.from, step.from) -= by;
  }

  static MatrixXd derivative(const MatrixXd& generator, const MatrixXd& slope) {
    const Index rungs = generator.rows();
    if (slope.isZero(0)) return MatrixXd::Zero(rungs, rungs);
    MatrixXd block = MatrixXd::Zero(2 * rungs, 2 * rungs);
    block.topLeftCorner(rungs, rungs) = block.bottomRightCorner(rungs, rungs) = generator;
    block.topRightCorner(rungs, rungs) = slope;
    return MatrixXd(block.exp()).topRightCorner(rungs, rungs);
  }

  const LadderModel& model_;
  const Panel& panel_;
  const VectorXd& numbers_;
  std::map<std::pair<std::size_t, double>, Transitions> known_;
};

} // namespace

PanelDerivatives panel_derivatives(const LadderModel& model, const Panel& panel, const VectorXd& numbers) {
  return PanelLikelihood(model, panel, numbers).evaluate();
}

} // namespace casus::fitting
