// The floor under casus on the reference model: only the arithmetic that the model cannot avoid, for many
// lanes at once. In each step of each trajectory: 12 normals (Philox4x32-10 and Box-Muller), the drivers'
// transition, for each of the 34 clocks the sparse sum of weights times drivers, its exponential and the
// running down of a residual, and one draw (Philox and a logarithm) for each event and ladder move that the
// model has. There are no effects of events, no order of events, no tallies but a checksum. No program that
// does all of the model can be faster by these methods.
//
// usage: floor [SECONDS [THREADS]]   (how long to measure each figure)

#include "lanes.hpp"
#include "model.hpp"
#include "peer.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace {

using namespace lanes;

constexpr double draws_per_lane_step =
    (74.9 + 11.7) / model::steps; // events and ladder moves of the exact process

enum Stage { Normals = 1, Product = 2, Exponentials = 4, Rundown = 8, Draws = 16, Everything = 31 };

Words4<Words64> counters(std::uint64_t trajectory, std::uint64_t index) {
  Words64 lane = {0, 1, 2, 3, 4, 5, 6, 7};
  return {{lane + trajectory, Words64{} + index, Words64{}, Words64{}}};
}

template <class Real>
struct Normals2 {
  Vector<Real> first, second;
};

template <class Real>
Pair<Real> box_muller(Words<Real> radius, Words<Real> angle) {
  Vector<Real> r =
      square_root(magnitude(scaled_log<-2>(uniform(radius)))); // next to u = 1 rounding leaves -1e-17
  auto [sine, cosine] = point_on_circle(angle);
  return {r * sine, r * cosine};
}

// One vector of lanes' 12 normals: a call of Philox gives two normals in double precision, four in single.
template <int stride>
void normals(Doubles* z, std::uint64_t trajectory, std::uint64_t step) {
  for (std::uint64_t pair = 0; pair < model::noisy / 2; ++pair) {
    auto [w0, w1, w2, w3] = philox(counters(trajectory, step * 6 + pair), 1, 2).word;
    auto [first, second] = box_muller<double>(joined(w0, w1), joined(w2, w3));
    z[2 * pair * stride] = first;
    z[(2 * pair + 1) * stride] = second;
  }
}

template <int stride>
void normals(Floats* z, std::uint64_t trajectory, std::uint64_t step) {
  for (std::uint64_t four = 0; four < model::noisy / 4; ++four) {
    auto a = philox(counters(trajectory, step * 3 + four), 1, 2);
    auto b = philox(counters(trajectory + 8, step * 3 + four), 1, 2);
    Words32 word[4];
    for (int i = 0; i < 4; ++i) word[i] = (Words32)joined(a.word[i], b.word[i]);
    for (std::uint64_t k = 0; k < 2; ++k) {
      auto [first, second] = box_muller<float>(word[2 * k], word[2 * k + 1]);
      z[(4 * four + 2 * k) * stride] = first;
      z[(4 * four + 2 * k + 1) * stride] = second;
    }
  }
}

inline Doubles draw(Doubles, std::uint64_t trajectory, std::uint64_t index) {
  auto [w0, w1, w2, w3] = philox(counters(trajectory, index), 3, 4).word;
  return scaled_log<-1>(uniform(joined(w0, w1)));
}

inline Floats draw(Floats, std::uint64_t trajectory, std::uint64_t index) {
  auto a = philox(counters(trajectory, index), 3, 4), b = philox(counters(trajectory + 8, index), 3, 4);
  return scaled_log<-1>(uniform((Words32)joined(a.word[0], b.word[0])));
}

// What a program that reads its model at run time has in memory.
template <class Real>
struct Numbers {
  Real decay[model::drivers], noise[model::noisy * model::noisy], log_rate[model::clocks];
  Real weight[std::size(model::weight_value)];
  int driver[std::size(model::weight_index)], begin[model::clocks + 1];

  Numbers() {
    auto cast = [](double x) { return static_cast<Real>(x); };
    std::transform(std::begin(model::decay), std::end(model::decay), decay, cast);
    std::transform(std::begin(model::noise), std::end(model::noise), noise, cast);
    std::transform(std::begin(model::weight_value), std::end(model::weight_value), weight, cast);
    std::copy(std::begin(model::weight_index), std::end(model::weight_index), driver);
    std::copy(std::begin(model::weight_begin), std::end(model::weight_begin), begin);
    for (int j = 0; j < model::clocks; ++j) {
      double rate = j < model::triggers ? model::rate[j] : model::up_rate[0][0];
      log_rate[j] = cast(std::log(rate * model::step));
    }
  }
};

// A block of lanes, `vectors` of them, that stays in cache while it goes through all steps.
template <class Real, int vectors>
class Block {
public:
  using V = Vector<Real>;
  static constexpr int lanes = vectors * Kind<Real>::lanes;

