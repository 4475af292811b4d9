import type { SheetPoint, SheetPosition } from './types.ts'

/** One moment when positions were taken: a session, or a day outside any. */
export interface Moment {
  key: string
  at: string
  /** Title of the session; none outside one. */
  title: string | undefined
}

const momentOf = (p: SheetPosition): Moment => (p.session ? { key: p.session.id, at: p.session.startsAt, title: p.session.title } : { key: p.statedAt.slice(0, 10), at: p.statedAt, title: undefined })

/** Every moment over all the points, in order: the one axis that lets the strips be compared. */
export function momentsOf(points: readonly Pick<SheetPoint, 'history'>[]): Moment[] {
  const moments = new Map<string, Moment>()
  for (const point of points) for (const position of point.history) {
    const moment = momentOf(position)
    if (!moments.has(moment.key)) moments.set(moment.key, moment)
  }
  return [...moments.values()].sort((a, b) => a.at.localeCompare(b.at))
}

export interface Mark {
  position: SheetPosition
  x: number
  y: number
  /** The wording changed since the mark before. */
  reworded: boolean
}

export interface Strip {
  marks: Mark[]
  /** Joins the values that follow one another on the same wording. */
  path: string
}

/** The last position of each moment, laid out on the axis: +2 at the top, −2 at the bottom, silence on the middle. */
export function layStrip(history: readonly SheetPosition[], moments: readonly Moment[], width: number, height: number, margin = 7): Strip {
  const last = new Map<string, SheetPosition>()
  for (const position of history) last.set(momentOf(position).key, position)
  const step = moments.length > 1 ? (width - 2 * margin) / (moments.length - 1) : 0
  const yOf = (value: number): number => margin + ((2 - value) / 4) * (height - 2 * margin)
  const found = moments.flatMap((moment, i) => {
    const position = last.get(moment.key)
    return position ? [{ position, x: moments.length > 1 ? margin + i * step : width / 2, y: yOf(position.value ?? 0) }] : []
  })
  const marks = found.map((mark, i) => ({ ...mark, reworded: i > 0 && found[i - 1]?.position.version !== mark.position.version }))
  return { marks, path: pathOf(marks) }
}

function pathOf(marks: readonly Mark[]): string {
  let drawn = ''
  let joined = false
  for (const { position, x, y, reworded } of marks) {
    const stated = position.state === 'stated'
    if (stated) drawn += `${joined && !reworded ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    joined = stated
  }
  return drawn
}

export const positionWord = { '-2': 'against2', '-1': 'against1', '0': 'neutral', '1': 'for1', '2': 'for2' } as const
const silence = { abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'left' } as const

/** The key of the word for a position, under `common.position`. */
export function wordOf(position: Pick<SheetPosition, 'state' | 'value'>): string {
  if (position.state !== 'stated') return silence[position.state]
  return positionWord[String(position.value ?? 0) as keyof typeof positionWord]
}

/** Points in the order that tells most: those that moved first, then by title. */
export function byMovement(points: readonly SheetPoint[]): SheetPoint[] {
  const moved = (point: SheetPoint): number => {
    const values = point.history.flatMap((p) => (p.value === null ? [] : [p.value]))
    return values.length > 1 ? Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0)) : 0
  }
  return [...points].sort((a, b) => moved(b) - moved(a) || a.title.localeCompare(b.title))
}
