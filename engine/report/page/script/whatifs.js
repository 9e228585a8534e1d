// What-ifs against the baseline: differences ranked by effect, each with its interval, and occupancy over time.
import { band, greatest, line, timeAxis, valueAxis } from './axes.js'
import { dateTip } from './chart.js'
import { differences, interval, row, written } from './differences.js'
import { chooser, element, option, section } from './dom.js'
import { figure, Stage } from './figure.js'
import { count, number, points, roundPoints, spoken } from './format.js'
import { steps } from './palette.js'

const z95 = 1.959964

function ranked(rows) {
  return [...rows].sort((a, b) => (b.difference ?? -Infinity) - (a.difference ?? -Infinity))
}

const columns = [
  { title: 'What-if or question', heads: true, cell: row => row.label },
  { title: 'Difference', numeric: true, cell: row => written(row, row.difference), value: row => row.difference },
  { title: '95% interval', numeric: true, cell: interval },
  { title: 'Correlation', numeric: true, cell: row => number(row.correlation), value: row => row.correlation },
  { title: 'Courses changed', numeric: true, cell: row => count(row.changed), value: row => row.changed },
  { title: 'Doubt', cell: row => row.doubt || '' }
]

function shown(title, note, rows) {
  const known = ranked(rows)
  return figure({
    title,
    note,
    chart: differences(known, `${title}: what-if minus baseline, with 95% intervals`),
    table: { columns, rows: known }
  })
}

function ofWhatIf(baseline, whatif) {
  const outcomes = baseline.result.outcomes
  const rows = Object.entries(whatif.differences)
    .filter(([name]) => outcomes[name].kind === 'event')
    .map(([name, difference]) => row(baseline.question(name), 'event', difference))
  return rows.length ? shown(whatif.title, whatif.aim, rows) : null
}

function ofOutcome(baseline, whatifs, name) {
  const { kind } = baseline.result.outcomes[name]
  const rows = whatifs.filter(whatif => whatif.differences[name]).map(whatif => row(whatif.title, kind, whatif.differences[name]))
  return shown(baseline.question(name), '', rows)
}

// Chooses by a question all what-ifs, or by a what-if all questions.
function effects(baseline, whatifs) {
  const stage = new Stage()
  const names = Object.keys(baseline.result.outcomes)
  const views = [
    ...whatifs.map(whatif => ({ text: whatif.title, group: 'One what-if, all questions', make: () => ofWhatIf(baseline, whatif) })),
    ...names.map(name => ({ text: baseline.question(name), group: 'One question, all what-ifs', make: () => ofOutcome(baseline, whatifs, name) }))
  ].map((view, i) => ({ ...view, i }))
  const groups = [...new Set(views.map(view => view.group))].map(group =>
    element('optgroup', { label: group }, views.filter(view => view.group === group).map(view => option(view.i, view.text))))
  const show = i => {
    const made = views[i].make()
    if (made) stage.show(made)
  }
  const first = whatifs.length > 1 && names.length ? whatifs.length : 0
  show(first)
  const choice = chooser('Compare', groups, show, first)
  return { choice, stage }
}

function occupancy(baseline, whatif, name) {
  const { rungs, day, difference, se } = whatif.ladderDifferences[name]
  const times = day.map(days => baseline.calendar.time(days))
  const hasErrors = se.flat().every(error => error !== null)
  const at = r => difference.map(values => values[r])
  const bound = (r, sign) => difference.map((values, i) => values[r] + sign * z95 * se[i][r])
  return figure({
    title: `${spoken(name)}, if: ${whatif.title}`,
    note: `Share of courses on each rung, what-if minus baseline${hasErrors ? ', with 95% bands' : ''}.`,
    series: rungs.map((rung, r) => ({ name: rung, title: spoken(rung), colour: palette => steps(palette, rungs.length)[r] })).reverse(),
    chart: {
      label: `Differences of the occupancy of ${spoken(name)} over time`,
      height: width => (width < 520 ? 260 : 300),
      build: look => {
        const colours = steps(look.palette, rungs.length)
        return {
          grid: { left: 56, right: 14, top: 10, bottom: 30 },
          xAxis: timeAxis(look, baseline.calendar, day),
          yAxis: valueAxis(look, { axisLabel: { formatter: roundPoints } }),
          tooltip: dateTip(look, baseline.calendar, i => rungs.map((rung, r) => ({ colour: colours[r], series: rung, name: spoken(rung), value: points(difference[i][r]) })).reverse()),
          series: rungs.flatMap((rung, r) => [
            line({ name: rung, times, values: at(r), colour: colours[r] }),
            ...(hasErrors ? [band({ name: rung, times, low: bound(r, -1), high: bound(r, 1), colour: colours[r] })] : [])
          ])
        }
      }
    },
    table: {
      columns: [
        { title: 'Date', heads: true, cell: i => baseline.calendar.brief(day[i]) },
        ...rungs.map((rung, r) => ({ title: spoken(rung), numeric: true, cell: i => points(difference[i][r]), value: i => difference[i][r] }))
      ],
      rows: day.map((_, i) => i)
    }
  })
}

function overTime(baseline, whatifs) {
  const views = whatifs.flatMap(whatif => Object.keys(whatif.ladderDifferences).map(name => ({ whatif, name })))
  if (!views.length) return null
  const stage = new Stage()
  const show = i => stage.show(occupancy(baseline, views[i].whatif, views[i].name))
  const movements = views.map(({ whatif, name }) => greatest(whatif.ladderDifferences[name].difference.flat().map(Math.abs)))
  const first = movements.indexOf(greatest(movements))
  show(first)
  const choice = chooser('Over time', views.map(({ whatif, name }, i) => option(i, `${whatif.title}: ${spoken(name)}`)), show, first)
  return { choice: views.length > 1 ? choice : null, stage }
}

export function whatifs({ baseline, whatifs: list }) {
  if (!list.length) return null
  const parts = [effects(baseline, list), overTime(baseline, list)].filter(part => part)
  const note = element('p', { class: 'note' }, 'What-if minus baseline. Both were played with the same luck, course by course, so that a difference is surer than the two numbers it lies between. A hollow dot means that too little is known to say which way it goes.')
  return {
    box: section('whatifs', 'What if', note, parts.map(({ choice, stage }) => [choice, stage.box])),
    start: () => parts.forEach(({ stage }) => stage.start())
  }
}