  void start() {
    std::memset(static_cast<void*>(x_), 0, sizeof x_);
    for (int j = 0; j < model::clocks; ++j)
      for (int v = 0; v < vectors; ++v) {
        residual_[j][v] = V{} + 1;
        integrated_[j][v] = V{} + static_cast<Real>(0.016);
      }
    for (auto& row : z_)
      for (auto& value : row) value = V{} + static_cast<Real>(0.1);
  }

  template <int stages>
  void step(const Numbers<Real>& numbers, std::uint64_t trajectory, std::uint64_t number) {
    if constexpr (stages & Normals) {
      for (int v = 0; v < vectors; ++v)
        normals<vectors>(&z_[0][v], trajectory + static_cast<std::uint64_t>(v * Kind<Real>::lanes), number);
    }
    if constexpr (stages & Product) transition(numbers);
    if constexpr (stages == Exponentials) exponentials();
    if constexpr (stages == Rundown) run_down();
    if constexpr (stages == (Product | Exponentials | Rundown) || stages == Everything) clocks(numbers);
    if constexpr (stages == Product) sums(numbers);
    if constexpr (stages & Draws) draws(trajectory, number);
  }

  double checksum() const {
    V sum{};
    for (auto& row : residual_)
      for (auto& value : row) sum += value;
    for (auto& row : z_)
      for (auto& value : row) sum += value;
    for (auto& row : integrated_)
      for (auto& value : row) sum += value;
    for (auto& row : x_)
      for (auto& value : row) sum += value;
    for (auto& value : drawn_) sum += value;
    double total = 0;
    for (int i = 0; i < Kind<Real>::lanes; ++i) total += static_cast<double>(sum[i]);
    return total;
  }

private:
  // A vector's normals stay in registers while all rows of the factor pass.
  void transition(const Numbers<Real>& numbers) {
    for (int v = 0; v < vectors; ++v) {
      V z[model::noisy];
      for (int k = 0; k < model::noisy; ++k) z[k] = z_[k][v];
#pragma GCC unroll 16
      for (int i = 0; i < model::drivers; ++i) {
        V sum = x_[i][v] * numbers.decay[i];
        if (i < model::noisy) {
#pragma GCC unroll 16
          for (int k = 0; k <= i; ++k) sum += z[k] * numbers.noise[i * model::noisy + k];
        }
        x_[i][v] = sum;
      }
    }
  }

  // The logarithm of a clock's integrated intensity over the step.
  void sum(const Numbers<Real>& numbers, int j, V* total) const {
    V sums[vectors];
    for (int v = 0; v < vectors; ++v) sums[v] = V{} + numbers.log_rate[j];
    for (int k = numbers.begin[j]; k < numbers.begin[j + 1]; ++k) {
      const V* x = x_[numbers.driver[k]];
      V weight = V{} + numbers.weight[k];
      for (int v = 0; v < vectors; ++v) sums[v] += x[v] * weight;
    }
    for (int v = 0; v < vectors; ++v) total[v] = sums[v];
  }

  void run_down(int j, const V* integrated) {
    for (int v = 0; v < vectors; ++v)
      residual_[j][v] = add_where_negative(residual_[j][v] - integrated[v], Real(1));
  }

  void clocks(const Numbers<Real>& numbers) {
    for (int j = 0; j < model::clocks; ++j) {
      V total[vectors];
      sum(numbers, j, total);
      for (int v = 0; v < vectors; ++v) total[v] = exponential(total[v]);
      run_down(j, total);
    }
  }

  // The same in parts, to time each.
  void sums(const Numbers<Real>& numbers) {
    for (int j = 0; j < model::clocks; ++j) sum(numbers, j, integrated_[j]);
  }
  void exponentials() {
    for (auto& row : integrated_)
      for (auto& value : row) value = exponential(value) - Real(1.02); // stays near -0.2
  }
  void run_down() {
    for (int j = 0; j < model::clocks; ++j) run_down(j, integrated_[j]);
  }

  void draws(std::uint64_t trajectory, std::uint64_t number) {
    for (due_ += draws_per_lane_step * vectors; due_ >= 1; due_ -= 1)
      drawn_[0] += draw(V{}, trajectory, number * 1000 + static_cast<std::uint64_t>(due_));
  }

  V x_[model::drivers][vectors], z_[model::noisy][vectors];
  V integrated_[model::clocks][vectors], residual_[model::clocks][vectors];
  V drawn_[1]{};
  double due_ = 0;
};

struct Effort {
  double seconds; // to measure each figure
  int threads;
};

struct Measured {
  double nanoseconds, checksum;
};

double kept; // so that nothing is optimised away

