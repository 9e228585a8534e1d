// Differences with their intervals: a row each, a dot with a whisker beside a line at zero, and the numbers in words.
import { valueAxis } from './axes.js'
import { tip, tooltip } from './chart.js'
import { points, roundPoints, signed } from './format.js'

// A row of the chart: {label, kind, difference, ci95, correlation, changed, doubt}.
export function row(label, kind, difference) {
  return { ...difference, label, kind }
}

export function written(row, value) {
  return row.kind === 'event' ? points(value) : signed(value)
}

export function interval({ ci95, ...row }) {
  return row.difference === null ? '–' : `${written(row, ci95[0])} to ${written(row, ci95[1])}`
}

// Beside the label: the number with its interval, or why there is none.
function told(row) {
  if (row.difference === null) return row.doubt || 'no difference can be told'
  return row.doubt ? row.doubt : `${written(row, row.difference)} (${interval(row)})`
}

// Too little is known of the row to say which way it goes.
function isOpen(row) {
  return Boolean(row.doubt) || (row.ci95[0] <= 0 && row.ci95[1] >= 0)
}

function whisker(look, rows) {
  const colour = row => (isOpen(row) ? look.palette.soft : row.difference < 0 ? look.palette.second : look.palette.accent)
  return {
    type: 'custom',
    name: 'interval',
    silent: true,
    encode: { x: [0, 1], y: 2 },
    data: rows.map((row, i) => (row.difference === null ? ['-', '-', i] : [...row.ci95, i])),
    renderItem(params, api) {
      if (rows[params.dataIndex].difference === null) return null
      const [from, to] = [api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])]
      return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour(rows[params.dataIndex]), lineWidth: 2.5 } }
    }
  }
}

function dots(look, rows) {
  const { accent, second, soft, ground } = look.palette
  const style = row => (row.difference === null || isOpen(row)
    ? { color: ground, borderColor: soft, borderWidth: 2, opacity: 1 }
    : { opacity: 1, color: row.difference < 0 ? second : accent, borderColor: ground, borderWidth: 1.5 })
  return {
    type: 'scatter',
    name: 'difference',
    z: 3,
    symbolSize: 11,
    data: rows.map((row, i) => ({ value: [row.difference ?? '-', i], itemStyle: style(row) })),
    markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { type: 'solid', width: 1, color: soft }, data: [{ xAxis: 0 }] }
  }
}

// From zero to the difference, as a tornado has them.
function bars(look, rows) {
  return {
    type: 'custom',
    name: 'bar',
    silent: true,
    encode: { x: 0, y: 1 },
    data: rows.map((row, i) => [row.difference ?? '-', i]),
    renderItem(params, api) {
      const { difference } = rows[params.dataIndex]
      if (difference === null) return null
      const [from, to] = [api.coord([0, api.value(1)]), api.coord([difference, api.value(1)])]
      const fill = difference < 0 ? look.palette.second : look.palette.accent
      return { type: 'rect', shape: { x: Math.min(from[0], to[0]), y: from[1] - 5, width: Math.abs(to[0] - from[0]), height: 10 }, style: { fill, opacity: 0.3 } }
    }
  }
}

function labels(look, rows) {
  const number = row => (look.isNarrow ? written(row, row.difference) : told(row))
  return {
    inside: true, verticalAlign: 'bottom', padding: [0, 0, 11, -4], color: look.palette.ink, textBorderColor: look.palette.ground, textBorderWidth: 3,
    width: look.width - 30, overflow: 'truncate', formatter: (label, i) => `${label}   ${number(rows[i])}`
  }
}

function rowTip(row) {
  return tip(row.label, [
    { name: 'difference', value: written(row, row.difference) },
    { name: '95% interval', value: interval(row) },
    ...(row.doubt ? [{ name: 'doubt', value: row.doubt }] : [])
  ])
}

// A chart of rows, the first on top: what Chart takes.
export function differences(rows, label, { hasBars = false } = {}) {
  const build = look => ({
    grid: { left: 8, right: 16, top: 6, bottom: 30 },
    xAxis: valueAxis(look, { axisLabel: { formatter: rows[0].kind === 'event' ? roundPoints : signed } }),
    yAxis: {
      type: 'category', inverse: true, data: rows.map(row => row.label), z: 10,
      axisLine: { show: false }, axisTick: { show: false }, axisLabel: labels(look, rows)
    },
    tooltip: tooltip(look, { formatter: ({ dataIndex }) => rowTip(rows[dataIndex]) }),
    series: [dots(look, rows), ...(hasBars ? [bars(look, rows)] : []), whisker(look, rows)]
  })
  return { label, height: 44 + 46 * rows.length, build }
}
