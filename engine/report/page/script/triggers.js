// The triggers: how often each fires, in how many courses, and what its marks were.
import { element, section } from './dom.js'
import { number, percent, spoken } from './format.js'
import { bar, SortedTable } from './table.js'

function categories(name, shares) {
  return element('div', { class: 'mark-of' }, element('b', {}, spoken(name)),
    Object.entries(shares).map(([category, share]) => element('div', { class: 'mark-row' }, element('span', {}, spoken(category)), bar(share, percent(share)))))
}

function isNumeric(mark) {
  return Object.keys(mark).length === 2 && 'mean' in mark && 'sd' in mark
}

function marks(trigger) {
  return Object.entries(trigger.marks).map(([name, mark]) => isNumeric(mark)
    ? element('div', { class: 'mark-of' }, element('b', {}, spoken(name)), ` mean ${number(mark.mean)}, sd ${number(mark.sd)}`)
    : categories(name, mark))
}

export function triggers({ baseline }) {
  const all = Object.entries(baseline.result.triggers)
  if (!all.length) return null
  const most = Math.max(...all.map(([, trigger]) => trigger.mean_count)) || 1
  const words = name => baseline.words.triggers[name]
  const rows = all.map(([name, trigger]) => ({ name, ...trigger, words: words(name), about: baseline.about('trigger', name), searched: `${name} ${spoken(name)} ${baseline.about('trigger', name)}` }))
  const columns = [
    { title: 'Trigger', heads: true, value: row => row.name, cell: row => [element('b', {}, spoken(row.name)), row.about ? element('span', { class: 'about' }, row.about) : ''] },
    { title: 'Times in a course', numeric: true, value: row => row.mean_count, cell: row => bar(row.mean_count / most, row.words.count) },
    { title: 'In how many courses', numeric: true, value: row => row.share_fired, cell: row => bar(row.share_fired, row.words.fired) },
    { title: 'Marks', cell: row => (row.words.doubt_of_marks || marks(row)) }
  ]
  const table = new SortedTable('Triggers with their counts and marks', columns, rows, 'triggers')
  return { box: section('triggers', 'What happens on the way', table.box), start() {} }
}
