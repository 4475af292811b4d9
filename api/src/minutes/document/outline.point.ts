import type { MinutesPoint, MinutesPosition } from '../content.ts'
import type { Block, Run } from '../../document/blocks.ts'
import { type Context, keyOf, type PositionKey, wordOfValue } from './context.ts'
import { proseBlocks } from './outline.parts.ts'

type Rows = readonly MinutesPosition[]

/** One point: its wording, where the holders stand, what they agree on and what parts them, in their words. */
export function pointBlocks(c: Context, point: MinutesPoint): Block[] {
  const item = c.content.agenda.find((entry) => entry.id === point.itemId)
  const result = item?.result ? [heading(c.w.point.result), ...proseBlocks(c, item.result)] : []
  return [
    { kind: 'heading', level: 2, text: c.fill(c.w.point.title, { n: point.number, title: point.title }) },
    { kind: 'paragraph', tone: 'soft', runs: [metaOf(c, point)] },
    wordingOf(c, point), figuresOf(c, point),
    ...(point.counts && point.asked + point.counts.notAsked + point.counts.leftBefore > 0 ? [distributionOf(c, point.counts)] : []),
    ...(point.positions.by === 'holder' ? holderBlocks(c, point, point.positions.rows) : collegeBlocks(c, point.positions)),
    ...readBackBlocks(c, point), ...movementBlocks(c, point), ...result, ...outcomeBlocks(c, point),
  ]
}

const heading = (text: string): Block => ({ kind: 'heading', level: 3, text })

function metaOf(c: Context, point: MinutesPoint): string {
  const item = c.content.agenda.find((entry) => entry.id === point.itemId)
  const w = c.w.point
  const time = item?.startedAt && item.endedAt ? c.fill(w.took, { from: c.f.time(item.startedAt), to: c.f.time(item.endedAt), n: c.f.minutes(item.startedAt, item.endedAt), planned: item.durationMinutes }) : item ? c.fill(w.planned, { n: item.durationMinutes }) : ''
  return [c.fill(w.meta, { reference: point.reference }), item ? c.f.plain(w.for[item.aim]) : '', item?.owner ? c.fill(w.owner, { owner: item.owner }) : '', time].filter(Boolean).join(' · ')
}

function wordingOf(c: Context, { wording }: MinutesPoint): Block {
  const w = c.w.point
  const note = [c.fill(wording.rewordedHere ? w.reworded : w.wording, { n: wording.version }), wording.former ? c.fill(w.former, { text: wording.former }) : '', wording.rewordedHere && wording.reason ? c.fill(w.why, { text: wording.reason }) : ''].filter(Boolean).join('. ')
  return { kind: 'quote', text: c.language === 'fr' ? c.f.plain(`« ${wording.statement} »`) : `“${wording.statement}”`, note: `${note.replace(/\.$/, '')}.` }
}

function figuresOf(c: Context, point: MinutesPoint): Block {
  const w = c.w.point
  const who = point.n === 0 ? c.f.plain(w.nobody) : c.fill(point.n === 1 ? w.one : w.figures, { n: point.n, asked: point.asked })
  const figures = [point.agreement === null ? '' : c.fill(w.agreement, { a: c.f.number(point.agreement) }), point.balance === null ? '' : c.fill(w.balance, { b: c.f.signed(point.balance) })].filter(Boolean)
  const rule = c.fill(c.w.rule[point.rule] ?? '')
  return { kind: 'paragraph', runs: [{ strong: c.w.statusOne[point.status] }, c.colon, `${rule}. ${who}${figures.map((figure) => `${c.semicolon}${figure}`).join('')}.`] }
}

/** From against to for, as on the screen. */
const shown = ['against2', 'against1', 'neutral', 'for1', 'for2', 'abstained', 'noAnswer', 'contested', 'notAsked', 'leftBefore'] as const

const wordFor = (c: Context, key: PositionKey, n: number): string => (n === 1 ? c.w.position[key] : c.w.legend[key])

