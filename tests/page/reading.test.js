// The page is for everybody: by keyboard, by a screen reader, in light and dark, on a phone and on paper.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, charts, open, openAllDetails, overflow } from './browser.js'
import { report, scenario } from './program.js'

const files = ['pact.yaml', 'raids.yaml', 'calm.yaml'].map(scenario)
const options = ['--trajectories', '1000', '--worlds', '20']

async function violations(page) {
  await page.evaluate(axe)
  const { violations: found } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
}

function inkOfCharts(page) {
  return page.$eval('#ladders svg text', text => text.getAttribute('fill'))
}

function inkBecomes(page, wanted) {
  return page.waitForFunction(([ink, isSame]) => (document.querySelector('#ladders svg text').getAttribute('fill') === ink) === isSame, wanted)
}

for (const colorScheme of ['light', 'dark'])
  test(`The checker axe finds nothing amiss in ${colorScheme}`, async t => {
    const { page } = await open(t, report(t, files, ...options), { colorScheme })
    assert.deepEqual(await violations(page), [])
    await openAllDetails(page)
    assert.deepEqual(await violations(page), [])
  })

test('The keyboard reaches every control', async t => {
  const { page } = await open(t, report(t, files, ...options))
  const controls = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    const reachable = all.filter(control => control.checkVisibility())
    reachable.forEach((control, i) => { control.dataset.control = i })
    return reachable.length
  })
  const reached = new Set()
  for (let i = 0; i <= controls + 5; ++i) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement.dataset.control))
  }
  reached.delete(undefined)
  assert.equal(reached.size, controls)
})

test('The first key leads to the answers', async t => {
  const { page } = await open(t, report(t, files, ...options))
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the answers')
})

test('The space bar hides a series, and arrow keys walk a chart', async t => {
  const { page } = await open(t, report(t, files, ...options))
  const before = await page.innerHTML('#ladders figure .chart')
  await page.focus('#ladders figure input')
  await page.keyboard.press('Space')
  assert.notEqual(await page.innerHTML('#ladders figure .chart'), before)
  await page.focus('#ladders figure .chart')
  await page.keyboard.press('ArrowRight')
  await page.waitForSelector('#ladders .tip')
  assert.match(await page.textContent('#ladders .tip'), /1 Jan 2024/)
})

test('Charts follow the page from light to dark, and are light on paper', async t => {
  const { page, complaints } = await open(t, report(t, files, ...options))
  const light = await inkOfCharts(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await inkBecomes(page, [light, false])
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  await inkBecomes(page, [light, true])
  assert.deepEqual((await charts(page)).empty, [])
  assert((await page.pdf({ format: 'A4' })).length > 50_000)
  await page.emulateMedia({ colorScheme: 'dark', media: 'screen' })
  await inkBecomes(page, [light, false])
  assert.deepEqual(complaints, [])
})

for (const width of [320, 360, 768, 1920])
  test(`Nothing hangs over the edge at ${width} pixels`, async t => {
    const { page } = await open(t, report(t, files, ...options), { width })
    await openAllDetails(page)
    assert.deepEqual((await charts(page)).empty, [])
    assert(await overflow(page) <= 0)
  })

test('Tables sort and search', async t => {
  const { page } = await open(t, report(t, files, ...options))
  const names = () => page.$$eval('#triggers tbody th b', all => all.map(name => name.textContent))
  assert.deepEqual(await names(), ['raid', 'vote'])
  await page.click('#triggers th button')
  await page.click('#triggers th button')
  assert.deepEqual(await names(), ['vote', 'raid'])
  assert.equal(await page.getAttribute('#triggers thead th', 'aria-sort'), 'descending')
  await page.fill('#triggers input', 'border')
  assert.deepEqual(await names(), ['raid'])
})
