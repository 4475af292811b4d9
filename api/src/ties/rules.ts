import type { Db, schema } from '@convergence/db'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { endsAfterStart } from './dates.ts'
import { tieErrors } from './errors.ts'
import { findEnds, findTieType } from './queries.ts'

type Kind = (typeof schema.stakeholderKind.enumValues)[number]

/** What the rules look at in a tie, written or to be written. */
export interface TieFacts { typeId: string; fromId: string; toId: string; startOn?: string | null | undefined; endOn?: string | null | undefined; confirmedById?: string | null | undefined }

/**
 * Checks a tie against its type, its ends and its dates; gives the perimeter that it lies in, that of its start.
 * What `before` named already is trusted: a relay may edit a tie whose other end lies beyond their perimeter.
 */
export async function requireSound(tx: Db, tie: TieFacts, reach: Reach, before?: TieFacts): Promise<string> {
  if (tie.fromId === tie.toId) throw tieErrors['tie-to-itself']()
  if (!endsAfterStart(tie.startOn ?? null, tie.endOn ?? null)) throw tieErrors['tie-ends-before-start']({ errors: [{ pointer: '/endOn', code: 'too-early', message: 'before startOn' }] })
  const type = await findTieType(tx, tie.typeId)
  if (!type) throw unknown('typeId')
  const ends = await findEnds(tx, [tie.fromId, tie.toId, ...(tie.confirmedById ? [tie.confirmedById] : [])])
  const known = new Set([before?.fromId, before?.toId, before?.confirmedById])
  const end = (field: 'fromId' | 'toId' | 'confirmedById', id: string) => {
    const row = ends.get(id)
    if (!row || (!known.has(id) && reach !== 'all' && !reach.includes(row.perimeterId))) throw unknown(field)
    return row
  }
  const from = end('fromId', tie.fromId)
  const to = end('toId', tie.toId)
  if (tie.confirmedById) end('confirmedById', tie.confirmedById)
  if (!allows(type, from.kind, to.kind)) throw tieErrors['tie-kinds-refused']({ errors: [{ pointer: '/typeId', code: 'kinds', message: `${from.kind} → ${to.kind}` }] })
  return from.perimeterId
}

/** True when a type ties these kinds; a type without direction may be read from either end. */
export const allows = (type: { fromKinds: readonly Kind[]; toKinds: readonly Kind[]; directed: boolean }, from: Kind, to: Kind): boolean =>
  (type.fromKinds.includes(from) && type.toKinds.includes(to)) || (!type.directed && type.fromKinds.includes(to) && type.toKinds.includes(from))

const unknown = (field: string) => commonErrors['unknown-reference']({ errors: [{ pointer: `/${field}`, code: 'unknown', message: `unknown ${field.replace(/Id$/, '')}` }] })
