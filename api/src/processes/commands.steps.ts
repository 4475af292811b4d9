import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { requireOwnProcess, requireProcess, saveProcess } from './commands.ts'
import { processErrors } from './errors.ts'
import { countMarks, deleteStep, insertStep, listSteps, orderSteps, type ProcessRow, type StepRow, updateStep } from './queries.ts'
import { MAX_STEPS, namesEachOnce, phasesTogether, placeFor } from './rules.ts'
import type { ProcessStepCreate, ProcessStepOrder, ProcessStepPatch } from './schemas.ts'

/** The step of this process, or a 404. */
export async function requireStep(db: Db, id: string, stepId: string, reach: Reach): Promise<StepRow> {
  const step = (await requireProcess(db, id, reach)).steps.find((one) => one.id === stepId)
  if (!step) throw processErrors['process-step-not-found']()
  return step
}

/** Adds a step: last in its phase, and a new phase last. */
export async function addStep(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof ProcessStepCreate>): Promise<StepRow> {
  const before = await requireOwnProcess(tx, request, id)
  if (before.steps.length >= MAX_STEPS) throw processErrors['process-too-long']({ params: { max: MAX_STEPS } })
  const stepId = await insertStep(tx, id, { ...present(body), phase: body.phase, title: body.title })
  await orderSteps(tx, id, before.steps.toSpliced(placeFor(before.steps, body.phase), 0, { ...body, id: stepId } as StepRow))
  await saveProcess(tx, request, before, {}, 'process.stepAdded')
  return requireStep(tx, id, stepId, request.reach)
}

/** Applies a merge patch to the version of a step that If-Match names. */
export async function patchStep(tx: Db, request: FastifyRequest, id: string, stepId: string, patch: z.output<typeof ProcessStepPatch>): Promise<StepRow> {
  const before = await requireOwnProcess(tx, request, id)
  const step = await requireStep(tx, id, stepId, request.reach)
  requireMatch(request, step.version)
  if (!(await updateStep(tx, step, present(patch)))) throw commonErrors['stale-version']()
  if (patch.phase && patch.phase !== step.phase) {
    const others = before.steps.filter((one) => one.id !== stepId)
    await orderSteps(tx, id, others.toSpliced(placeFor(others, patch.phase), 0, { ...step, phase: patch.phase }))
  }
  await saveProcess(tx, request, before, {}, 'process.stepUpdated')
  return requireStep(tx, id, stepId, request.reach)
}

/** Removes a step on which nobody has spoken. */
export async function removeStep(tx: Db, request: FastifyRequest, id: string, stepId: string): Promise<void> {
  const before = await requireOwnProcess(tx, request, id)
  requireMatch(request, (await requireStep(tx, id, stepId, request.reach)).version)
  const marks = await countMarks(tx, stepId)
  if (marks > 0) throw processErrors['process-step-marked']({ params: { n: marks } })
  await deleteStep(tx, stepId)
  await orderSteps(tx, id, await listSteps(tx, id))
  await saveProcess(tx, request, before, {}, 'process.stepRemoved')
}

/** Gives the steps an order that names each once, and their phases where these change. */
export async function reorderSteps(tx: Db, request: FastifyRequest, id: string, { steps }: z.output<typeof ProcessStepOrder>): Promise<ProcessRow> {
  const before = await requireOwnProcess(tx, request, id)
  if (!namesEachOnce(steps.map((step) => step.id), before.steps)) throw processErrors['process-order-incomplete']()
  const phaseOf = new Map(before.steps.map((step) => [step.id, step.phase]))
  const order = steps.map((step) => ({ id: step.id, phase: step.phase ?? phaseOf.get(step.id) ?? '' }))
  if (!phasesTogether(order)) throw processErrors['process-phases-apart']()
  await orderSteps(tx, id, order)
  return saveProcess(tx, request, before, {}, 'process.stepsOrdered')
}
