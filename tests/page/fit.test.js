// The page of a fit: its numbers, and the plot of its residuals.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { axe, charts, embedded, open, openAllDetails, overflow } from './browser.js'
import { casus, directory } from './program.js'

const scenario = `casus: 1
name: war
title: A war <b>fitted</b>
start: 2020-01-01
horizon: 100 days
step: 1 day
drivers: {heat: {start: 0, mean: 0, half_life: 2 weeks}}
triggers: {strike: {rate: 6 per week, weights: {heat: 0}, effects: [add: {heat: 1}]}}
ladders: {ally: {rungs: [far, near], up: {rate: 1 per year}, down: {rate: 1 per year}}}
`
const events = 'date,trigger\n4,strike\n6,strike\n8,strike\n30,strike\n33,strike\n34,strike\n60,strike\n'
const panel = 'date,ladder,rung\n0,ally,far\n20,ally,far\n40,ally,near\n60,ally,near\n80,ally,far\n100,ally,far\n'

async function opened(t, how = {}) {
  const at = directory(t)
  const write = (name, text) => { writeFileSync(path.join(at, name), text); return path.join(at, name) }
  const file = path.join(at, 'fit.html')
  casus('fit', write('war.yaml', scenario), '--events', write('e.csv', events), '--panel', write('p.csv', panel), '--quiet', '--report', file)
  return open(t, file, how)
}

test('A fit shows its numbers and its residuals', async t => {
  const { page, complaints } = await opened(t)
  await openAllDetails(page)
  const sections = await page.$$eval('main > section', all => all.map(section => section.id))
  assert.deepEqual(sections, ['answers', 'trigger-strike', 'ladder-ally', 'provenance'])
  assert.equal(await page.textContent('h1'), 'A war <b>fitted</b>')
  assert.deepEqual(await charts(page), { count: 1, empty: [] })
  const results = await embedded(page, 'results')
  const shown = await page.$eval('#trigger-strike tbody tr:nth-child(2) td:nth-child(3)', cell => Number(cell.dataset.value))
  assert.equal(shown, results.triggers.strike.weights.heat.estimate)
  assert.equal(await page.$$eval('#trigger-strike figure tbody tr', all => all.length), 7)
  assert.deepEqual(complaints, [])
  assert(await overflow(page) <= 0)
})

test('The checker axe finds nothing amiss', async t => {
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await opened(t, { colorScheme, width: 400 })
    await openAllDetails(page)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), [])
    assert(await overflow(page) <= 0)
  }
})
