#include "program.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

Ended validated(const std::filesystem::path& file) { return run_casus({"validate", file.string()}); }

} // namespace

TEST_CASE("A scenario that comes with casus goes by its name") {
  CHECK(validated("baseline").status == 0);
  CHECK(validated("nato_weapons_strike").status == 0);
}

TEST_CASE("A name that casus does not have is told with those that it has") {
  const Ended ended = validated("basline");
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "basline: error: there is no such file, and casus has no scenario of this name "));
  CHECK(says(ended.err, "(did you mean 'baseline'?): those that it has are agreements_kept, "));
  CHECK(says(ended.err, ", heavy_losses, "));
  CHECK_FALSE(says(ended.err, "moscow,"));
  CHECK(says(validated("basline.yaml").err, "basline.yaml: error: there is no such file\n"));
}

TEST_CASE("An overlay anywhere extends a scenario that comes with casus, unless a file has its name") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "mine.yaml") << "casus: 1\nextends: baseline\nname: mine\n";
  CHECK(validated(directory / "mine.yaml").status == 0);
  std::filesystem::create_directory(directory / "baseline");
  CHECK(validated(directory / "mine.yaml").status == 0);
  std::filesystem::remove(directory / "baseline");
  std::ofstream(directory / "baseline") << "casus: 2\n";
  CHECK(says(validated(directory / "mine.yaml").err, "baseline:1:"));
}
