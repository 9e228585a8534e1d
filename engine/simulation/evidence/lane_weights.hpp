#pragma once

#include <cstddef>
#include <vector>

namespace casus::simulation {

/// The weights of particles, a lane each, by their logarithms: how well each explains what was observed since
/// they were last alike.
class LaneWeights {
public:
  /// All lanes weigh 1.
  void begin(std::size_t lanes) { logarithms_.assign(lanes, 0); }

  double logarithm(std::size_t lane) const { return logarithms_[lane]; }
  std::size_t lanes() const { return logarithms_.size(); }
  void multiply(std::size_t lane, double factor);
  void add_logarithm(std::size_t lane, double by) { logarithms_[lane] += by; }
  /// The lane contradicts what was observed.
  void kill(std::size_t lane);
  bool is_dead(std::size_t lane) const;
  bool are_all_dead() const;

  /// The logarithm of the mean weight.
  double log_mean() const;
  /// How many particles of one weight would tell as much: (sum w)^2 / sum w^2 (Kong, Liu, Wong 1994).
  double effective_number() const;
  /// The lanes whose copies take the lanes' places, in order: systematic resampling (Kitagawa 1996), by one
  /// uniform number.
  std::vector<std::size_t> resampled(double uniform) const;
  /// The weights over the greatest.
  std::vector<double> relative() const;

private:
  std::vector<double> logarithms_;
};

} // namespace casus::simulation
