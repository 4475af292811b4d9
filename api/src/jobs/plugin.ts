import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type JobKind, type JobRunner, startJobs } from './runner.ts'

declare module 'fastify' {
  interface FastifyInstance {
    jobs: Pick<JobRunner, 'wake'>
  }
}

/** Runs the jobs of the features while the application is up; it closes only when the slice under way has ended. */
export const jobs = fp<{ kinds: readonly JobKind[] }>(async (app: FastifyInstance, { kinds }) => {
  let runner: JobRunner | undefined
  app.decorate('jobs', { wake: () => runner?.wake() })
  app.addHook('onReady', async () => {
    runner = startJobs(app.db, kinds, (error, kind) => app.log.error({ err: error, job: kind }, 'a job failed'))
  })
  app.addHook('onClose', async () => {
    await runner?.stop()
  })
})
