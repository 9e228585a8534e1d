#pragma once

namespace casus::simulation {

/// The law of a driver's noise N between two moments at which it is known: N = of_begin N(begin) + of_end
/// N(end) + deviation y, with y standard normal.
struct Bridge {
  double of_begin = 0;
  double of_end = 0;
  double deviation = 0;
};

/// The bridge of an Ornstein-Uhlenbeck process dx = drift x dt + noise of that variance a day, or of a
/// Brownian motion where the drift is 0, when `passed` of the length has passed. A driver without noise of
/// its own, which only follows others, goes straight from one end to the other.
Bridge bridge(double drift, double variance, double length, double passed);

} // namespace casus::simulation
