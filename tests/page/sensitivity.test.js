// The tornado on the page.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, charts, embedded, open, openAllDetails, overflow } from './browser.js'
import { casus, report, scenario } from './program.js'

const options = ['--trajectories', '4000', '--worlds', '40', '--seed', '7']
const file = scenario('pact.yaml')

test('A page without --sensitivity does not speak of it', async t => {
  const { page } = await open(t, report(t, [file], ...options))
  assert.equal(await page.$('#sensitivity'), null)
})

test('The tornado shows the numbers of casus sensitivity, the largest effect first', async t => {
  const { outcomes } = JSON.parse(casus('sensitivity', file, '--json', '--quiet', ...options))
  const { page, complaints } = await open(t, report(t, [file], '--sensitivity', ...options))
  await openAllDetails(page)
  const [name] = Object.keys((await embedded(page, 'words')).sensitivity.outcomes).filter(outcome => Object.values(outcomes[outcome].effects).some(effect => effect.is_told_from_0))
  const told = Object.entries(outcomes[name].effects).filter(([, effect]) => effect.is_told_from_0).slice(0, 15)
  const rows = await page.$$eval('#sensitivity tbody tr', all => all.map(row => [row.querySelector('th').textContent, Number(row.querySelector('td.number').dataset.value)]))
  assert.deepEqual(rows, told.map(([number, { effect }]) => [number, effect]))
  assert.deepEqual((await charts(page)).empty, [])
  assert.deepEqual(complaints, [])
})

test('The checker axe finds nothing amiss in the tornado', async t => {
  const { page } = await open(t, report(t, [file], '--sensitivity', ...options))
  await openAllDetails(page)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run('#sensitivity', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), [])
})

test('The tornado hangs over no edge of a phone', async t => {
  const { page } = await open(t, report(t, [file], '--sensitivity', ...options), { width: 320 })
  await openAllDetails(page)
  assert(await overflow(page) <= 0)
})

test('The page says how to make it again, the tornado included', async t => {
  const { page } = await open(t, report(t, [file], '--sensitivity', ...options))
  assert.match((await embedded(page, 'words')).command, /^casus report --sensitivity /)
})
