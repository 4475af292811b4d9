import type { MinutesContent, MinutesPoint, MinutesPresence } from '../content.ts'
import type { Block, Run } from '../../document/blocks.ts'
import type { Context } from './context.ts'

/** What was written by hand: one paragraph per line that is not empty. */
export const proseBlocks = (c: Context, text: string): Block[] =>
  text.split(/\n+/).map((line) => line.trim()).filter(Boolean).map((line) => ({ kind: 'paragraph', runs: [c.f.plain(line)] }))

/** One table for who reads one page: each point, its status, who took position, what moved. */
export function synthesisBlocks(c: Context): Block[] {
  const { points } = c.content
  if (points.length === 0) return []
  const of = (status: MinutesPoint['status']) => points.filter((point) => point.status === status).length
  const counts = { total: points.length, convergence: of('convergence'), divergence: of('divergence'), mixed: of('mixed'), unknown: of('unknown') }
  return [
    { kind: 'paragraph', tone: 'lead', runs: [c.fill(c.w.synthesis.counts, counts)] },
    {
      kind: 'table', caption: c.w.section.synthesis, widths: [5, 36, 21, 16, 22], head: [c.w.agenda.number, c.w.synthesis.point, '', c.w.synthesis.n, c.w.synthesis.moved].map((text, i) => (i === 2 ? statusHead(c) : c.f.plain(text))),
      rows: points.map((point) => [[String(point.number)], [c.f.plain(point.title)], [{ strong: c.w.statusOne[point.status] }], [c.fill(c.w.synthesis.ofAsked, { n: point.n, asked: point.asked })], [movedShort(c, point)]]),
    },
  ]
}

const statusHead = (c: Context): string => (c.language === 'fr' ? 'État' : 'Status')

function movedShort(c: Context, { movement }: MinutesPoint): Run {
  if (!movement) return { soft: c.w.movement.none }
  return c.fill(c.w.movement.short[movement.direction], { figure: c.f.number(Math.abs(movement.figure ?? 0)) })
}

export function attendanceBlocks(c: Context): Block[] {
  const { attendance } = c.content
  const here = attendance.rows.filter((row) => row.status !== 'absent' && row.status !== 'apologised')
  const names = (status: MinutesPresence['status'], title: string): Block[] => {
    const rows = attendance.rows.filter((row) => row.status === status)
    return rows.length === 0 ? [] : [{ kind: 'paragraph', runs: [{ strong: c.fill(title, { n: rows.length }) }, c.colon, c.f.plain(c.f.list(rows.map((row) => row.name)))] }]
  }
  const w = c.w.attendance
  return [
    { kind: 'paragraph', tone: 'lead', runs: [c.fill(w.counts, { organisations: attendance.organisations, heads: attendance.heads, invited: attendance.invited })] },
    ...(here.length === 0 ? [] : [{ kind: 'table' as const, caption: w.present, widths: [32, 26, 26, 16], head: [w.organisation, w.speaker, w.college, w.presence].map(c.f.plain), rows: here.map((row) => [[{ strong: c.f.plain(row.name) }], speaker(c, row), [c.label(row.college)], [c.f.plain(presence(c, row))]]) }]),
    ...names('apologised', w.apologised), ...names('absent', w.absent),
    ...(attendance.walkIns.length === 0 ? [] : [{ kind: 'paragraph' as const, runs: [{ strong: c.fill(w.walkIns, { n: attendance.walkIns.length }) }, c.colon, c.f.plain(c.f.list(attendance.walkIns.map((row) => row.organisation)))] }]),
  ]
}

function speaker(c: Context, row: MinutesPresence): Run[] {
  if (row.speakerName) return [c.f.plain(row.speakerName), ...(row.speakerRole ? [{ soft: `, ${c.f.plain(row.speakerRole)}` }] : [])]
  return row.representedBy ? [c.fill(c.w.attendance.proxy, { name: row.representedBy })] : ['—']
}

function presence(c: Context, row: MinutesPresence): string {
  const w = c.w.attendance
  return [w.status[row.status], row.heads > 1 ? c.fill(w.heads, { n: row.heads }) : '', row.lateAt ? c.fill(w.late, { time: c.f.time(row.lateAt) }) : '', row.leftAt ? c.fill(w.left, { time: c.f.time(row.leftAt) }) : ''].filter(Boolean).join(', ')
}

/** Planned beside real times; the real ones only where the room kept the clock. */
export function agendaBlocks(c: Context): Block[] {
  const { agenda } = c.content
  if (agenda.length === 0) return []
  const w = c.w.agenda
  const real = agenda.some((item) => item.startedAt && item.endedAt)
  const head = [w.number, w.item, w.aim, w.owner, w.planned, ...(real ? [w.real] : [])]
  return [{
    kind: 'table', caption: c.w.section.agenda, widths: real ? [6, 34, 15, 19, 11, 15] : [6, 40, 16, 22, 16], head: head.map(c.f.plain),
    rows: agenda.map((item) => [[String(item.rank)], itemTitle(c, item), [w.aims[item.aim]], [c.f.plain(item.owner || '—')], [c.f.time(item.plannedAt)], ...(real ? [[realTime(c, item)]] : [])]),
  }, ...agenda.filter((item) => item.point === null && item.result).map((item): Block => ({ kind: 'paragraph', runs: [{ strong: c.f.plain(item.title) }, c.colon, c.f.plain(item.result)] }))]
}

const itemTitle = (c: Context, item: MinutesContent['agenda'][number]): Run[] => [c.f.plain(item.title), ...(item.point === null ? [] : [{ soft: ` (${c.fill(c.w.agenda.point, { n: item.point })})` }])]

function realTime(c: Context, { startedAt, endedAt }: MinutesContent['agenda'][number]): string {
  return startedAt && endedAt ? c.fill(c.w.agenda.range, { from: c.f.time(startedAt), to: c.f.time(endedAt) }) : '—'
}

export function commitmentBlocks(c: Context): Block[] {
  const { commitments } = c.content
  if (commitments.length === 0) return [{ kind: 'paragraph', runs: [c.f.plain(c.w.commitment.none)] }]
  const w = c.w.commitment
  return [{
    kind: 'table', caption: c.w.section.commitments, widths: [14, 36, 18, 18, 14], head: [w.reference, w.statement, w.owner, w.counterpart, w.due].map(c.f.plain),
    rows: commitments.map((row) => [[row.reference], [c.f.plain(row.statement), ...(row.point ? [{ soft: ` (${c.fill(c.w.agenda.point, { n: row.point })})` }] : [])], [c.f.plain(row.owner)], [c.f.plain(row.counterpart ?? '—')], [row.dueOn ? c.f.day(row.dueOn) : w.open]]),
  }]
}
