#include "program.hpp"

#include <catch2/catch.hpp>

TEST_CASE("A valid scenario is told in one line with the number of its parts") {
  const Ended ended = run_casus({"validate", scenario("tiny.yaml")});
  CHECK(ended.status == 0);
  CHECK(ended.out ==
        scenario("tiny.yaml") + ": ok (1 driver, 2 triggers, 1 ladder, 2 outcomes, 0 parameters)\n");
  CHECK(ended.err.empty());
}

TEST_CASE("Every problem of every file is told with its place, and the good files are still told as such") {
  const Ended ended =
      run_casus({"validate", scenario("broken.yaml"), scenario("tiny.yaml"), scenario("absent.yaml")});
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "broken.yaml:7:"));
  CHECK(says(ended.err, "did you mean 'weights'?"));
  CHECK(says(ended.err, "broken.yaml:9:"));
  CHECK(says(ended.err, "did you mean 'shock'?"));
  CHECK(says(ended.err, "absent.yaml"));
  CHECK(says(ended.out, "tiny.yaml: ok"));
  CHECK_FALSE(says(ended.out, "broken.yaml"));
}

TEST_CASE("A file that cannot be read is wrong input for each command") {
  const TemporaryDirectory directory;
  for (const std::string& file : {directory.path().string(), (directory / "absent.yaml").string()})
    for (const Words& words : {Words{"validate", file},
                               {"run", file},
                               {"trace", file, "--trajectory", "0"},
                               {"sensitivity", file}}) {
      const Ended ended = run_casus(words);
      CHECK(ended.status == 1);
      CHECK(ended.out.empty());
      CHECK(says(ended.err, file));
      CHECK(says(ended.err, "error: "));
    }
}

TEST_CASE("A setting is checked like the file itself") {
  CHECK(run_casus({"validate", scenario("tiny.yaml"), "--set", "triggers.shock.rate=3 per year"}).status ==
        0);
  const Ended ended = run_casus({"validate", scenario("tiny.yaml"), "--set", "triggers.shock.rate=many"});
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "many"));
}
