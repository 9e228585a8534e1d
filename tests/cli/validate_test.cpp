#include "program.hpp"

#include <catch2/catch.hpp>

#include <fstream>

TEST_CASE("A valid scenario is told in one line with the number of its parts") {
  const Ended ended = run_casus({"validate", scenario("tiny.yaml")});
  CHECK(ended.status == 0);
  CHECK(ended.out ==
        scenario("tiny.yaml") + ": ok (1 driver, 2 triggers, 1 ladder, 2 outcomes, 0 parameters)\n");
  CHECK(ended.err.empty());
}

TEST_CASE("A valid scenario is told with what has been observed") {
  const TemporaryDirectory directory;
  const std::string record = (directory / "record.csv").string();
  std::ofstream(record)
      << "date,trigger,marks,confidence\n2024-02-01,shock,kind=large,0.9\n2024-02-03,shock,,0.2\n"
         "2024-11-06,vote,,\n2024-12-01,later,,\n";
  const Ended ended =
      run_casus({"validate", scenario("tiny.yaml"), "--observed", record, "--until", "2024-11-07"});
  CHECK(ended.status == 0);
  CHECK(says(ended.out,
             "0 parameters; observed until 2024-11-07: 2 firings, 0 rungs, 0 measurements (1 row of little "
             "confidence left out))"));
  const Ended wrong =
      run_casus({"run", scenario("tiny.yaml"), "--observed", record, "--until", "2024-12-24"});
  CHECK(wrong.status == 1);
  CHECK(says(wrong.err, record + ":5:12: error: unknown trigger 'later'"));
  CHECK(says(wrong.err, "2024-12-01,later,,\n             ^"));
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
                               {"update", file},
                               {"indicators", file},
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
