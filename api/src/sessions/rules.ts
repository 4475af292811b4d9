import type { schema } from '@convergence/db'

export type SessionStatus = (typeof schema.sessionStatus.enumValues)[number]

const next: Record<SessionStatus, readonly SessionStatus[]> = {
  planned: ['open', 'cancelled'],
  open: ['closed', 'cancelled'],
  // Back again is the undo of a closing or a cancelling by mistake.
  closed: ['open'],
  cancelled: ['planned'],
}

/** Whether a session may pass from one status to another; staying is allowed. */
export const mayBecome = (from: SessionStatus, to: SessionStatus): boolean => from === to || next[from].includes(to)

/** True for the name of a time zone that this server knows, for example Europe/Paris. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

const LABEL_MAX = 24
const LABEL_MIN = 12
const TOO_LIGHT_TO_END = /(?:\s(?:de|du|des|d['’]|la|le|les|l['’]|et|à|au|aux|en|pour|of|the|and))+$/i

/** A name short enough for a cell: whole words up to 24 characters, never ending on an article; longer words are cut. */
export function shortLabel(name: string): string {
  const plain = name.replace(/\s*\([^)]*\)/g, '').replace(/\s+/g, ' ').trim() || name
  if (plain.length <= LABEL_MAX) return plain
  const cut = plain.slice(0, LABEL_MAX + 1)
  const words = cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut.slice(0, LABEL_MAX)
  const label = words.replace(TOO_LIGHT_TO_END, '')
  // One generic word ("Union") would name several: part of the next one tells more.
  return label.length < LABEL_MIN ? `${plain.slice(0, LABEL_MAX - 1).trimEnd()}…` : label
}

interface Appointment { startsAt: Date; endsAt: Date | null; place: string; videoUrl: string; status: string }

/** Whether the invited should hear of a change: another time, place or video link, or a session that is cancelled or back. Opening and closing it are none. */
export function isNews(before: Appointment, patch: { [K in keyof Appointment]?: Appointment[K] | null | undefined }): boolean {
  const moved = (key: 'startsAt' | 'endsAt'): boolean => patch[key] !== undefined && (patch[key]?.getTime() ?? null) !== (before[key]?.getTime() ?? null)
  const renamed = (key: 'place' | 'videoUrl'): boolean => patch[key] !== undefined && patch[key] !== before[key]
  const cancelled = patch.status !== undefined && (patch.status === 'cancelled') !== (before.status === 'cancelled')
  return moved('startsAt') || moved('endsAt') || renamed('place') || renamed('videoUrl') || cancelled
}
