import type { Block, Cell, Run } from '../../document/blocks.ts'
import type { BarKey } from '../../document/colours.ts'
import type { Context } from './context.ts'
import type { BlockOf } from './outline.blocks.ts'

const shown = [['against', 'against2'], ['neutral', 'neutral'], ['for', 'for2'], ['abstained', 'abstained'], ['silent', 'noAnswer']] as const

/** A point: its wording, where those who were asked stand, what moved and what came of it. */
export function pointBlocks(c: Context, { id, title, body }: BlockOf<'point'>): Block[] {
  const w = c.w.point
  const stated = body.n === null || body.asked === null ? '' : c.fill(w.stated, { n: c.f.number(body.n), asked: c.f.number(body.asked) })
  return [
    { kind: 'caption', number: '', text: c.f.plain(title || body.title), anchor: id },
    { kind: 'quote', text: c.language === 'fr' ? c.f.plain(`« ${body.statement} »`) : `“${body.statement}”`, note: c.fill(w.version, { reference: body.reference, n: body.version }) },
    { kind: 'paragraph', runs: [{ strong: c.f.plain(body.statusText) }, stated ? `${c.language === 'fr' ? '\u00a0: ' : ': '}${stated}.` : '.', ` ${c.fill(w.movement, { text: body.movement.text })}.`] },
    ...distribution(c, body.counts),
    ...outcome(c, body.outcome),
  ]
}

function distribution(c: Context, counts: BlockOf<'point'>['body']['counts']): Block[] {
  if (!counts) return []
  const legend = shown.filter(([key]) => counts[key] !== 0).map(([key]) => `${counts[key] === null ? c.w.withheld : c.f.number(counts[key])} ${c.w.position[key]}`).join(', ')
  // A bar without one of its parts would tell a proportion that is not there.
  const whole = shown.every(([key]) => counts[key] !== null)
  if (!whole) return [{ kind: 'paragraph', runs: [c.fill(c.w.point.distribution, { counts: legend })] }]
  return [{ kind: 'distribution', counts: Object.fromEntries(shown.map(([key, bar]) => [bar, counts[key] ?? 0])) as Partial<Record<BarKey, number>>, legend: c.f.plain(legend), alternative: c.fill(c.w.point.distribution, { counts: legend }) }]
}

function outcome(c: Context, said: BlockOf<'point'>['body']['outcome']): Block[] {
  if (!said) return []
  const reason = said.reason ? ` ${c.fill(c.w.point.because, { text: said.reason })}` : ''
  return [{ kind: 'paragraph', runs: [{ strong: c.fill(c.w.point.outcome, { kind: said.kindText.toLocaleLowerCase() }) }, `. ${c.f.plain(said.statement)} ${c.fill(c.w.point.on, { day: c.day(said.decidedOn) })}${reason}`] }]
}

export function commitmentBlocks(c: Context, { id, title, body }: BlockOf<'commitment'>): Block[] {
  const w = c.w.commitment
  const state: Cell = [{ strong: c.f.plain(body.stateText) }, ...(body.overdue ? [`, ${w.overdue}`] : []), ...(body.stateReason ? [`. ${c.f.plain(body.stateReason)}`] : [])]
  const steps = body.milestones.flatMap((step, i): Run[] => [...(i > 0 ? ['\n'] : []), c.f.plain(step.title), ...(step.doneOn ? [{ soft: ` ${c.fill(w.doneOn, { day: c.day(step.doneOn) })}` }] : step.dueOn ? [{ soft: ` ${c.fill(w.dueOn, { day: c.day(step.dueOn) })}` }] : [])])
  const rows: [string, Cell][] = [
    [w.by, [c.f.plain(body.owner)]], [w.towards, body.counterpart ? [c.f.plain(body.counterpart)] : []], [w.made, [c.day(body.madeOn)]], [w.due, [body.dueOn ? c.day(body.dueOn) : w.noDue]],
    [w.state, state], [w.progress, [`${c.f.number(body.progress)}${c.language === 'fr' ? '\u202f%' : '%'}`]], [w.milestones, steps],
  ]
  return [
    { kind: 'caption', number: '', text: c.f.plain(title || body.reference), anchor: id },
    { kind: 'quote', text: c.f.plain(body.statement), note: body.reference },
    { kind: 'facts', title: body.reference, rows: rows.flatMap(([label, runs]) => (runs.length === 0 ? [] : [{ label: c.f.plain(label), runs }])) },
  ]
}
