import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { LockedSession } from './queries.ts'
import type { OperationSent } from './schemas.ts'

/** What an operation finds when it is applied. */
export interface Scene {
  tx: Db
  request: FastifyRequest
  session: LockedSession
  operation: OperationSent
  /** When it was said: later than each of these, if they are given. The last call is what is kept. */
  said(...laterThan: (Date | null | undefined)[]): Date
}

/** What came of it. `code`: what there is to say although it was applied. */
export interface Applied { resultId: string | null; code?: 'operation-said-already' }

/** Somebody else wrote meanwhile: thrown by `apply`, so that nothing of the operation stays. */
export class Opposition extends Error {
  readonly opposedId: string
  constructor(opposedId: string) {
    super('operation-conflict')
    this.opposedId = opposedId
  }
}

/** One kind of operation: what its payload says and how it is applied. */
export interface Kind<S extends z.ZodType = z.ZodType> {
  payload: S
  /** Noun of what `resultId` names. */
  result: string
  apply(scene: Scene, payload: z.output<S>): Promise<Applied>
  /** Members of the payload that are words: not kept twice once they stand in their own table. */
  words?: readonly string[]
}

export const defineKind = <S extends z.ZodType>(kind: Kind<S>): Kind => kind as unknown as Kind
