// Tables of the numbers behind a chart, and tables to be sorted and searched.
import { counted } from './format.js'
import { element, freshId } from './dom.js'

// A column: {title, cell: row => text or element, value: row => number or text to sort by, numeric}.
// A cell keeps the number that it shows, in full.
function cell(column, row) {
  const value = column.value?.(row)
  const attributes = { class: column.numeric ? 'number' : null, 'data-value': column.numeric && value !== null ? value : null }
  return element(column.heads ? 'th' : 'td', { ...attributes, scope: column.heads ? 'row' : null }, column.cell(row))
}

function body(columns, rows) {
  return element('tbody', {}, rows.map(row => element('tr', {}, columns.map(column => cell(column, row)))))
}

function scrolling(label, table) {
  return element('div', { class: 'scrolling', tabindex: 0, role: 'group', 'aria-label': label }, table)
}

export function plainTable(label, columns, rows, className = null) {
  const head = columns.map(column => element('th', { scope: 'col', class: column.numeric ? 'number' : null }, column.title))
  return scrolling(label, element('table', { class: className }, element('thead', {}, element('tr', {}, head)), body(columns, rows)))
}

function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}

export class SortedTable {
  constructor(label, columns, rows, noun) {
    this.columns = columns
    this.rows = rows
    this.noun = noun
    this.direction = 1
    this.words = ''
    this.heads = columns.map(column => this.head(column))
    this.table = element('table', {}, element('thead', {}, element('tr', {}, this.heads)))
    this.told = element('span', { role: 'status', class: 'told' })
    this.box = element('div', {}, this.search(), scrolling(label, this.table))
    this.fill()
  }

  head(column) {
    if (!column.value) return element('th', { scope: 'col' }, column.title)
    const button = element('button', { type: 'button', onclick: () => this.sortBy(column) }, column.title)
    return element('th', { scope: 'col', class: column.numeric ? 'number' : null }, button)
  }

  search() {
    const input = element('input', { type: 'search', id: freshId('search') })
    input.addEventListener('input', () => {
      this.words = input.value.toLowerCase()
      this.fill()
    })
    return element('p', { class: 'chooser' }, element('label', { for: input.id }, `Search ${this.noun}`), input, this.told)
  }

  sortBy(column) {
    this.direction = this.sorted === column ? -this.direction : column.numeric ? -1 : 1
    this.sorted = column
    this.fill()
  }

  fill() {
    let rows = this.rows.filter(row => !this.words || row.searched.toLowerCase().includes(this.words))
    if (this.sorted) rows = [...rows].sort((a, b) => this.direction * compare(this.sorted.value(a), this.sorted.value(b)))
    this.table.querySelector('tbody')?.remove()
    this.table.append(body(this.columns, rows))
    this.told.textContent = this.words ? `${rows.length} of ${this.rows.length} shown` : ''
    this.heads.forEach((head, i) => {
      const order = this.direction > 0 ? 'ascending' : 'descending'
      if (this.columns[i].value) head.setAttribute('aria-sort', this.sorted === this.columns[i] ? order : 'none')
    })
  }
}

// A number with a bar as long as its share of the greatest.
export function bar(share, text) {
  const filled = element('span', { class: 'bar' })
  filled.style.width = `${100 * Math.max(0, Math.min(1, share))}%`
  return element('span', { class: 'barred' }, element('span', { class: 'track', 'aria-hidden': 'true' }, filled), element('span', {}, text))
}

export function tableSummary(rows) {
  return `The numbers as a table (${counted(rows, 'row')})`
}
