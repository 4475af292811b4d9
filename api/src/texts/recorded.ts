import type { FastifyRequest } from 'fastify'

interface Change { type: string; objectId: string; perimeterId?: string | null; before?: Record<string, unknown> | undefined }

/** A change of the request at hand, with the people of whom it tells. */
export interface Recorded extends Change { people: readonly string[] }

const changesOf = new WeakMap<FastifyRequest, Recorded[]>()

/** Forgets what an earlier try of the same write recorded: that one was undone. */
export const beginRecorded = (request: FastifyRequest): void => void changesOf.set(request, [])

/** Remembers what was recorded, for whoever reads the texts of the request after it. */
export function noteRecorded(request: FastifyRequest, changes: readonly Change[], people: readonly (readonly string[])[]): void {
  const known = changesOf.get(request)
  for (const [i, { type, objectId, perimeterId, before }] of changes.entries()) known?.push({ type, objectId, perimeterId: perimeterId ?? null, before, people: people[i] ?? [] })
}

export const recordedOf = (request: FastifyRequest): readonly Recorded[] => changesOf.get(request) ?? []
