#include "report/data/tables.hpp"

#include "formula/calendar.hpp"
#include "report/data/csv.hpp"
#include "report/data/shares.hpp"

namespace casus::report {
namespace {

const LadderResult& ladder_named(const std::string& name, const Result& result) {
  for (const LadderResult& ladder : result.ladders)
    if (ladder.name == name) return ladder;
  throw std::logic_error("a joint distribution of a ladder that is not there");
}

void add_joint(Csv& csv, const std::string& name, const Result& result, const JointResult& joint) {
  const LadderResult& first = ladder_named(joint.first, result);
  const LadderResult& second = ladder_named(joint.second, result);
  const double day = result.days.back();
  for (std::size_t a = 0; a < joint.shares.size(); ++a)
    for (std::size_t b = 0; b < joint.shares[a].size(); ++b)
      csv.row(name, formula::iso_date(result.start, day), day, first.name, first.rungs[a], second.name,
              second.rungs[b], joint.shares[a][b], count_of(joint.shares[a][b], result.trajectories),
              result.trajectories);
}

} // namespace

Table ladders_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario", "date", "day", "ladder", "level", "rung", "occupancy", "hits", "trials"};
  for (const auto& [name, result] : subjects)
    for (const LadderResult& ladder : result.ladders)
      for (std::size_t g = 0; g < ladder.occupancy.size(); ++g)
        for (std::size_t r = 0; r < ladder.rungs.size(); ++r)
          csv.row(name, formula::iso_date(result.start, result.days[g]), result.days[g], ladder.name,
                  std::uint64_t{r}, ladder.rungs[r], ladder.occupancy[g][r],
                  count_of(ladder.occupancy[g][r], result.trajectories), result.trajectories);
  return {"ladders.csv", std::move(csv).text()};
}

Table joint_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario",      "date",        "day",   "first_ladder", "first_rung",
          "second_ladder", "second_rung", "share", "hits",         "trials"};
  for (const auto& [name, result] : subjects)
    for (const JointResult& joint : result.joint) add_joint(csv, name, result, joint);
  return {"joint.csv", std::move(csv).text()};
}

Table drivers_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario", "date", "day", "driver", "mean", "sd", "p05", "p50", "p95"};
  for (const auto& [name, result] : subjects)
    for (const DriverResult& driver : result.drivers)
      for (std::size_t g = 0; g < driver.mean.size(); ++g)
        csv.row(name, formula::iso_date(result.start, result.days[g]), result.days[g], driver.name,
                driver.mean[g], driver.sd[g], driver.p05[g], driver.p50[g], driver.p95[g]);
  return {"drivers.csv", std::move(csv).text()};
}

} // namespace casus::report
