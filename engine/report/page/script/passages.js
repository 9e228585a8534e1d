// Time to event: the share of courses that have met each outcome by each date, with its 95% band.
import { band, greatest, line, shareAxis, timeAxis } from './axes.js'
import { dateTip } from './chart.js'
import { element, section } from './dom.js'
import { figure, smallMultiples } from './figure.js'
import { percent } from './format.js'

const shown = 6

// The smallest round share above all that is drawn.
function ceiling(curve) {
  const top = greatest(curve.ci95.map(interval => interval[1]))
  return [0.004, 0.01, 0.02, 0.04, 0.1, 0.2, 0.4].find(share => share > top) ?? 1
}

function passage(run, name) {
  const { curve } = run.result.outcomes[name]
  const times = curve.day.map(days => run.calendar.time(days))
  const max = ceiling(curve)
  return look => {
    const colour = look.palette.accent
    return {
      grid: { left: 44, right: 14, top: 10, bottom: 28 },
      xAxis: { ...timeAxis(look, run.calendar, curve.day), splitNumber: 3 },
      yAxis: shareAxis(look, { max, interval: max / 4 }),
      tooltip: dateTip(look, run.calendar, i => [
        { series: 'share', colour, name: 'has come about', value: percent(curve.probability[i]) },
        { series: 'share', name: '95% interval', value: `${percent(curve.ci95[i][0])} to ${percent(curve.ci95[i][1])}` }
      ]),
      series: [
        line({ name: 'share', times, values: curve.probability, colour }),
        band({ name: '95% interval', times, low: curve.ci95.map(i => i[0]), high: curve.ci95.map(i => i[1]), colour })
      ]
    }
  }
}

function table(run, curve) {
  return {
    columns: [
      { title: 'Date', heads: true, cell: i => run.calendar.brief(curve.day[i]) },
      { title: 'Has come about', numeric: true, cell: i => percent(curve.probability[i]), value: i => curve.probability[i] },
      { title: '95% from', numeric: true, cell: i => percent(curve.ci95[i][0]), value: i => curve.ci95[i][0] },
      { title: 'to', numeric: true, cell: i => percent(curve.ci95[i][1]), value: i => curve.ci95[i][1] }
    ],
    rows: curve.day.map((_, i) => i)
  }
}

function item(run, name) {
  const question = run.question(name)
  return {
    title: question,
    make: () => figure({
      title: question,
      chart: { label: `Share of the simulated courses that have met it over time: ${question}`, height: 200, printedWidth: 320, build: passage(run, name) },
      table: table(run, run.result.outcomes[name].curve)
    })
  }
}

export function passages({ baseline }) {
  const outcomes = baseline.result.outcomes
  const names = Object.keys(outcomes).filter(name => outcomes[name].kind === 'event' && outcomes[name].trials > 0)
  if (!names.length) return null
  const multiples = smallMultiples({ legend: 'Choose questions', items: names.map(name => item(baseline, name)), shown })
  const note = element('p', { class: 'note' }, 'The share of simulated courses in which it has come about by each date; the band is its 95% interval. Each chart has a scale of its own.')
  return { box: section('passages', 'When it comes about', note, multiples.box), start: multiples.start }
}
