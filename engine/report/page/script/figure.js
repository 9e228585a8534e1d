// A chart with its heading, the switches of its series, and its numbers as a table.
import { Chart } from './chart.js'
import { checkbox, details, element } from './dom.js'
import { dark, light } from './palette.js'
import { plainTable, tableSummary } from './table.js'

// A patch of a series' colour that follows the page from light to dark by itself.
function swatch(colours) {
  const made = element('span', { class: 'swatch', 'aria-hidden': 'true' })
  made.style.background = colours(light) // for browsers that do not know light-dark()
  made.style.background = `light-dark(${colours(light)}, ${colours(dark)})`
  return made
}

function toggles(chart, series) {
  const boxes = series.map(({ name, title, colour }) =>
    checkbox(title ?? name, true, isShown => chart.show(name, isShown), swatch(colour)))
  return element('fieldset', { class: 'toggles' }, element('legend', {}, 'Show'), boxes)
}

// A chart that is wider than a narrow page scrolls within it.
function scrolling(title, chart, width) {
  chart.box.style.minWidth = `${width}px`
  return element('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': title }, chart.box)
}

// Starts charts once they stand in the page: call start() of what it returns then.
export function figure({ title, level = 3, note, chart: spec, series = [], table }) {
  const chart = new Chart(spec)
  const box = element('figure', {},
    element('figcaption', {}, element(`h${level}`, {}, title), note ? element('p', { class: 'note' }, note) : null),
    series.length > 1 ? toggles(chart, series) : null,
    spec.minWidth ? scrolling(title, chart, spec.minWidth) : chart.box,
    table ? details(tableSummary(table.rows.length), () => plainTable(title, table.columns, table.rows)) : null)
  return { box, start: () => chart.start(), end: () => chart.end() }
}

// A place for one figure at a time, as a chooser asks for it.
export class Stage {
  constructor() {
    this.box = element('div', { class: 'stage' })
  }

  show(made) {
    this.shown?.end()
    this.box.replaceChildren(made.box)
    this.shown = made
    if (this.isStarted) made.start()
  }

  start() {
    this.isStarted = true
    this.shown?.start()
  }
}

// Many small figures side by side: those that are checked. `items` are {name, title, make}; the first `shown` are checked.
export function smallMultiples({ legend, items, shown }) {
  const grid = element('div', { class: 'multiples' })
  const made = new Map()
  const place = () => grid.replaceChildren(...items.filter(item => made.has(item)).map(item => made.get(item).box))
  const show = (item, isShown) => {
    if (!isShown) made.get(item).end()
    if (isShown) made.set(item, item.make())
    else made.delete(item)
    place()
    if (isShown) made.get(item).start()
  }
  const boxes = items.map((item, i) => checkbox(item.title, i < shown, isShown => show(item, isShown)))
  const choice = element('details', { class: 'choice' }, element('summary', {}, `${legend} (${items.length})`),
    element('fieldset', { class: 'toggles' }, element('legend', { class: 'unseen' }, legend), boxes))
  for (const item of items.slice(0, shown)) made.set(item, item.make())
  place()
  return {
    box: element('div', {}, items.length > 1 ? choice : null, grid),
    start: () => made.forEach(figure => figure.start())
  }
}
