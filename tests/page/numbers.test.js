// The numbers on the page are those of the JSON.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { embedded, open, openAllDetails } from './browser.js'
import { casus, report, scenario } from './program.js'

const options = ['--trajectories', '2000', '--worlds', '20', '--seed', '7']

function withoutPerformance(document) {
  for (const result of [document, document.baseline, ...Object.values(document.whatifs ?? {})]) delete result?.performance
  return document
}

// Of each table within a selection, its rows of numbers.
function tables(page, selector) {
  return page.$$eval(`${selector} table`, all => all.map(table => [...table.querySelectorAll('tbody tr')]
    .map(row => [...row.querySelectorAll('td[data-value]')].map(cell => Number(cell.dataset.value)))))
}

test('The page holds the document that --json prints', async t => {
  const json = JSON.parse(casus('run', scenario('pact.yaml'), '--json', '--quiet', ...options))
  const { page } = await open(t, report(t, [scenario('pact.yaml')], ...options))
  assert.deepEqual(withoutPerformance(await embedded(page, 'results')), withoutPerformance(json))
})

test('The page of a comparison holds the document that compare --json prints', async t => {
  const files = ['pact.yaml', 'raids.yaml', 'calm.yaml'].map(scenario)
  const json = JSON.parse(casus('compare', ...files, '--json', '--quiet', ...options))
  const { page } = await open(t, report(t, files, ...options))
  assert.deepEqual(withoutPerformance(await embedded(page, 'results')), withoutPerformance(json))
})

test('Answers, tables and triggers show these numbers', async t => {
  const { page } = await open(t, report(t, [scenario('pact.yaml')], ...options))
  const { outcomes, ladders, drivers, triggers, joint } = await embedded(page, 'results')
  const answers = await page.$$eval('.answer data', all => all.map(data => [data.closest('article').dataset.outcome, Number(data.value)]))
  assert.deepEqual(answers, Object.entries(outcomes).filter(([name]) => name !== 'unheard_of').map(([name, outcome]) => [name, outcome.probability ?? outcome.mean]))
  await openAllDetails(page)
  assert.deepEqual(await tables(page, '#ladders'), Object.values(ladders).map(ladder => ladder.occupancy))
  const { curve } = outcomes.armed
  assert.deepEqual((await tables(page, '#passages'))[0], curve.probability.map((p, i) => [p, ...curve.ci95[i]]))
  const shown = await tables(page, '#drivers')
  for (const { p05, p50, p95, mean, sd } of Object.values(drivers))
    assert(shown.some(table => JSON.stringify(table) === JSON.stringify(p05.map((_, i) => [p05[i], p50[i], p95[i], mean[i], sd[i]]))))
  assert.deepEqual((await tables(page, '#joint'))[0].reverse(), joint[0].shares[0].map((_, second) => joint[0].shares.map(row => row[second])))
  assert.deepEqual((await tables(page, '#triggers'))[0], Object.values(triggers).map(trigger => [trigger.mean_count, trigger.share_fired]))
})

test('Differences are those of the comparison, the greatest first', async t => {
  const { page } = await open(t, report(t, ['pact.yaml', 'raids.yaml', 'calm.yaml'].map(scenario), ...options))
  const { differences } = await embedded(page, 'results')
  await openAllDetails(page)
  const [rows] = await tables(page, '#whatifs')
  assert.deepEqual(rows.map(row => row[0]), ['raids.yaml', 'calm.yaml'].map(file => differences[file].armed.difference))
})

test('The worded answers say the numbers', async t => {
  const { page } = await open(t, report(t, [scenario('pact.yaml')], ...options))
  const { outcomes } = await embedded(page, 'results')
  const figure = await page.textContent('[data-outcome=armed] data')
  assert(Math.abs(parseFloat(figure) / 100 - outcomes.armed.probability) < outcomes.armed.se)
  assert.match(await page.textContent('[data-outcome=unheard_of]'), /none in 2,000: below 0\.\d+%/)
  assert.match(await page.textContent('[data-outcome=armed_after_a_large_raid]'), /Only under a condition: it held in [\d,]+ of 2,000/)
})
