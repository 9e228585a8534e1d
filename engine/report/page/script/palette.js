// Colours of the charts, for a light and a dark page. Categories are of Okabe and Ito (2008), which readers with any kind
// of colour blindness tell apart; orders are viridis (van der Walt and Smith 2015), even in lightness.
const viridis = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725']

export const light = {
  ink: '#1d2126',
  soft: '#5b6570',
  line: '#e1e4e8',
  ground: '#fffefb',
  accent: '#0072b2',
  second: '#d55e00',
  categories: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a8f98'],
  order: [...viridis].reverse()
}

export const dark = {
  ink: '#e8eaed',
  soft: '#a2acb6',
  line: '#333a42',
  ground: '#15181c',
  accent: '#56b4e9',
  second: '#e69f00',
  categories: ['#56b4e9', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#0072b2', '#8a8f98'],
  order: viridis
}

function channels(colour) {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16))
}

// The colour at `t` in 0…1 along a list of colours.
export function along(colours, t) {
  const position = Math.max(0, Math.min(1, t)) * (colours.length - 1)
  const below = Math.min(Math.floor(position), colours.length - 2)
  const [from, to] = [channels(colours[below]), channels(colours[below + 1])]
  return `#${from.map((c, i) => Math.round(c + (position - below) * (to[i] - c)).toString(16).padStart(2, '0')).join('')}`
}

// Of `count` steps of an order, the lowest first; the palest end is left out, which would vanish into the page.
export function steps(palette, count) {
  return Array.from({ length: count }, (_, i) => along(palette.order, 0.08 + (0.88 * (i + 0.5)) / count))
}

// Black or white, whichever reads better on a colour (relative luminance, WCAG 2.2).
export function inkOn(colour) {
  const [r, g, b] = channels(colour).map(c => ((c / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000000' : '#ffffff'
}
