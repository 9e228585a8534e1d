// A page in a real Chromium, without a network, that minds every complaint of the console and every request.
import { after, before } from 'node:test'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const requirePackage = createRequire(path.resolve('package.json'))
const { chromium } = requirePackage('playwright-core')
export const axe = requirePackage('axe-core').source

const options = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

let browser
before(async () => { browser = await chromium.launch({ executablePath: process.env.CASUS_CHROMIUM, args: options }) })
after(async () => { await browser.close() })

// Opens a file; `complaints` gathers what should not be.
export async function open(t, file, { width = 1280, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true })
  t.after(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints = []
  page.on('console', message => complaints.push(`console: ${message.text()}`))
  page.on('pageerror', error => complaints.push(`error: ${error.stack}`))
  page.on('dialog', dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss() })
  page.on('request', request => { if (request.url() !== page.url() && !request.url().startsWith('data:') && !request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`) })
  await page.goto(pathToFileURL(file).href)
  await page.waitForSelector('html[data-ready]', { state: 'attached' })
  return { page, complaints }
}

// The labels of charts in which nothing is drawn, and how many there are in all.
export function charts(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.chart, .strip')]
    const isDrawn = box => {
      const svg = box.querySelector('svg')
      return svg && svg.querySelectorAll('path').length > 0 && svg.getBoundingClientRect().height > 20 && svg.getBoundingClientRect().width > 100
    }
    return { count: boxes.length, empty: boxes.filter(box => !isDrawn(box)).map(box => box.getAttribute('aria-label') ?? 'strip') }
  })
}

export function embedded(page, id) {
  return page.evaluate(name => JSON.parse(document.getElementById(name).textContent), id)
}

// How far the page is wider than its window.
export function overflow(page) {
  return page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth)
}

export async function openAllDetails(page) {
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true })
  await page.waitForFunction(() => [...document.querySelectorAll('details')].every(details => details.childElementCount > 1))
}
