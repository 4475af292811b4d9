import { z } from 'zod'
import { day, uuid } from '../schemas.ts'

export const rootTypes = ['impact', 'stakeholder', 'session', 'point', 'position', 'area', 'outcome', 'commitment', 'indicator'] as const
export const nodeTypes = ['area', 'impact', 'stakeholder', 'session', 'point', 'position', 'outcome', 'commitment', 'indicator'] as const
export type NodeType = (typeof nodeTypes)[number]
export const linkKinds = ['covers', 'affects', 'affected-by', 'expects', 'attended', 'discussed', 'about', 'stated', 'held', 'became', 'promised', 'measured'] as const

export const TraceParams = z.strictObject({ type: z.enum(rootTypes), id: uuid })
export const TraceQuery = z.strictObject({ asOf: day.optional() })

export const TraceNode = z
  .object({
    type: z.enum(nodeTypes),
    id: uuid,
    label: z.string(),
    labelEn: z.string().nullable().describe('Where the noun has both languages'),
    reference: z.string(),
    date: day.nullable(),
    status: z.string().nullable().describe('Convergence of a point, state of a session or a commitment, state of a position, kind of an outcome, sign of an impact, source of an indicator'),
    value: z.int().min(-2).max(2).nullable(),
    fictional: z.boolean(),
  })
  .meta({ id: 'TraceNode' })
export type TraceNode = z.output<typeof TraceNode>

const End = z.object({ type: z.enum(nodeTypes), id: uuid })
export const TraceLink = z
  .object({ from: End, to: End, kind: z.enum(linkKinds), why: z.string().describe('A stable word: attendance, sign of the impact, manner of the position…') })
  .meta({ id: 'TraceLink' })
export type TraceLink = z.output<typeof TraceLink>

const column = z.object({ nodes: z.array(TraceNode), left: z.int().min(0).describe('Neighbours that were left out: a column stops at 200') })
export const Trace = z
  .object({
    root: TraceNode,
    columns: z.object({ areas: column, impacts: column, stakeholders: column, sessions: column, points: column, positions: column, outcomes: column, commitments: column, indicators: column }),
    links: z.array(TraceLink),
    asOf: day.nullable(),
  })
  .meta({ id: 'Trace', description: 'The spine around one object, in both directions: impact → stakeholder → session → point → position → outcome → commitment → indicator.' })
