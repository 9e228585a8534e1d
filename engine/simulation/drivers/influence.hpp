#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace casus::simulation {

/// Which members of a group each one depends on, directly or through others, itself among them: the entries
/// that a matrix exp(drift u) can have besides zeros, and how two such matrices are multiplied.
class Influence {
public:
  using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  /// Those that a drift couples, and those that may be coupled: the leaders of each.
  explicit Influence(const Eigen::MatrixXd& drift, const std::vector<std::vector<std::size_t>>& leaders = {});

  Eigen::Index members() const { return places_.rows(); }
  /// The number of entries, by which matrices are told below.
  Eigen::Index size() const { return static_cast<Eigen::Index>(entries_.size()); }
  /// The number of the entry; -1 where it is always zero.
  Eigen::Index entry(Eigen::Index to, Eigen::Index from) const { return places_(to, from); }

  Eigen::VectorXd entries_of(const Eigen::MatrixXd& matrix) const;
  Eigen::MatrixXd matrix_of(const Eigen::Ref<const Eigen::VectorXd>& entries) const;
  Eigen::VectorXd identity() const;
  Eigen::VectorXd product(const Eigen::VectorXd& left, const Eigen::VectorXd& right) const;
  Eigen::VectorXd applied(const Eigen::VectorXd& left, const Eigen::VectorXd& vector) const;
  Dense times(const Eigen::VectorXd& left, const Dense& matrix) const;

private:
  struct Entry {
    Eigen::Index to, from;
  };
  /// Each product of two entries, and the entry to which it adds.
  struct Addend {
    Eigen::Index left, right, sum;
  };

  Eigen::Matrix<Eigen::Index, Eigen::Dynamic, Eigen::Dynamic> places_;
  std::vector<Entry> entries_;
  std::vector<Addend> addends_;
};

} // namespace casus::simulation
