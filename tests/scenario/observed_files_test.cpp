// The options --observed and --until, and files that are no tables.

#include "scenario/records.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace casus;

namespace {

std::string observed(const std::filesystem::path& file) { return "--observed=" + file.string(); }

} // namespace

TEST_CASE("A record may stand in a file of its own, whose tables are found from there") {
  const Folder folder;
  folder.write("history/events.csv", "date,trigger\n2023-05-01,strike\n");
  folder.write("history/record.yaml", "until: 2023-12-31\nevents: events.csv\n");
  folder.write("history/whole.yaml", records::with("{until: 2023-12-31, events: events.csv}"));
  for (const std::string file : {"record", "whole"}) {
    folder.write("s.yaml", records::with("history/" + file + ".yaml"));
    CHECK(folder.load("s.yaml").observed->firings.size() == 1);
    folder.write("plain.yaml", records::model);
    CHECK(folder.load("plain.yaml", {observed(folder / ("history/" + file + ".yaml"))})
              .observed->firings.size() == 1);
  }
}

TEST_CASE("The option --observed takes the place of the scenario's record, a table that of its events") {
  const Folder folder;
  folder.write(
      "s.yaml",
      records::with("{until: 2023-12-31, events: [{trigger: strike, at: 3}], known: {election: 1}}"));
  folder.write("record.yaml", "observed: {until: 2023-11-30, panel: [{ladder: aid, rung: open, at: 9}]}\n");
  folder.write("events.csv", "date,trigger\n2023-05-01,strike\n2023-05-03,strike\n");
  const Observed replaced = *folder.load("s.yaml", {observed(folder / "record.yaml")}).observed;
  CHECK(replaced.firings.empty());
  CHECK(replaced.known.empty());
  CHECK(replaced.rungs.size() == 1);
  const Observed events = *folder.load("s.yaml", {observed(folder / "events.csv")}).observed;
  CHECK(events.firings.size() == 2);
  CHECK(events.known.size() == 2);
}

TEST_CASE("The option --until cuts the record") {
  const Folder folder;
  folder.write("s.yaml", records::model);
  folder.write("events.csv", "date,trigger\n2023-05-01,strike\n2023-05-03,strike\n");
  const std::vector<std::string> settings = {observed(folder / "events.csv"), "--until=2023-05-02"};
  const Observed record = *folder.load("s.yaml", settings).observed;
  CHECK(record.firings.size() == 1);
  CHECK(record.until == 18);
  CHECK(folder.problems_of("s.yaml", {"--until=2023-05-02"}) ==
        std::vector<std::string>{
            "--until: error: nothing has been observed in this scenario: name the record by --observed"});
  CHECK(folder.problems_of("s.yaml", {settings[0]}).front().find("the key 'until' is missing") !=
        std::string::npos);
  CHECK(folder.problems_of("s.yaml", {settings[0], "--until=2020-01-01"})
            .front()
            .starts_with("--until: error: 'until' must be between the start and the horizon"));
}

TEST_CASE("A wrong row is told where it stands, whoever names the record, and a change that makes it wrong "
          "is told too") {
  const Folder folder;
  folder.write("base.yaml", records::model);
  folder.write("events.csv", "date,trigger\n2023-05-01,strike\n2023-05-03,election\n2023-05-04,nobody\n");
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\nhorizon: 300 days\n");
  const std::string row =
      "events.csv:4:12: error: unknown trigger 'nobody': the triggers are 'strike', 'election', 'panic'";
  const std::vector<std::string> settings = {observed(folder / "events.csv"), "--until=2023-05-04"};
  CHECK(folder.problems_of("base.yaml", settings) == std::vector<std::string>{row});
  CHECK(folder.problems_of("whatif.yaml", settings) == std::vector<std::string>{row});
  folder.write("base.yaml", records::with("{until: 2023-05-03, events: events.csv}"));
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\ntriggers: {election: null}\n");
  CHECK(folder.problems_of("whatif.yaml") ==
        std::vector<std::string>{
            "whatif.yaml:3:12: error: unknown trigger 'election': the triggers are 'strike', "
            "'panic' (in events.csv:3:12, which is right without this change)"});
}

