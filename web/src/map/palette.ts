/** The colours of the theme in force, as the canvas needs them: values, since it knows no CSS variable. */
export interface Palette {
  dark: boolean
  surface: string
  raised: string
  ink: string
  ink2: string
  ink3: string
  line: string
  lineStrong: string
  accent: string
  focus: string
  agree: string
  disagree: string
  neutral: string
  uncategorised: string
  /** Ink that stands on a category's colour. */
  onCategory: string
  categories: string[]
  /** Against to for, −2 … +2. */
  scale: { fill: string; ink: string }[]
}

const steps = ['against-2', 'against-1', 'neutral', 'for-1', 'for-2']

/** Reads the tokens through `token`; `dark` says which theme they come from. */
export function readPalette(token: (name: string) => string, dark: boolean): Palette {
  return {
    dark,
    surface: token('--surface'),
    raised: token('--raised'),
    ink: token('--ink'),
    ink2: token('--ink-2'),
    ink3: token('--ink-3'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    accent: token('--accent'),
    focus: token('--focus'),
    agree: token('--agree-text'),
    disagree: token('--disagree-text'),
    neutral: token('--neutral'),
    uncategorised: token('--line-control'),
    onCategory: dark ? token('--paper') : token('--raised'),
    categories: Array.from({ length: 14 }, (_, i) => token(`--category-${i + 1}`)),
    scale: steps.map((step) => ({ fill: token(`--${step}`), ink: token(`--${step}-ink`) })),
  }
}
