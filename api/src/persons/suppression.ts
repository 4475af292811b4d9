import { createHmac } from 'node:crypto'
import { type Db, schema, searchKey } from '@convergence/db'
import { inArray, isNull, and } from 'drizzle-orm'
import { personErrors } from './errors.ts'

const { suppressions } = schema

const keyed = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')
/** Of an erased person: of the id alone, which means nothing by itself. */
export const erasureHash = (secret: string, id: string): string => keyed(secret, `erasure\n${id}`)
/** The same for « Anne LE GOFF », « Le Goff Anne » and « anne le-goff ». */
const nameHash = (secret: string, name: string): string => keyed(secret, `name\n${searchKey(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort().join(' ')}`)
const addressHash = (secret: string, email: string): string => keyed(secret, `email\n${email.trim().toLowerCase()}`)

export interface Identity { name?: string | undefined; emails?: readonly string[] | undefined }

/** Keyed hashes of who objected: of the name, and of each address. Without the server's secret they tell nothing. */
export const hashesOf = (secret: string, { name, emails = [] }: Identity): string[] =>
  [...new Set([...(name ? [nameHash(secret, name)] : []), ...emails.filter((email) => email.trim()).map((email) => addressHash(secret, email))])]

/** Refuses to enter somebody who objected (409 `objection-on-file`); echoes nothing of them. */
export async function refuseSuppressed(tx: Db, secret: string, identity: Identity): Promise<void> {
  const hashes = hashesOf(secret, identity)
  if (hashes.length === 0) return
  const found = await tx.select({ id: suppressions.id }).from(suppressions).where(and(inArray(suppressions.personHash, hashes), isNull(suppressions.liftedAt))).limit(1)
  if (found.length > 0) throw personErrors['objection-on-file']()
}

/** Tells of many names at once which one is on file. */
export async function suppressionCheck(tx: Db, secret: string): Promise<(name: string) => boolean> {
  const rows = await tx.select({ hash: suppressions.personHash }).from(suppressions).where(isNull(suppressions.liftedAt))
  const known = new Set(rows.map((row) => row.hash))
  return (name) => known.size > 0 && known.has(nameHash(secret, name))
}