function distributionOf(c: Context, counts: NonNullable<MinutesPoint['counts']>): Block {
  const legend = shown.filter((key) => counts[key] > 0).map((key) => `${counts[key]} ${wordFor(c, key, counts[key])}`).join(', ')
  return { kind: 'distribution', counts, legend: c.f.plain(legend), alternative: c.fill(c.w.distribution, { counts: legend }) }
}

/** Names by position, in their order; a mark beside those that confirmed what was recorded. */
function holderBlocks(c: Context, point: MinutesPoint, rows: Rows): Block[] {
  const w = c.w.point
  const name = (row: MinutesPosition): string => (row.confirmation === 'confirmed' ? `${row.holder}\u00a0✓` : row.holder)
  const line = (key: PositionKey): readonly Run[][] => {
    const held = rows.filter((row) => keyOf(row) === key)
    return held.length === 0 ? [] : [[{ strong: `${capital(wordFor(c, key, held.length))} (${held.length})` }, c.colon, c.f.plain(c.f.list(held.map(name)))]]
  }
  const bound: readonly Run[][] = point.agreedWith.length === 0 ? [] : [[{ strong: c.fill(w.agreedWith, { n: point.agreedWith.length }) }, c.colon, c.f.plain(c.f.list(point.agreedWith))]]
  const agreed = [...line('for2'), ...line('for1'), ...bound]
  const opposed = [...line('against2'), ...line('against1')]
  const others = (['neutral', 'abstained', 'noAnswer', 'contested', 'leftBefore', 'notAsked'] as const).flatMap(line)
  return [
    heading(w.agreements), agreed.length > 0 ? { kind: 'list', items: agreed } : { kind: 'paragraph', runs: [c.f.plain(w.noneFor)] },
    heading(w.disagreements), opposed.length > 0 ? { kind: 'list', items: opposed } : { kind: 'paragraph', runs: [c.f.plain(w.noneAgainst)] },
    ...(others.length > 0 ? [heading(w.others), { kind: 'list' as const, items: others }] : []),
    ...wordsBlocks(c, rows),
  ]
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

function wordsBlocks(c: Context, rows: Rows): Block[] {
  const spoke = rows.filter((row) => row.reason || row.reservation || row.condition || row.correctedOn)
  if (spoke.length === 0) return []
  const w = c.w.point
  return [heading(w.words), {
    kind: 'table', caption: w.words, widths: [28, 18, 54], head: [w.holder, w.position, w.said].map(c.f.plain),
    rows: spoke.map((row) => [[{ strong: c.f.plain(row.holder) }, ...(row.speaker ? [{ soft: `\n${c.f.plain(row.speaker)}` }] : [])], [c.f.plain(c.w.position[keyOf(row)]), ...confirmationOf(c, row)], saidOf(c, row)]),
  }]
}

function confirmationOf(c: Context, row: MinutesPosition): Run[] {
  if (row.correctedOn) return [{ soft: `\n${c.fill(c.w.point.corrected, { day: c.f.day(row.correctedOn) })}` }]
  return row.confirmation === 'confirmed' ? [{ soft: `\n${c.w.point.confirmed}` }] : []
}

function saidOf(c: Context, row: Pick<MinutesPosition, 'reason' | 'reservation' | 'condition'>): Run[] {
  const parts: Run[][] = [row.reason ? [c.f.plain(row.reason)] : [], row.reservation ? [{ strong: c.f.plain(c.w.point.reservation) }, c.f.plain(row.reservation)] : [], row.condition ? [{ strong: c.f.plain(c.w.point.condition) }, c.f.plain(row.condition)] : []].filter((part) => part.length > 0) as Run[][]
  return parts.length === 0 ? ['—'] : parts.flatMap((part, i) => (i === 0 ? part : ['\n', ...part]))
}

function collegeBlocks(c: Context, positions: Extract<MinutesPoint['positions'], { by: 'college' }>): Block[] {
  const w = c.w.point
  if (positions.withheld) return [{ kind: 'paragraph', runs: [c.f.plain(w.withheld)] }]
  if (positions.groups.length === 0) return []
  const keys = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
  const names = (labels: readonly { fr: string; en: string }[]) => c.f.list(labels.map(c.label))
  return [
    heading(w.byCollege),
    { kind: 'table', caption: w.byCollege, widths: [30, 10, 12, 12, 12, 12, 12], head: [w.college, w.holders, ...keys.map((key) => c.w.position[key])].map(c.f.plain), rows: positions.groups.map((group) => [[{ strong: names(group.labels) }], [String(group.holders)], ...keys.map((key) => [String(group.counts[key])])]) },
    ...(positions.together ? [{ kind: 'paragraph' as const, tone: 'soft' as const, runs: [c.f.plain(w.together)] }] : []),
    ...(positions.words.length > 0 ? [heading(w.words), { kind: 'table' as const, caption: w.words, widths: [30, 70], head: [w.college, w.said].map(c.f.plain), rows: positions.words.map((row) => [[names(row.labels)], saidOf(c, row)]) }] : []),
  ]
}

function readBackBlocks(c: Context, { readBack }: MinutesPoint): Block[] {
  if (!readBack) return []
  return [{ kind: 'paragraph', runs: [[c.fill(c.w.point.readBack, { time: c.f.time(readBack.at) }), readBack.changedSince ? c.f.plain(c.w.point.changed) : '', readBack.note ? c.f.plain(readBack.note) : ''].filter(Boolean).join(' ')] }]
}

function movementBlocks(c: Context, { movement }: MinutesPoint): Block[] {
  if (!movement) return []
  const w = c.w.movement
  const since = movement.since.reference ? c.fill(w.on, { reference: movement.since.reference, day: c.f.day(movement.since.on) }) : c.fill(w.onDay, { day: c.f.day(movement.since.on) })
  const first = `${c.fill(w[movement.direction], { figure: c.f.number(Math.abs(movement.figure ?? 0)) })}${since}${c.fill(w.n, { n: movement.n })}.`
  const more = [movement.reworded ? c.f.plain(w.reworded) : '', movement.moved > 0 && movement.moves.length === 0 ? c.fill(w.moved, { n: movement.moved, towardsFor: movement.towardsFor, towardsAgainst: movement.towardsAgainst }) : ''].filter(Boolean)
  const side = (title: string, of: (move: NonNullable<MinutesPoint['movement']>['moves'][number]) => boolean): Run[][] => {
    const moved = (movement?.moves ?? []).filter(of)
    return moved.length === 0 ? [] : [[{ strong: `${title} (${moved.length})` }, c.colon, c.f.list(moved.map((move) => c.fill(w.one, { holder: move.holder, from: wordOfValue(c, move.from), to: wordOfValue(c, move.to) })))]]
  }
  const moves = [...side(w.towardsFor, (move) => move.to > move.from), ...side(w.towardsAgainst, (move) => move.to < move.from)]
  return [heading(c.w.point.movement), { kind: 'paragraph', runs: [[first, ...more].join(' ')] }, ...(moves.length > 0 ? [{ kind: 'list' as const, items: moves }] : [])]
}

function outcomeBlocks(c: Context, { outcomes }: MinutesPoint): Block[] {
  if (outcomes.length === 0) return []
  const w = c.w.outcome
  return [heading(c.w.point.outcome), { kind: 'list', items: outcomes.map((row): Run[] => [{ strong: w[row.kind] }, c.colon, c.fill(w.by, { statement: row.statement, by: row.decidedBy, day: c.f.day(row.decidedOn) }), row.reason ? ` ${c.fill(c.w.point.because, { text: row.reason })}` : '', row.reviewOn ? ` (${c.fill(c.w.point.review, { day: c.f.day(row.reviewOn) })})` : ''].filter((run) => run !== '')) }]
}
