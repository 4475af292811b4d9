import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { commonErrors } from '../errors.ts'
import * as here from './methods.ts'

type Methods = typeof here
/** A method by its name, computed without keeping requests waiting. */
export type Threads = { [Name in keyof Methods]: (...input: Parameters<Methods[Name]>) => Promise<Awaited<ReturnType<Methods[Name]>>> }

declare module 'fastify' {
  interface FastifyInstance {
    threads: Threads
  }
}

/** Cells up to which a table takes some milliseconds at most, less than the way to a thread and back. */
const CELLS_AT_ONCE = 2000
/** Tables that wait for a thread, at most: some seconds of work; more are refused (503). */
const WAITING_MAX = 16
const IDLE_MS = 30_000
const MEMORY_MB = 512

/** Threads start when a large table comes, end when none came for a while, and leave one processor to the requests. */
export const threads = fp(async (app: FastifyInstance) => {
  let pool: Piscina | undefined
  const run = async <Name extends keyof Methods>(name: Name, input: Parameters<Methods[Name]>[0]): Promise<Awaited<ReturnType<Methods[Name]>>> => {
    pool ??= openPool()
    if (pool.queueSize >= WAITING_MAX) throw commonErrors.unavailable({ headers: { 'retry-after': '2' } })
    return (await pool.run(input, { name })) as Awaited<ReturnType<Methods[Name]>>
  }
  app.decorate<Threads>('threads', {
    dpiaDocument: (order) => run('dpiaDocument', order),
    editionDocument: (order) => run('editionDocument', order),
    mactor: async (input) => cells(input.mid) + cells(input.mao2 ?? []) > CELLS_AT_ONCE ? run('mactor', input) : here.mactor(input),
    minutesDocument: (order) => run('minutesDocument', order),
    raters: async (ratings) => cells(ratings) > CELLS_AT_ONCE ? run('raters', ratings) : here.raters(ratings),
  })
  app.addHook('onClose', async () => {
    await pool?.close()
  })
})

const cells = (table: readonly (readonly unknown[])[]): number => table.reduce((total, row) => total + row.length, 0)

const openPool = (): Piscina => new Piscina({
  filename: program(), execArgv: [], minThreads: 0, maxThreads: Math.max(1, availableParallelism() - 1), idleTimeout: IDLE_MS,
  resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
})

/** The program of a thread: beside the built server its own bundle, else the sources. */
const program = (): string => fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './sources.mjs' : './methods.js', import.meta.url))
