import { type Db, schema } from '@convergence/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { createAccessLink, insertAccessLink, type MadeLink, revokeFormer } from '../links/links.ts'
import { queueMail } from '../mails/queue.ts'
import type { Reach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { requireRelay } from '../relays/commands.ts'
import { relayErrors } from '../relays/errors.ts'
import type { CollectionLinkCreate } from '../relays/schemas.ts'
import { type AwaitedFrom, awaitedFrom } from './due.ts'
import { reminderLetter, remindsToday } from './rules.ts'
import type { Reminded, Reminding } from './schemas.ts'

const { accessLinks, auditEntries, indicatorCollectors, relays, users } = schema
export const PATH = '/collecte'
const LINK_DAYS = 60

type Locale = 'fr' | 'en'
interface Person { key: string; relayId: string | null; name: string; address: string; locale: Locale; /** Has an account: needs no private link. */ account: boolean; perimeterId: string }

/** Who is written to for a collector: the account of the relay, its address, or the account that is named. */
async function personOf(tx: Db, { relayId, userId, perimeterId }: AwaitedFrom, locale: Locale): Promise<Person | null> {
  const id = userId ?? (relayId ? (await tx.select({ id: relays.userId }).from(relays).where(eq(relays.id, relayId)))[0]?.id ?? null : null)
  const [user] = id ? await tx.select({ name: users.name, email: users.email, locale: users.locale, disabledAt: users.disabledAt }).from(users).where(eq(users.id, id)) : []
  if (user && !user.disabledAt) return { key: `user:${id}`, relayId: null, name: user.name, address: user.email, locale: user.locale, account: true, perimeterId }
  const [relay] = relayId ? await tx.select({ name: relays.name, email: relays.email, deletedAt: relays.deletedAt, endedOn: relays.endedOn, perimeterId: relays.perimeterId }).from(relays).where(eq(relays.id, relayId)) : []
  if (!relay || relay.deletedAt) return null
  return { key: `relay:${relayId}`, relayId, name: relay.name, address: relay.email, locale, account: false, perimeterId: relay.perimeterId }
}

type LinkMaker = (tx: Db, relayId: string, perimeterId: string) => Promise<MadeLink>

/** Writes one mail per person for all that is awaited of them. */
async function writeReminders(tx: Db, awaited: readonly AwaitedFrom[], locale: Locale, makeLink: LinkMaker): Promise<z.output<typeof Reminded>> {
  const groups = new Map<string, { person: Person; rows: AwaitedFrom[] }>()
  const people = new Map<string, Person | null>()
  const without = new Set<string>()
  for (const row of awaited) {
    const known = people.get(row.collectorId)
    const person = known === undefined ? await personOf(tx, row, locale) : known
    people.set(row.collectorId, person)
    if (!person || person.address === '') without.add(person?.name ?? row.perimeterName)
    else groups.set(person.key, { person, rows: [...(groups.get(person.key)?.rows ?? []), row] })
  }
  for (const { person, rows } of groups.values()) await writeReminder(tx, person, rows, makeLink)
  return { mails: groups.size, values: [...groups.values()].reduce((sum, group) => sum + group.rows.length, 0), withoutAddress: [...without].sort((a, b) => a.localeCompare(b, 'fr')) }
}

async function writeReminder(tx: Db, person: Person, rows: AwaitedFrom[], makeLink: LinkMaker): Promise<void> {
  const link = person.relayId && !person.account ? { path: PATH, secret: (await makeLink(tx, person.relayId, person.perimeterId)).secret } as const : undefined
  const first = rows[0]
  await queueMail(tx, { kind: 'collection', to: { address: person.address, name: person.name }, locale: person.locale, ...reminderLetter(person.name, rows, person.locale, link !== undefined), ...(link ? { link } : {}), about: person.relayId ? { type: 'relay', id: person.relayId } : { type: 'collector', id: first?.collectorId ?? '' }, perimeterId: person.perimeterId })
  await tx.update(indicatorCollectors).set({ remindedAt: new Date() }).where(inArray(indicatorCollectors.id, [...new Set(rows.map((row) => row.collectorId))]))
}

/** Reminds by hand: of all that is awaited within reach, or of some collectors. */
export async function remind(tx: Db, request: FastifyRequest, { collectorIds, locale }: z.output<typeof Reminding>): Promise<z.output<typeof Reminded>> {
  const awaited = await awaitedFrom(tx, request.reach, { collectorIds })
  const result = await writeReminders(tx, awaited, locale, (inner, relayId, perimeterId) => renewLink(inner, request, relayId, perimeterId, LINK_DAYS))
  const reminded = [...new Map(awaited.map((row) => [row.collectorId, row])).values()]
  await record(tx, request, ...reminded.map((row) => ({ type: 'indicatorCollector.reminded' as const, objectId: row.collectorId, perimeterId: row.perimeterId })))
  return result
}

/** A new private link of a relay; those before stop working. */
async function renewLink(tx: Db, request: FastifyRequest, relayId: string, perimeterId: string, expiresInDays: number): Promise<MadeLink> {
  await revokeFormer(tx, request, { purpose: 'collection', objectId: relayId, stakeholderId: null })
  return createAccessLink(tx, request, { purpose: 'collection', objectId: relayId, perimeterId, expiresInDays })
}

/** Makes the private link of a relay, to be copied, or mails it with what is awaited. */
export async function createCollectionLink(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof CollectionLinkCreate>) {
  const relay = await requireRelay(tx, id, request.reach)
  if (relay.endedOn && relay.endedOn < new Date().toISOString().slice(0, 10)) throw relayErrors['relay-ended']()
  if (body.send && relay.email === '') throw relayErrors['relay-no-address']()
  const link = await renewLink(tx, request, id, relay.perimeterId, body.expiresInDays)
  if (body.send) await mailLink(tx, relay, link, body.locale)
  return { id: link.id, path: PATH, secret: body.send ? null : link.secret, expiresAt: link.expiresAt, mailed: body.send }
}

async function mailLink(tx: Db, relay: { id: string; name: string; email: string; perimeterId: string }, link: MadeLink, locale: Locale): Promise<void> {
  const awaited = (await awaitedFrom(tx, 'all', {})).filter((row) => row.relayId === relay.id)
  await queueMail(tx, { kind: 'collection', to: { address: relay.email, name: relay.name }, locale, ...reminderLetter(relay.name, awaited, locale, true), link: { path: PATH, secret: link.secret }, about: { type: 'relay', id: relay.id }, perimeterId: relay.perimeterId })
}

/** The reminders of a day that come by themselves: to nobody that is invented, and to each once in two weeks. */
export async function remindDaily(tx: Db, now: Date): Promise<z.output<typeof Reminded>> {
  const reach: Reach = 'all'
  const awaited = (await awaitedFrom(tx, reach, { real: true })).filter((row) => remindsToday(row.remindedAt, now))
  return writeReminders(tx, awaited, 'fr', renewLinkByServer)
}

async function renewLinkByServer(tx: Db, relayId: string, perimeterId: string): Promise<MadeLink> {
  await tx.update(accessLinks).set({ revokedAt: sql`now()`, version: sql`${accessLinks.version} + 1`, updatedAt: sql`now()` }).where(sql`${accessLinks.purpose} = 'collection' and ${accessLinks.objectId} = ${relayId} and ${accessLinks.revokedAt} is null`)
  const link = await insertAccessLink(tx, { purpose: 'collection', objectId: relayId, perimeterId, expiresInDays: LINK_DAYS, createdBy: null })
  await tx.insert(auditEntries).values({ actor: 'server', action: 'access-link.created', objectType: 'access-link', objectId: link.id, perimeterId, after: { purpose: 'collection', of: relayId }, traceId: link.id })
  return link
}
