import { type Db, schema } from '@convergence/db'
import { inArray } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { commonErrors, type ProblemError } from '../errors.ts'
import { checkText } from '../free-text/check.ts'
import type { Finding } from '../free-text/types.ts'
import { principalIn } from '../plugins/access.ts'
import { languageOf } from '../plugins/language.ts'
import { record } from '../plugins/record.ts'
import { solidProse } from '../schemas.ts'
import { textErrors } from './errors.ts'
import { leavesOf, type TextLeaf } from './leaves.ts'
import { type Recorded, recordedOf } from './recorded.ts'
import { quotedIn, sentences } from './sentences.ts'

/** A text in which something was found. */
export interface TextFound { leaf: TextLeaf; found: Finding[] }

/**
 * Reads the texts of a write, after it and in its transaction (P-10): 422 `text-forbidden` for what may not be written of a person, 422 `text-reason-needed` for
 * what wants a reason and has none in the header Text-Reason; a reason is kept with the text and audited. A text that stood there already is not asked about again.
 */
export async function readTexts(tx: Db, request: FastifyRequest): Promise<void> {
  const leaves = leavesOf(request.routeOptions.schema?.body, request.body)
  if (leaves.length === 0) return
  const changes = recordedOf(request)
  const stood = new Set(changes.flatMap(({ before }) => Object.values(before ?? {}).filter((value) => typeof value === 'string')))
  const names = await namesOf(tx, changes)
  const found = findIn(leaves.filter((leaf) => !stood.has(leaf.text)), (leaf) => [...leaf.names, ...peopleOf(leaf, request.body, changes).flatMap((id) => names.get(id) ?? [])])
  const reason = reasonFor(found, request)
  if (reason === null) return
  for (const { leaf, found: of } of found) await keepReason(tx, request, subjectOf(leaf, request.body, changes), leaf, of, reason)
}

/** What is found in texts, each read as told of these people. */
export function findIn(leaves: readonly TextLeaf[], namesFor: (leaf: TextLeaf) => readonly string[]): TextFound[] {
  // A batch says the same many times over, and a reading of two hundred characters costs a millisecond or more.
  const known = new Map<string, Finding[]>()
  const read = (text: string, names: readonly string[]): Finding[] => {
    const key = JSON.stringify([text, ...names])
    const found = known.get(key) ?? checkText(text, { names })
    known.set(key, found)
    return found
  }
  return leaves.map((leaf) => ({ leaf, found: read(leaf.text, namesFor(leaf)) })).filter(({ found }) => found.length > 0)
}

/** The reason that the request gives for what was found, null when nothing wants one; a refusal else. */
export function reasonFor(found: readonly TextFound[], request: FastifyRequest, given?: string): string | null {
  if (found.length === 0) return null
  const language = languageOf(request)
  const refuse = (code: keyof typeof textErrors, level: Finding['level']): ProblemError => {
    const stopped = found.flatMap(({ leaf, found: of }) => of.filter((f) => f.level === level).map((f) => ({ pointer: leaf.pointer, ...f })))
    return textErrors[code]({ params: { words: quotedIn(language, stopped.map((f) => f.word)) }, errors: stopped.slice(0, 100).map((f) => ({ pointer: f.pointer, code: f.class, message: `${quotedIn(language, [f.word])}${language === 'fr' ? '\u00a0' : ''}: ${sentences[f.class][language]}` })) })
  }
  if (found.some(({ found: of }) => of.some((f) => f.level === 'block'))) throw refuse('text-forbidden', 'block')
  const reason = given === undefined ? reasonIn(request) : permitted(given, request)
  if (reason === null) throw refuse('text-reason-needed', 'warn')
  return reason
}

/** Where a reason would say who wrote: only what is refused to all is. */
export function refuseForbidden(request: FastifyRequest): void {
  const found = findIn(leavesOf(request.routeOptions.schema?.body, request.body), (leaf) => leaf.names)
  if (found.some(({ found: of }) => of.some((f) => f.level === 'block'))) reasonFor(found, request)
}

const Reason = solidProse(500)

/** The reason in the header, read as the texts are; null without one. */
function reasonIn(request: FastifyRequest): string | null {
  const header = request.headers['text-reason']
  if (header === undefined) return null
  const reason = Reason.safeParse(decoded(String(header)).trim())
  if (!reason.success || reason.data.length < 10) throw commonErrors['invalid-request']({ errors: [{ pointer: 'text-reason', code: 'invalid_format', message: languageOf(request) === 'fr' ? '10 à 500 caractères, encodés en pourcentage.' : '10 to 500 characters, percent-encoded.' }] })
  return permitted(reason.data, request)
}

function permitted(reason: string, request: FastifyRequest): string {
  const [refused] = checkText(reason).filter((f) => f.level === 'block')
  if (refused) throw textErrors['text-forbidden']({ params: { words: quotedIn(languageOf(request), [refused.word]) }, errors: [{ pointer: 'text-reason', code: refused.class, message: sentences[refused.class][languageOf(request)] }] })
  return reason
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function namesOf(tx: Db, changes: readonly Recorded[]): Promise<Map<string, string>> {
  const ids = [...new Set(changes.flatMap((change) => change.people))]
  if (ids.length === 0) return new Map()
  const { stakeholders } = schema
  return new Map((await tx.select({ id: stakeholders.id, name: stakeholders.name }).from(stakeholders).where(inArray(stakeholders.id, ids))).map((row) => [row.id, row.name]))
}

/** The change that a text belongs to: the one of its place in a batch that recorded one for each item, else the first. */
function subjectOf({ pointer }: TextLeaf, body: unknown, changes: readonly Recorded[]): Recorded | undefined {
  const [, list = '', index] = /^\/(\w+)\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  const items = (body as Record<string, unknown>)[list]
  return (Array.isArray(items) && items.length === changes.length ? changes[Number(index)] : undefined) ?? changes[0]
}

function peopleOf(leaf: TextLeaf, body: unknown, changes: readonly Recorded[]): readonly string[] {
  return subjectOf(leaf, body, changes)?.people ?? []
}

export async function keepReason(tx: Db, request: FastifyRequest, subject: Recorded | undefined, leaf: TextLeaf, found: readonly Finding[], reason: string): Promise<void> {
  // Nothing was recorded: nothing changed, and no new text stays anywhere.
  if (!subject) return
  const objectType = subject.type.split('.')[0] ?? ''
  const classes = [...new Set(found.map((f) => f.class))]
  await tx.insert(schema.textReasons).values({ objectType, objectId: subject.objectId, field: leaf.pointer, classes, reason, actor: principalIn(request).actor })
  await record(tx, request, { type: `${objectType}.explained`, objectId: subject.objectId, perimeterId: subject.perimeterId ?? null, personId: subject.people[0], after: { field: leaf.pointer, classes, reason } })
}
