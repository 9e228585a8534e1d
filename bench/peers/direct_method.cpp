// Gillespie's direct method for two pure event models, those of bench/birth_death.yaml and
// bench/network.yaml: mass action propensities, a dependency graph worked out beforehand, incremental totals.
// First argument: the model's name.

#include "peer.hpp"

#include <boost/random/exponential_distribution.hpp>

#include <algorithm>
#include <cstring>
#include <random>

namespace {

// At most two molecules react, of different species; -1 stands for none.
struct Reaction {
  double rate;
  int reactants[2];
  std::vector<std::pair<int, int>> changes; // species, by how many
};

struct Model {
  const char* name;
  std::vector<int> start;
  std::vector<Reaction> reactions;
  std::vector<int> asked; // species whose number at the end is compared, and what the scenario calls them
  std::vector<std::string> names;
};

constexpr double horizon = 100;

Model birth_death() {
  return {"birth_death", {50}, {{5, {-1, -1}, {{0, 1}}}, {0.1, {0, -1}, {{0, -1}}}}, {0}, {"population"}};
}

Model network() {
  Model model{"network", std::vector<int>(10, 50), {}, {0, 7}, {"s0", "s7"}};
  auto species = [](int i) { return i % 10; };
  for (int i = 0; i < 10; ++i) model.reactions.push_back({0.1, {i, -1}, {{i, -1}, {species(i + 1), 1}}});
  for (int i = 0; i < 10; ++i)
    model.reactions.push_back({0.002,
                               {i, species(i + 3)},
                               {{i, -1}, {species(i + 3), -1}, {species(i + 5), 1}, {species(i + 8), 1}}});
  return model;
}

struct Tally {
  peer::Estimate events;
  std::vector<peer::Estimate> asked;

  void merge(const Tally& other) {
    events.merge(other.events);
    asked.resize(other.asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i].merge(other.asked[i]);
  }
};

class DirectMethod {
public:
  DirectMethod(const Model& model, std::uint64_t seed, int thread) : model_(model) {
    std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                           static_cast<std::uint32_t>(thread)};
    engine_.seed(sequence);
    for (const auto& reaction : model.reactions) compile(reaction);
    propensity_.resize(model.reactions.size());
  }

  void trajectory(Tally& tally) {
    number_.assign(model_.start.begin(), model_.start.end());
    number_.push_back(1); // what a reaction with fewer than two reactants reads
    sum_anew();
    long events = 0;
    double time = exponential_(engine_) / total_;
    for (; time < horizon; time += exponential_(engine_) / total_) {
      fire(chosen());
      if (++events % 4096 == 0) sum_anew();
    }
    tally.events.add(static_cast<double>(events));
    tally.asked.resize(model_.asked.size());
    for (std::size_t i = 0; i < tally.asked.size(); ++i)
      tally.asked[i].add(number_[static_cast<std::size_t>(model_.asked[i])]);
  }

private:
  struct Compiled {
    double rate;
    unsigned reactants[2];
    unsigned changes_begin, changes_end, readers_begin, readers_end;
  };

  void compile(const Reaction& reaction) {
    Compiled compiled{reaction.rate, {}, 0, 0, 0, 0};
    for (int k : {0, 1}) compiled.reactants[k] = slot(reaction.reactants[k]);
    compiled.changes_begin = static_cast<unsigned>(changes_.size());
    for (auto [species, by] : reaction.changes) changes_.push_back({slot(species), double(by)});
    compiled.changes_end = static_cast<unsigned>(changes_.size());
    compiled.readers_begin = static_cast<unsigned>(readers_.size());
    for (std::size_t r = 0; r < model_.reactions.size(); ++r)
      if (reads(model_.reactions[r], reaction)) readers_.push_back(static_cast<unsigned>(r));
    compiled.readers_end = static_cast<unsigned>(readers_.size());
    reactions_.push_back(compiled);
  }

  unsigned slot(int species) const {
    return species < 0 ? static_cast<unsigned>(model_.start.size()) : static_cast<unsigned>(species);
  }

  static bool reads(const Reaction& reader, const Reaction& fired) {
    return std::any_of(fired.changes.begin(), fired.changes.end(), [&](auto change) {
      return change.first == reader.reactants[0] || change.first == reader.reactants[1];
    });
  }

  double propensity(const Compiled& reaction) const {
    return reaction.rate * number_[reaction.reactants[0]] * number_[reaction.reactants[1]];
  }

  void sum_anew() {
    total_ = 0;
    for (std::size_t r = 0; r < reactions_.size(); ++r) total_ += propensity_[r] = propensity(reactions_[r]);
  }

  std::size_t chosen() {
    double rest = total_ * (static_cast<double>(engine_() >> 11) * 0x1p-53);
    std::size_t r = 0;
    while (r + 1 < reactions_.size() && rest >= propensity_[r]) rest -= propensity_[r++];
    return r;
  }

  void fire(std::size_t r) {
    const auto& fired = reactions_[r];
    for (unsigned k = fired.changes_begin; k < fired.changes_end; ++k)
      number_[changes_[k].species] += changes_[k].by;
    for (unsigned k = fired.readers_begin; k < fired.readers_end; ++k) {
      double now = propensity(reactions_[readers_[k]]);
      total_ += now - propensity_[readers_[k]];
      propensity_[readers_[k]] = now;
    }
  }

  struct Change {
    unsigned species;
    double by;
  };

  const Model& model_;
  std::mt19937_64 engine_;
  boost::random::exponential_distribution<double> exponential_;
  std::vector<Compiled> reactions_;
  std::vector<Change> changes_;
  std::vector<unsigned> readers_;
  std::vector<double> number_, propensity_;
  double total_ = 0;
};

} // namespace

int main(int count, char** words) {
  auto arguments = peer::arguments(count, words, 2);
  auto model = std::strcmp(words[1], "network") == 0 ? network() : birth_death();
  Tally all;
  double seconds = peer::seconds([&] {
    auto work = [&](int thread, long share) {
      DirectMethod method(model, arguments.seed, thread);
      Tally tally;
      for (long k = 0; k < share; ++k) method.trajectory(tally);
      return tally;
    };
    for (const auto& tally : peer::on_threads<Tally>(arguments, work)) all.merge(tally);
  });
  std::vector<peer::Named> numbers{{"events", all.events}};
  for (std::size_t i = 0; i < all.asked.size(); ++i) numbers.push_back({model.names[i], all.asked[i]});
  peer::print("direct_method", arguments, seconds, numbers);
}
