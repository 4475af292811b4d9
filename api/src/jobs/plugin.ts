import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type JobKind, type JobRunner, startJobs } from './runner.ts'

declare module 'fastify' {
  interface FastifyInstance {
    jobs: Pick<JobRunner, 'wake'>
  }
}

/** Runs the jobs of the features while the application is up, each lane by itself; it closes only when the slices under way have ended. */
export const jobs = fp<{ kinds: (app: FastifyInstance) => readonly JobKind[] }>(async (app: FastifyInstance, { kinds }) => {
  let runners: JobRunner[] = []
  app.decorate('jobs', { wake: () => runners.forEach((runner) => runner.wake()) })
  app.addHook('onReady', async () => {
    runners = [...lanesOf(kinds(app)).values()].map((lane) => startJobs(app.db, lane, (error, kind) => app.log.error({ err: error, job: kind }, 'a job failed')))
  })
  app.addHook('onClose', async () => {
    await Promise.all(runners.map((runner) => runner.stop()))
  })
})

function lanesOf(kinds: readonly JobKind[]): Map<string, JobKind[]> {
  const lanes = new Map<string, JobKind[]>()
  for (const kind of kinds) lanes.set(kind.lane ?? 'work', [...(lanes.get(kind.lane ?? 'work') ?? []), kind])
  return lanes
}
