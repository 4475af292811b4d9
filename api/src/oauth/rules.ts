import type { Scope } from '../plugins/access.ts'

/** A client as it presented itself: the beginning of a key, and the key. */
export interface Presented { id: string; secret: string }

/** What a form may carry of the client’s credentials. */
interface InForm { client_id?: string | undefined; client_secret?: string | undefined }

/**
 * The client of a request: by HTTP Basic or in the form (RFC 6749 section 2.3.1). `twice` when it did both, or named another
 * one; null when it named none or a header that is not of that shape.
 */
export function presentedBy(authorization: string | undefined, form: InForm): Presented | 'twice' | null {
  const inForm = form.client_id ? { id: form.client_id, secret: form.client_secret ?? '' } : null
  if (authorization === undefined) return inForm?.secret ? inForm : null
  const basic = readBasic(authorization)
  if (!basic) return null
  return form.client_secret || (inForm && inForm.id !== basic.id) ? 'twice' : basic
}

/** Both halves were form-encoded before they were put together: a secret may hold a colon. */
function readBasic(authorization: string): Presented | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(authorization)?.[1]
  const [, id, secret] = /^([^:]+):(.+)$/.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
  if (id === undefined || secret === undefined) return null
  try {
    return { id: decoded(id), secret: decoded(secret) }
  } catch {
    return null
  }
}

const decoded = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '))

/** The scopes of a token: those asked for, in the order of the key; all of the key’s when none is named. Null when one is not the key’s. */
export function narrowed(asked: string | undefined, held: readonly Scope[]): Scope[] | null {
  const wanted = (asked ?? '').split(' ').filter((one) => one !== '')
  if (wanted.length === 0) return [...held]
  return wanted.every((one) => held.some((scope) => scope === one)) ? held.filter((scope) => wanted.includes(scope)) : null
}
