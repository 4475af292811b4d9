import type { FastifyRequest } from 'fastify'
import { principalIn } from '../plugins/access.ts'
import { mayRecord, type Viewer, viewerOf } from '../rounds/viewer.ts'

/** Who gives scores: an account or a key, or the rater of a private link. */
export interface Author {
  viewer: Viewer
  /** The account that records; none for a private link. */
  recordedBy: string | null
  /** May record for raters without account. */
  records: boolean
  /** The rater whose private link it is, who scores for nobody else. */
  linkedRaterId: string | null
}

export const authorOf = (request: FastifyRequest): Author => ({ viewer: viewerOf(request), recordedBy: principalIn(request).userId, records: mayRecord(request), linkedRaterId: null })

/** The rater of a private link sees the one round that asks them. */
export const linkedAuthor = (rater: { id: string; perimeterId: string }): Author => ({ viewer: { reach: [rater.perimeterId], userId: null }, recordedBy: null, records: false, linkedRaterId: rater.id })
