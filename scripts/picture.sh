#!/usr/bin/env bash
# Makes the picture of README.md, docs/page.png, from the report's page of the baseline scenario: scripts/picture.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install.sh" test
cd "$root"
cmake --preset release >/dev/null
cmake --build --preset release --target casus_program page_tests >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build/release/casus report scenarios/baseline.yaml --out "$folder/page.html"

cd build/release/page_tests # where the packages are
node --input-type=commonjs - "$folder/page.html" "$root/docs/page.png" "$(command -v chromium)" <<'END'
const [page, picture, executablePath] = process.argv.slice(2)
const { chromium } = require(`${process.cwd()}/node_modules/playwright-core`)
chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }).then(async browser => {
  const tab = await browser.newPage({ viewport: { width: 1000, height: 900 } })
  await tab.goto(`file://${page}`)
  await tab.waitForSelector('html[data-ready]', { state: 'attached' })
  const section = await tab.locator('#ladders').boundingBox()
  const chart = await tab.locator('#ladders .chart').first().boundingBox()
  const clip = { x: section.x - 30, y: section.y + 40, width: section.width + 60, height: chart.y + chart.height - section.y - 55 }
  await tab.screenshot({ path: picture, fullPage: true, clip })
  await browser.close()
})
END
