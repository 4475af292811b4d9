/** The colours of the interface in the light (web/src/ui/tokens.css): teal for, orange against, never without a figure beside. */
export const colours = { ink: '#1d1b18', soft: '#514d46', line: '#cfc9bc', faint: '#f4f1ea', accent: '#2f3fa8', approved: '#0b7568', hollow: '#8b8477', bar: '#5463bd', grey: '#a8a294' } as const

/** The parts of the bar of a distribution, from left to right. `drawn` says how a part without a value looks. */
export const bars = [
  { key: 'against2', fill: '#b34a08', ink: '#ffffff', drawn: 'full' },
  { key: 'against1', fill: '#f2b483', ink: '#1d1b18', drawn: 'full' },
  { key: 'neutral', fill: '#cdc9bf', ink: '#1d1b18', drawn: 'full' },
  { key: 'for1', fill: '#8fd0c3', ink: '#1d1b18', drawn: 'full' },
  { key: 'for2', fill: '#0b7568', ink: '#ffffff', drawn: 'full' },
  { key: 'abstained', fill: '#ffffff', ink: '#1d1b18', drawn: 'hatched' },
  { key: 'noAnswer', fill: '#ffffff', ink: '#1d1b18', drawn: 'hollow' },
  { key: 'contested', fill: '#ffffff', ink: '#1d1b18', drawn: 'hollow' },
] as const
export type BarKey = (typeof bars)[number]['key']

/** Series without a meaning of their own, in their order; each has its label beside. */
export const seriesColours = [colours.bar, '#b5533c', '#5f7f2e', '#8e4a9e', '#a1740f', '#3b79a0', '#c04a78', '#2d7a5f'] as const

/** Letters that are read on a fill: white on the dark ones. `fill` as #rrggbb. */
export function inkOn(fill: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.039_28 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.25 ? '#ffffff' : colours.ink
}
