/** The colours of the interface in the light (web/src/ui/tokens.css): teal for, orange against, never without a figure beside. */
export const colours = { ink: '#1d1b18', soft: '#514d46', line: '#cfc9bc', faint: '#f4f1ea', accent: '#2f3fa8', approved: '#0b7568', hollow: '#8b8477' } as const

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
