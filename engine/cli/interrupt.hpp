#pragma once

#include <atomic>
#include <csignal>

namespace casus::cli {

/// While it lives, the first Ctrl-C sets a flag for the work under way to end itself, and a second one kills
/// the program. There is one at a time, as there is one Ctrl-C.
class Interrupt {
public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  const std::atomic<bool>* flag() const;

private:
  struct sigaction before_ {};
};

} // namespace casus::cli
