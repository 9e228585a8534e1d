#pragma once

namespace casus::simulation {

/// The law of a driver's noise N at a moment within a step, given what it is at the step's middle and end:
/// N = of_middle N(middle) + of_end N(end) + deviation y, with y standard normal.
struct Bridge {
  double of_middle = 0;
  double of_end = 0;
  double deviation = 0;
};

/// Of an Ornstein-Uhlenbeck process dx = drift x dt + noise of that variance a day, a Brownian motion where
/// the drift is 0, when so much of the step's length has passed. Within a half of the step only its ends tell
/// of what is between. Without noise of its own, as of a driver that only follows others, it goes straight
/// from one to the other.
Bridge bridge(double drift, double variance, double length, double passed);

} // namespace casus::simulation
