// Drivers as fans: the median and where 9 of 10 courses lie, those that move most first.
import { band, greatest, line, timeAxis, valueAxis } from './axes.js'
import { dateTip } from './chart.js'
import { element, section } from './dom.js'
import { figure, smallMultiples } from './figure.js'
import { number, spoken } from './format.js'

const shown = 6

// How far the mean goes from where it began, in standard deviations of where courses may be by then.
function movement({ mean, sd }) {
  const farthest = greatest(mean.map(value => Math.abs(value - mean[0])))
  return farthest > 0 ? farthest / greatest(sd) : 0
}

function fan(run, driver) {
  const times = driver.day.map(days => run.calendar.time(days))
  return look => {
    const { accent, soft } = look.palette
    return {
      grid: { left: 44, right: 14, top: 10, bottom: 28 },
      xAxis: { ...timeAxis(look, run.calendar, driver.day), splitNumber: 3 },
      yAxis: valueAxis(look, { scale: true, axisLabel: { formatter: number } }),
      tooltip: dateTip(look, run.calendar, i => [
        { series: 'median', name: '95th percentile', value: number(driver.p95[i]) },
        { series: 'median', colour: accent, name: 'median', value: number(driver.p50[i]) },
        { series: 'mean', colour: soft, name: 'mean', value: number(driver.mean[i]) },
        { series: 'median', name: '5th percentile', value: number(driver.p05[i]) }
      ]),
      series: [
        line({ name: 'median', times, values: driver.p50, colour: accent }),
        line({ name: 'mean', times, values: driver.mean, colour: soft, lineStyle: { width: 1.2, type: 'dashed', color: soft } }),
        band({ name: '9 of 10', times, low: driver.p05, high: driver.p95, colour: accent })
      ]
    }
  }
}

const columns = ['p05', 'p50', 'p95', 'mean', 'sd']
const titles = { p05: '5%', p50: 'Median', p95: '95%', mean: 'Mean', sd: 'Standard deviation' }

function table(run, driver) {
  return {
    columns: [
      { title: 'Date', heads: true, cell: i => run.calendar.brief(driver.day[i]) },
      ...columns.map(key => ({ title: titles[key], numeric: true, cell: i => number(driver[key][i]), value: i => driver[key][i] }))
    ],
    rows: driver.day.map((_, i) => i)
  }
}

function item(run, name) {
  const driver = run.result.drivers[name]
  return {
    title: spoken(name),
    make: () => figure({
      title: spoken(name),
      note: run.about('driver', name),
      chart: { label: `Median and range of ${spoken(name)} over time`, height: 180, printedWidth: 320, build: fan(run, driver) },
      table: table(run, driver)
    })
  }
}

export function drivers({ baseline }) {
  const all = baseline.result.drivers
  const names = Object.keys(all).sort((a, b) => movement(all[b]) - movement(all[a]))
  if (!names.length) return null
  const multiples = smallMultiples({ legend: 'Choose drivers', items: names.map(name => item(baseline, name)), shown })
  const note = element('p', { class: 'note' }, 'The slow quantities that make events likelier or less likely: the median (line), the mean (dashed) and where 9 of 10 simulated courses lie (band). Those that move most come first.')
  return { box: section('drivers', 'What drives it', note, multiples.box), start: multiples.start }
}
