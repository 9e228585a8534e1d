// The page opens from a disk, quietly, with every chart drawn, whatever the scenario holds.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { charts, open, openAllDetails, overflow } from './browser.js'
import { casus, directory, report, scenario, written } from './program.js'

async function opens(t, files, options, fewest) {
  const { page, complaints } = await open(t, report(t, files, ...options))
  await openAllDetails(page)
  const { count, empty } = await charts(page)
  assert.deepEqual(empty, [])
  assert(count >= fewest, `${count} charts`)
  assert.deepEqual(complaints, [])
  assert(await overflow(page) <= 0)
  return page
}

function repeated(count, make) {
  return Array.from({ length: count }, (_, i) => make(i)).join('')
}

const head = 'casus: 1\nname: odd\nstart: 2024-01-01\nhorizon: 12 weeks\nstep: 1 week\n'
const raid = 'triggers:\n  raid: {rate: 6 per year}\n'
const raided = 'outcomes:\n  raided: {question: "Raided?", when: count(raid) >= 1}\n'

test('A run opens without a complaint, its charts drawn', async t => {
  const page = await opens(t, [scenario('pact.yaml')], ['--trajectories', '2000', '--worlds', '20'], 13)
  const sections = await page.$$eval('main > section', all => all.map(section => section.id))
  assert.deepEqual(sections, ['answers', 'ladders', 'drivers', 'passages', 'joint', 'pathways', 'triggers', 'evidence', 'provenance'])
})

test('A comparison opens, and its charts follow the what-if that is chosen', async t => {
  const page = await opens(t, ['pact.yaml', 'raids.yaml', 'calm.yaml'].map(scenario), ['--trajectories', '2000', '--worlds', '20'], 15)
  await page.selectOption('#whatifs select', { label: 'More raids' })
  assert.deepEqual((await charts(page)).empty, [])
})

test('An explanation shows its changes as they are written', async t => {
  const file = path.join(directory(t), 'page.html')
  casus('compare', scenario('pact.yaml'), scenario('raids.yaml'), '--explain', '--quiet', '--trajectories', '500', '--report', file)
  const { page, complaints } = await open(t, file)
  await openAllDetails(page)
  assert.equal(await page.textContent('#explanation tbody th'), 'triggers.raid.rate pace / 365.25 → 2 * pace / 365.25')
  assert.deepEqual((await charts(page)).empty, [])
  assert.deepEqual(complaints, [])
})

test('One trajectory, and one world, make a page', async t => {
  await opens(t, [scenario('pact.yaml')], ['--trajectories', '1'], 5)
  await opens(t, [scenario('pact.yaml')], ['--trajectories', '500', '--worlds', '1'], 10)
})

test('Thousands of worlds make a page', async t => {
  await opens(t, [scenario('pact.yaml')], ['--trajectories', '24000', '--worlds', '3000'], 13)
})

test('A scenario without outcomes, ladders or drivers makes a page', async t => {
  await opens(t, [written(t, head + raid)], ['--trajectories', '100'], 0)
  await opens(t, [written(t, head + raid + raided)], ['--trajectories', '100'], 2)
  await opens(t, [written(t, `${head}drivers:\n  calm: {start: 0, mean: 0, half_life: 4 weeks, volatility: 1}\n`)], ['--trajectories', '100'], 1)
})

test('Forty outcomes and long names fit a narrow window', async t => {
  const long = `${'very_'.repeat(10)}long`
  const many = repeated(40, i => `  outcome_${i}: {question: "${'Is it raided again and again? '.repeat(i % 7)}", when: count(raid) >= ${i}}\n`)
  const ladder = `ladders:\n  ${long}_scale:\n    rungs: [${long}_a, ${long}_b]\n    start: ${long}_a\n    up: {rate: 3 per year}\n`
  const page = await opens(t, [written(t, `${head}${raid}${ladder}outcomes:\n${many}`)], ['--trajectories', '500'], 8)
  await page.setViewportSize({ width: 360, height: 800 })
  assert(await overflow(page) <= 0)
})

test('A horizon of an hour is told by the minute', async t => {
  await opens(t, [written(t, head.replace('12 weeks', '1 hour').replace('1 week', '0.1 hours') + raid + raided)], ['--trajectories', '100'], 1)
})

test('What a scenario says stays text', async t => {
  const evil = '<script>alert(1)</script></script><img src=x onerror=alert(2)> "quoted" \'single\' & &amp; <!-- {{words}} ${x} 中文 עברית 🏳️'
  const text = `${head}title: ${JSON.stringify(evil)}\nabout: ${JSON.stringify(evil)}\n` +
    `drivers:\n  alarm: {about: ${JSON.stringify(evil)}, basis: ${JSON.stringify(evil)}, start: 0, mean: 0, half_life: 4 weeks, volatility: 1}\n` +
    `triggers:\n  raid: {about: ${JSON.stringify(evil)}, rate: 6 per year}\n` +
    `outcomes:\n  raided: {question: ${JSON.stringify(evil)}, when: count(raid) >= 1}\n`
  const page = await opens(t, [written(t, text)], ['--trajectories', '200'], 3)
  assert.equal(await page.textContent('h1'), evil)
  assert.equal(await page.title(), evil)
  assert.equal(await page.textContent('.answer h3'), evil)
  assert.equal(await page.evaluate(() => document.querySelectorAll('img').length), 0)
  assert.equal(await page.evaluate(() => document.querySelectorAll('script').length), 3)
})
