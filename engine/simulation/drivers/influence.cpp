#include "simulation/drivers/influence.hpp"

#include "simulation/eigen_index.hpp"

namespace casus::simulation {
namespace {

using Reach = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Warshall's algorithm (1962).
Reach reach_of(const Eigen::MatrixXd& drift, const std::vector<std::vector<std::size_t>>& leaders) {
  Reach reach = drift.array() != 0;
  reach.matrix().diagonal().setConstant(true);
  for (std::size_t member = 0; member < leaders.size(); ++member)
    for (const std::size_t leader : leaders[member]) reach(eigen_index(member), eigen_index(leader)) = true;
  for (Eigen::Index via = 0; via < drift.rows(); ++via)
    for (Eigen::Index to = 0; to < drift.rows(); ++to)
      if (reach(to, via) && to != via) reach.row(to) = reach.row(to) || reach.row(via);
  return reach;
}

} // namespace

Influence::Influence(const Eigen::MatrixXd& drift, const std::vector<std::vector<std::size_t>>& leaders) {
  const Reach reach = reach_of(drift, leaders);
  places_.setConstant(drift.rows(), drift.rows(), -1);
  for (Eigen::Index to = 0; to < drift.rows(); ++to)
    for (Eigen::Index from = 0; from < drift.rows(); ++from)
      if (reach(to, from)) {
        places_(to, from) = size();
        entries_.push_back({to, from});
      }
  for (Eigen::Index left = 0; left < size(); ++left)
    for (Eigen::Index from = 0; from < drift.rows(); ++from)
      if (const Eigen::Index right = entry(entries_[static_cast<std::size_t>(left)].from, from); right >= 0)
        addends_.push_back({left, right, entry(entries_[static_cast<std::size_t>(left)].to, from)});
}

Eigen::VectorXd Influence::entries_of(const Eigen::MatrixXd& matrix) const {
  Eigen::VectorXd entries(size());
  for (Eigen::Index e = 0; const Entry& entry : entries_) entries(e++) = matrix(entry.to, entry.from);
  return entries;
}

Eigen::MatrixXd Influence::matrix_of(const Eigen::Ref<const Eigen::VectorXd>& entries) const {
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(members(), members());
  for (Eigen::Index e = 0; const Entry& entry : entries_) matrix(entry.to, entry.from) = entries(e++);
  return matrix;
}

Eigen::VectorXd Influence::identity() const {
  Eigen::VectorXd entries = Eigen::VectorXd::Zero(size());
  for (Eigen::Index member = 0; member < members(); ++member) entries(entry(member, member)) = 1;
  return entries;
}

Eigen::VectorXd Influence::product(const Eigen::VectorXd& left, const Eigen::VectorXd& right) const {
  Eigen::VectorXd product = Eigen::VectorXd::Zero(size());
  for (const Addend& addend : addends_) product(addend.sum) += left(addend.left) * right(addend.right);
  return product;
}

Eigen::VectorXd Influence::applied(const Eigen::VectorXd& left, const Eigen::VectorXd& vector) const {
  Eigen::VectorXd product = Eigen::VectorXd::Zero(members());
  for (Eigen::Index e = 0; const Entry& entry : entries_) product(entry.to) += left(e++) * vector(entry.from);
  return product;
}

Influence::Dense Influence::times(const Eigen::VectorXd& left, const Dense& matrix) const {
  Dense product = Dense::Zero(members(), matrix.cols());
  for (Eigen::Index e = 0; const Entry& entry : entries_)
    product.row(entry.to) += left(e++) * matrix.row(entry.from);
  return product;
}

} // namespace casus::simulation