template <class Real, int vectors, int stages>
Measured on_one_thread(double seconds) {
  static const Numbers<Real> numbers;
  auto block = std::make_unique<Block<Real, vectors>>();
  double lane_steps = 0, time = 0, checksum = 0;
  for (std::uint64_t first = 0; time < seconds; first += block->lanes) {
    block->start();
    time += peer::seconds([&] {
      for (std::uint64_t s = 0; s < model::steps; ++s) block->template step<stages>(numbers, first, s);
    });
    lane_steps += double(block->lanes) * model::steps;
    checksum += block->checksum();
  }
  return {time / lane_steps * 1e9, checksum};
}

// Of a trajectory-step and thread, while all threads do the same.
template <class Real, int vectors, int stages>
double nanoseconds(Effort effort) {
  auto each = peer::on_threads<Measured>({0, effort.threads, 0}, [&](int, long) {
    return on_one_thread<Real, vectors, stages>(effort.seconds);
  });
  double sum = 0;
  for (auto [nanoseconds, checksum] : each) sum += nanoseconds, kept += checksum;
  return sum / effort.threads;
}

template <class Real>
double worst(double low, double high, Vector<Real> (*ours)(Vector<Real>), double (*exact)(double)) {
  double error = 0;
  for (int i = 0; i < 100000; ++i) {
    Real x = static_cast<Real>(low + (high - low) * (i + 0.5) / 100000);
    double right = exact(static_cast<double>(x));
    double off = static_cast<double>(ours(Vector<Real>{} + x)[0]) - right;
    error = std::max(error, std::abs(off) / std::max(1.0, std::abs(right)));
  }
  return error;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "floor: wrong %s\n", what);
  std::exit(1);
}

void check_philox() {
  auto ours = philox(counters(5, 77), 1, 2);
  for (std::uint32_t lane = 0; lane < 8; ++lane) {
    auto right = r123::Philox4x32()({{5 + lane, 77, 0, 0}}, {{1, 2}});
    for (std::size_t i = 0; i < 4; ++i)
      require(static_cast<std::uint32_t>(ours.word[i][lane]) == right[i], "Philox");
  }
}

template <class Real>
void check_normals() {
  Vector<Real> z[model::noisy];
  double sum[5] = {};
  double count = 0;
  for (std::uint64_t s = 0; s < 20000; ++s) {
    normals<1>(z, 0, s);
    for (auto& row : z)
      for (int i = 0; i < Kind<Real>::lanes; ++i, ++count) {
        double x = static_cast<double>(row[i]);
        for (int k = 1; k < 5; ++k) sum[k] += std::pow(x, k);
      }
  }
  const double right[] = {0, 0, 1, 0, 3}, variance[] = {0, 1, 2, 15, 96};
  for (int k = 1; k < 5; ++k)
    require(std::abs(sum[k] / count - right[k]) < 4 * std::sqrt(variance[k] / count), "normals");
}

template <class Real>
void check() {
  double tolerance = sizeof(Real) == 8 ? 1e-15 : 3e-7;
  require(worst<Real>(-20, 5, exponential, std::exp) < tolerance, "exponential");
  require(worst<Real>(1e-6, 1, scaled_log<1>, std::log) < tolerance, "logarithm");
  check_normals<Real>();
}

struct Figures {
  int lanes;
  double total, parts[5];
};

constexpr const char* part_names[] = {"normals", "product", "exponentials", "rundown", "draws"};

template <class Real, int vectors>
Figures figures(Effort effort) {
  return {Block<Real, vectors>::lanes,
          nanoseconds<Real, vectors, Everything>(effort),
          {nanoseconds<Real, vectors, Normals>(effort), nanoseconds<Real, vectors, Product>(effort),
           nanoseconds<Real, vectors, Exponentials>(effort), nanoseconds<Real, vectors, Rundown>(effort),
           nanoseconds<Real, vectors, Draws>(effort)}};
}

// Of the block size that is fastest just now.
template <class Real>
void report(const char* name, Effort effort) {
  auto sizes = {figures<Real, 4>(effort), figures<Real, 6>(effort), figures<Real, 8>(effort)};
  auto best = *std::min_element(sizes.begin(), sizes.end(),
                                [](const Figures& a, const Figures& b) { return a.total < b.total; });
  std::printf("\"%s\": {\"lanes\": %d, \"total\": %.3f, \"split\": {", name, best.lanes, best.total);
  for (int i = 0; i < 5; ++i) std::printf("%s\"%s\": %.3f", i ? ", " : "", part_names[i], best.parts[i]);
  std::printf("}}, ");
}

} // namespace

int main(int count, char** words) {
  Effort effort{count > 1 ? std::atof(words[1]) : 0.5, count > 2 ? std::atoi(words[2]) : 1};
  check_philox();
  check<double>();
  check<float>();
  std::printf("{\"peer\": \"floor\", \"unit\": \"ns a trajectory-step\", \"avx512\": %s, ",
              has_avx512 ? "true" : "false");
  report<double>("double", effort);
  report<float>("single", effort);
  std::printf("\"checksum\": %g}\n", kept);
}
