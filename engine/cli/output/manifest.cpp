#include "cli/output/manifest.hpp"

#include "casus/version.hpp"
#include "report/data/layout.hpp"

#include <fmt/chrono.h>

#include <ctime>

namespace casus::cli {
namespace {

using nlohmann::ordered_json;

/// CMake defines these for this file alone; the commit is empty outside a repository.
ordered_json build() {
  const std::string commit = CASUS_COMMIT;
  return {{"compiler", CASUS_COMPILER},
          {"type", CASUS_BUILD_TYPE},
          {"commit", commit.empty() ? ordered_json() : ordered_json(commit)}};
}

ordered_json subject(const std::string& file, const Result& result) {
  return {{"name", result.scenario}, {"file", file}, {"fingerprint", result.fingerprint}};
}

ordered_json sizes(const std::vector<OutFile>& files) {
  ordered_json list = ordered_json::array();
  for (const OutFile& file : files) list.push_back({{"name", file.name}, {"bytes", file.text.size()}});
  return list;
}

} // namespace

std::string manifest(const Result& result, const std::vector<WhatIf>& whatifs,
                     const std::vector<std::string>& words, const std::vector<OutFile>& files) {
  ordered_json document = {{"casus", version},
                           {"build", build()},
                           {"command", words},
                           {"written", fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)))},
                           {"scenario", subject("scenario.yaml", result)}};
  if (!whatifs.empty()) document["whatifs"] = ordered_json::array();
  for (std::size_t i = 0; i < whatifs.size(); ++i) {
    ordered_json whatif = subject(whatif_file(i), whatifs[i].result);
    whatif["as"] = whatifs[i].file;
    document["whatifs"].push_back(whatif);
  }
  document["seed"] = result.seed;
  document["trajectories"] = result.trajectories;
  document["requested"] = result.requested;
  document["worlds"] = result.worlds;
  document["files"] = sizes(files);
  return report::laid_out(document);
}

} // namespace casus::cli