TEST_CASE("What is no table is told where it is named") {
  const Folder folder;
  folder.write("s.yaml", records::with("{until: 2023-12-31, events: x.csv}"));
  const auto told = [&] { return folder.problems_of("s.yaml").front(); };
  CHECK(told() == "s.yaml:22:39: error: 'x.csv' cannot be read: there is no such file");
  folder.write("x.csv/y", "");
  CHECK(told() == "s.yaml:22:39: error: 'x.csv' cannot be read: this is a directory: name a file in it");
  std::filesystem::remove_all(folder / "x.csv");
  REQUIRE(::mkfifo((folder / "x.csv").c_str(), 0600) == 0);
  CHECK(told() == "s.yaml:22:39: error: 'x.csv' cannot be read: this is a device, a pipe or a socket");
  std::filesystem::remove(folder / "x.csv");
  folder.write("x.csv", std::string(2'000'000, 'a'));
  CHECK(told() == "s.yaml:22:39: error: 'x.csv' cannot be read: the table is larger than 1048576 bytes");
  folder.write("x.csv", "");
  CHECK(told() == "x.csv: error: the table is empty: begin it with a line of column names");
  folder.write("x.csv", std::string("date,trigger\n\0\x01\xff", 16));
  CHECK(told().starts_with("x.csv:2:1: error: this is no text"));
  std::string many = "date,trigger\n";
  for (int row = 0; row < 60'000; ++row) many += "9,strike\n";
  folder.write("x.csv", many);
  CHECK(told().find("too many values") != std::string::npos);
}

TEST_CASE("Wrong columns and cells are told in the table") {
  const Folder folder;
  folder.write("s.yaml", records::with("{until: 2023-12-31, events: events.csv}"));
  const auto told = [&](const std::string& table) {
    folder.write("events.csv", table);
    return folder.problems_of("s.yaml").front();
  };
  CHECK(told("date,triger\n3,strike\n") == "events.csv:1:1: error: there is no column 'trigger' (did you "
                                           "mean 'triger'?): the columns are 'date', 'triger'");
  CHECK(told("date,trigger,weapn,confidence\n3,strike,nato,1\n") ==
        "events.csv:1:1: error: unknown column 'weapn' (did you mean 'weapon'?): rename it");
  CHECK(told("date,trigger,weapn\n3,strike,nato\n")
            .starts_with(
                "events.csv:2:10: error: 'weapn' is no mark of trigger 'strike' (did you mean 'weapon'?)"));
  CHECK(told("date,trigger\n3,strik\n") ==
        "events.csv:2:3: error: unknown trigger 'strik' (did you mean 'strike'?)");
  CHECK(told("date,trigger\n3 May 2023,strike\n")
            .starts_with("events.csv:2:1: error: '3 May 2023' is no date"));
  CHECK(told("date,trigger\n2023-02-30,strike\n")
            .starts_with("events.csv:2:1: error: '2023-02-30' is no date"));
  CHECK(
      told("date,trigger\nyesterday,strike\n").starts_with("events.csv:2:1: error: 'yesterday' is no date"));
  CHECK(told("date,trigger\n2023-04-14,strike\n")
            .starts_with(
                "events.csv:2:1: error: '2023-04-14' lies before the start of the scenario (2023-04-15)"));
  CHECK(told("date,trigger,weapon\n3,strike,french\n")
            .starts_with("events.csv:2:10: error: 'french' is no category of mark 'weapon'"));
  CHECK(told("date,trigger,severity\n3,strike,strong\n")
            .starts_with("events.csv:2:10: error: unknown name 'strong'"));
  CHECK(
      told("date,trigger,severity\n3,strike,-1\n")
          .starts_with("events.csv:2:10: error: mark 'severity' is drawn from 0 to inf, and never is '-1'"));
  CHECK(told("date,trigger,marks\n3,strike,weapon\n")
            .starts_with("events.csv:2:10: error: 'weapon' does not say which"));
  CHECK(told("date,trigger,marks\n3,strike,weapon=nato;weapon=nato\n")
            .starts_with("events.csv:2:10: error: mark 'weapon' is given twice"));
  CHECK(told("date,trigger,confidence\n3,strike,2\n") ==
        "events.csv:2:10: error: 'confidence' of observed firing 1 must be from 0 to 1 (it is '2')");
}
