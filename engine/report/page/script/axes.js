// Axes and marks that several charts share.
import { roundPercent } from './format.js'

// Years stand out by themselves; months and days are told in full within a short run only.
const dates = { year: '{yyyy}', month: '{MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}' }

export function timeAxis({ palette, isNarrow }, calendar, days) {
  return {
    type: 'time',
    min: calendar.time(days[0]),
    max: calendar.time(days[days.length - 1]),
    splitNumber: isNarrow ? 3 : 6,
    axisLine: { lineStyle: { color: palette.soft } },
    axisTick: { show: true, lineStyle: { color: palette.line } },
    axisLabel: { color: palette.soft, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: dates },
    splitLine: { show: false }
  }
}

export function valueAxis({ palette }, more = {}) {
  return {
    type: 'value',
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: 4,
    splitLine: { lineStyle: { color: palette.line, width: 1 } },
    ...more,
    axisLabel: { color: palette.soft, ...more.axisLabel }
  }
}

export function shareAxis(look, more = {}) {
  return valueAxis(look, { min: 0, ...more, axisLabel: { formatter: roundPercent, ...more.axisLabel } })
}

// Of a series that may be too long to be arguments of Math.max.
export function greatest(values) {
  return values.reduce((most, value) => Math.max(most, value), -Infinity)
}

// The area between two curves, exact at negative numbers too, which stacked areas are not.
export function band({ name, times, low, high, colour, opacity = 0.22 }) {
  const data = times.map((time, i) => [time, low[i], high[i]])
  return {
    name,
    type: 'custom',
    silent: true,
    clip: true,
    data,
    encode: { x: 0, y: [1, 2], tooltip: [] },
    itemStyle: { color: colour },
    renderItem(params, api) {
      if (params.dataIndexInside !== 0) return null
      const edge = [...data.map(([x, , y]) => api.coord([x, y])), ...data.map(([x, y]) => api.coord([x, y])).reverse()]
      return { type: 'polygon', shape: { points: edge }, style: { fill: colour, opacity } }
    }
  }
}

export function line({ name, times, values, colour, ...more }) {
  return {
    name,
    type: 'line',
    showSymbol: false,
    data: times.map((time, i) => [time, values[i]]),
    lineStyle: { width: 2, color: colour },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    ...more
  }
}
