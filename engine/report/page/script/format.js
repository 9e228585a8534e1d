// How numbers and dates read. Nothing is computed here but digits.
const day = 86_400_000

export function percent(share) {
  if (share === null) return '–'
  if (share === 0 || share === 1) return `${100 * share}%`
  const nearest = Math.min(share, 1 - share)
  if (nearest < 0.00001) return share < 0.5 ? '<0.001%' : '>99.999%'
  const decimals = Math.max(0, Math.min(4, 1 - Math.floor(Math.log10(100 * nearest))))
  return `${(100 * share).toFixed(decimals)}%`
}

// Of an axis or a cell, where a digit too many is noise.
export function roundPercent(share) {
  if (share > 0 && share < 0.0005) return '<0.1%'
  return `${Number((100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0))}%`
}

// A difference of two shares, in percentage points.
export function points(difference) {
  if (difference === null) return '–'
  const size = Math.abs(100 * difference)
  return `${signOf(difference)}${size.toFixed(size === 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3)} pp`
}

// The same of an axis.
export function roundPoints(difference) {
  return `${signOf(difference)}${Number(Math.abs(100 * difference).toPrecision(3))} pp`
}

function signOf(value) {
  return value > 0 ? '+' : value < 0 ? '−' : ''
}

export function number(value) {
  if (value === null) return '–'
  const size = Math.abs(value)
  if (size !== 0 && (size < 0.001 || size >= 1e7)) return value.toExponential(2).replace('-', '−')
  return value.toLocaleString('en', { maximumSignificantDigits: size >= 1000 ? 6 : 4 }).replace('-', '−')
}

export function signed(value) {
  return value > 0 ? `+${number(value)}` : number(value)
}

export function count(value) {
  return value.toLocaleString('en')
}

// A noun after its number: 1 world, 2 worlds, 3 trajectories.
export function counted(value, noun) {
  if (value === 1) return `1 ${noun}`
  return `${count(value)} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}

// Dates of a run that begins on `start` (ISO) and lasts `length` days; hours matter within a short one only.
export class Calendar {
  constructor(start, length) {
    this.start = Date.parse(`${start}T00:00:00Z`)
    const hours = length < 14 ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}
    this.long = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })
    this.short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric', ...hours })
  }

  time(days) {
    return this.start + days * day
  }

  written(days) {
    return this.long.format(this.time(days))
  }

  brief(days) {
    return this.atTime(this.time(days))
  }

  atTime(time) {
    return this.short.format(time)
  }
}

// A name as people say it: china_to_russia as China to russia would be wrong, so only its underscores go.
export function spoken(name) {
  return name.replaceAll('_', ' ')
}
