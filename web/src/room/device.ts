import { newIdempotencyKey } from '../api/client.ts'

/** One person whom this device checked in: the key makes a second press count once. */
export interface Kept { sessionId: string; deviceKey: string; organisation: string; personName: string; at: string }

const NAME = 'check-ins'

/** What this device remembers of a session; empty where storage is forbidden. */
export function keptOf(sessionId: string): Kept[] {
  return readAll().filter((kept) => kept.sessionId === sessionId)
}
export const keep = (one: Kept): void => writeAll([...readAll().filter((kept) => kept.deviceKey !== one.deviceKey), one].slice(-50))
export const forget = (deviceKey: string): void => writeAll(readAll().filter((kept) => kept.deviceKey !== deviceKey))
export const newDeviceKey = (): string => newIdempotencyKey()

function readAll(): Kept[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(all) ? (all as Kept[]).filter((one) => typeof one?.deviceKey === 'string' && typeof one.sessionId === 'string') : []
  } catch {
    return []
  }
}
function writeAll(all: Kept[]): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(all))
  } catch {
    // Private browsing may forbid it: a second press is then a second person, which the door can undo.
  }
}
